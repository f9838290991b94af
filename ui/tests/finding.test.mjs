// What helps to find: what was understood, parts of a result, suggestions, kept searches, reasons.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answered, byTestId } from "./support/browser.mjs";
import { suite } from "./support/suite.mjs";

const { open } = suite();

const box = (page) => byTestId(page, "search-input");
const grid = (page) => byTestId(page, "result-grid");
const firstRow = (page) => byTestId(page, "result-row").first();
const focused = (page) => page.evaluate(() => document.activeElement?.dataset.testid ?? document.activeElement?.id);
const totalIs = (page, n) =>
  page.waitForFunction((wanted) => document.querySelector('[data-testid="result-total"]').dataset.total === wanted, String(n));
/** The searches asked since `performance.clearMarks()`. */
const asked = (page) => page.evaluate(() => performance.getEntriesByName("memory:search").map(({ detail }) => detail));
const askedAtLeast = (page, n) => page.waitForFunction((least) => performance.getEntriesByName("memory:search").length >= least, n);

async function search(page, query) {
  await box(page).fill(query);
  await answered(page, query);
}

describe("typing a query", () => {
  it("asks once a key, paints once an answer, and takes the last word whole when fingers rest", async () => {
    const page = await open();
    await page.evaluate(() => {
      performance.clearMarks();
      performance.clearMeasures();
    });
    for (const [index] of [..."quyet"].entries()) {
      await page.keyboard.type("quyet"[index]);
      await answered(page, "quyet".slice(0, index + 1));
    }
    const keys = await asked(page);
    assert.equal(keys.length, 5);
    assert.ok(keys.every(({ typing, offset }) => typing && offset === 0));
    await askedAtLeast(page, 6);
    const [whole, ...more] = (await asked(page)).slice(5);
    assert.deepEqual([whole.query, whole.typing, more.length], ["quyet", false, 0]);
    const paints = await page.evaluate(() => performance.getEntriesByName("vankho:search").length);
    assert.equal(paints, 5, "what is meant whole is no new answer to wait for");
    const others = await page.evaluate(() => performance.getEntriesByName("memory:suggest").length);
    assert.ok(others <= 1, "suggestions wait until fingers rest");
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("keeps what a word that is only begun has found, and the place in it", async () => {
    const page = await open();
    await page.evaluate(() => performance.clearMarks());
    await search(page, "chuyen nghie");
    await totalIs(page, 1);
    await askedAtLeast(page, 2);
    await totalIs(page, 1);
    assert.equal(await byTestId(page, "relaxed").count(), 0);
    await page.evaluate(() => performance.clearMarks());
    await search(page, "cai cach");
    await page.keyboard.press("PageDown");
    const chosen = await page.locator('.row[aria-selected="true"]').getAttribute("data-id");
    await askedAtLeast(page, 2);
    assert.equal(await page.locator('.row[aria-selected="true"]').getAttribute("data-id"), chosen);
    await page.close();
  });

  it("says what it changed to find something, and what it took as plain words", async () => {
    const page = await open();
    await search(page, "nghij quyeets");
    await byTestId(page, "suggested").waitFor();
    assert.match(await byTestId(page, "suggested").innerText(), /Không thấy gì cho “nghij quyeets”\. Ý bạn là:/);
    await byTestId(page, "take-suggestion").click();
    await answered(page, "nghi quyet");
    assert.equal(await box(page).inputValue(), "nghi quyet");
    assert.equal(await byTestId(page, "suggested").count(), 0);
    await search(page, "cai xyz:cach");
    await byTestId(page, "chip-understood").getByText("xyz: như từ thường").waitFor();
    await page.close();
  });
});

describe("what was understood", () => {
  it("stands as chips that give way to the rest, by mouse and by keyboard, and moves nothing", async () => {
    const page = await open();
    await search(page, "cai cach");
    const top = async () => (await grid(page).boundingBox()).y;
    const before = await top();
    await search(page, 'cai cach năm:2016 cơ quan:"tỉnh ủy" -zzz');
    assert.equal(await top(), before);
    const chips = byTestId(page, "chip-understood");
    assert.deepEqual(await chips.allInnerTexts(), ["năm 2016", "tỉnh ủy", "trừ zzz"]);
    await chips.first().click();
    await answered(page, 'cai cach cơ quan:"tỉnh ủy" -zzz');
    assert.equal(await box(page).inputValue(), 'cai cach cơ quan:"tỉnh ủy" -zzz');
    await chips.first().focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "trừ zzz");
    await page.keyboard.press("Delete");
    await answered(page, 'cai cach cơ quan:"tỉnh ủy"');
    await chips.first().focus();
    await page.keyboard.press("Enter");
    await answered(page, "cai cach");
    assert.equal(await chips.count(), 0);
    assert.ok((await focused(page)) !== "", "the focus is somewhere");
    assert.equal(await top(), before);
    assert.deepEqual(page.faults, []);
    await page.close();
  });
});

describe("a number's results", () => {
  it("are divided: the documents with it, those that cite it, the others", async () => {
    const page = await open();
    await search(page, "nghi quyet 04");
    const heads = await page.locator("[data-testid^=section-]").allInnerTexts();
    assert.deepEqual(heads, ["Mang đúng số này · 2", "Viện dẫn văn bản này · 4"]);
    await search(page, "449");
    assert.equal(await page.locator("[data-testid^=section-]").first().innerText(), "Chính văn bản này");
    await search(page, "nghi quyet 04");
    await grid(page).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => /87-KH\/TU/.test(document.querySelector('.row[aria-selected="true"]')?.textContent));
    const indexes = await page.locator("[role=grid] [role=row]").evaluateAll((all) => all.map((row) => Number(row.ariaRowIndex)));
    assert.deepEqual(indexes, [1, 2, 3, 4, 5, 6, 7, 8, 9], "headings are counted");
    await byTestId(page, "sort").selectOption("newest");
    await page.waitForFunction(() => document.querySelectorAll("[data-testid^=section-]").length === 0);
    assert.equal(await page.locator(".row .why").count(), 6, "in another order each row says it itself");
    await page.close();
  });

  it("scroll to the last row with its headings, few rows at a time", async () => {
    const page = await open("?rows=100000");
    await search(page, "so 1 tu");
    await byTestId(page, "section-itself").waitFor();
    await grid(page).evaluate((element) => (element.scrollTop = element.scrollHeight));
    const last = Number(await byTestId(page, "result-total").getAttribute("data-total")) - 1;
    await page.waitForFunction((at) => document.querySelector(`#row-${at}`)?.dataset.id, last);
    const [row, frame] = await Promise.all([page.locator(`#row-${last}`).boundingBox(), grid(page).boundingBox()]);
    assert.ok(Math.abs(row.y + row.height - frame.y - frame.height) <= 1.5, "the list ends with its last row");
    assert.ok((await byTestId(page, "result-row").count()) <= 80);
    await grid(page).focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Home");
    await byTestId(page, "section-itself").waitFor();
    const head = await byTestId(page, "section-itself").boundingBox();
    assert.ok(head.y >= frame.y, "the first row comes with its heading");
    await page.close();
  });
});

describe("suggestions", () => {
  const list = (page) => byTestId(page, "suggestions");

  it("are a combobox: Down enters, Enter chooses, Esc closes first", async () => {
    const page = await open();
    await page.keyboard.type("tinh u");
    await list(page).waitFor();
    assert.equal(await box(page).getAttribute("aria-expanded"), "true");
    assert.equal(await box(page).getAttribute("aria-activedescendant"), null, "nothing is chosen by itself");
    await page.keyboard.press("ArrowDown");
    assert.equal(await box(page).getAttribute("aria-activedescendant"), "suggestion-0");
    assert.equal(await page.locator("#suggestion-0").getAttribute("aria-selected"), "true");
    assert.equal(await focused(page), "search-input", "the box keeps the focus");
    await page.keyboard.press("ArrowUp");
    assert.equal(await box(page).getAttribute("aria-activedescendant"), null);
    await page.keyboard.press("Escape");
    await list(page).waitFor({ state: "detached" });
    assert.equal(await box(page).inputValue(), "tinh u", "the query stays");
    await page.keyboard.type("y");
    await list(page).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await answered(page, "");
    await totalIs(page, 7);
    assert.deepEqual(await byTestId(page, "chip-chosen").allInnerTexts(), ["Tỉnh ủy Sơn Hà"]);
    assert.equal(await list(page).count(), 0);
    await page.keyboard.press("Escape");
    await totalIs(page, 12);
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("are never in the way of a plain search", async () => {
    const page = await open();
    await page.keyboard.type("215");
    await list(page).waitFor();
    assert.match(await firstRow(page).innerText(), /215-BC\/TU/, "the list answers meanwhile");
    await page.keyboard.press("Enter");
    await byTestId(page, "document-title").getByText("215-BC/TU").waitFor();
    assert.equal(await list(page).count(), 0);
    await page.close();
  });

  it("mean nothing to keys of a composition, and never write into the box", async () => {
    const page = await open();
    await page.keyboard.type("tinh");
    await list(page).waitFor();
    const value = await box(page).evaluate((field) => {
      for (const key of ["ArrowDown", "Enter", "Escape"]) {
        const event = new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true });
        field.dispatchEvent(event);
        if (event.defaultPrevented) throw new Error(`${key} was taken from the composition`);
      }
      return field.value;
    });
    assert.equal(value, "tinh");
    assert.equal(await list(page).count(), 1);
    await byTestId(page, "result-row").nth(6).click();
    await list(page).waitFor({ state: "detached" });
    await page.close();
  });

  it("bring back what was asked and opened before, and forget it when told", async () => {
    const page = await open();
    await search(page, "thu tuc");
    await page.keyboard.press("Enter");
    await byTestId(page, "document-title").waitFor();
    await page.keyboard.press("Escape");
    await search(page, "");
    await box(page).click();
    await page.locator('[data-testid="suggestion"]').getByText("thu tuc").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await answered(page, "thu tuc");
    await page.keyboard.press("Control+k");
    await byTestId(page, "palette-input").fill("quen gan day");
    await page.keyboard.press("Enter");
    await byTestId(page, "toast-undo").waitFor();
    await search(page, "");
    await box(page).click();
    assert.equal(await list(page).count(), 0);
    await byTestId(page, "toast-undo").click();
    await box(page).click();
    await page.locator('[data-testid="suggestion"]').getByText("thu tuc").waitFor();
    await page.close();
  });
});

describe("facets", () => {
  it("know signers and tags, in three states, and walk by arrow keys", async () => {
    const page = await open();
    await byTestId(page, "facet-signer-Trần Văn Minh").click();
    await totalIs(page, 2);
    await byTestId(page, "facet-signer-Trần Văn Minh").click({ modifiers: ["Shift"] });
    await totalIs(page, 10);
    assert.equal(await byTestId(page, "facet-signer-Trần Văn Minh").getAttribute("aria-pressed"), "mixed");
    await page.keyboard.press("Alt+0");
    await byTestId(page, "facet-tag-cải cách hành chính").focus();
    await page.keyboard.press("Enter");
    await totalIs(page, 1);
    assert.deepEqual(await byTestId(page, "chip-chosen").allInnerTexts(), ["nhãn cải cách hành chính"]);
    await byTestId(page, "facet-kind-nghi_quyet").focus();
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await focused(page), "facet-kind-nghi_quyet");
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(page), "facet-kind-nghi_quyet");
    await page.close();
  });

  it("are looked through by typing when they are many", async () => {
    const page = await open();
    await byTestId(page, "facet-more-kind").click();
    await byTestId(page, "facet-find-kind").fill("quyet");
    const names = () => page.locator('[data-testid^="facet-kind-"] .name').allInnerTexts();
    assert.deepEqual((await names()).sort(), ["Nghị quyết", "Quyết định"]);
    await page.keyboard.press("Escape");
    assert.ok((await names()).length > 7);
    await page.keyboard.press("Escape");
    assert.equal(await byTestId(page, "facet-find-kind").count(), 0);
    await page.close();
  });
});

describe("the order", () => {
  it("is chosen by heads of columns and by commands", async () => {
    const page = await open();
    await byTestId(page, "head-issuer").locator("button").click();
    await firstRow(page).locator(".issuer").getByText("Công an tỉnh").waitFor();
    assert.equal(await byTestId(page, "head-issuer").getAttribute("aria-sort"), "ascending");
    await byTestId(page, "head-subject").locator("button").click();
    await firstRow(page).getByText("công tác kiểm tra").waitFor();
    await page.keyboard.press("Control+k");
    await byTestId(page, "palette-input").fill("sap xep cu nhat");
    await page.keyboard.press("Enter");
    await firstRow(page).getByText("22/09/2015").waitFor();
    assert.equal(await byTestId(page, "sort").inputValue(), "oldest");
    await page.close();
  });
});

describe("searches that are kept", () => {
  it("are saved, asked again, renamed and removed, each with a way back", async () => {
    const page = await open();
    const saved = byTestId(page, "saved-search");
    await byTestId(page, "facet-kind-ban_tin").click({ modifiers: ["Shift"] });
    await search(page, "cai cach");
    await page.keyboard.press("Control+s");
    await byTestId(page, "search-name").waitFor();
    await page.keyboard.type("CCHC");
    await page.keyboard.press("Enter");
    await saved.getByText("CCHC").waitFor();
    await search(page, "");
    await page.keyboard.press("Alt+0");
    await totalIs(page, 12);
    await saved.click();
    await answered(page, "cai cach");
    assert.equal(await saved.getAttribute("aria-current"), "true");
    assert.deepEqual(await byTestId(page, "chip-chosen").allInnerTexts(), ["trừ Bản tin"]);
    await saved.focus();
    await page.keyboard.press("F2");
    await byTestId(page, "rename-search").waitFor();
    await page.keyboard.type("Một cửa");
    await page.keyboard.press("Enter");
    await saved.getByText("Một cửa").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.dataset.name), "Một cửa");
    await page.keyboard.press("Delete");
    await saved.waitFor({ state: "detached" });
    await grid(page).focus();
    await page.keyboard.press("Control+z");
    await saved.getByText("Một cửa").waitFor();
    await page.keyboard.press("Control+z");
    await saved.getByText("CCHC").waitFor();
    await page.keyboard.press("Control+z");
    await byTestId(page, "chip-chosen").waitFor();
    await page.keyboard.press("Control+z");
    await saved.waitFor({ state: "detached" });
    assert.deepEqual(page.faults, []);
    await page.close();
  });

  it("look within results, and come out again", async () => {
    const page = await open();
    await search(page, "cai cach");
    await page.keyboard.press("Control+Shift+F");
    await byTestId(page, "chip-chosen").getByText("trong kết quả của “cai cach”").waitFor();
    await answered(page, "");
    assert.equal(await focused(page), "search-input");
    await totalIs(page, 6);
    await search(page, "can cuoc");
    await totalIs(page, 1);
    await page.keyboard.press("Escape");
    if (await byTestId(page, "suggestions").count()) await page.keyboard.press("Escape");
    await answered(page, "");
    await page.keyboard.press("Escape");
    await totalIs(page, 12);
    await page.close();
  });
});

describe("about a document that was found", () => {
  it("tells why, in plain words, and gives the focus back", async () => {
    const page = await open();
    await search(page, "nghi quyet 04 cai");
    await grid(page).focus();
    await page.keyboard.press("Alt+v");
    await byTestId(page, "explain-role").getByText("Văn bản mang đúng số đã tìm.").waitFor();
    assert.ok((await byTestId(page, "explain-word").count()) >= 3);
    await page.keyboard.press("Escape");
    await byTestId(page, "explain").waitFor({ state: "detached" });
    assert.equal(await focused(page), "result-grid");
    await byTestId(page, "show-why").click();
    await byTestId(page, "explain-word").first().waitFor();
    await page.close();
  });

  it("shows documents alike, from the list and from the document", async () => {
    const page = await open();
    await grid(page).focus();
    await page.keyboard.press("Alt+t");
    await byTestId(page, "similar-hit").first().waitFor();
    await page.keyboard.press("Enter");
    await byTestId(page, "document-title").waitFor();
    await byTestId(page, "document-similar").click();
    await byTestId(page, "similar").waitFor();
    await page.keyboard.press("Escape");
    await byTestId(page, "similar").waitFor({ state: "detached" });
    assert.deepEqual(page.faults, []);
    await page.close();
  });
});

describe("how to search", () => {
  it("is told at the box, and an example can be tried", async () => {
    const page = await open();
    await page.keyboard.press("Shift+F1");
    await byTestId(page, "query-help").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await answered(page, "cai cach hanh chinh");
    await byTestId(page, "query-help-button").click();
    await page.keyboard.press("Escape");
    await byTestId(page, "query-help").waitFor({ state: "detached" });
    await page.close();
  });
});
