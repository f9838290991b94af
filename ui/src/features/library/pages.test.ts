import { describe, expect, it } from "vitest";
import type { Hit } from "$app/api/generated";
import { PAGE_ROWS, Pages } from "./pages";

const hits = (from: number) => Array.from({ length: PAGE_ROWS }, (_, index) => ({ id: String(from + index) }) as Hit);

describe("Pages", () => {
  it("knows which pages a window needs", () => {
    const pages = new Pages();
    expect(pages.missing(0, -1)).toEqual([]);
    expect(pages.missing(90, 210)).toEqual([0, 1, 2]);
    pages.put(1, hits(100));
    expect(pages.missing(90, 210)).toEqual([0, 2]);
    expect(pages.row(150)?.id).toBe("150");
    expect(pages.row(250)).toBeUndefined();
    expect(pages.indexOf("199")).toBe(199);
    expect(pages.indexOf("7")).toBeNull();
  });

  it("forgets the page put longest ago", () => {
    const pages = new Pages();
    for (let page = 0; page < 45; page++) pages.put(page, hits(page * PAGE_ROWS));
    expect(pages.row(0)).toBeUndefined();
    expect(pages.row(44 * PAGE_ROWS)?.id).toBe("4400");
  });
});
