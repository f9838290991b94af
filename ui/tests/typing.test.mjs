// Vietnamese keyboards: what is typed stands in the field, letter by letter, in every field there is.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { answered, byTestId, openApp, startBrowser } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";
import { ibus, SENTENCE, unikey, WORDS } from "./support/typing.mjs";

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

/** Opens the editor of a document's field, and empties it. */
async function edit(page, field) {
  await byTestId(page, "result-grid").focus();
  await page.keyboard.press("Enter");
  await byTestId(page, `field-${field}`).focus();
  await page.keyboard.press("F2");
  await byTestId(page, `typed-${field}`).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
}

/** Every field of the program that takes words, and how to come to it. */
const FIELDS = {
  "search-input": async (page) => byTestId(page, "search-input").focus(),
  "palette-input": async (page) => {
    await page.keyboard.press("Control+k");
    await byTestId(page, "palette-input").waitFor();
  },
  "search-name": async (page) => {
    await byTestId(page, "search-input").fill("cai");
    await page.keyboard.press("Control+s");
    await byTestId(page, "search-name").waitFor();
    await page.keyboard.press("Delete");
  },
  "rename-search": async (page) => {
    await FIELDS["search-name"](page);
    await page.keyboard.type("cai");
    await page.keyboard.press("Enter");
    await byTestId(page, "saved-search").focus();
    await page.keyboard.press("F2");
    await byTestId(page, "rename-search").waitFor();
    await page.keyboard.press("Delete");
  },
  "facet-find-kind": async (page) => {
    await byTestId(page, "facet-more-kind").click();
    await byTestId(page, "facet-find-kind").focus();
  },
  "bulk-issuer": async (page) => {
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("Control+b");
    await byTestId(page, "bulk-field").selectOption("issuer");
    await byTestId(page, "bulk-issuer").focus();
  },
  ...Object.fromEntries(["issuer", "subject", "signer", "number", "recipients"].map((field) => [`typed-${field}`, (page) => edit(page, field)])),
};
const KEYBOARDS = {
  "Unikey, 5 ms": (page) => unikey(page, 5),
  "Unikey, at once": (page) => unikey(page, 0),
  IBus: (page) => ibus(page),
};

describe("typing Vietnamese", () => {
  it("is tried with thirty words", () => assert.equal(WORDS.length, 30));

  for (const [field, come] of Object.entries(FIELDS)) {
    for (const [keyboard, type] of Object.entries(KEYBOARDS)) {
      it(`gives exact text: ${field}, ${keyboard}`, async () => {
        const page = await openApp(browser.context, server.origin, "?slow=300");
        await come(page);
        await type(page);
        assert.equal(await byTestId(page, field).inputValue(), SENTENCE);
        if (field === "search-input") await answered(page, SENTENCE);
        assert.equal(await byTestId(page, field).inputValue(), SENTENCE, "an answer changes nothing in the field");
        assert.deepEqual(page.faults, []);
        await page.close();
      });
    }
  }

  it("covers every field that takes words", async () => {
    const page = await openApp(browser.context, server.origin);
    const known = new Set(Object.keys(FIELDS));
    await FIELDS["search-name"](page);
    await page.keyboard.press("Escape");
    for (const more of await page.locator("[data-testid^=facet-more-]").all()) await more.click();
    for (const keys of [null, "Control+k", "Alt+3", "F1", "Control+s", "Shift+F1"]) {
      if (keys) await page.keyboard.press(keys);
      const fields = await page.locator("input[type=text], input:not([type]), textarea, [contenteditable]").evaluateAll((all) => all.map((each) => each.dataset.testid));
      for (const field of fields) assert.ok(known.has(field), `${field} is not tried`);
      await page.keyboard.press("Escape");
    }
    await page.close();
  });

  it("keeps the keys of a composition from the commands", async () => {
    const page = await openApp(browser.context, server.origin);
    await byTestId(page, "search-input").focus();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Input.imeSetComposition", { text: "ngh", selectionStart: 3, selectionEnd: 3 });
    await page.evaluate(() => {
      for (const key of ["Enter", "Escape", "ArrowDown", "F1", "/"]) {
        const event = new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true });
        document.activeElement.dispatchEvent(event);
        if (event.defaultPrevented) throw new Error(`${key} was taken from the composition`);
      }
    });
    await devtools.send("Input.insertText", { text: "nghị" });
    await answered(page, "nghị");
    assert.equal(await byTestId(page, "search-input").inputValue(), "nghị");
    assert.equal(await byTestId(page, "help").count(), 0);
    await page.close();
  });
});
