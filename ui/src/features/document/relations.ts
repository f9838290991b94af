// The links of a document in the order and the words of the screen.
import type { DocumentBrief, Effect, Link, MissingDocument, Relation, Relations, Ruling } from "$app/api/generated";
import { formatDate, type Key, t } from "$app/i18n/index.svelte";

/** Seen from the document that is asked about: it cites the other, or the other cites it. */
export type Direction = "cites" | "cited_by";
/** The other end of a link, filed or not. */
export type Other = { key: string; id: string | null; brief: DocumentBrief | MissingDocument; link: Link; direction: Direction };
export type Group = { relation: Relation; direction: Direction; others: Other[] };

/** What says more comes first; total on purpose, like the words below. */
export const ORDER: Relation[] = [
  "repeals",
  "replaces",
  "amends",
  "corrects",
  "guides",
  "implements",
  "reports_on",
  "replies_to",
  "attached_to",
  "based_on",
  "mentions",
];

/** What decides about the other document's effect stands above or below it, everything else at its sides. */
export const CHANGING: ReadonlySet<Relation> = new Set<Relation>(["repeals", "replaces", "amends", "corrects"]);

const WORDS: Record<Direction, Record<Relation, Key>> = {
  cites: {
    based_on: "relation.cites.based_on",
    implements: "relation.cites.implements",
    guides: "relation.cites.guides",
    amends: "relation.cites.amends",
    replaces: "relation.cites.replaces",
    repeals: "relation.cites.repeals",
    corrects: "relation.cites.corrects",
    reports_on: "relation.cites.reports_on",
    attached_to: "relation.cites.attached_to",
    replies_to: "relation.cites.replies_to",
    mentions: "relation.cites.mentions",
  },
  cited_by: {
    based_on: "relation.cited_by.based_on",
    implements: "relation.cited_by.implements",
    guides: "relation.cited_by.guides",
    amends: "relation.cited_by.amends",
    replaces: "relation.cited_by.replaces",
    repeals: "relation.cited_by.repeals",
    corrects: "relation.cited_by.corrects",
    reports_on: "relation.cited_by.reports_on",
    attached_to: "relation.cited_by.attached_to",
    replies_to: "relation.cited_by.replies_to",
    mentions: "relation.cited_by.mentions",
  },
};

const EFFECTS: Record<Effect, { since: Key; bare: Key }> = {
  in_force: { since: "effect.in_force", bare: "effect.in_force" },
  amended: { since: "effect.amended_since", bare: "effect.amended" },
  replaced: { since: "effect.replaced_since", bare: "effect.replaced" },
  repealed: { since: "effect.repealed_since", bare: "effect.repealed" },
};

const RULINGS: Record<Ruling, Key> = {
  proposed: "ruling.proposed",
  confirmed: "ruling.confirmed",
  rejected: "ruling.rejected",
};

export const relationLabel = (relation: Relation, direction: Direction): Key => WORDS[direction][relation];
export const rulingLabel = (ruling: Ruling): Key => RULINGS[ruling];

/** `Đã bị thay thế từ 20/09/2022 bởi`: the documents that did it follow. */
export function effectWords({ effect }: Relations): string {
  const { since, bare } = EFFECTS[effect.state];
  return effect.since === null ? t(bare) : t(since, { date: formatDate(effect.since) });
}

/** `Kế hoạch số 87-KH/TU`, or the best there is. */
export function nameOf(brief: DocumentBrief | MissingDocument): string {
  const { kind_name, number } = brief;
  if (kind_name && number) return t("document.number_title", { kind: kind_name, number });
  if (number) return number;
  const day = brief.date ? t("relations.of_day", { date: formatDate(brief.date) }) : "";
  return [kind_name ?? t("document.untitled"), day].filter(Boolean).join(" ");
}

/** As short as a card: `87-KH/TU`, `Bản tin 05/09/2019`. */
export function shortName({ number, kind_name, date }: DocumentBrief | MissingDocument): string {
  return number ?? [kind_name ?? t("document.untitled"), formatDate(date)].filter(Boolean).join(" ");
}

function otherOf(link: Link, direction: Direction, documents: Relations["documents"]): Other | null {
  const id = direction === "cites" ? link.to : link.from;
  const brief = id === null ? link.missing : documents[id];
  if (!brief) return null;
  const key = `${direction}:${id ?? `${brief.number} ${brief.date ?? ""}`}`;
  return { key, id, brief, link, direction };
}

/** The direct links of one direction, by relation; within it the newest first, undated ones last. */
export function groupsOf(relations: Relations, direction: Direction): Group[] {
  const direct = relations[direction].filter((link) => link.level === 1);
  const others = direct.flatMap((link) => otherOf(link, direction, relations.documents) ?? []);
  const day = ({ brief }: Other) => brief.date ?? "";
  return ORDER.map((relation) => ({
    relation,
    direction,
    others: others.filter((other) => other.link.relation === relation).sort((a, b) => day(b).localeCompare(day(a))),
  })).filter((group) => group.others.length > 0);
}
