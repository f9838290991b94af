import { describe, expect, it } from "vitest";
import type { DocumentBrief, Link, MissingDocument, Relation, Relations } from "$app/api/generated";
import { aroundOf, effectWords, groupsOf, nameOf, relationLabel, shortName } from "./relations";

const brief = (id: string, date: string | null): DocumentBrief => ({ id, number: id, kind: null, kind_name: null, date, issuer: null, subject: null, trashed: false });
const unknown: MissingDocument = { number: null, kind: null, kind_name: null, subject: "Điều lệ Đảng", date: null, issuer: null, cited_by: 1, first: "a" };
const link = (from: string, to: string | null, relation: Relation, passive = false): Link => ({
  from, to, missing: to === null ? unknown : null, relation, passive, level: 1, citations: [],
});

const RELATIONS: Relations = {
  id: "a",
  effect: { state: "replaced", since: null, because: [] },
  cites: [link("a", "old", "based_on"), link("a", null, "mentions"), link("a", "new", "replaces", true), { ...link("old", "far", "based_on"), level: 2 }],
  cited_by: [link("new", "a", "replaces"), link("p1", "a", "implements"), link("p2", "a", "implements")],
  documents: Object.fromEntries(["a", "old", "new", "p1", "p2", "far"].map((id, at) => [id, brief(id, `201${at}-01-01`)])),
};
const words = (groups: ReturnType<typeof groupsOf>) =>
  groups.map((group) => `${relationLabel(group.relation, group.voice)} ${group.others.map(({ id }) => id).join(",")}`);

describe("relations", () => {
  it("are grouped by what is done and who does it, the newest first, direct ones only", () => {
    expect(words(groupsOf(RELATIONS, "cites"))).toEqual([
      "relation.cited_by.replaces new",
      "relation.cites.based_on old",
      "relation.cites.mentions ",
    ]);
    expect(words(groupsOf(RELATIONS, "cited_by"))).toEqual(["relation.cited_by.replaces new", "relation.cited_by.implements p2,p1"]);
  });

  it("stand once around the document, even if both say it", () => {
    expect(words(aroundOf(RELATIONS)).filter((each) => each.includes("replaces"))).toEqual(["relation.cited_by.replaces new"]);
  });

  it("have a name without a number, and say an effect without a date", () => {
    expect([nameOf(unknown), shortName(unknown)]).toEqual(["Điều lệ Đảng", "Điều lệ Đảng"]);
    expect(nameOf({ ...unknown, kind_name: "Bản tin", subject: null, date: "2019-09-05" })).toBe("Bản tin ngày 05/09/2019");
    expect(effectWords(RELATIONS)).toBe("Đã bị thay thế");
  });
});
