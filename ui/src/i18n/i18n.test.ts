import { describe, expect, it } from "vitest";
import { en } from "./en";
import { bytes, date, duration, number, percent, translate } from "./format";
import { type Key, vi } from "./vi";

const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe("the catalogues", () => {
  it("have the same keys in the same order", () => {
    expect(Object.keys(en)).toEqual(Object.keys(vi));
  });

  it("take the same values", () => {
    for (const key of Object.keys(vi) as Key[]) expect(names(en[key]), key).toEqual(names(vi[key]));
  });

  it("leave nothing empty and Vietnamese in NFC", () => {
    for (const [key, text] of [...Object.entries(vi), ...Object.entries(en)]) {
      expect(text.trim(), key).not.toBe("");
      expect(text, key).toBe(text.normalize("NFC"));
    }
  });
});

describe("format", () => {
  it("puts values in and chooses the form by n", () => {
    expect(translate("en", "library.pages", { n: 1 })).toBe("1 page");
    expect(translate("en", "library.pages", { n: 1200 })).toBe("1,200 pages");
    expect(translate("vi", "library.pages", { n: 12481 })).toBe("12.481 trang");
  });

  it("writes dates as the office does, also incomplete ones", () => {
    expect(date("2016-07-01")).toBe("01/07/2016");
    expect(date("2016-07")).toBe("07/2016");
    expect(date("2016")).toBe("2016");
    expect(date(null)).toBe("");
  });

  it("writes figures", () => {
    expect(number("vi", 12481)).toBe("12.481");
    expect(percent("vi", 0.974)).toBe("97\u00a0%");
    expect(percent("en", 0.974)).toBe("97%");
    expect(bytes("vi", 1_250_000)).toBe("1,3 MB");
    expect(duration("vi", 3200)).toBe("3 ms");
    expect(duration("vi", 200)).toBe("< 1 ms");
  });
});
