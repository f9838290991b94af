import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { answered, byTestId, openApp, startBrowser, tell } from "./support/browser.mjs";
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

const grid = (page) => byTestId(page, "result-grid");
const selectedIs = (page, index) =>
  page.waitForFunction((wanted) => document.querySelector('.row[aria-selected="true"]')?.id === `row-${wanted}`, index);

describe("the list by keyboard", () => {
  it("moves, opens, and comes back to its place", async () => {
    const page = await openApp(browser.context, server.origin, "?rows=3000");
    await grid(page).focus();
    for (let n = 0; n < 40; n++) await page.keyboard.press("ArrowDown");
    await selectedIs(page, 40);
    await page.keyboard.press("PageDown");
    await page.keyboard.press("PageUp");
    await selectedIs(page, 40);
    const before = await grid(page).evaluate((element) => element.scrollTop);
    assert.ok(before > 0);
    await page.keyboard.press("Enter");
    await byTestId(page, "document-title").waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "tab-original");
    await page.keyboard.press("ArrowRight");
    await byTestId(page, "text-view").waitFor();
    await page.keyboard.press("Escape");
    await selectedIs(page, 40);
    assert.equal(await grid(page).evaluate((element) => element.scrollTop), before);
    await page.keyboard.press("End");
    await selectedIs(page, 2999);
    await page.keyboard.press("Home");
    await selectedIs(page, 0);
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("goes to what is typed, with and without marks, as a Vietnamese keyboard sends it", async () => {
    const page = await openApp(browser.context, server.origin);
    await grid(page).focus();
    const chosen = (number) =>
      page.waitForFunction(
        (wanted) => document.querySelector('.row[aria-selected="true"] b')?.textContent === wanted,
        number,
      );
    await page.keyboard.type("215");
    await chosen("215-BC/TU");
    await page.keyboard.press("Home");
    await page.keyboard.type("1207/q");
    await chosen("1207/QĐ-UBND");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "result-grid", "the slash was typed");
    await page.keyboard.press("Home");
    // Unikey takes "ke" back and puts "kế" in.
    await page.keyboard.type("ke");
    await page.keyboard.press("Backspace");
    await grid(page).evaluate((element) =>
      element.dispatchEvent(new KeyboardEvent("keydown", { key: "ế", bubbles: true, cancelable: true })),
    );
    await page.keyboard.type(" h");
    await page.waitForFunction(() => /Kế hoạch/.test(document.querySelector('.row[aria-selected="true"]')?.textContent));
    assert.equal(await byTestId(page, "search-input").inputValue(), "");
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("looks through pages that are not here yet", async () => {
    const page = await openApp(browser.context, server.origin, "?rows=3000");
    await grid(page).focus();
    await page.keyboard.type("207");
    await selectedIs(page, 206);
    assert.match(await page.locator("#row-206").innerText(), /^207/);
    await page.close();
  });

  it("previews by Space, opens by Enter, and comes back by Esc with the focus", async () => {
    const page = await openApp(browser.context, server.origin);
    await grid(page).focus();
    await page.keyboard.press("Space");
    await byTestId(page, "preview").waitFor({ state: "detached" });
    await page.keyboard.press("Space");
    await byTestId(page, "preview").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "tab-original" || document.activeElement?.id === "tab-text");
    await page.keyboard.press("Escape");
    await selectedIs(page, 2);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "result-grid");
    await page.close();
  });

  it("never loses the focus when what had it goes away", async () => {
    const page = await openApp(browser.context, server.origin);
    const place = () => page.evaluate(() => document.activeElement.dataset.testid ?? document.activeElement.tagName);
    await byTestId(page, "open-document").focus();
    await page.keyboard.press("Alt+2");
    await page.waitForFunction(() => document.activeElement?.dataset.testid === "result-grid");
    await byTestId(page, "facet-kind-nghi_quyet").click();
    await page.locator(".chips button.chip").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.dataset.testid === "result-grid");
    await byTestId(page, "facet-kind-nghi_quyet").click();
    await byTestId(page, "facet-year-2016").click({ modifiers: ["Shift"] });
    await byTestId(page, "facet-year-2021").click({ modifiers: ["Shift"] });
    await byTestId(page, "clear-filters").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.dataset.testid === "result-grid");
    await page.keyboard.press("Alt+0");
    assert.equal(await place(), "result-grid");
    await page.close();
  });

  it("is driven from the search box too", async () => {
    const page = await openApp(browser.context, server.origin);
    await grid(page).focus();
    await page.keyboard.press("/");
    await page.keyboard.type("cai cach");
    await answered(page, "cai cach");
    await page.keyboard.press("ArrowDown");
    await selectedIs(page, 1);
    await page.keyboard.press("Enter");
    await byTestId(page, "document-title").waitFor();
    await page.keyboard.press("Escape");
    await selectedIs(page, 1);
    await page.keyboard.press("Escape");
    await answered(page, "");
    assert.equal(await byTestId(page, "search-input").inputValue(), "");
    await page.close();
  });

  it("steps through the list from a document", async () => {
    const page = await openApp(browser.context, server.origin);
    await grid(page).focus();
    await page.keyboard.press("Enter");
    await byTestId(page, "document-title").getByText("04-NQ/TU").waitFor();
    await page.keyboard.press("Alt+ArrowDown");
    await byTestId(page, "document-title").getByText("449/KH-CAT-PV11").waitFor();
    await page.keyboard.press("Escape");
    await selectedIs(page, 1);
    await page.close();
  });

  it("takes in a change of the catalogue without losing the place", async () => {
    const page = await openApp(browser.context, server.origin, "?rows=3000");
    await grid(page).focus();
    for (let n = 0; n < 5; n++) await page.keyboard.press("PageDown");
    const chosenRow = page.locator('.row[aria-selected="true"][data-id]');
    const chosen = await chosenRow.getAttribute("data-id");
    await page.evaluate(() => performance.clearMarks());
    await tell(page, { type: "catalogue_changed", documents: 3001, index_lag: 7 });
    await page.waitForFunction(() => performance.getEntriesByName("memory:search").length >= 1);
    assert.equal(await chosenRow.getAttribute("data-id"), chosen);
    assert.match(await byTestId(page, "status-index").innerText(), /còn 7 văn bản/);
    await page.close();
  });

  it("tells of pictures that are read, and lets them wait", async () => {
    const page = await openApp(browser.context, server.origin);
    const status = byTestId(page, "status-pictures");
    assert.equal(await status.count(), 0);
    const pictures = { waiting_pages: 5, waiting_documents: 2, done: 0, running: true, paused: false, able: true };
    await tell(page, { type: "pictures", status: pictures });
    await page.waitForFunction(() => /còn 5 trang/.test(document.querySelector('[data-testid="status-pictures"]')?.innerText));
    await status.click();
    await tell(page, { type: "pictures", status: { ...pictures, paused: true } });
    await page.waitForFunction(() => /Tạm dừng/.test(document.querySelector('[data-testid="status-pictures"]')?.innerText));
    await tell(page, { type: "pictures", status: { ...pictures, able: false } });
    await page.waitForFunction(() => /cần OCR/.test(document.querySelector('[data-testid="status-pictures"]')?.innerText));
    await page.close();
  });

  it("remembers sort and panes", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "sort").selectOption("newest");
    await page.keyboard.press("Alt+2");
    await page.waitForFunction(() => sessionStorage.getItem("vankho:settings")?.includes('\\"preview\\":false'));
    await page.reload();
    await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
    assert.equal(await byTestId(page, "sort").inputValue(), "newest");
    assert.equal(await byTestId(page, "preview").count(), 0);
    await byTestId(page, "result-row").first().getByText("12/04/2021").waitFor();
    await page.close();
  });
});

describe("the columns", () => {
  const heads = (page) =>
    page.locator('[role="columnheader"]').evaluateAll((all) => all.map((each) => each.dataset.testid.slice(5)));

  it("are chosen and ordered by keyboard, undone, and remembered", async () => {
    const page = await openApp(browser.context, server.origin);
    await page.keyboard.press("Alt+2");
    await page.keyboard.press("Alt+1");
    assert.deepEqual(await heads(page), ["number", "date", "subject", "issuer"]);
    await page.keyboard.press("Alt+3");
    await byTestId(page, "column-kind").locator("input[type=checkbox]").focus();
    await page.keyboard.press("Space");
    await byTestId(page, "column-issuer").getByRole("button").first().focus();
    await page.keyboard.press("Enter");
    const width = byTestId(page, "column-number").locator("input[type=number]");
    await width.fill("200");
    await width.press("Enter");
    await page.keyboard.press("Escape");
    assert.deepEqual(await heads(page), ["number", "date", "kind", "issuer", "subject"]);
    assert.equal(Math.round((await byTestId(page, "head-number").boundingBox()).width), 200);
    await page.waitForFunction(() => sessionStorage.getItem("vankho:settings")?.includes('\\"width\\":200'));
    await page.reload();
    await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
    assert.deepEqual(await heads(page), ["number", "date", "kind", "issuer", "subject"]);
    await page.keyboard.press("Alt+3");
    await byTestId(page, "columns-reset").click();
    await page.keyboard.press("Escape");
    assert.deepEqual(await heads(page), ["number", "date", "subject", "issuer"]);
    await byTestId(page, "toast-undo").click();
    assert.deepEqual(await heads(page), ["number", "date", "kind", "issuer", "subject"]);
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("are dragged wider, and one undo takes the drag back", async () => {
    const page = await openApp(browser.context, server.origin);
    const width = async (name) => Math.round((await byTestId(page, `head-${name}`).boundingBox()).width);
    const [number, issuer] = [await width("number"), await width("issuer")];
    const drag = async (name, by) => {
      const box = await byTestId(page, `head-${name}`).locator(".handle").boundingBox();
      await page.mouse.move(box.x + box.width / 2, box.y + 10);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2 + by, box.y + 10, { steps: 4 });
      await page.mouse.up();
    };
    await drag("number", 30);
    assert.equal(await width("number"), number + 30);
    await drag("issuer", -20);
    assert.equal(await width("issuer"), issuer + 20, "a column behind the subject grows to the left");
    await grid(page).focus();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await page.waitForFunction((wanted) => Math.round(document.querySelector('[data-testid="head-number"]').getBoundingClientRect().width) === wanted, number);
    await page.close();
  });
});

describe("a list of 100,000", () => {
  it("keeps few rows in the page and reaches its end", async () => {
    const page = await openApp(browser.context, server.origin, "?rows=100000");
    const rows = () => byTestId(page, "result-row").count();
    assert.equal(await grid(page).getAttribute("aria-rowcount"), "100001");
    assert.ok((await rows()) <= 80);
    for (const part of [0.31, 0.77, 0.5]) {
      await grid(page).evaluate((element, at) => (element.scrollTop = element.scrollHeight * at), part);
      await page.waitForFunction(() => [...document.querySelectorAll(".row")].every((row) => row.dataset.id));
      assert.ok((await rows()) <= 80);
    }
    await grid(page).evaluate((element) => (element.scrollTop = element.scrollHeight));
    await page.waitForFunction(() => document.querySelector("#row-99999")?.dataset.id);
    const [last, box] = await Promise.all([page.locator("#row-99999").boundingBox(), grid(page).boundingBox()]);
    assert.ok(last.y + last.height <= box.y + box.height + 1, "the last row can be seen whole");
    assert.ok((await rows()) <= 80);
    assert.deepEqual(page.faults, []);
    await page.close();
  });
});
