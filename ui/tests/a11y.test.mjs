// axe on every screen, in both themes and both languages.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { answered, byTestId, openApp, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
let axe;
before(async () => {
  server = await startServer();
  browser = await startBrowser({ reducedMotion: "reduce" });
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function check(frame, screen) {
  // The policy of the page refuses script elements; this goes in from outside.
  await frame.evaluate(axe);
  const { violations } = await frame.evaluate(() => window.axe.run(document, { iframes: false }));
  const found = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  assert.deepEqual(found, [], screen);
}

async function search(page, query) {
  await byTestId(page, "search-input").fill(query);
  await answered(page, query);
}

const SCREENS = {
  library: async (page) => {
    await search(page, "nghi quyet cai cach hanh chinh vutru");
    await byTestId(page, "facet-kind-nghi_quyet").click({ modifiers: ["Shift"] });
    await byTestId(page, "preview").locator("dl").waitFor();
  },
  "no hits": async (page) => {
    await search(page, "zzz");
    await byTestId(page, "no-hits").waitFor();
  },
  text: async (page) => {
    await search(page, "04 cai cach hanh chinh");
    await page.keyboard.press("Enter");
    await byTestId(page, "field-signer").click();
    await page.keyboard.press("F3");
    await page.locator("mark.now").waitFor();
  },
  files: async (page) => {
    await page.keyboard.press("Enter");
    await byTestId(page, "tab-files").click();
    await byTestId(page, "files-view").waitFor();
  },
  "field editor": async (page) => {
    await search(page, "04 cai cach hanh chinh");
    await page.keyboard.press("Enter");
    await byTestId(page, "field-signer").focus();
    await page.keyboard.press("F2");
    await byTestId(page, "editor-signer").locator("input").fill("x");
    await page.keyboard.press("Enter");
    await byTestId(page, "field-issued_on").focus();
    await page.keyboard.press("F2");
    await byTestId(page, "editor-issued_on").locator("input").fill("32/1/2016");
    await page.keyboard.press("Enter");
    await byTestId(page, "refused").waitFor();
  },
  relations: async (page) => {
    await search(page, "09-NQ/TU");
    await page.keyboard.press("Enter");
    await byTestId(page, "tab-relations").click();
    await byTestId(page, "link").first().waitFor();
    await byTestId(page, "citation").first().hover();
  },
  diagram: async (page) => {
    await search(page, "09-NQ/TU");
    await page.keyboard.press("Enter");
    await byTestId(page, "tab-relations").click();
    await byTestId(page, "look-diagram").click();
    await byTestId(page, "node").first().waitFor();
  },
  history: async (page) => {
    await search(page, "04 cai cach hanh chinh");
    await page.keyboard.press("Enter");
    await byTestId(page, "field-signer").focus();
    await page.keyboard.press("Delete");
    await byTestId(page, "undo").click();
    await byTestId(page, "tab-history").click();
    await byTestId(page, "change").first().waitFor();
  },
  review: async (page) => {
    await page.keyboard.press("Control+e");
    await byTestId(page, "review-fields").waitFor();
    await page.locator("[data-lit]").waitFor();
  },
  help: async (page) => {
    await page.keyboard.press("F1");
    await byTestId(page, "help").waitFor();
  },
  palette: async (page) => {
    await page.keyboard.press("Control+k");
    await byTestId(page, "palette").waitFor();
  },
};

for (const theme of ["light", "dark"]) {
  for (const lang of ["vi", "en"]) {
    describe(`${theme}, ${lang}`, () => {
      const query = `?theme=${theme}&lang=${lang}`;
      for (const [screen, act] of Object.entries(SCREENS)) {
        it(screen, async () => {
          const page = await openApp(browser.context, server.origin, `${query}&graph=6`);
          await act(page);
          await check(page, screen);
          await page.close();
        });
      }

      it("empty store and import", async () => {
        const page = await openApp(browser.context, server.origin, `${query}&empty=1`);
        await byTestId(page, "empty-store").waitFor();
        await check(page, "empty store");
        await byTestId(page, "import-choose-files").click();
        await byTestId(page, "import-progress").waitFor();
        await byTestId(page, "import-pause").click();
        await check(page, "progress");
        await byTestId(page, "import-pause").click();
        await byTestId(page, "import-report").waitFor();
        await check(page, "report");
        await page.close();
      });

      it("original and its viewer", async () => {
        const page = await openApp(browser.context, server.origin, query);
        await search(page, "04");
        await page.keyboard.press("Enter");
        const handle = await byTestId(page, "viewer-frame").elementHandle();
        const frame = await handle.contentFrame();
        await frame.locator(".page[data-drawn]").first().waitFor();
        await frame.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme);
        await check(page, "original");
        await check(frame, "viewer");
        assert.equal(await frame.evaluate(() => document.documentElement.lang), lang);
        await page.close();
      });
    });
  }
}

describe("switching", () => {
  it("changes language and theme at once", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "language").selectOption("en");
    await byTestId(page, "import-button").getByText("Import documents").waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    await byTestId(page, "theme").selectOption("dark");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
    await page.close();
  });
});
