// The overview: figures that lead to their lists, by keyboard too, with a table beside each chart.
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

async function open(query = "?graph=40") {
  const page = await openApp(browser.context, server.origin, query);
  await byTestId(page, "place-overview").click();
  await byTestId(page, "bars").first().waitFor();
  return page;
}
const total = (page, count) =>
  page.waitForFunction((wanted) => document.querySelector('[data-testid="result-total"]')?.dataset.total === String(wanted), count);

describe("the overview", () => {
  it("opens the list behind a bar by keyboard, with as many documents as the bar said, and comes back", async () => {
    const page = await open();
    const years = byTestId(page, "chart-years");
    await years.locator('[tabindex="0"]').focus();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowUp");
    const [, year, kind, count] = /^(\d{4}) · (.+): (\d+)/.exec(await page.evaluate(() => document.activeElement.getAttribute("aria-label")));
    await page.keyboard.press("Enter");
    await byTestId(page, "result-grid").waitFor();
    await total(page, count);
    const first = await page.locator("#row-0").innerText();
    assert.ok(first.includes(kind) && first.includes(year), `${first}: ${kind} ${year}`);
    await page.keyboard.press("Control+d");
    await years.locator('[tabindex="0"]').focus();
    await page.keyboard.press("Escape");
    await byTestId(page, "result-grid").waitFor();
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("shows the same figures as tables", async () => {
    const page = await open();
    const bars = await byTestId(page, "chart-years").locator(".count").allInnerTexts();
    await byTestId(page, "look-tables").click();
    const cells = await byTestId(page, "chart-years").locator("tbody td:last-child").allInnerTexts();
    assert.deepEqual(cells, bars);
    const sum = cells.reduce((all, each) => all + Number(each), 0);
    const undated = Number((await byTestId(page, "chart-foot").innerText()).match(/\d+/)[0]);
    assert.equal(sum + undated, Number((await byTestId(page, "status-documents").innerText()).replace(/\D/g, "")), "every document is counted once");
    await byTestId(page, "chart-issuers").locator("tbody .link").first().click();
    await byTestId(page, "result-grid").waitFor();
    await page.close();
  });

  it("tells what is cited and missing, and leads to those who cite it", async () => {
    const page = await open();
    const bar = byTestId(page, "chart-missing").locator("[data-testid=bar]").first();
    assert.match(await bar.innerText(), /: \d+/);
    await bar.click();
    await byTestId(page, "result-grid").waitFor();
    assert.ok(Number(await byTestId(page, "result-total").getAttribute("data-total")) > 0);
    await page.close();
  });

  it("is saved as a picture and as CSV", async () => {
    const page = await open();
    const save = async (kind) => {
      const [download] = await Promise.all([page.waitForEvent("download"), byTestId(page, "chart-years").locator(`[data-testid=save-${kind}]`).click()]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const csv = await save("csv");
    assert.equal(csv.name, "Văn bản theo năm và loại.csv");
    assert.match(csv.bytes.toString("utf8"), /^\ufeffNăm,.*Văn bản\r\n2015,/);
    const png = await save("png");
    assert.deepEqual([...png.bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    assert.ok(png.bytes.length > 10_000, `${png.bytes.length} bytes: something is drawn`);
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("says what to do when there is nothing to count", async () => {
    const page = await openApp(browser.context, server.origin, "?empty=1");
    await page.keyboard.press("Control+d");
    await byTestId(page, "overview-screen").locator("[data-testid=empty-store]").waitFor();
    await page.close();
  });
});

describe("the settings", () => {
  it("are kept as they are changed", async () => {
    const page = await openApp(browser.context, server.origin);
    await page.keyboard.press("Control+,");
    await byTestId(page, "set-theme").selectOption("dark");
    await byTestId(page, "set-zoom").selectOption("125");
    await byTestId(page, "set-contrast").check();
    await byTestId(page, "set-language").selectOption("en");
    const root = await page.evaluate(() => ({ ...document.documentElement.dataset, zoom: document.documentElement.style.getPropertyValue("--zoom") }));
    assert.deepEqual([root.theme, root.contrast, root.zoom], ["dark", "more", "1.25"]);
    await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("vankho:settings") ?? "{}").language === "en");
    await page.reload();
    await page.waitForFunction(() => document.documentElement.dataset.theme === "dark" && document.documentElement.lang === "en");
    await page.close();
  });
});
