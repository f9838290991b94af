import { describe, expect, it } from "vitest";
import type { Hit } from "$app/api/generated";
import { PAGE_ROWS, Pages } from "./pages";

const hits = (from: number) => Array.from({ length: PAGE_ROWS }, (_, index) => ({ id: String(from + index) }) as Hit);

describe("Pages", () => {
  it("knows which pages a window needs", () => {
    const pages = new Pages();
    expect(pages.missing(0, -1)).toEqual([]);
    const [first, last] = [PAGE_ROWS - 1, 2 * PAGE_ROWS];
    expect(pages.missing(first, last)).toEqual([0, 1, 2]);
    pages.put(1, hits(PAGE_ROWS));
    expect(pages.missing(first, last)).toEqual([0, 2]);
    expect(pages.row(PAGE_ROWS + 5)?.id).toBe(String(PAGE_ROWS + 5));
    expect(pages.row(2 * PAGE_ROWS)).toBeUndefined();
    expect(pages.indexOf(String(2 * PAGE_ROWS - 1))).toBe(2 * PAGE_ROWS - 1);
    expect(pages.indexOf("7")).toBeNull();
  });

  it("forgets the page put longest ago", () => {
    const pages = new Pages();
    for (let page = 0; page < 45; page++) pages.put(page, hits(page * PAGE_ROWS));
    expect(pages.row(0)).toBeUndefined();
    expect(pages.row(44 * PAGE_ROWS)?.id).toBe(String(44 * PAGE_ROWS));
  });
});
