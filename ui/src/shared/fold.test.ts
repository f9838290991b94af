import { describe, expect, it } from "vitest";
import { findWords, fold } from "./fold";

const found = (text: string, ...query: string[]) => findWords(text, query).map(([start, end]) => text.slice(start, end));

describe("fold", () => {
  it("takes marks, case, free y and leading zeros away", () => {
    expect(["Đảng", "NGHỊ", "kỹ", "quý", "04", "hoà", "hòa"].map(fold)).toEqual([
      "dang",
      "nghi",
      "ki",
      "qui",
      "4",
      "hoa",
      "hoa",
    ]);
  });

  it("folds letters written as base and mark", () => {
    expect(fold("Đảng".normalize("NFD"))).toBe("dang");
  });
});

describe("findWords", () => {
  it("lights whole runs, whatever the marks", () => {
    expect(found("về công tác cải cách hành chính năm 2016", "cai", "cach", "hanh", "chinh")).toEqual([
      "cải cách hành chính",
    ]);
  });

  it("leaves single common syllables dark when there is a run", () => {
    expect(found("hành động; cải cách", "cai", "cach", "hanh")).toEqual(["cải cách"]);
  });

  it("falls back to single words", () => {
    expect(found("hành động", "cai cach hanh")).toEqual(["hành"]);
  });

  it("takes a number with its symbol together", () => {
    expect(found("Số: 04-NQ/TU, ngày", "4", "nq", "tu")).toEqual(["04-NQ/TU"]);
  });

  it("finds nothing for nothing", () => {
    expect(found("văn bản")).toEqual([]);
    expect(found("văn bản", "--")).toEqual([]);
  });
});
