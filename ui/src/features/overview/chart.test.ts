import { describe, expect, it } from "vitest";
import { type Chart, longest, sum, toCsv } from "./chart";

const row = (label: string, values: number[], note = "") => ({ key: label, label, note, values, open: () => undefined });
const chart = (rows: Chart["rows"], series = ["a"]): Chart => ({
  id: "x",
  title: "x",
  rowHead: "Năm",
  valueHead: "Văn bản",
  series: series.map((key) => ({ key, label: key.toUpperCase() })),
  rows,
  shape: "columns",
});

describe("a chart", () => {
  it("measures its bars", () => {
    expect(sum(row("2016", [2, 3]))).toBe(5);
    expect(longest([])).toBe(1);
    expect(longest([row("a", [2, 3]), row("b", [4])])).toBe(5);
  });

  it("becomes CSV whose cells no program takes for formulas", () => {
    const made = toCsv(chart([row('=HYPERLINK("x")', [1, 2]), row("04-NQ/TU, mới", [3, 0])], ["a", "b"]));
    expect(made).toBe("\ufeffNăm,A,B,Văn bản\r\n\"'=HYPERLINK(\"\"x\"\")\",1,2,3\r\n\"04-NQ/TU, mới\",3,0,3\r\n");
    expect(toCsv(chart([row("04-NQ/TU", [7], "về cải cách")]))).toBe("\ufeffNăm,,Văn bản\r\n04-NQ/TU,về cải cách,7\r\n");
  });
});
