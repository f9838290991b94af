import { describe, expect, it } from "vitest";
import { Catalogue } from "./catalogue";
import { Edits } from "./edits";
import { fillShelf } from "./shelf";

function archive() {
  const shelf = fillShelf(null);
  const refuse = (code: string, message: string): never => {
    throw new Error(`${code}: ${message}`);
  };
  const edits = new Edits(() => shelf.map((kept) => kept.document), refuse);
  const catalogue = new Catalogue(shelf, edits, () => [...shelf], refuse);
  const first = shelf[0]?.document;
  if (!first) throw new Error("the shelf is empty");
  const all = { of: "found" as const, search: {} as never, except: [first.id] };
  return { shelf, edits, catalogue, first, all, one: { of: "ids" as const, ids: [first.id] } };
}

describe("the memory twin's catalogue", () => {
  it("gives labels to many and takes them back as one, but what was changed since", () => {
    const { shelf, catalogue, all, one } = archive();
    const before = shelf.length;
    const done = catalogue.change(all, { act: "add_tags", tags: ["rừng"] }, false);
    expect(done.changed).toBe(before - 1);
    catalogue.change({ of: "ids", ids: [shelf[1]?.document.id ?? ""] }, { act: "add_tags", tags: ["gấp"] }, false);
    const undone = catalogue.undo(done.operation ?? 0);
    expect([undone?.undone, undone?.refused]).toEqual([before - 2, 1]);
    expect(catalogue.undo(done.operation ?? 0)).toBeNull();
    expect(catalogue.change(one, { act: "remove_tags", tags: ["không có"] }, false).operation).toBeNull();
  });

  it("keeps what a person decided unless it is asked for", () => {
    const { edits, catalogue, first, one } = archive();
    edits.edit(first.id, [{ field: "signer", action: "correct", values: ["Lê Thị Mai"] }]);
    const set = { act: "set_field" as const, field: "signer" as const, values: ["Trần Văn Nam"] };
    expect(catalogue.preview(one, set).decided).toBe(1);
    expect(catalogue.change(one, set, false)).toMatchObject({ changed: 0, kept: 1 });
    expect(catalogue.change(one, set, true)).toMatchObject({ changed: 1, kept: 0 });
    expect(first.signer).toBe("Trần Văn Nam");
  });

  it("hides what is thrown away, brings it back, and forgets it when it is emptied", () => {
    const { shelf, catalogue, first } = archive();
    const selection = { of: "ids" as const, ids: [first.id] };
    const before = shelf.length;
    const thrown = catalogue.change(selection, { act: "trash" }, false);
    expect([shelf.length, catalogue.trash(0, 10).total]).toEqual([before - 1, 1]);
    catalogue.undo(thrown.operation ?? 0);
    expect([shelf.length, catalogue.trashed, first.trashed_at]).toEqual([before, 0, null]);
    catalogue.change(selection, { act: "trash" }, false);
    expect(catalogue.empty(null)).toBe(1);
    expect(catalogue.trashed).toBe(0);
  });

  it("lets nothing into a closed dossier", () => {
    const { catalogue, first } = archive();
    const dossier = catalogue.save({ id: null, code: "01/HS", title: "Trồng rừng", state: "open" });
    const selection = { of: "ids" as const, ids: [first.id] };
    catalogue.change(selection, { act: "add_to_dossier", dossier: dossier.id }, false);
    expect(first.dossiers).toContain("01/HS · Trồng rừng");
    catalogue.save({ ...dossier, state: "closed" });
    expect(() => catalogue.change(selection, { act: "remove_from_dossier", dossier: dossier.id }, false)).toThrow("dossier_closed");
    expect(() => catalogue.delete(dossier.id)).toThrow("dossier_not_empty");
    expect(() => catalogue.save({ id: null, code: "01/HS", title: "Khác", state: "open" })).toThrow("dossier_code_taken");
  });
});
