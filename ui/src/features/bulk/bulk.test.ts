import { describe, expect, it } from "vitest";
import { planOf } from "./bulk.svelte";

describe("a change of many", () => {
  const standing = [
    { id: "1", kind: "nghi_quyet", issuer: "Tỉnh ủy A" },
    { id: "2", kind: "ke_hoach", issuer: null },
    { id: "3", kind: "ke_hoach", issuer: "Tỉnh ủy A" },
  ];

  it("leaves alone what has the value already, and counts what the others have", () => {
    expect(planOf(standing, "kind", "nghi_quyet")).toEqual({ ids: ["2", "3"], same: 1, before: [["ke_hoach", 2]] });
    expect(planOf(standing, "issuer", "Tỉnh ủy B").before).toEqual([["Tỉnh ủy A", 2], ["", 1]]);
    expect(planOf(standing, "issuer", "")).toEqual({ ids: ["1", "3"], same: 1, before: [["Tỉnh ủy A", 2]] });
  });
});
