// Selecting many documents, as every list of a desktop does it.
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

const row = (page, index) => page.locator(`#row-${index}`);
const chosen = (page, count) =>
  page.waitForFunction((wanted) => {
    const told = document.querySelector('[data-testid="selection-count"]');
    return (told ? Number(told.dataset.count) : 0) === wanted;
  }, count);
const marked = (page) =>
  page.locator('.marked .row[aria-selected="true"]').evaluateAll((rows) => rows.map((each) => Number(each.id.slice(4))));

describe("selecting many", () => {
  it("by mouse: Ctrl adds, Shift takes the range, a plain click begins anew", async () => {
    const page = await openApp(browser.context, server.origin, "?rows=3000");
    await row(page, 1).click();
    await row(page, 3).click({ modifiers: ["Control"] });
    await chosen(page, 2);
    assert.deepEqual(await marked(page), [1, 3]);
    await row(page, 5).click({ modifiers: ["Shift"] });
    await chosen(page, 3);
    assert.deepEqual(await marked(page), [3, 4, 5]);
    await row(page, 2).click({ modifiers: ["Shift"] });
    await chosen(page, 2);
    assert.deepEqual(await marked(page), [2, 3], "the range turns round where it began");
    await row(page, 0).click();
    await chosen(page, 0);
    await row(page, 4).hover();
    await row(page, 4).getByTestId("row-mark").click();
    await chosen(page, 1);
    assert.deepEqual(await marked(page), [4]);
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("by keyboard: Shift+arrows, Ctrl+Space, Ctrl+A, and Esc lets go first", async () => {
    const page = await openApp(browser.context, server.origin, "?rows=3000");
    await byTestId(page, "search-input").fill("cai cach");
    await answered(page, "cai cach");
    await byTestId(page, "result-grid").focus();
    for (let n = 0; n < 3; n++) await page.keyboard.press("Shift+ArrowDown");
    await chosen(page, 4);
    await page.keyboard.press("Shift+ArrowUp");
    await chosen(page, 3);
    await page.keyboard.press("Control+ArrowDown");
    await page.keyboard.press("Control+ArrowDown");
    await page.keyboard.press("Control+Space");
    await chosen(page, 4);
    assert.deepEqual(await marked(page), [0, 1, 2, 4]);
    await page.keyboard.press("Escape");
    await chosen(page, 0);
    assert.equal(await byTestId(page, "search-input").inputValue(), "cai cach", "the query is the next level");
    await page.keyboard.press("Control+a");
    const total = Number(await byTestId(page, "result-total").getAttribute("data-total"));
    await chosen(page, total);
    assert.match(await byTestId(page, "status-selected").innerText(), /đã chọn/);
    await page.keyboard.press("Control+Space");
    await chosen(page, total - 1);
    await byTestId(page, "select-none").click();
    await chosen(page, 0);
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("leaves Ctrl+A to a field", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "search-input").fill("cai cach");
    await answered(page, "cai cach");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("x");
    assert.equal(await byTestId(page, "search-input").inputValue(), "x");
    await chosen(page, 0);
    await page.close();
  });

  it("marks a range that was never scrolled through, and all of 100,000 at once", async () => {
    const page = await openApp(browser.context, server.origin, "?rows=100000");
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("Control+a");
    const painted = await page.evaluate(async () => {
      const started = performance.now();
      document.querySelector('[data-testid="result-grid"]').scrollTop = 3_000_000;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return performance.now() - started;
    });
    assert.ok(painted < 200, `${painted} ms to a far place with everything marked`);
    await chosen(page, 100_000);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    await chosen(page, 2000);
    await byTestId(page, "toasts").getByText("tối đa 2.000").waitFor();
    await page.close();
  });
});

describe("editing many", () => {
  const kinds = (page) => page.locator(".row .second").evaluateAll((all) => all.slice(0, 4).map((each) => each.textContent.split(" · ")[0]));

  it("shows what will change, changes it, and one undo takes it back", async () => {
    const page = await openApp(browser.context, server.origin, "?rows=300");
    await byTestId(page, "result-grid").focus();
    const before = await kinds(page);
    for (let n = 0; n < 3; n++) await page.keyboard.press("Shift+ArrowDown");
    await chosen(page, 4);
    await page.keyboard.press("Control+b");
    await byTestId(page, "bulk-kind").selectOption({ label: before[0] });
    const same = before.filter((kind) => kind === before[0]).length;
    await page.waitForFunction((wanted) => document.querySelector('[data-testid="bulk-preview"]')?.dataset.changes === String(wanted), 4 - same);
    await byTestId(page, "bulk-preview").getByText(`→ ${before[0]}`).first().waitFor();
    await byTestId(page, "bulk-apply").click();
    await byTestId(page, "bulk").waitFor({ state: "detached" });
    await page.waitForFunction((kind) => [...document.querySelectorAll(".row .second")].slice(0, 4).every((each) => each.textContent.startsWith(kind)), before[0]);
    await byTestId(page, "toasts").getByText(`của ${4 - same} văn bản`).waitFor();
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("Control+z");
    await page.waitForFunction((wanted) => JSON.stringify([...document.querySelectorAll(".row .second")].slice(0, 4).map((each) => each.textContent.split(" · ")[0])) === wanted, JSON.stringify(before));
    await page.keyboard.press("Control+y");
    await page.waitForFunction((kind) => [...document.querySelectorAll(".row .second")].slice(0, 4).every((each) => each.textContent.startsWith(kind)), before[0]);
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("gives all that a search found one issuer, but for those unmarked, by keyboard only", async () => {
    const page = await openApp(browser.context, server.origin, "?rows=120");
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+Space");
    await chosen(page, 119);
    await page.keyboard.press("Control+b");
    await byTestId(page, "bulk-field").selectOption("issuer");
    await byTestId(page, "bulk-issuer").fill("Huyện ủy Bình Hải");
    await page.waitForFunction(() => document.querySelector('[data-testid="bulk-preview"]')?.dataset.changes === "119");
    await page.keyboard.press("Enter");
    await byTestId(page, "bulk").waitFor({ state: "detached" });
    const facet = byTestId(page, "facet-issuer-Huyện ủy Bình Hải").locator(".count");
    await facet.waitFor();
    assert.equal(await facet.innerText(), "119", "the list follows at once");
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("changes nothing when it is left, and says when there are too many", async () => {
    const page = await openApp(browser.context, server.origin, "?rows=3000");
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("Control+b");
    await byTestId(page, "bulk-preview").locator("b").first().waitFor();
    await page.keyboard.press("Escape");
    await byTestId(page, "bulk").waitFor({ state: "detached" });
    assert.equal(await byTestId(page, "toast-undo").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "result-grid");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+b");
    await byTestId(page, "bulk-too-many").waitFor();
    await page.close();
  });

  it("says what went wrong and keeps the dialog", async () => {
    const page = await openApp(browser.context, server.origin, "?fail=edit_fields:disk_full");
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("Control+b");
    await byTestId(page, "bulk-kind").selectOption({ index: 5 });
    await byTestId(page, "bulk-apply").click();
    await byTestId(page, "bulk").getByText("disk_full").waitFor();
    await page.close();
  });
});
