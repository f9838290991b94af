// Rules of the house that no compiler checks.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "svelte/compiler";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const files = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const named = (...ends) => files.filter((file) => ends.some((end) => file.endsWith(end)));
const read = (file) => readFileSync(file, "utf8");
const name = (file) => relative(ROOT, file);

const SPOKEN = new Set(["title", "placeholder", "alt", "aria-label", "aria-description"]);
const WORDS = /\p{L}{2,}/u;

/** Text that someone would read, written into a component instead of the catalogue. */
function literals(node, found = [], inside = "") {
  if (Array.isArray(node)) for (const each of node) literals(each, found, inside);
  else if (node && typeof node === "object") {
    const tag = { RegularElement: node.name, Component: "component" }[node.type] ?? inside;
    if (node.type === "Text" && WORDS.test(node.data) && tag !== "kbd") found.push(node.data.trim());
    if (node.type === "StyleDirective") return found;
    if (node.type === "Attribute") {
      const spoken = SPOKEN.has(node.name) && tag !== "component" && Array.isArray(node.value) ? node.value : [];
      for (const part of spoken) if (part.type === "Text" && WORDS.test(part.data)) found.push(part.data);
      return found;
    }
    for (const [key, value] of Object.entries(node)) if (key !== "parent") literals(value, found, tag);
  }
  return found;
}

describe("the house", () => {
  it("keeps every word of the screens in the catalogue", () => {
    for (const file of named(".svelte")) {
      expect(literals(parse(read(file), { modern: true }).fragment), name(file)).toEqual([]);
    }
  });

  it("writes no Vietnamese into a script", () => {
    // The twin's documents, the words that stand in every document of an office, and the letters a test language is made of.
    const documents = /\/platform\/memory|\/i18n\/|document\/citation\.ts|\.test\.ts$/;
    const strings = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
    const marked = (text) => WORDS.test(text) && /[ăâđêôơư\u1ea0-\u1ef9àáãèéìíĩòóõùúũý]/iu.test(text);
    for (const file of named(".ts", ".svelte").filter((each) => !documents.test(each))) {
      const script = file.endsWith(".svelte") ? (read(file).match(/<script[^>]*>[\s\S]*?<\/script>/g) ?? []).join("\n") : read(file);
      const code = script.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "");
      expect((code.match(strings) ?? []).filter(marked), name(file)).toEqual([]);
    }
  });

  it("writes no key of a command into a text or a component: they are told from one table", () => {
    const keys = /\b(?:Ctrl|Alt)[+ ]|\(F\d+\)|<kbd[^>]*>[^<{]/;
    for (const file of named(".svelte", "vi.ts", "en.ts")) {
      const markup = read(file).replace(/<script[\s\S]*?<\/script>/, "");
      // How a click is meant is no shortcut.
      expect(markup.replace(/"library\.facets_hint": .*/, ""), name(file)).not.toMatch(keys);
    }
  });

  it("imports Tauri in one place only", () => {
    const users = named(".ts", ".svelte").filter((file) => /["']@tauri-apps\//.test(read(file)));
    expect(users.map(name)).toEqual(["src/platform/tauri.ts"]);
  });

  it("keeps files short", () => {
    // A catalogue is a list: it is read by its keys, not from top to bottom.
    const most = (file) => (file.includes("/i18n/") ? 700 : 350);
    for (const file of files) expect(read(file).split("\n").length, name(file)).toBeLessThanOrEqual(most(file));
  });

  it("lets the shared parts know nothing of the features", () => {
    for (const file of files.filter((each) => each.includes("/shared/"))) {
      expect(read(file), name(file)).not.toMatch(/\$app\/features\//);
    }
  });

  it("writes no style attributes and no inline scripts", () => {
    for (const file of named(".svelte")) expect(read(file), name(file)).not.toMatch(/\sstyle="/);
    for (const page of ["index.html", "viewer.html"]) {
      const html = read(join(ROOT, page));
      expect(html, page).not.toMatch(/\sstyle=|<style|<script(?![^>]*\ssrc=)/);
    }
  });

  it("uses every key of the catalogue", async () => {
    const { vi: catalogue } = await import("../../src/i18n/vi.ts");
    const source = named(".ts", ".svelte").filter((file) => !file.includes("/i18n/")).map(read).join("\n");
    const dynamic = /^(command|menu|settings\.language|engine|field|level|library\.sort|import\.state|bulk\.act|settings\.theme|viewer\.error)\./;
    const unused = Object.keys(catalogue).filter((key) => !dynamic.test(key) && !source.includes(`"${key}"`));
    expect(unused).toEqual([]);
  });
});
