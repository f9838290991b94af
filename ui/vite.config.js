import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { licences } from "./tools/licences.js";
import { pdfAssets } from "./tools/pdf-assets.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [svelte(), pdfAssets(), licences()],
  resolve: { alias: { $app: here("./src") } },
  server: { port: 1420, strictPort: true },
  build: {
    target: ["es2022", "safari16"],
    outDir: "dist",
    emptyOutDir: true,
    // Everything the pages load is a file of their own origin: nothing inlined, so a strict CSP holds.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { index: here("./index.html"), viewer: here("./viewer.html") },
      checks: { pluginTimings: false },
      // A module of pdf.js keeps a plain ".js" name, which every server knows the type of.
      output: {
        assetFileNames: ({ names }) => `assets/[name]-[hash]${names[0]?.endsWith(".mjs") ? ".js" : "[extname]"}`,
      },
    },
  },
  test: { include: ["src/**/*.test.ts", "tests/unit/*.test.mjs"], environment: "node" },
});
