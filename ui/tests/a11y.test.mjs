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

const OVERLAYS = [
  ["F1", "help"],
  ["Control+k", "palette"],
  ["Alt+3", "columns"],
  ["Control+s", "save-search-dialog"],
  ["Alt+v", "explain"],
  ["Alt+t", "similar"],
  ["Shift+F1", "query-help"],
];

async function check(frame, screen) {
  // The policy of the page refuses script elements; this goes in from outside, once a page.
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe);
  const { violations } = await frame.evaluate(() =>
    window.axe.run(document, { iframes: false, resultTypes: ["violations"] }),
  );
  const found = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  assert.deepEqual(found, [], screen);
}

async function search(page, query) {
  await byTestId(page, "search-input").fill(query);
  await answered(page, query);
}

/** From screen to screen, by keyboard, in one page: each of them is looked at. */
async function tour(page) {
  await byTestId(page, "facet-kind-nghi_quyet").click({ modifiers: ["Shift"] });
  await search(page, "nghi quyet cai cach hanh chinh vutru");
  await byTestId(page, "preview").locator("dl").waitFor();
  await check(page, "library");
  await search(page, "tinh uy");
  await byTestId(page, "suggestions").waitFor();
  await page.keyboard.press("ArrowDown");
  await check(page, "suggestions");
  await page.keyboard.press("Escape");
  await search(page, "04 năm:2016 xyz:nghi quyet -zzz");
  await byTestId(page, "chip-understood").first().waitFor();
  await check(page, "chips and parts");
  await search(page, "nghij quyeets");
  await byTestId(page, "suggested").waitFor();
  await check(page, "corrected");
  await search(page, "zzz");
  await byTestId(page, "no-hits").waitFor();
  await check(page, "no hits");
  await page.keyboard.press("Alt+0");
  await byTestId(page, "toast-undo").waitFor();
  await search(page, "04 cai cach hanh chinh");
  await page.keyboard.press("F10");
  await page.keyboard.press("ArrowDown");
  await page.locator("[role=menu]").waitFor();
  await check(page, "menu and toast");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  for (const [keys, name] of OVERLAYS) {
    await page.keyboard.press(keys);
    await byTestId(page, name).waitFor();
    await check(page, name);
    await page.keyboard.press("Escape");
    await byTestId(page, name).waitFor({ state: "detached" });
  }
  await byTestId(page, "result-grid").focus();
  await page.keyboard.press("Enter");
  await byTestId(page, "field-signer").click();
  await page.keyboard.press("F3");
  await page.locator("mark.now").waitFor();
  await check(page, "text");
  await page.keyboard.press("Control+3");
  await byTestId(page, "files-view").waitFor();
  await check(page, "files");
}

/** Fields being decided, relations, history, the review lane. */
async function deciding(page) {
  await search(page, "09-NQ/TU");
  await page.keyboard.press("Enter");
  await byTestId(page, "field-issued_on").focus();
  await page.keyboard.press("F2");
  await byTestId(page, "editor-issued_on").locator("input").fill("32/1/2016");
  await page.keyboard.press("Enter");
  await byTestId(page, "refused").waitFor();
  await check(page, "field editor");
  await page.keyboard.press("Escape");
  await byTestId(page, "field-signer").focus();
  await page.keyboard.press("Delete");
  await byTestId(page, "toast-undo").click();
  await page.keyboard.press("Control+5");
  await byTestId(page, "change").first().waitFor();
  await check(page, "history");
  await page.keyboard.press("Control+4");
  await byTestId(page, "citation").first().hover();
  await check(page, "relations");
  await byTestId(page, "look-diagram").click();
  await byTestId(page, "node").first().waitFor();
  await check(page, "diagram");
  await page.keyboard.press("Control+e");
  await byTestId(page, "review-fields").waitFor();
  await page.locator("[data-lit]").waitFor();
  await check(page, "review");
}

/** The overview, the settings, and a list with marks. */
async function desk(page) {
  await page.keyboard.press("Control+a");
  await byTestId(page, "selection-bar").waitFor();
  await check(page, "selection");
  await page.keyboard.press("Control+b");
  await byTestId(page, "bulk-field").selectOption("issuer");
  await byTestId(page, "bulk-offer").first().waitFor();
  await byTestId(page, "bulk-offer").first().click();
  await check(page, "editing many");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+d");
  await byTestId(page, "bars").first().waitFor();
  await check(page, "overview");
  await byTestId(page, "look-tables").click();
  await byTestId(page, "chart-table").first().waitFor();
  await check(page, "overview tables");
  await page.keyboard.press("Control+,");
  await byTestId(page, "settings-screen").waitFor();
  await check(page, "settings");
}

async function original(page, theme, lang) {
  await page.keyboard.press("Control+1");
  const handle = await byTestId(page, "viewer-frame").elementHandle();
  const frame = await handle.contentFrame();
  await frame.locator(".page[data-drawn]").first().waitFor();
  await frame.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme);
  await check(page, "original");
  await check(frame, "viewer");
  assert.equal(await frame.evaluate(() => document.documentElement.lang), lang);
}

async function importing(page) {
  await byTestId(page, "empty-store").waitFor();
  await check(page, "empty store");
  await byTestId(page, "import-choose-files").click();
  await byTestId(page, "import-progress").waitFor();
  await byTestId(page, "import-pause").click();
  await check(page, "progress");
  await byTestId(page, "import-pause").click();
  await byTestId(page, "import-report").waitFor();
  await check(page, "report");
}

for (const theme of ["light", "dark"]) {
  for (const lang of ["vi", "en"]) {
    for (const contrast of ["", "&contrast=1"]) {
      const query = `?theme=${theme}&lang=${lang}${contrast}`;
      it(`${theme}, ${lang}${contrast && ", high contrast"}`, async () => {
        const page = await openApp(browser.context, server.origin, query);
        await tour(page);
        await original(page, theme, lang);
        await page.close();
        const followed = await openApp(browser.context, server.origin, `${query}&graph=6`);
        await deciding(followed);
        await followed.close();
        const busy = await openApp(browser.context, server.origin, `${query}&graph=6`);
        await byTestId(busy, "result-grid").focus();
        await desk(busy);
        await busy.close();
        const empty = await openApp(browser.context, server.origin, `${query}&empty=1`);
        await importing(empty);
        await empty.close();
        const broken = await browser.context.newPage();
        await broken.goto(`${server.origin}/${query}&fail=status:store_unreadable`);
        await byTestId(broken, "error-notice").waitFor();
        await check(broken, "error page");
        await broken.close();
      });
    }
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
