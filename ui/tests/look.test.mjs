// What the screens look like at every size, zoom and length of text: nothing clipped, nothing that jumps.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { answered, byTestId, openApp, startBrowser } from "./support/browser.mjs";
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

/** Buttons, fields and tabs that can't be seen whole, and sideways scrolling. */
const clipped = (page) =>
  page.evaluate(() => {
    const wanted = "button, select, input, [role=tab], .button";
    const hidden = (element) => element.closest(".visually-hidden, [role=grid], nav, table");
    const faults = [...document.querySelectorAll(wanted)].filter((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || hidden(element)) return false;
      const scrolled = element.closest("main, aside, section, .inside, dialog, .list, .items");
      const across = box.left < -0.5 || box.right > innerWidth + 0.5;
      const down = !scrolled && box.bottom > innerHeight + 0.5;
      const cut = !element.matches("input, select, .brand") && element.scrollWidth > element.clientWidth + 1;
      return across || down || cut;
    });
    const named = faults.map((element) => element.dataset.testid ?? element.textContent.trim().slice(0, 40));
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth) named.push("the page scrolls sideways");
    for (const pane of document.querySelectorAll("header, footer, .bar, .menu:not([role]), main, aside, .inside")) {
      if (pane.scrollWidth > pane.clientWidth + 1 && pane.clientWidth > 0) named.push(`${pane.tagName}.${pane.className} is wider than itself`);
    }
    return named;
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

/** The list, the search box and what belongs to them. */
async function searching(page, look) {
  await byTestId(page, "result-grid").waitFor();
  await look("library");
  await byTestId(page, "search-input").fill("tinh uy");
  await byTestId(page, "suggestions").waitFor();
  await look("suggestions");
  await page.keyboard.press("Escape");
  await byTestId(page, "search-input").fill("nghi quyet 04 cai cach hanh chinh");
  await answered(page, "nghi quyet 04 cai cach hanh chinh");
  await look("search");
  await page.keyboard.press("F10");
  await page.keyboard.press("ArrowDown");
  await page.locator("[role=menu]").waitFor();
  await look("menu");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  for (const [keys, name] of OVERLAYS) {
    await page.keyboard.press(keys);
    await byTestId(page, name).waitFor();
    await look(name);
    await page.keyboard.press("Escape");
    await byTestId(page, name).waitFor({ state: "detached" });
  }
}

/** Goes through the screens; `look` is called on each. */
async function tour(page, look) {
  await searching(page, look);
  await byTestId(page, "result-grid").focus();
  await page.keyboard.press("Enter");
  await byTestId(page, "document-fields").waitFor();
  await look("document");
  await page.keyboard.press("Control+2");
  await byTestId(page, "text-view").waitFor();
  await look("text");
  await page.keyboard.press("Control+3");
  await byTestId(page, "files-view").waitFor();
  await page.keyboard.press("Control+4");
  await byTestId(page, "link").first().waitFor();
  await look("relations");
  await byTestId(page, "look-diagram").click();
  await byTestId(page, "node").first().waitFor();
  await look("diagram");
  await page.keyboard.press("Control+5");
  await byTestId(page, "history-view").waitFor();
  await byTestId(page, "field-issuer").focus();
  await page.keyboard.press("F2");
  await byTestId(page, "editor-issuer").waitFor();
  await look("history and editor");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+e");
  await page.locator("[data-lit]").waitFor();
  await look("review");
  await page.keyboard.press("Control+d");
  await byTestId(page, "bars").first().waitFor();
  await look("overview");
  await byTestId(page, "look-tables").click();
  await byTestId(page, "chart-table").first().waitFor();
  await look("overview tables");
  await page.keyboard.press("Control+,");
  await byTestId(page, "settings-screen").waitFor();
  await look("settings");
  await page.keyboard.press("Alt+Home");
  await byTestId(page, "result-grid").focus();
  await page.keyboard.press("Control+a");
  await byTestId(page, "selection-bar").waitFor();
  await look("selection");
  await page.keyboard.press("Control+b");
  await byTestId(page, "bulk-preview").locator("li").first().waitFor();
  await look("editing many");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+i");
  await byTestId(page, "import-choose-files").click();
  await byTestId(page, "import-report").waitFor();
  await look("import");
}

describe("every screen stays whole", () => {
  const cases = [
    { name: "960×600", size: [960, 600], query: "?lang=en" },
    { name: "1366×768", size: [1366, 768], query: "" },
    { name: "1366×768 at 150 %", size: [1366, 768], query: "?zoom=150" },
    { name: "1366×768 at 200 %", size: [1366, 768], query: "?zoom=200&lang=en" },
    { name: "960×600 at 125 %", size: [960, 600], query: "?zoom=125" },
    { name: "1366×768, texts 40 % longer", size: [1366, 768], query: "?pseudo=1" },
    { name: "960×600, texts 40 % longer", size: [960, 600], query: "?pseudo=1" },
  ];
  for (const { name, size, query } of cases) {
    it(`at ${name}`, async () => {
      const page = await openApp(browser.context, server.origin, query);
      await page.setViewportSize({ width: size[0], height: size[1] });
      const found = {};
      await tour(page, async (screen) => (found[screen] = await clipped(page)));
      assert.deepEqual(Object.entries(found).filter(([, faults]) => faults.length > 0), []);
      assert.deepEqual(page.faults, []);
      await page.close();
    });
  }

  it("at 960×600 and 200 %, where people search", async () => {
    const page = await openApp(browser.context, server.origin, "?zoom=200");
    await page.setViewportSize({ width: 960, height: 600 });
    const found = {};
    await searching(page, async (screen) => (found[screen] = await clipped(page)));
    assert.deepEqual(Object.entries(found).filter(([, faults]) => faults.length > 0), []);
    await page.close();
  });

  it("puts every text through the catalogue", async () => {
    const page = await openApp(browser.context, server.origin, "?pseudo=1");
    // What is in the archive is no text of the screens.
    const spoken = () =>
      page.evaluate(() => {
        const own = "[role=gridcell], .chip, mark, blockquote, dd, .value, .brand, .paper, option, code, kbd, td, .name, .count, h2, h1, header p, .sentence, .issuer, .subject, .node, .link[title], q, .legend, .fill, .scroll thead, .scroll tbody, .preview, .offered";
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) {
          const { textContent, parentElement } = walker.currentNode;
          if (/\p{L}{2,}/u.test(textContent) && !parentElement.closest(own) && !/^\s*\[.*\]\s*$/su.test(textContent)) found.push(textContent.trim());
        }
        for (const name of ["aria-label", "title", "placeholder"]) {
          for (const element of document.querySelectorAll(`[${name}]`)) {
            const value = element.getAttribute(name);
            if (/\p{L}{2,}/u.test(value) && !value.startsWith("[") && !element.closest(own)) found.push(`${name}: ${value}`);
          }
        }
        return [...new Set(found)];
      });
    await tour(page, async (screen) => assert.deepEqual(await spoken(), [], screen));
    await page.close();
  });
});

describe("stacked marks", () => {
  /** Elements that hide what stands out, whose line is lower than the letters are tall. */
  const cut = (page) =>
    page.evaluate(() => {
      const canvas = document.createElement("canvas").getContext("2d");
      const faults = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const seen = new Set();
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || seen.has(element) || element.closest("kbd, .visually-hidden, option")) continue;
        seen.add(element);
        const style = getComputedStyle(element);
        // Measured large: the figures come in whole pixels.
        const size = Number.parseFloat(style.fontSize);
        canvas.font = `${style.fontStyle} ${style.fontWeight} 1000px ${style.fontFamily}`;
        const ink = canvas.measureText("Ệ Ặ Ỗ Ữ Ẵ ậ ợ g y");
        const line = style.lineHeight === "normal" ? Infinity : Number.parseFloat(style.lineHeight);
        // Letters stand in the middle of the line, by the font's own ascent and descent.
        const of = (value) => (value * size) / 1000;
        const [ascent, descent] = [of(ink.fontBoundingBoxAscent), of(ink.fontBoundingBoxDescent)];
        const above = (line - ascent - descent) / 2 + ascent;
        if (of(ink.actualBoundingBoxAscent) > above || of(ink.actualBoundingBoxDescent) > line - above) {
          faults.push(`${element.tagName}.${element.className}: ${style.fontSize} on ${style.lineHeight}`);
        }
      }
      return [...new Set(faults)];
    });

  for (const query of ["", "?zoom=150&lang=en"]) {
    it(`are never clipped ${query}`, async () => {
      const page = await openApp(browser.context, server.origin, query);
      await page.evaluate(() => document.fonts.ready);
      const loaded = await page.evaluate(() => document.fonts.check('16px "Be Vietnam Pro"', "Ệ Ặ Ỗ Ữ"));
      assert.ok(loaded, "the bundled font has the letters");
      await tour(page, async (screen) => assert.deepEqual(await cut(page), [], screen));
      await page.close();
    });
  }
});

describe("nothing jumps", () => {
  it("while the program opens, searches and walks the list", async () => {
    const page = await browser.context.newPage();
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          window.shifts.push([entry.value, entry.sources.map((source) => source.node?.parentElement?.outerHTML.slice(0, 120))]);
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${server.origin}/?rows=3000`);
    await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
    await byTestId(page, "preview").locator("dl").waitFor();
    for (const query of ["c", "ca", "cai cach", "cai cach hanh chinh"]) {
      await byTestId(page, "search-input").fill(query);
      await answered(page, query);
    }
    await byTestId(page, "result-grid").focus();
    for (let n = 0; n < 30; n++) await page.keyboard.press("ArrowDown");
    await byTestId(page, "preview").locator("dl").waitFor();
    const shifts = await page.evaluate(() => window.shifts);
    // The rows of the preview are what it is about: they may be others. Nothing else moves.
    const sum = shifts.reduce((total, [value]) => total + value, 0);
    assert.ok(sum < 0.05, `${sum}: ${JSON.stringify(shifts)}`);
    await page.close();
  });

  it("and the system's own high contrast keeps what we say by colour", async () => {
    const { context, close } = await startBrowser({ forcedColors: "active" });
    const page = await openApp(context, server.origin);
    await byTestId(page, "search-input").fill("cai cach");
    await answered(page, "cai cach");
    const seen = await page.evaluate(() => {
      const of = (selector) => getComputedStyle(document.querySelector(selector));
      return [of('.row[aria-selected="true"]').outlineStyle, of("mark").backgroundColor !== of(".row").backgroundColor];
    });
    assert.deepEqual(seen, ["solid", true]);
    await close();
  });

  it("when less motion is wished", async () => {
    const { context, close } = await startBrowser({ reducedMotion: "reduce" });
    const page = await openApp(context, server.origin);
    await byTestId(page, "search-input").fill("cai");
    const moving = await page.evaluate(() =>
      document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 1).length,
    );
    assert.equal(moving, 0);
    await close();
  });
});
