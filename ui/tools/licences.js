// Puts the licence of the bundled typeface beside its files, as the SIL Open Font License asks.
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const LICENCE = fileURLToPath(new URL("../node_modules/@fontsource/be-vietnam-pro/LICENSE", import.meta.url));

export function licences() {
  let outDir;
  return {
    name: "van-kho:licences",
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
    },
    writeBundle() {
      mkdirSync(join(outDir, "assets"), { recursive: true });
      cpSync(LICENCE, join(outDir, "assets", "be-vietnam-pro-OFL.txt"));
    },
  };
}
