// The lane of doubtful documents, without a mouse.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { byTestId, openApp, startBrowser } from "./support/browser.mjs";
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

async function open(address = "?graph=3") {
  const page = await openApp(browser.context, server.origin, address);
  await page.keyboard.press("Control+e");
  await byTestId(page, "review-fields").waitFor();
  return page;
}

const done = async (page) => {
  assert.deepEqual(page.faults, []);
  await page.close();
};
const focusOn = (page, name) => page.waitForFunction((wanted) => document.activeElement?.dataset.field === wanted, name);
const progress = (page, words) => byTestId(page, "review-progress").getByText(words).waitFor();
const at = (page, words) => byTestId(page, "review-document").getByText(words).waitFor();

describe("the review lane", () => {
  it("takes one doubt after another by Enter, and one document after another", async () => {
    const page = await open();
    await at(page, "Nghị quyết số 04-NQ/TU");
    await progress(page, "Đã xong 0 văn bản · còn 2");
    await focusOn(page, "signer");
    await page.waitForFunction(() => document.querySelector("[data-lit]")?.textContent === "Trần Văn Minh");
    await page.keyboard.press("Enter");
    await at(page, "Nghị quyết số 09-NQ/TU");
    await progress(page, "Đã xong 1 văn bản · còn 1");
    await focusOn(page, "issuer");
    await page.waitForFunction(() => document.querySelector("[data-lit]")?.textContent === "TỈNH ỦY SƠN HÀ");
    await page.keyboard.press("Enter");
    await focusOn(page, "signer");
    await page.keyboard.press("Enter");
    await byTestId(page, "review-empty").getByText("Đã kiểm tra xong 2 văn bản").waitFor();
    await page.keyboard.press("Enter");
    await byTestId(page, "result-grid").waitFor();
    await done(page);
  });

  it("corrects in place and goes on, and rejects", async () => {
    const page = await open();
    await focusOn(page, "signer");
    await page.keyboard.press("PageDown");
    await focusOn(page, "issuer");
    await page.keyboard.press("F2");
    await page.waitForFunction(() => document.activeElement?.id === "edit-issuer");
    await page.keyboard.type("Tỉnh ủy Sơn Hà mới");
    await page.keyboard.press("Enter");
    await focusOn(page, "signer");
    await byTestId(page, "field-issuer").getByText("Tỉnh ủy Sơn Hà mới").waitFor();
    await page.keyboard.press("Delete");
    await byTestId(page, "review-empty").getByText("Đã kiểm tra xong 1 văn bản").waitFor();
    await done(page);
  });

  it("confirms a document at once, and comes back to it when that is undone", async () => {
    const page = await open();
    await focusOn(page, "signer");
    await page.keyboard.press("Control+Enter");
    await at(page, "Nghị quyết số 09-NQ/TU");
    await page.keyboard.press("Control+z");
    await at(page, "Nghị quyết số 04-NQ/TU");
    await focusOn(page, "signer");
    await progress(page, "Đã xong 0 văn bản · còn 2");
    await done(page);
  });

  it("leaves documents for later and returns to them", async () => {
    const page = await open();
    for (const [key, number] of [["PageDown", "09-NQ/TU"], ["PageUp", "04-NQ/TU"], ["PageDown", "09-NQ/TU"]]) {
      await page.keyboard.press(key);
      await at(page, `Nghị quyết số ${number}`);
    }
    await page.keyboard.press("PageDown");
    await byTestId(page, "review-skipped").getByText("2 văn bản để sau").waitFor();
    await page.keyboard.press("PageUp");
    await at(page, "Nghị quyết số 09-NQ/TU");
    await page.keyboard.press("Escape");
    await byTestId(page, "result-grid").waitFor();
    await done(page);
  });

  it("shows the original with the evidence lit, by key", async () => {
    const page = await open("");
    await at(page, "Nghị quyết số 04-NQ/TU");
    await focusOn(page, "signer");
    await page.keyboard.press("F4");
    await page.frameLocator('[data-testid="viewer-frame"]').locator(".page[data-drawn]").first().waitFor();
    await focusOn(page, "signer");
    await page.keyboard.press("F4");
    await page.locator("[data-lit]").waitFor();
    await done(page);
  });

  it("says when nothing waits", async () => {
    const page = await openApp(browser.context, server.origin, "?empty=1");
    await page.keyboard.press("Control+e");
    await byTestId(page, "review-empty").getByText("Không văn bản nào cần kiểm tra").waitFor();
    await page.keyboard.press("Escape");
    await byTestId(page, "empty-store").waitFor();
    await done(page);
  });

  it("takes thirty documents a minute and stays under the hand", async () => {
    const page = await open("?graph=30");
    const started = Date.now();
    const passed = await page.evaluate(async () => {
      const lane = document.querySelector('[data-testid="review-screen"]');
      const stand = () => `${lane.dataset.at} ${document.activeElement?.dataset.field}`;
      for (let keys = 0; keys < 30 && Number(lane.dataset.at) < 15; keys++) {
        const before = stand();
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
        for (let tries = 0; tries < 200; tries++) {
          if (stand() !== before && document.activeElement?.dataset.field) break;
          await new Promise((go) => setTimeout(go, 5));
        }
      }
      return Number(lane.dataset.at);
    });
    const took = Date.now() - started;
    assert.equal(passed, 15);
    assert.ok(took < 15_000, `${took} ms for fifteen documents`);
    console.log(`review lane: ${Math.round(took / passed)} ms a document`);
    await done(page);
  });
});
