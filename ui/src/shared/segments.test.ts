import { describe, expect, it } from "vitest";
import { cut, cutSnippet, toUtf16 } from "./segments";

describe("cut", () => {
  it("numbers hits and marks the lit range across them", () => {
    const pieces = cut("một hai ba", [[4, 7]], [0, 7], 5);
    expect(pieces).toEqual([
      { text: "một ", hit: null, lit: true },
      { text: "hai", hit: 5, lit: true },
      { text: " ba", hit: null, lit: false },
    ]);
  });

  it("keeps the whole text, even with offsets past its end", () => {
    expect(
      cut("abc", [[1, 99]])
        .map((piece) => piece.text)
        .join(""),
    ).toBe("abc");
    expect(cut("", [])).toEqual([]);
  });
});

describe("toUtf16", () => {
  it("counts characters outside the first plane as one", () => {
    expect(toUtf16("a😀bc", [[2, 4]])).toEqual([[3, 5]]);
    expect(toUtf16("Đảng", [[0, 4]])).toEqual([[0, 4]]);
  });
});

describe("cutSnippet", () => {
  it("lights what stands between the marks", () => {
    expect(cutSnippet("về «cải cách» hành «chính»").map((piece) => [piece.text, piece.hit])).toEqual([
      ["về ", null],
      ["cải cách", 0],
      [" hành ", null],
      ["chính", 1],
    ]);
  });
});
