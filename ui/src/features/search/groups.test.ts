import { describe, expect, it } from "vitest";
import type { Hit, HitRole, SearchResult } from "$app/api/generated";
import { arrange, Heights } from "./groups";

function answer(roles: HitRole[], total = roles.length, isNumber = true): SearchResult {
  const hits = roles.map((role, index) => ({ id: String(index), role }) as Hit);
  const number = isNumber ? { seq: 4, suffix: null, year: null, kind: null, issuer: null } : null;
  return { hits, total, understood: { number, words: [], filters: {} } } as unknown as SearchResult;
}

describe("a list that answers a number", () => {
  it("has the document, those that cite it, and the others, each in their order", () => {
    const { hits, sections } = arrange(answer(["itself", "holds", "cites", "holds", "cites"]), "relevance");
    expect(hits.map(({ id }) => id)).toEqual(["0", "2", "4", "1", "3"]);
    expect(sections).toEqual([
      { role: "itself", start: 0, count: 1, isWhole: true },
      { role: "cites", start: 1, count: 2, isWhole: true },
      { role: "holds", start: 3, count: 2, isWhole: true },
    ]);
  });

  it("says what is known of a long one", () => {
    const { sections } = arrange(answer(["itself", "itself", "cites", "holds"], 90), "relevance");
    expect(sections.map(({ role, count, isWhole }) => [role, count, isWhole])).toEqual([
      ["itself", 2, true],
      ["cites", 1, false],
      ["holds", 87, false],
    ]);
    expect(arrange(answer(["itself", "itself"], 90), "relevance").sections).toEqual([
      { role: "itself", start: 0, count: 90, isWhole: false },
    ]);
  });

  it("is one list in another order, or when nothing carries or cites the number", () => {
    expect(arrange(answer(["itself", "cites"]), "newest").sections).toEqual([]);
    expect(arrange(answer(["holds", "holds"]), "relevance").sections).toEqual([]);
    expect(arrange(answer(["cites", "itself"], 2, false), "relevance").hits.map(({ id }) => id)).toEqual(["0", "1"]);
  });
});

describe("the heights", () => {
  const heights = new Heights(60, 30, arrange(answer(["itself", "cites", "holds", "holds"]), "relevance").sections);

  it("count the headings before a row and over it", () => {
    expect([0, 1, 2, 3].map((index) => heights.top(index))).toEqual([0, 90, 180, 270]);
    expect([0, 1, 2, 3].map((index) => heights.bottom(index))).toEqual([90, 180, 270, 330]);
  });

  it("bring a row into view with its heading", () => {
    expect(heights.scrollToShow(1, 100, 200)).toBe(90);
    expect(heights.scrollToShow(3, 0, 200)).toBe(130);
    expect(heights.scrollToShow(1, 0, 200)).toBe(0);
  });
});
