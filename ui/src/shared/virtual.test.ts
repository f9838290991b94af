import { describe, expect, it } from "vitest";
import { MOST_ROWS, visibleRows } from "./virtual";

describe("visibleRows", () => {
  it("has no row for an empty list", () => {
    expect(visibleRows(0, 600, 60, 0)).toEqual({ first: 0, last: -1 });
  });

  it("reaches the last row at the end of the scroll", () => {
    expect(visibleRows(100_000 * 60 - 600, 600, 60, 100_000).last).toBe(99_999);
  });

  it("stays small on a very tall screen", () => {
    const { first, last } = visibleRows(6000, 8000, 30, 100_000);
    expect(last - first + 1).toBeLessThanOrEqual(MOST_ROWS);
  });

  it("survives a scroll position from a longer list", () => {
    const { first, last } = visibleRows(60_000, 600, 60, 3);
    expect(first).toBe(0);
    expect(last).toBe(2);
  });
});
