// What a document rests on and what was made of it: list, diagram, travelling.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { answered, byTestId, openApp, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser({ reducedMotion: "reduce" });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(query, look = "list", address = "?graph=6") {
  const page = await openApp(browser.context, server.origin, address);
  await byTestId(page, "search-input").fill(query);
  await answered(page, query);
  await page.keyboard.press("Enter");
  await byTestId(page, "tab-relations").click();
  await byTestId(page, "relations-view").waitFor();
  if (look === "diagram") await byTestId(page, "look-diagram").click();
  return page;
}

const done = async (page) => {
  assert.deepEqual(page.faults, []);
  await page.close();
};
const title = (page, words) => byTestId(page, "document-title").getByText(words).waitFor();
const linkTo = (page, number) => byTestId(page, "link").filter({ has: page.locator(".name", { hasText: number }) });
const node = (page, number) => byTestId(page, "node").filter({ hasText: number });
const focusedText = (page) => page.evaluate(() => document.activeElement?.innerText ?? "");

describe("the list of relations", () => {
  it("groups both ways by relation, with stubs for what isn't filed", async () => {
    const page = await open("09-NQ/TU");
    const cites = byTestId(page, "relations-cites");
    await cites.locator("h3").first().waitFor();
    assert.deepEqual(await cites.locator("h3").allInnerTexts(), ["Thay thế 1", "Căn cứ 2", "Nhắc đến 1"]);
    const citedBy = byTestId(page, "relations-cited_by").locator("h3");
    assert.deepEqual(await citedBy.allInnerTexts(), ["Bị thay thế bởi 1", "Được sửa đổi, bổ sung bởi 1", "Được triển khai bởi 5", "Được báo cáo trong 1"]);
    const stub = linkTo(page, "37-KL/TW");
    await stub.getByText("chưa có trong kho").waitFor();
    await stub.getByText("10/03/2017", { exact: true }).waitFor();
    await byTestId(page, "relations-view").getByText("Đã bị thay thế từ 20/09/2022 bởi Quyết định số 30-QĐ/TU").waitFor();
    await done(page);
  });

  it("shows the sentence in this document's text, or in the one that cites", async () => {
    const page = await open("09-NQ/TU");
    const own = linkTo(page, "37-KL/TW");
    await own.locator(".sentence").last().click();
    await page.locator("[data-lit]").waitFor();
    assert.equal(await page.locator("[data-lit]").innerText(), "37-KL/TW");
    await byTestId(page, "tab-relations").click();
    await linkTo(page, "71-QĐ/TU").locator(".sentence").click();
    await title(page, "Quyết định số 71-QĐ/TU");
    await page.locator("[data-lit]").waitFor();
    assert.equal(await page.locator("[data-lit]").innerText(), "09-NQ/TU");
    await page.keyboard.press("Alt+ArrowLeft");
    await title(page, "Nghị quyết số 09-NQ/TU");
    await byTestId(page, "relation-list").waitFor();
    await done(page);
  });

  it("travels by Enter, and Alt+Left comes back to the link", async () => {
    const page = await open("09-NQ/TU");
    await linkTo(page, "100-KH/TU").locator("button.name").focus();
    await page.keyboard.press("Enter");
    await title(page, "Kế hoạch số 100-KH/TU");
    await byTestId(page, "relation-list").getByText("Nghị quyết số 09-NQ/TU", { exact: true }).click();
    await title(page, "Nghị quyết số 09-NQ/TU");
    await page.keyboard.press("Alt+ArrowLeft");
    await title(page, "Kế hoạch số 100-KH/TU");
    await page.keyboard.press("Alt+ArrowLeft");
    await title(page, "Nghị quyết số 09-NQ/TU");
    await page.waitForFunction(() => document.activeElement?.innerText.includes("100-KH/TU"));
    await page.keyboard.press("Escape");
    await byTestId(page, "result-grid").waitFor();
    await done(page);
  });

  it("lets a citation be confirmed, changed and rejected by keyboard, and undone", async () => {
    const page = await open("09-NQ/TU");
    const link = linkTo(page, "04-NQ/TU");
    await link.locator(".sentence").focus();
    await page.keyboard.press(" ");
    await link.locator('[data-ruling="confirmed"]').waitFor();
    assert.match(await focusedText(page), /04-NQ\/TU/, "the focus stays");
    await page.keyboard.press("F2");
    await byTestId(page, "relation-choice").waitFor();
    await page.waitForFunction(() => document.activeElement?.matches("select"));
    await byTestId(page, "relation-choice").selectOption("based_on");
    await page.keyboard.press("Enter");
    const cites = byTestId(page, "relations-cites");
    await cites.getByText("Căn cứ 3").waitFor();
    await page.keyboard.press("Control+z");
    await cites.getByText("Nhắc đến 1").waitFor();
    await link.locator(".sentence").focus();
    await page.keyboard.press("Delete");
    await cites.getByText("Nhắc đến 1").waitFor({ state: "detached" });
    assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY");
    await byTestId(page, "toast-undo").last().click();
    await cites.getByText("Nhắc đến 1").waitFor();
    await byTestId(page, "tab-history").click();
    assert.equal(await byTestId(page, "change").count(), 5);
    await byTestId(page, "change").first().getByText("Nhắc đến (đã bác bỏ)").waitFor();
    await done(page);
  });

  it("is walked by arrow keys", async () => {
    const page = await open("09-NQ/TU");
    const first = page.locator("[data-stop]").first();
    await first.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.ok(await page.evaluate(() => document.activeElement === document.querySelectorAll("[data-stop]")[2]));
    await page.keyboard.press("End");
    assert.ok(await page.evaluate(() => document.activeElement === [...document.querySelectorAll("[data-stop]")].at(-1)));
    await done(page);
  });
});

describe("the diagram of relations", () => {
  it("has each neighbour at its side, stubs hollow", async () => {
    const page = await open("09-NQ/TU", "diagram");
    const box = async (locator) => locator.first().boundingBox();
    const centre = await box(byTestId(page, "centre"));
    const [basis, plan, report, successor, before] = await Promise.all(
      ["37-KL/TW", "100-KH/TU", "101-BC/HU", "30-QĐ/TU", "05-NQ/TU"].map((number) => box(node(page, number))),
    );
    assert.ok(basis.x + basis.width < centre.x && plan.x > centre.x + centre.width && report.x > centre.x + centre.width);
    assert.ok(successor.y + successor.height < centre.y && before.y > centre.y + centre.height);
    const border = (number) => node(page, number).evaluate((card) => getComputedStyle(card).borderStyle);
    assert.deepEqual([await border("37-KL/TW"), await border("100-KH/TU")], ["dashed", "solid"]);
    await done(page);
  });

  it("is travelled by arrow keys, Enter and Alt+Left", async () => {
    const page = await open("09-NQ/TU", "diagram");
    await byTestId(page, "centre").focus();
    await page.keyboard.press("ArrowUp");
    assert.match(await focusedText(page), /71-QĐ\/TU/);
    await page.keyboard.press("ArrowUp");
    assert.match(await focusedText(page), /30-QĐ\/TU/);
    await page.keyboard.press("Enter");
    await title(page, "Quyết định số 30-QĐ/TU");
    await page.waitForFunction(() => document.activeElement?.dataset.node === "centre");
    await page.keyboard.press("ArrowDown");
    assert.match(await focusedText(page), /09-NQ\/TU/);
    await page.keyboard.press("Alt+ArrowLeft");
    await title(page, "Nghị quyết số 09-NQ/TU");
    await page.waitForFunction(() => document.activeElement?.innerText.includes("30-QĐ/TU"));
    await done(page);
  });

  it("leads from a stub to its sentence in the list", async () => {
    const page = await open("09-NQ/TU", "diagram");
    await node(page, "02-NQ/ĐH").click();
    await byTestId(page, "relation-list").waitFor();
    await page.waitForFunction(() => document.activeElement?.classList.contains("sentence") && document.activeElement.innerText.includes("02-NQ/ĐH"));
    await done(page);
  });

  it("cuts no line of a card, however little room there is", async () => {
    for (const address of ["?graph=6&zoom=150", "?graph=6", "?graph=40"]) {
      const page = await open("09-NQ/TU", "diagram", address);
      await byTestId(page, "node").first().waitFor();
      const cut = await byTestId(page, "node").evaluateAll((all) => {
        const tall = (each) => each.scrollHeight > each.clientHeight + 1;
        return all.filter((card) => tall(card) || [...card.querySelectorAll("b, span:not(.visually-hidden)")].some(tall)).length;
      });
      assert.equal(cut, 0, address);
      await done(page);
    }
  });

  it("shows forty at once on a laptop, and counts the rest", async () => {
    const page = await open("09-NQ/TU", "diagram", "?graph=90");
    await byTestId(page, "node").first().waitFor();
    assert.equal(await byTestId(page, "node").count(), 40);
    const more = await byTestId(page, "more-nodes").allInnerTexts();
    assert.deepEqual(more.map((words) => /^\+\d+ nữa$/.test(words)), more.map(() => true));
    const field = byTestId(page, "relation-diagram");
    assert.ok(await field.evaluate((each) => each.scrollHeight <= each.clientHeight && each.scrollWidth <= each.clientWidth), "nothing to scroll");
    const cut = await byTestId(page, "node").locator("b").evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length);
    assert.equal(cut, 0, "every number can be read");
    await byTestId(page, "more-nodes").first().click();
    await byTestId(page, "relation-list").waitFor();
    await done(page);
  });
});
