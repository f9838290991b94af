// Puts the data files of pdf.js (fonts, character maps, decoders) beside the built pages, under /pdfjs/.
import { cpSync, createReadStream, existsSync } from "node:fs";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../node_modules/pdfjs-dist/", import.meta.url));
const SAMPLE = fileURLToPath(new URL("../tests/fixtures/sample.pdf", import.meta.url));
const FOLDERS = ["standard_fonts", "cmaps", "wasm", "iccs"];

/** The file behind a development URL, or null. */
function fileFor(url) {
  const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname));
  if (path === "/sample.pdf") return SAMPLE;
  const [, root, folder] = path.split("/");
  return root === "pdfjs" && FOLDERS.includes(folder) ? join(PACKAGE, path.slice("/pdfjs".length)) : null;
}

export function pdfAssets() {
  let outDir;
  return {
    name: "van-kho:pdf-assets",
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = fileFor(request.url ?? "/");
        if (file && existsSync(file)) createReadStream(file).pipe(response);
        else next();
      });
    },
    writeBundle() {
      for (const folder of FOLDERS) cpSync(join(PACKAGE, folder), join(outDir, "pdfjs", folder), { recursive: true });
    },
  };
}
