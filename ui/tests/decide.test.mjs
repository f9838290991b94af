// Fields decided in place, with their history and the way back.
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

async function open(query = "04 cai cach hanh chinh", address = "") {
  const page = await openApp(browser.context, server.origin, address);
  await byTestId(page, "search-input").fill(query);
  await answered(page, query);
  await page.keyboard.press("Enter");
  await byTestId(page, "field-signer").waitFor();
  return page;
}

const done = async (page) => {
  assert.deepEqual(page.faults, []);
  await page.close();
};
const focusedField = (page) => page.evaluate(() => document.activeElement?.dataset.field);
const waitForFocus = (page, name) => page.waitForFunction((wanted) => document.activeElement?.dataset.field === wanted, name);
const value = (page, name) => byTestId(page, `field-${name}`).locator(".value").innerText();
const lit = (page) => page.locator("[data-lit]");

describe("the fields", () => {
  it("light up by Enter, and by Enter again are confirmed and lead on", async () => {
    const page = await open();
    await byTestId(page, "field-signer").focus();
    await page.keyboard.press("Enter");
    await lit(page).waitFor();
    assert.equal(await lit(page).innerText(), "Trần Văn Minh");
    assert.equal(await byTestId(page, "fields-waiting").innerText(), "9 mục chờ xác nhận");
    await page.keyboard.press("Enter");
    await waitForFocus(page, "signer_position");
    await page.waitForFunction(() => document.querySelector("[data-lit]")?.textContent === "BÍ THƯ");
    assert.equal(await byTestId(page, "fields-waiting").innerText(), "8 mục chờ xác nhận");
    await byTestId(page, "field-signer").getByText("Đã xác nhận").waitFor();
    await byTestId(page, "toasts").getByText("Đã xác nhận: Người ký").waitFor();
    await page.keyboard.press("Control+z");
    await byTestId(page, "field-signer").getByText("cần xem · 82 %").waitFor();
    await done(page);
  });

  it("are walked by arrow keys with one stop for Tab", async () => {
    const page = await open();
    await byTestId(page, "field-kind").focus();
    await page.keyboard.press("ArrowDown");
    assert.equal(await focusedField(page), "number");
    await page.keyboard.press("End");
    assert.equal(await focusedField(page), "recipients");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowUp");
    assert.equal(await focusedField(page), "kind");
    assert.equal(await page.locator('.field[tabindex="0"]').count(), 1);
    await page.keyboard.press(" ");
    await waitForFocus(page, "number");
    await byTestId(page, "field-kind").getByText("Đã xác nhận").waitFor();
    await done(page);
  });

  it("are corrected in place; Esc leaves them as they were", async () => {
    const page = await open();
    await byTestId(page, "field-signer").focus();
    await page.keyboard.press("F2");
    const input = byTestId(page, "editor-signer").locator("input");
    await input.fill("ai đó");
    await page.keyboard.press("Escape");
    await waitForFocus(page, "signer");
    assert.match(await value(page, "signer"), /^Trần Văn Minh/);
    await byTestId(page, "document-screen").waitFor();
    await page.keyboard.press("Enter");
    await lit(page).waitFor();
    await page.keyboard.press("F2");
    await input.fill("Trần Văn  Mẫn");
    await page.keyboard.press("Enter");
    await byTestId(page, "field-signer").waitFor();
    assert.equal((await value(page, "signer")).trim(), "Trần Văn Mẫn");
    assert.equal(await lit(page).count(), 0);
    await byTestId(page, "toast-undo").last().click();
    await byTestId(page, "field-signer").getByText("Trần Văn Minh").waitFor();
    await done(page);
  });

  it("say at the field what they can't hold, and what to do", async () => {
    const page = await open();
    await byTestId(page, "field-issued_on").focus();
    await page.keyboard.press("F2");
    const input = byTestId(page, "editor-issued_on").locator("input");
    assert.equal(await input.inputValue(), "01/07/2016");
    await input.fill("32/1/2016");
    await page.keyboard.press("Enter");
    const refused = byTestId(page, "refused");
    await refused.getByText("01/7/2016").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.value), "32/1/2016", "nothing typed is lost");
    await input.fill("2/7/2016");
    assert.equal(await refused.count(), 0);
    await page.keyboard.press("Enter");
    await byTestId(page, "field-issued_on").getByText("02/07/2016").waitFor();
    await byTestId(page, "field-number").focus();
    await page.keyboard.press("F2");
    await byTestId(page, "editor-number").locator("input").fill("không số");
    await page.keyboard.press("Enter");
    await refused.getByText("bắt đầu bằng chữ số").waitFor();
    await done(page);
  });

  it("take a kind by choice and a list by lines", async () => {
    const page = await open();
    await byTestId(page, "field-kind").dblclick();
    await byTestId(page, "editor-kind").locator("select").selectOption("chi_thi");
    await page.keyboard.press("Enter");
    await byTestId(page, "document-title").getByText("Chỉ thị số 04-NQ/TU").waitFor();
    await byTestId(page, "field-recipients").focus();
    await page.keyboard.press("F2");
    const lines = byTestId(page, "editor-recipients").locator("textarea");
    assert.equal((await lines.inputValue()).split("\n").length, 3);
    await lines.fill("Văn phòng Trung ương Đảng");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Lưu");
    await page.keyboard.press("Control+Enter");
    await byTestId(page, "field-recipients").getByText("Văn phòng Trung ương Đảng; Lưu").waitFor();
    await done(page);
  });

  it("offer first what was decided before, without marks too", async () => {
    const page = await open();
    await byTestId(page, "field-signer").focus();
    await page.keyboard.press("F2");
    await byTestId(page, "editor-signer").locator("input").fill("Nguyễn Thị Ánh Tuyết");
    await page.keyboard.press("Enter");
    await byTestId(page, "field-signer").waitFor();
    await page.keyboard.press("Escape");
    await byTestId(page, "search-input").fill("87");
    await answered(page, "87");
    await page.keyboard.press("Enter");
    await byTestId(page, "field-signer").focus();
    await page.keyboard.press("F2");
    await byTestId(page, "editor-signer").locator("input").fill("anh tuyet");
    await page.getByRole("option", { name: "Nguyễn Thị Ánh Tuyết" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await byTestId(page, "field-signer").getByText("Nguyễn Thị Ánh Tuyết").waitFor();
    await done(page);
  });

  it("leave letters, Backspace and what is being composed to whoever types", async () => {
    const page = await open();
    await byTestId(page, "field-subject").focus();
    await page.keyboard.press("F2");
    const area = byTestId(page, "editor-subject").locator("textarea");
    await area.fill("");
    await page.keyboard.type("về  x /");
    await page.keyboard.press("Backspace");
    // Telex deletes and types again: aa → â.
    await page.keyboard.type("caa");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("â");
    await area.evaluate((box) => {
      const compose = (key) => box.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }));
      for (const key of ["Enter", "Escape", "ArrowDown", "Process"]) compose(key);
    });
    assert.equal(await area.inputValue(), "về  x câ");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Enter");
    await byTestId(page, "field-subject").getByText("về x câ").waitFor();
    await done(page);
  });

  it("keep what was typed when the hand goes elsewhere, and open the editor it went to", async () => {
    const page = await open();
    await byTestId(page, "field-place").focus();
    await page.keyboard.press("F2");
    await byTestId(page, "editor-place").locator("input").fill("Hà Tiên");
    await byTestId(page, "field-number").dblclick();
    await byTestId(page, "editor-number").waitFor();
    await byTestId(page, "field-place").getByText("Hà Tiên").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "edit-number");
    await done(page);
  });

  it("are rejected by Delete, confirmed all at once, and by mouse", async () => {
    const page = await open();
    await byTestId(page, "field-place").focus();
    await page.keyboard.press("Delete");
    await byTestId(page, "field-place").waitFor({ state: "detached" });
    await byTestId(page, "field-signer").hover();
    await byTestId(page, "reject-signer").click();
    await byTestId(page, "field-signer").getByText("chưa có").waitFor();
    await byTestId(page, "more-fields").click();
    await byTestId(page, "field-place").waitFor();
    await byTestId(page, "confirm-all").click();
    await byTestId(page, "fields-decided").waitFor();
    await byTestId(page, "toasts").getByText("Đã xác nhận 7 mục").waitFor();
    await page.keyboard.press("Control+z");
    assert.equal(await byTestId(page, "fields-waiting").innerText(), "7 mục chờ xác nhận");
    await done(page);
  });

  it("say so when the archive can't write", async () => {
    const page = await open("04 cai cach hanh chinh", "?fail=edit_fields:disk_full");
    await byTestId(page, "field-signer").focus();
    await page.keyboard.press(" ");
    await byTestId(page, "toasts").getByText("Ổ đĩa đã đầy").waitFor();
    await page.keyboard.press("F2");
    await byTestId(page, "editor-signer").locator("input").fill("x");
    await page.keyboard.press("Enter");
    await byTestId(page, "refused").getByText("Ổ đĩa đã đầy").waitFor();
    await done(page);
  });
});

describe("the history", () => {
  it("tells before and after, and takes a change back", async () => {
    const page = await open();
    await byTestId(page, "tab-history").click();
    await byTestId(page, "history-view").getByText("Chưa ai sửa").waitFor();
    await byTestId(page, "field-issued_on").focus();
    await page.keyboard.press("F2");
    await byTestId(page, "editor-issued_on").locator("input").fill("2/7/2016");
    await page.keyboard.press("Enter");
    const change = byTestId(page, "change");
    await change.getByText("Ngày ban hành").waitFor();
    assert.deepEqual((await change.first().locator(".value").allInnerTexts()), ["01/07/2016", "02/07/2016"]);
    await byTestId(page, "change-undo").click();
    await change.getByText("đã hoàn tác").waitFor();
    assert.equal(await change.count(), 2, "taking back is a change as well");
    await byTestId(page, "field-issued_on").getByText("01/07/2016").waitFor();
    await done(page);
  });
});
