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

async function open(page, query) {
  await byTestId(page, "search-input").fill(query);
  await answered(page, query);
  await page.keyboard.press("Enter");
  await byTestId(page, "document-title").waitFor();
}

describe("a document", () => {
  it("shows a picture page by page, and how it was read", async () => {
    const page = await openApp(browser.context, server.origin);
    await open(page, "215-BC/TU");
    const picture = byTestId(page, "picture-view").locator("img");
    await page.waitForFunction(() => document.querySelector('[data-testid="picture-view"] img')?.naturalWidth > 0);
    assert.equal(await picture.count(), 1);
    await byTestId(page, "document-fields").getByText("đọc từ ảnh (OCR)").waitFor();
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("opens a copy in another program, or says why such a file stays inside", async () => {
    const page = await openApp(browser.context, server.origin);
    const toast = page.locator('[role="status"], [role="alert"]');
    await open(page, "215-BC/TU");
    await page.keyboard.press("Control+Shift+Enter");
    await toast.filter({ hasText: "bản sao chỉ đọc" }).first().waitFor();
    await page.close();
    const failing = await openApp(browser.context, server.origin, "?fail=open_outside:stays_inside");
    await open(failing, "215-BC/TU");
    await failing.keyboard.press("Control+Shift+Enter");
    await failing.getByText("chỉ xem trong Văn Khố").first().waitFor();
    assert.deepEqual(failing.faults, []);
    await failing.close();
  });

  it("keeps its head in place where only the text can be shown", async () => {
    const page = await openApp(browser.context, server.origin);
    await page.setViewportSize({ width: 1024, height: 600 });
    await open(page, "1207");
    await byTestId(page, "field-signer").click();
    await page.locator("[data-lit]").waitFor();
    await byTestId(page, "tab-original").click();
    await page.locator(".note").waitFor();
    const [screen, view] = await page.evaluate(() => {
      const of = (selector) => document.querySelector(selector);
      const [screen, view] = [of('[data-testid="document-screen"]'), of("#view")];
      return [screen.scrollTop, view.scrollHeight - view.clientHeight];
    });
    assert.deepEqual([screen, view], [0, 0], "nothing stands out that could be scrolled away");
    await page.close();
  });

  it("shows where a field was read", async () => {
    const page = await openApp(browser.context, server.origin);
    await open(page, "04 cải cách hành chính");
    await byTestId(page, "field-signer").getByText("cần xem · 82 %").waitFor();
    await byTestId(page, "field-signer").click();
    const lit = page.locator("[data-lit]");
    await lit.waitFor();
    assert.equal(await lit.innerText(), "Trần Văn Minh");
    await page.waitForFunction(() => {
      const box = document.querySelector("[data-lit]").getBoundingClientRect();
      return box.top > 0 && box.bottom < innerHeight;
    });
    await byTestId(page, "field-number").click();
    await page.waitForFunction(() => document.querySelector("[data-lit]")?.textContent === "04-NQ/TU");
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("steps through the hits with F3", async () => {
    const page = await openApp(browser.context, server.origin);
    await open(page, "cải cách hành chính 04");
    await byTestId(page, "tab-text").click();
    const now = page.locator("mark.now");
    await page.keyboard.press("F3");
    assert.equal(await now.getAttribute("data-hit"), "0");
    await page.keyboard.press("F3");
    assert.equal(await now.getAttribute("data-hit"), "1");
    await page.keyboard.press("Shift+F3");
    await page.keyboard.press("Shift+F3");
    const [, n] = (await byTestId(page, "hit-position").innerText()).split("/").map(Number);
    assert.equal(await now.getAttribute("data-hit"), String(n - 1), "before the first comes the last");
    await page.close();
  });

  it("shows Word and web originals in a frame that can do nothing", async () => {
    const page = await openApp(browser.context, server.origin);
    await open(page, "449");
    const frame = byTestId(page, "html-frame");
    await frame.waitFor();
    assert.equal(await frame.getAttribute("sandbox"), "");
    const inside = page.frameLocator('[data-testid="html-frame"]');
    await inside.getByText("GIÁM ĐỐC").waitFor();
    const font = await inside.locator("body").evaluate((body) => getComputedStyle(body).fontSize);
    assert.equal(font, "17px", "its own sheet is loaded");
    const border = (at) => inside.locator("table").nth(at).locator("td").first().evaluate((cell) => getComputedStyle(cell).borderTopWidth);
    assert.equal(await border(0), "0px", "a letterhead has no lines on paper");
    assert.equal(await border(1), "1px", "a table of figures has");
    assert.deepEqual(page.faults, []);
    await page.close();
  });
});

describe("zoom", () => {
  it("reaches the originals too", async () => {
    const page = await openApp(browser.context, server.origin, "?zoom=200");
    await open(page, "449");
    const inside = page.frameLocator('[data-testid="html-frame"]');
    await inside.getByText("GIÁM ĐỐC").waitFor();
    const [frame, view] = await Promise.all([byTestId(page, "html-frame").boundingBox(), page.locator("#view").boundingBox()]);
    assert.equal(Math.round(frame.width), Math.round(view.width), "it fills its place");
    const laidOut = await inside.locator("html").evaluate((html) => html.clientWidth);
    assert.ok(Math.abs(laidOut - view.width / 2) < 20, `${laidOut} of ${view.width}: twice as large`);
    await page.keyboard.press("Escape");
    await open(page, "04 cai cach");
    const viewer = page.frameLocator('[data-testid="viewer-frame"]');
    await viewer.locator("html[style*='--zoom: 2']").waitFor();
    await page.close();
  });
});

describe("the PDF viewer", () => {
  it("draws a page, lights the words and steps through them", async () => {
    const page = await openApp(browser.context, server.origin);
    await open(page, "04 cai cach hanh chinh");
    const viewer = page.frameLocator('[data-testid="viewer-frame"]');
    await viewer.locator('.page[data-page="1"][data-drawn] mark').first().waitFor();
    assert.equal(await viewer.locator('.page[data-page="1"] mark').first().innerText(), "cải cách hành chính");
    const ink = await viewer.locator('.page[data-page="1"] canvas').evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value, index) => index % 4 === 0 && value < 64);
    });
    assert.ok(ink, "something dark stands on the page");
    const hits = await viewer.locator("html[data-hits]").getAttribute("data-hits");
    assert.ok(Number(hits) >= 3, `${hits} hits in the whole document`);
    for (let n = 0; n < 3; n++) {
      await page.keyboard.press("F3");
      await viewer.locator("mark.now").first().waitFor();
    }
    await viewer.locator('.page[data-page="4"] mark.now').first().waitFor();
    assert.equal(await viewer.locator(".toolbar input").inputValue(), "4");
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("hands Esc and F1 to the screens around it", async () => {
    const page = await openApp(browser.context, server.origin);
    await open(page, "04");
    const viewer = page.frameLocator('[data-testid="viewer-frame"]');
    await viewer.locator("#pages").focus();
    await page.keyboard.press("F1");
    await byTestId(page, "help").waitFor();
    await page.keyboard.press("Escape");
    await byTestId(page, "help").waitFor({ state: "detached" });
    await viewer.locator("#pages").focus();
    await page.keyboard.press("Escape");
    await byTestId(page, "result-grid").waitFor();
    await page.close();
  });

  it("asks for pieces of the file and goes to a page", async () => {
    const page = await browser.context.newPage();
    server.requests.length = 0;
    await page.goto(`${server.origin}/viewer.html?id=0198f0aa`);
    await page.locator('.page[data-page="1"][data-drawn]').waitFor();
    const asked = server.requests.filter((request) => request.path === "/original/0198f0aa");
    assert.ok(asked.length > 0 && asked.every((request) => request.range), "always by range");
    await page.locator(".toolbar input").fill("3");
    await page.keyboard.press("Enter");
    await page.locator('.page[data-page="3"][data-drawn]').waitFor();
    await page.close();
  });

  it("says in words when there is nothing to show", async () => {
    const page = await browser.context.newPage();
    await page.goto(`${server.origin}/viewer.html?src=nothing.pdf`);
    await page.getByText("Không lấy được bản gốc").waitFor();
    await page.goto(`${server.origin}/viewer.html?src=index.html`);
    await page.getByText("Tệp PDF bị hỏng").waitFor();
    await page.close();
  });
});
