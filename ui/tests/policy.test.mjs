import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
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

describe("a small window", () => {
  for (const [width, height] of [[1366, 768], [960, 600]]) {
    it(`clips no action at ${width}×${height}`, async () => {
      const page = await openApp(browser.context, server.origin, "?lang=en");
      await page.setViewportSize({ width, height });
      await byTestId(page, "open-document").waitFor();
      const check = async (screen) => {
        const clipped = await page.evaluate(() =>
          [...document.querySelectorAll("header button, footer button, footer select, .bar select, [role=tab], .buttons button")]
            .filter((element) => {
              const box = element.getBoundingClientRect();
              return box.left < 0 || box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5 || element.scrollWidth > element.clientWidth + 1;
            })
            .map((element) => element.textContent.trim()),
        );
        assert.deepEqual(clipped, [], screen);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), screen);
      };
      await check("library");
      await byTestId(page, "import-button").click();
      await check("import");
      await page.keyboard.press("Escape");
      await byTestId(page, "open-document").click();
      await byTestId(page, "tab-text").waitFor();
      await check("document");
      await page.close();
    });
  }
});
