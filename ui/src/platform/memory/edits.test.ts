import { describe, expect, it } from "vitest";
import type { Field } from "$app/api/generated";
import { Edits } from "./edits";
import { relations } from "./links";
import { fillShelf } from "./shelf";

function archive() {
  const shelf = fillShelf(null, 3);
  const refuse = (code: string, message: string): never => {
    throw new Error(`${code}: ${message}`);
  };
  const edits = new Edits(() => shelf.map((kept) => kept.document), refuse);
  const first = shelf[0]?.document;
  if (!first) throw new Error("the shelf is empty");
  const correct = (field: Field, ...values: string[]) => edits.edit(first.id, [{ field, action: "correct", values }]);
  return { shelf, edits, first, correct };
}

describe("the memory twin's edits", () => {
  it("reads what people type", () => {
    const { first, correct } = archive();
    correct("issued_on", "1/7/2016");
    expect(first.issued_on).toBe("2016-07-01");
    correct("issued_on", "7/2016");
    expect(first.issued_on).toBe("2016-07");
    correct("kind", "ke hoach");
    expect([first.kind, first.kind_name]).toEqual(["ke_hoach", "Kế hoạch"]);
    correct("number", "05 - NQ/TU");
    expect(first.number).toBe("05-NQ/TU");
  });

  it("refuses what a field can't hold, and changes nothing then", () => {
    const { first, correct, edits } = archive();
    for (const [field, value] of [["issued_on", "32/1/2016"], ["issued_on", "hôm qua"], ["kind", "thư tình"], ["number", "không số"], ["secrecy", "rất mật"]] as const) {
      expect(() => correct(field, value), value).toThrow("invalid_value");
    }
    expect(() => edits.edit(first.id, [{ field: "signer", action: "reject", values: [] }, { field: "kind", action: "correct", values: ["x"] }])).toThrow();
    expect([first.issued_on, first.signer]).toEqual(["2016-07-01", "Trần Văn Minh"]);
  });

  it("undoes one change and leaves the others", () => {
    const { first, edits, correct } = archive();
    const { changes } = edits.edit(first.id, [{ field: "signer", action: "reject", values: [] }]);
    correct("place", "Hà Tiên");
    expect([first.signer, first.evidence.signer]).toEqual([null, undefined]);
    edits.undo(changes[0]?.no ?? 0);
    expect([first.signer, first.evidence.signer?.quote, first.place]).toEqual(["Trần Văn Minh", "Trần Văn Minh", "Hà Tiên"]);
    expect(first.proposed).toContain("signer");
    expect(edits.undo(changes[0]?.no ?? 0)).toBeNull();
    expect(edits.history(first.id).map(({ action }) => action)).toEqual(["undo", "correct", "reject"]);
  });

  it("never writes over a later decision", () => {
    const { first, edits, correct } = archive();
    correct("place", "Hà Tiên");
    const older = edits.history(first.id)[0]?.no ?? 0;
    correct("place", "Rạch Giá");
    expect(edits.undo(older)).toBeNull();
    expect(first.place).toBe("Rạch Giá");
    expect(edits.undo(edits.history(first.id)[0]?.no ?? 0)).not.toBeNull();
    expect(edits.undo(older)).not.toBeNull();
  });

  it("offers what was decided before, and nothing for what is each document's own", () => {
    const { edits, correct } = archive();
    correct("signer", "Lê Thị Mai");
    correct("number", "05-NQ/TU");
    expect([edits.decided("signer"), edits.decided("number")]).toEqual([["Lê Thị Mai"], []]);
  });
});

describe("the memory twin's relations", () => {
  it("joins a number with the document of its time, and keeps the strongest relation", () => {
    const { shelf, edits, first } = archive();
    const around = relations(shelf, first.id, edits);
    const plan = around.cited_by.find((link) => around.documents[link.from]?.number === "87-KH/TU");
    expect([plan?.relation, plan?.citations.length]).toEqual(["implements", 2]);
    const later = shelf[4]?.document;
    expect(relations(shelf, later?.id ?? "", edits).cited_by, "the 04 of 2021 is another").toEqual([]);
  });

  it("says since when a document is replaced and by which", () => {
    const { shelf, edits } = archive();
    const replaced = shelf.find(({ document }) => document.number === "09-NQ/TU")?.document;
    const { effect, cites, documents } = relations(shelf, replaced?.id ?? "", edits);
    expect([effect.state, effect.since]).toEqual(["replaced", "2022-09-20"]);
    expect(effect.because.map((id) => documents[id]?.number)).toEqual(["30-QĐ/TU"]);
    const ends = cites.map((link) => `${link.relation} ${link.missing?.number ?? documents[link.to ?? ""]?.number}`);
    expect(ends).toEqual(["based_on 02-NQ/ĐH", "based_on 37-KL/TW", "mentions 04-NQ/TU", "replaces 05-NQ/TU"]);
  });

  it("tells who does it", () => {
    const { shelf, edits, first } = archive();
    const kept = shelf[0];
    if (kept) kept.pages = [...kept.pages, "Nghị quyết này được thay thế bởi Nghị quyết số 11-NQ/TU ngày 02/3/2021."];
    const { effect, cites } = relations(shelf, first.id, edits);
    expect(cites.map((link) => [link.relation, link.passive, link.missing?.number])).toEqual([["replaces", true, "11-NQ/TU"]]);
    expect(effect).toEqual({ state: "replaced", since: null, because: [] });
  });

  it("leaves out what a person rejected, and brings it back", () => {
    const { shelf, edits, first } = archive();
    const link = relations(shelf, first.id, edits).cited_by[0];
    const citation = link?.citations[0];
    if (!link || citation?.no == null) throw new Error("nothing cites the first document");
    const before = { ruling: "proposed", relation: citation.relation } as const;
    const change = edits.rule(link.from, citation.no, before, { ...before, ruling: "rejected" });
    const count = () => relations(shelf, first.id, edits).cited_by.flatMap((each) => each.citations).length;
    const without = count();
    edits.undo(change.no);
    expect(count()).toBe(without + 1);
  });
});
