import { describe, expect, it } from "vitest";
import { DEFAULT_COLUMNS, fitting, moveColumn, readColumns, showColumn, widenColumn } from "./columns";

const names = (columns: readonly { name: string }[]) => columns.map((column) => column.name).join(" ");

describe("columns", () => {
  it("are read as they were left, each once, with new ones at the end", () => {
    const saved = [{ name: "issuer", shown: false, width: 9000 }, { name: "issuer" }, { name: "mood" }, null, { name: "number", shown: false }];
    const read = readColumns(saved);
    expect(names(read)).toBe("issuer number date kind subject pages");
    expect(read[0]).toEqual({ name: "issuer", shown: false, width: 420 });
    expect(read[1]?.shown, "the number stays").toBe(true);
    for (const odd of [undefined, "x", [], [1]]) expect(readColumns(odd)).toEqual(DEFAULT_COLUMNS);
  });

  it("move, hide and widen", () => {
    expect(names(moveColumn(DEFAULT_COLUMNS, "date", -1))).toMatch(/^date number/);
    expect(names(moveColumn(DEFAULT_COLUMNS, "number", -1))).toBe(names(DEFAULT_COLUMNS));
    expect(showColumn(DEFAULT_COLUMNS, "subject", false)).toEqual(DEFAULT_COLUMNS);
    expect(widenColumn(DEFAULT_COLUMNS, "date", 1)[1]?.width).toBe(60);
  });

  it("go one after another when the list gets narrow", () => {
    const all = DEFAULT_COLUMNS.map((column) => ({ ...column, shown: true }));
    expect(names(fitting(all, 2000, 10))).toBe(names(all));
    expect(names(fitting(all, 620, 10))).toBe("number date kind subject");
    expect(names(fitting(all, 100, 10))).toBe("number subject");
  });
});
