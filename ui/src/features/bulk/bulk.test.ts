import { describe, expect, it } from "vitest";
import { editOf } from "./bulk.svelte";

describe("a change of many", () => {
  it("is asked for once its value is there", () => {
    expect(editOf("issuer", "")).toBeNull();
    expect(editOf("kind", "nghi_quyet")).toEqual({ act: "set_field", field: "kind", values: ["nghi_quyet"] });
    expect(editOf("remove_tag", "mật")).toEqual({ act: "remove_tags", tags: ["mật"] });
    expect(editOf("add_to_dossier", "d1")).toEqual({ act: "add_to_dossier", dossier: "d1" });
  });
});
