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
    assert.equal(await frame.getAttribute("sandbox"), "allow-scripts allow-same-origin");
    const inside = page.frameLocator('[data-testid="html-frame"]');
    await inside.getByText("GIÁM ĐỐC").waitFor();
    const font = await inside.locator(".sheet").evaluate((sheet) => getComputedStyle(sheet).fontSize);
    assert.equal(font, "17px", "its own sheet is loaded");
    const border = (at) => inside.locator("table").nth(at).locator("td").first().evaluate((cell) => getComputedStyle(cell).borderTopWidth);
    assert.equal(await border(0), "0px", "a letterhead has no lines on paper");
    assert.equal(await border(1), "1px", "a table of figures has");
    assert.deepEqual(page.faults, []);
    await page.close();
  });
});

describe("a Word original", () => {
  it("lights what was found, steps through it, and Esc from inside goes one level back", async () => {
    const page = await openApp(browser.context, server.origin);
    await open(page, "449 cai cach hanh chinh");
    const inside = page.frameLocator('[data-testid="html-frame"]');
    await inside.locator("mark").first().waitFor();
    assert.match(await inside.locator("mark").first().innerText(), /cải cách hành chính/i);
    await page.keyboard.press("F3");
    await inside.locator("mark.now").first().waitFor();
    assert.match(await byTestId(page, "hit-position").innerText(), /^1\/\d+$/);
    await page.keyboard.press("Shift+F3");
    const [at, n] = (await byTestId(page, "hit-position").innerText()).split("/").map(Number);
    assert.equal(at, n, "before the first comes the last");
    await inside.locator("#paper").focus();
    await page.keyboard.press("Escape");
    await byTestId(page, "result-grid").waitFor();
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("is built of nothing that could act", async () => {
    const page = await openApp(browser.context, server.origin);
    await open(page, "449");
    const frame = await (await byTestId(page, "html-frame").elementHandle()).contentFrame();
    await frame.locator(".sheet").waitFor();
    server.requests.length = 0;
    await page.evaluate(() => {
      const html = `<p onclick="top.hurt=1" style="position:fixed" id="a">a</p><script>top.hurt=1</scr` + `ipt><img src="/hurt.png" onerror="top.hurt=1">
        <img src="data:image/svg+xml,<svg onload='top.hurt=1'>"><a href="javascript:top.hurt=1">b</a><iframe src="/hurt.html"></iframe><object data="/hurt"></object>
        <svg><a href="javascript:1"><text>c</text></a></svg><math href="javascript:1">d</math><meta http-equiv="refresh" content="0;url=/hurt"><base href="/hurt/">
        <form action="/hurt"><input autofocus onfocus="top.hurt=1"><button>e</button></form><link rel="stylesheet" href="/hurt.css"><style>p{background:url(/hurt.png)}</style>
        <table background="/hurt.png"><tr><td colspan="2" rowspan="x" style="background:url(/hurt.png)">f</td></tr></table><video src="/hurt.mp4" autoplay></video><template><script>top.hurt=1</scr` + `ipt></template>`;
      document.querySelector('[data-testid="html-frame"]').contentWindow.postMessage({ type: "paper", html }, "*");
    });
    await frame.getByText("f", { exact: true }).waitFor();
    const built = await frame.locator("#paper").evaluate((paper) => {
      const own = new Set(["id", "tabindex", "class", "colspan", "alt", "aria-label"]);
      const all = [...paper.querySelectorAll("*")];
      return {
        tags: [...new Set(all.map((each) => each.tagName))].sort(),
        attributes: all.flatMap((each) => [...each.attributes].map(({ name }) => name)).filter((name) => !own.has(name)),
      };
    });
    assert.deepEqual(built, { tags: ["DIV", "IMG", "P", "TABLE", "TBODY", "TD", "TR"], attributes: [] });
    assert.equal(await page.evaluate(() => window.hurt), undefined);
    assert.deepEqual(server.requests, []);
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
    const font = await inside.locator(".sheet").evaluate((sheet) => getComputedStyle(sheet).fontSize);
    assert.equal(font, "34px", "twice as large");
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
