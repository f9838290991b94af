import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { byTestId, openApp, startBrowser, tell } from "./support/browser.mjs";
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

describe("importing", () => {
  it("starts from an empty store and ends with a report", async () => {
    const page = await openApp(browser.context, server.origin, "?empty=1");
    await byTestId(page, "empty-store").waitFor();
    await byTestId(page, "import-choose-files").click();
    await byTestId(page, "import-progress").waitFor();
    const report = byTestId(page, "import-report");
    await report.getByText("12 được, 2 lỗi").waitFor();
    const items = await byTestId(page, "import-items").innerText();
    assert.match(items, /Không phải văn bản thuộc dạng nào kho nhận biết\./);
    assert.match(items, /Mã: unsupported_format/);
    assert.match(items, /Bản quét chưa có lớp chữ/);
    await byTestId(page, "import-show-library").click();
    await page.waitForFunction(() => document.querySelector('[data-testid="result-total"]').dataset.total === "12");
    assert.match(await byTestId(page, "status-documents").innerText(), /12/);
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("says what dropping will do", async () => {
    const page = await openApp(browser.context, server.origin);
    await tell(page, { type: "drag", over: true });
    await byTestId(page, "drop-overlay").getByText("Thả để nhập vào kho").waitFor();
    await tell(page, { type: "drag", over: false });
    await byTestId(page, "drop-overlay").waitFor({ state: "detached" });
    await page.close();
  });

  it("pauses, goes on, and stops", async () => {
    const page = await openApp(browser.context, server.origin, "?empty=1");
    await byTestId(page, "import-button").click();
    await byTestId(page, "import-choose-folder").click();
    await byTestId(page, "import-pause").click();
    await page.getByText(/Đang tạm dừng ở \d+\/15/).waitFor();
    await byTestId(page, "import-pause").click();
    await page.getByText(/Đang nhập \d+\/15/).first().waitFor();
    await byTestId(page, "import-cancel").click();
    await byTestId(page, "import-report").getByText("Đã dừng trước khi xong").waitFor();
    await page.close();
  });

  it("retries what failed and opens what was filed", async () => {
    const page = await openApp(browser.context, server.origin, "?empty=1");
    await byTestId(page, "import-samples").click();
    await byTestId(page, "import-report").getByText("12 được, 0 lỗi").waitFor();
    await byTestId(page, "import-items").getByRole("button").first().click();
    await byTestId(page, "document-title").waitFor();
    await page.keyboard.press("Escape");
    await byTestId(page, "import-screen").waitFor();
    await byTestId(page, "import-choose-files").click();
    await byTestId(page, "import-retry").click();
    await byTestId(page, "import-report").getByText("0 được, 2 lỗi").waitFor();
    await page.close();
  });
});
