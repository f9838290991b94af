import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { answered, byTestId, openApp, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
  await browser.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const MENUS = ["file", "edit", "view", "search", "go", "document", "help"];
const ids = (page, inside) =>
  page.locator(`${inside} [data-command]`).evaluateAll((all) => all.map((each) => each.dataset.command));
const totalIs = (page, n) =>
  page.waitForFunction((wanted) => document.querySelector('[data-testid="result-total"]').dataset.total === wanted, String(n));
const focused = (page) => page.evaluate(() => document.activeElement?.dataset.testid ?? document.activeElement?.id);

describe("every command", () => {
  it("stands in a menu, in the palette and under F1", async () => {
    const page = await openApp(browser.context, server.origin);
    const inMenus = [];
    for (const menu of MENUS) {
      await byTestId(page, `menu-${menu}`).click();
      inMenus.push(...(await ids(page, "[role=menu]")));
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    }
    assert.ok(inMenus.length > 40, `${inMenus.length} commands`);
    assert.equal(new Set(inMenus).size, inMenus.length, "each once");
    await page.keyboard.press("F1");
    const underF1 = (await ids(page, '[data-testid="help"]')).filter((id) => !id.includes("."));
    assert.deepEqual(underF1.sort(), [...inMenus].sort());
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Shift+P");
    const inPalette = await ids(page, '[data-testid="palette"]');
    assert.deepEqual([...inPalette, "palette"].sort(), [...inMenus].sort());
    assert.deepEqual(page.faults, []);
    await page.close();
  });
});

describe("the menu", () => {
  it("works by keyboard and gives the focus back", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("F10");
    assert.equal(await focused(page), "menu-file");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement?.dataset.command === "toggle_facets");
    await page.keyboard.press("Enter");
    await byTestId(page, "facets").waitFor({ state: "detached" });
    assert.equal(await focused(page), "result-grid");
    await page.keyboard.press("F10");
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement?.dataset.command === "toggle_facets");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-checked")), "false");
    await page.keyboard.press("t");
    await page.waitForFunction(() => document.activeElement?.dataset.command === "contrast");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    assert.equal(await focused(page), "result-grid");
    assert.deepEqual(page.faults, []);
    await page.close();
  });
});

describe("the palette", () => {
  it("finds a command in either language, without marks, and runs it", async () => {
    const page = await openApp(browser.context, server.origin);
    await page.keyboard.press("Control+k");
    await byTestId(page, "palette-input").fill("giao dien toi");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
    await byTestId(page, "palette").waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await byTestId(page, "palette-input").fill("light theme");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.documentElement.dataset.theme === "light");
    await page.close();
  });

  it("shows what can't run now, and doesn't run it", async () => {
    const page = await openApp(browser.context, server.origin);
    await page.keyboard.press("Control+k");
    await byTestId(page, "palette-input").fill("dung nhap");
    const option = page.locator('[data-testid="palette"] [data-command="import_cancel"]');
    assert.equal(await option.getAttribute("aria-disabled"), "true");
    await page.keyboard.press("Enter");
    assert.equal(await byTestId(page, "palette").count(), 1);
    await page.close();
  });
});

describe("dialogs", () => {
  it("keep the focus inside, and give it back", async () => {
    const page = await openApp(browser.context, server.origin);
    for (const [keys, name] of [["F1", "help"], ["Control+k", "palette"], ["Alt+3", "columns"]]) {
      await byTestId(page, "result-grid").focus();
      await page.keyboard.press(keys);
      await byTestId(page, name).waitFor();
      for (let n = 0; n < 25; n++) {
        await page.keyboard.press("Tab");
        const outside = await page.evaluate((dialog) => {
          const { activeElement } = document;
          return activeElement !== document.body && !activeElement.closest(`[data-testid="${dialog}"]`);
        }, name);
        assert.equal(outside, false, name);
      }
      await page.keyboard.press("Escape");
      await byTestId(page, name).waitFor({ state: "detached" });
      assert.equal(await focused(page), "result-grid", name);
    }
    await page.close();
  });
});

describe("undo", () => {
  it("brings filters back, from the toast and by key, and does them again", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "facet-kind-nghi_quyet").click();
    await totalIs(page, 2);
    await page.keyboard.press("Alt+0");
    await totalIs(page, 12);
    await byTestId(page, "toasts").getByText("Đã bỏ mọi bộ lọc").waitFor();
    await byTestId(page, "toast-undo").click();
    await totalIs(page, 2);
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("Control+z");
    await totalIs(page, 12);
    await byTestId(page, "toasts").getByText("Đã hoàn tác: Đổi bộ lọc").waitFor();
    await page.keyboard.press("Control+y");
    await totalIs(page, 2);
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("is offered for ten seconds, and as long as someone reaches for it", async () => {
    const page = await browser.context.newPage();
    await page.clock.install();
    await page.goto(server.origin);
    await byTestId(page, "facet-kind-nghi_quyet").click();
    await page.keyboard.press("Alt+0");
    await byTestId(page, "toast-undo").waitFor();
    await page.clock.runFor(9_000);
    assert.equal(await byTestId(page, "toast-undo").count(), 1);
    await byTestId(page, "toast-undo").focus();
    await page.clock.runFor(30_000);
    assert.equal(await byTestId(page, "toast-undo").count(), 1, "held");
    await byTestId(page, "result-grid").focus();
    await page.clock.runFor(11_000);
    assert.equal(await byTestId(page, "toast-undo").count(), 0);
    await page.close();
  });

  it("leaves Ctrl+Z in a field to the field", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "facet-kind-nghi_quyet").click();
    await totalIs(page, 2);
    await byTestId(page, "search-input").focus();
    await page.keyboard.press("Control+z");
    await page.keyboard.type("04");
    await answered(page, "04");
    assert.equal(await byTestId(page, "facet-kind-nghi_quyet").getAttribute("aria-pressed"), "true");
    await page.close();
  });
});

describe("commands", () => {
  it("copy the citation of the selected document and of the open one", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "result-grid").focus();
    const wanted = /^Nghị quyết số 04-NQ\/TU, ngày 01\/7\/2016 của Tỉnh ủy Sơn Hà về /;
    for (const where of ["list", "document"]) {
      if (where === "document") {
        await page.keyboard.press("Enter");
        await byTestId(page, "document-title").getByText("04-NQ/TU").waitFor();
      }
      await page.evaluate(() => navigator.clipboard.writeText(""));
      await page.keyboard.press("Control+Shift+C");
      await byTestId(page, "toasts").getByText("Đã sao chép").first().waitFor();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), wanted, where);
    }
    await page.close();
  });

  it("zoom, and remember it", async () => {
    const page = await openApp(browser.context, server.origin);
    const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
    const normal = await size();
    await page.keyboard.press("Control+=");
    await page.keyboard.press("Control+=");
    assert.equal(await size(), normal * 1.25);
    await page.waitForFunction(() => sessionStorage.getItem("vankho:settings")?.includes('\\"zoom\\":125'));
    await page.reload();
    await byTestId(page, "status-zoom").getByText("125").waitFor();
    await page.keyboard.press("Control+0");
    assert.equal(await size(), normal);
    await page.close();
  });

  it("reach every pane by F6", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "preview").locator("dl").waitFor();
    const seen = [];
    for (let n = 0; n < 5; n++) {
      await page.keyboard.press("F6");
      seen.push(await page.evaluate(() => {
        const pane = document.activeElement.closest("[data-pane]");
        return pane.dataset.testid ?? pane.tagName.toLowerCase();
      }));
    }
    assert.deepEqual(seen, ["facets", "main", "preview", "footer", "header"]);
    await page.close();
  });

  it("reach the screens from inside the viewer", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "search-input").fill("04");
    await answered(page, "04");
    await page.keyboard.press("Enter");
    const viewer = page.frameLocator('[data-testid="viewer-frame"]');
    await viewer.locator("#pages").focus();
    await page.keyboard.press("Control+2");
    await byTestId(page, "text-view").waitFor();
    await page.close();
  });
});

describe("a fault of a screen", () => {
  it("is said with a code, and leaves the rest in work", async () => {
    const page = await openApp(browser.context, server.origin, "?odd=document");
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("Enter");
    await byTestId(page, "error-notice").first().waitFor();
    assert.match(await byTestId(page, "error-code").first().innerText(), /^internal: screen TypeError/);
    await page.keyboard.press("Escape");
    await byTestId(page, "result-grid").waitFor();
    await page.close();
  });
});
