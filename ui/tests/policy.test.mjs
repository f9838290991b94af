import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { after, before, describe, it } from "node:test";
import { byTestId, openApp, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

describe("the content security policy", () => {
  it("stands in both pages, which hold nothing inline", async () => {
    for (const name of ["index.html", "viewer.html"]) {
      const html = await readFile(new URL(`../dist/${name}`, import.meta.url), "utf8");
      assert.match(html, /Content-Security-Policy/, name);
      assert.doesNotMatch(html, /unsafe-inline|unsafe-eval/, name);
      assert.doesNotMatch(html, /\sstyle=|<style|<script(?![^>]*\ssrc=)/, name);
    }
  });

  it("bites", async () => {
    const page = await openApp(browser.context, server.origin);
    await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", '<p style="color:red">x</p>'));
    await page.waitForFunction(() => getComputedStyle(document.querySelector("p[style]")).color !== "rgb(255, 0, 0)");
    assert.ok(page.faults.some((fault) => fault.includes("style-src")), "a style attribute is refused and reported");
    await page.close();
  });

  it("asks nothing of other machines", async () => {
    const page = await openApp(browser.context, server.origin);
    const strangers = await page.evaluate(() =>
      performance.getEntriesByType("resource").map((entry) => new URL(entry.name).origin).filter((origin) => origin !== location.origin),
    );
    assert.deepEqual(strangers, []);
    await page.close();
  });
});

describe("the bundle", () => {
  it("stays small: at most 600 kB gzip without pdf.js", async (context) => {
    const dist = fileURLToPath(new URL("../dist/", import.meta.url));
    const files = (await readdir(dist, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(dist.length))
      // pdf.js with its data; it is most of the viewer's script.
      .filter((name) => !name.startsWith("pdfjs/") && !/^assets\/(?:pdf\.worker|viewer-).*\.js$/.test(name));
    const sizes = await Promise.all(files.map(async (name) => gzipSync(await readFile(join(dist, name))).length));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    context.diagnostic(`${files.length} files, ${Math.round(total / 1000)} kB gzip`);
    assert.ok(files.length > 10 && total <= 600_000, `${total} bytes`);
  });

  it("brings the licence of its typeface", async () => {
    const licence = await readFile(new URL("../dist/assets/be-vietnam-pro-OFL.txt", import.meta.url), "utf8");
    assert.match(licence, /SIL Open Font License, Version 1\.1/);
  });
});
