import { describe, expect, it } from "vitest";
import { choice, choose, chosen, isFiltered, noFilters } from "./filters";

describe("choose", () => {
  it("keeps to one value, then to another, then to none", () => {
    let filters = choose(noFilters(), "kind", "nghi_quyet", "only");
    expect(filters.kind).toEqual(["nghi_quyet"]);
    filters = choose(filters, "kind", "chi_thi", "only");
    expect(filters.kind).toEqual(["chi_thi"]);
    filters = choose(filters, "kind", "chi_thi", "only");
    expect(isFiltered(filters)).toBe(false);
  });

  it("takes one more with `also`", () => {
    const filters = choose(choose(noFilters(), "year", 2016, "only"), "year", 2019, "also");
    expect(filters.year).toEqual([2016, 2019]);
  });

  it("moves a value from kept to left out and clears it on the second click", () => {
    let filters = choose(noFilters(), "issuer", "UBND", "only");
    filters = choose(filters, "issuer", "UBND", "without");
    expect(filters.issuer).toEqual([]);
    expect(choice(filters, "issuer", "UBND")).toBe("without");
    expect(isFiltered(choose(filters, "issuer", "UBND", "without"))).toBe(false);
  });

  it("lists what was chosen", () => {
    const filters = choose(choose(noFilters(), "kind", "ban_tin", "without"), "year", 2016, "only");
    expect(chosen(filters)).toEqual([
      { field: "kind", value: "ban_tin", choice: "without" },
      { field: "year", value: 2016, choice: "only" },
    ]);
  });
});
