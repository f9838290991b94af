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

const firstRow = (page) => byTestId(page, "result-row").first();
const box = (page) => byTestId(page, "search-input");
const total = async (page) => Number(await byTestId(page, "result-total").getAttribute("data-total"));

async function search(page, query) {
  await box(page).fill(query);
  await answered(page, query);
}

describe("searching", () => {
  it("finds the same document with marks, without, and however the number is typed", async () => {
    const page = await openApp(browser.context, server.origin);
    for (const query of ["449", "449/kh-cat", "449 KH CAT PV11", "ke hoach cai cach hanh chinh cong an tinh", "Kế hoạch công an tỉnh căn cước"]) {
      await search(page, query);
      assert.match(await firstRow(page).innerText(), /449\/KH-CAT-PV11/, query);
    }
    for (const query of ["04", "4", "04-nq/tu", "04 NQ TU", "nghi quyet 04 cai cach hanh chinh"]) {
      await search(page, query);
      assert.match(await firstRow(page).innerText(), /04-NQ\/TU/, query);
    }
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("lights the words found and says what it understood", async () => {
    const page = await openApp(browser.context, server.origin);
    await search(page, "nghi quyet 04 cai cach hanh chinh");
    const lit = await firstRow(page).locator("mark").allInnerTexts();
    assert.ok(lit.some((text) => text.includes("cải cách hành chính")), lit.join("|"));
    const understood = await byTestId(page, "chip-understood").allInnerTexts();
    assert.deepEqual(understood, ["số 04 · Nghị quyết"]);
    await page.close();
  });

  it("says so when not all words were required", async () => {
    const page = await openApp(browser.context, server.origin);
    await search(page, "cai cach hanh chinh vutru");
    await byTestId(page, "relaxed").waitFor();
    assert.ok((await total(page)) > 0);
    await page.close();
  });

  it("shows only the newest answer, in whatever order they come", async () => {
    const page = await openApp(browser.context, server.origin, "?slow=700");
    await page.evaluate(() => {
      window.shown = [];
      const target = document.querySelector('[data-testid="result-total"]');
      new MutationObserver(() => window.shown.push(target.dataset.query)).observe(target, { attributeFilter: ["data-query"] });
    });
    await box(page).pressSequentially("449", { delay: 70 });
    await page.waitForFunction(() => performance.getEntriesByName("memory:search").length >= 4);
    await answered(page, "449");
    assert.deepEqual(await page.evaluate(() => window.shown), ["449"]);
    await page.close();
  });

  it("opens what the last letter finds when Enter comes at once", async () => {
    const page = await openApp(browser.context, server.origin);
    await box(page).pressSequentially("215");
    await page.keyboard.press("Enter");
    await byTestId(page, "document-title").getByText("215-BC/TU").waitFor();
    await page.close();
  });

  it("leaves the field to a Vietnamese keyboard", async () => {
    const page = await openApp(browser.context, server.origin);
    await box(page).focus();
    // Unikey: types, then takes letters back and puts the marked ones in.
    for (const step of ["n", "g", "h", "i", "<1", "+ị", " ", "q", "u", "y", "e", "e", "<2", "+ê", "t", "s", "<3", "+ết", "/"]) {
      if (step.startsWith("<")) for (let n = 0; n < Number(step[1]); n++) await page.keyboard.press("Backspace");
      else if (step.startsWith("+")) await page.keyboard.insertText(step.slice(1));
      else await page.keyboard.press(step === " " ? "Space" : step);
    }
    assert.equal(await box(page).inputValue(), "nghị quyết/");
    await answered(page, "nghị quyết/");
    const opened = await page.evaluate(() => {
      const field = document.activeElement;
      for (const key of ["Enter", "Escape", "ArrowDown"]) {
        field.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }));
      }
      return field.value;
    });
    assert.equal(opened, "nghị quyết/", "keys of a composition mean nothing to us");
    assert.equal(await byTestId(page, "document-title").count(), 0);
    await page.close();
  });

  it("measures from the key to the painted rows", async () => {
    const page = await openApp(browser.context, server.origin);
    await page.evaluate(() => performance.clearMeasures());
    await search(page, "kế hoạch");
    await page.waitForFunction(() => performance.getEntriesByName("vankho:search").length === 1);
    const ms = await page.evaluate(() => performance.getEntriesByName("vankho:search")[0].duration);
    assert.ok(ms > 0 && ms < 1000, `${ms} ms`);
    await page.close();
  });
});

describe("the preview", () => {
  it("never shows the document before beside the passage found now", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "preview").locator("dl").waitFor();
    await page.evaluate(() => {
      window.mixed = [];
      const look = () => {
        const preview = document.querySelector('[data-testid="preview"]');
        const row = document.querySelector('.row[aria-selected="true"]');
        const fields = preview.querySelector("dl") ? preview.dataset.id : null;
        if (fields && row?.dataset.id && fields !== row.dataset.id) window.mixed.push([fields, row.dataset.id]);
        const number = row?.querySelector("b")?.textContent;
        const title = preview.querySelector("h2")?.textContent ?? "";
        if (number && !title.includes(number)) window.mixed.push([title, number]);
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    for (const query of ["449", "215", "1207", "04 cai cach"]) {
      await search(page, query);
      await byTestId(page, "preview").locator("dl").waitFor();
    }
    await page.keyboard.press("ArrowDown");
    await byTestId(page, "preview").locator("dl").waitFor();
    assert.deepEqual(await page.evaluate(() => window.mixed), []);
    await page.close();
  });
});

describe("facets", () => {
  it("keep to a value, leave it out, and clear it", async () => {
    const page = await openApp(browser.context, server.origin);
    const facet = byTestId(page, "facet-kind-nghi_quyet");
    const waitTotal = (n) => page.waitForFunction((wanted) => document.querySelector('[data-testid="result-total"]').dataset.total === wanted, String(n));
    await facet.click();
    await waitTotal(2);
    assert.equal(await facet.getAttribute("aria-pressed"), "true");
    await facet.click();
    await waitTotal(12);
    await facet.click({ modifiers: ["Shift"] });
    await waitTotal(10);
    await facet.click();
    await waitTotal(12);
    await byTestId(page, "facet-year-2016").click();
    await byTestId(page, "facet-year-2019").click({ modifiers: ["Control"] });
    await waitTotal(5);
    await page.locator(".chips .link").click();
    await waitTotal(12);
    await page.close();
  });

  it("work from the keyboard", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "facet-kind-nghi_quyet").focus();
    await page.keyboard.press("Shift+Enter");
    await page.waitForFunction(() => document.querySelector('[data-testid="result-total"]').dataset.total === "10");
    await page.close();
  });

  it("offer a way out when nothing is left", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "facet-kind-ban_tin").click();
    await search(page, "1207");
    await byTestId(page, "no-hits").waitFor();
    await byTestId(page, "clear-filters").click();
    await firstRow(page).getByText("1207/QĐ-UBND").first().waitFor();
    await page.close();
  });
});

describe("errors", () => {
  it("are tried again by key, on every screen, and no key presses more than one thing", async () => {
    const page = await openApp(browser.context, server.origin, "?fail=document:store_busy:3");
    await byTestId(page, "preview").locator('[data-testid="error-notice"]').waitFor();
    assert.match(await byTestId(page, "preview-title").count() === 0 ? "hidden" : "shown", /hidden/);
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("Enter");
    const retry = byTestId(page, "document-screen").locator(".notice .primary");
    await retry.waitFor();
    await page.waitForFunction(() => document.activeElement?.matches(".notice .primary"));
    await byTestId(page, "document-title").getByText("Có trục trặc").waitFor();
    await page.keyboard.press("F5");
    await retry.waitFor();
    await page.keyboard.press("F5");
    await byTestId(page, "document-title").getByText("04-NQ/TU").waitFor();
    await page.close();
  });

  it("leave no figures of an older answer in the status bar", async () => {
    const page = await browser.context.newPage();
    await page.goto(`${server.origin}/?fail=search:store_busy:1`);
    await byTestId(page, "error-notice").waitFor();
    assert.equal((await page.locator("footer").innerText()).includes("kết quả"), false);
    await page.keyboard.press("F5");
    await firstRow(page).waitFor();
    assert.match(await page.locator("footer").innerText(), /12 kết quả/);
    await page.close();
  });

  it("are said in words, with a code to copy", async () => {
    const page = await browser.context.newPage();
    await page.goto(`${server.origin}/?fail=search:store_busy`);
    const notice = byTestId(page, "error-notice");
    await notice.getByText("Kho đang được một cửa sổ").waitFor();
    assert.match(await byTestId(page, "error-code").innerText(), /^store_busy/);
    await page.goto(`${server.origin}/?fail=status:store_unreadable`);
    await notice.getByText("Không đọc được kho văn bản").waitFor();
    await page.close();
  });
});
