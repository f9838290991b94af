// The links of a document in the order and the words of the screen.
import type { DocumentBrief, Effect, Link, MissingDocument, Relation, Relations, Ruling } from "$app/api/generated";
import { formatDate, type Key, t } from "$app/i18n/index.svelte";

/** Where the citation stands: in the document that is asked about, or in another one. */
export type Direction = "cites" | "cited_by";
/** Who does it: `được thay thế bởi` stands in this document, and it is the other one that replaces. */
export type Voice = "acts" | "suffers";
/** The other end of a link, filed or not. */
export type Other = { key: string; id: string | null; brief: DocumentBrief | MissingDocument; link: Link; direction: Direction };
export type Group = { relation: Relation; voice: Voice; others: Other[] };

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

const WORDS: Record<Voice, Record<Relation, Key>> = {
  acts: {
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
  suffers: {
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

export const relationLabel = (relation: Relation, voice: Voice): Key => WORDS[voice][relation];

export const voiceOf = ({ passive }: { passive: boolean }, direction: Direction): Voice =>
  (direction === "cites") === passive ? "suffers" : "acts";

export const rulingLabel = (ruling: Ruling): Key => RULINGS[ruling];

/** `Đã bị thay thế từ 20/09/2022`: by which documents follows. */
export function effectWords({ effect }: Relations): string {
  const { since, bare } = EFFECTS[effect.state];
  return effect.since === null ? t(bare) : t(since, { date: formatDate(effect.since) });
}

/** `Kế hoạch số 87-KH/TU`, or the best there is. */
export function nameOf(brief: DocumentBrief | MissingDocument): string {
  const { kind_name, number, subject } = brief;
  if (kind_name && number) return t("document.number_title", { kind: kind_name, number });
  if (number) return number;
  const day = brief.date ? t("relations.of_day", { date: formatDate(brief.date) }) : "";
  // What has neither number nor day is known by its name: `Điều lệ Đảng`.
  return [kind_name ?? (day ? t("document.untitled") : null), day].filter(Boolean).join(" ") || (subject ?? t("document.untitled"));
}

/** As short as a card: `87-KH/TU`, `Bản tin 05/09/2019`, `Điều lệ Đảng`. */
export function shortName({ number, kind_name, date, subject }: Pick<DocumentBrief, "number" | "kind_name" | "date" | "subject">): string {
  if (number) return number;
  if (!date && subject) return subject;
  return [kind_name ?? t("document.untitled"), formatDate(date)].filter(Boolean).join(" ");
}

function otherOf(link: Link, direction: Direction, documents: Relations["documents"]): Other | null {
  const id = direction === "cites" ? link.to : link.from;
  const brief = id === null ? link.missing : documents[id];
  if (!brief) return null;
  const said = id ?? `${brief.number ?? brief.subject ?? link.citations[0]?.no} ${brief.date ?? ""}`;
  return { key: `${direction}:${link.relation}:${link.passive}:${said}`, id, brief, link, direction };
}

const VOICES: Voice[] = ["acts", "suffers"];

/** By relation, what says more first; within it the newest first, undated ones last. */
function grouped(others: readonly Other[]): Group[] {
  const day = ({ brief }: Other) => brief.date ?? "";
  const group = (relation: Relation, voice: Voice): Group => {
    const own = others.filter(({ link, direction }) => link.relation === relation && voiceOf(link, direction) === voice);
    return { relation, voice, others: own.sort((a, b) => day(b).localeCompare(day(a))) };
  };
  return ORDER.flatMap((relation) => VOICES.map((voice) => group(relation, voice))).filter((each) => each.others.length > 0);
}

function direct(relations: Relations, direction: Direction): Other[] {
  const links = relations[direction].filter((link) => link.level === 1);
  return links.flatMap((link) => otherOf(link, direction, relations.documents) ?? []);
}

/** The direct links of one direction. */
export function groupsOf(relations: Relations, direction: Direction): Group[] {
  return grouped(direct(relations, direction));
}

/** The direct links of both directions; what both documents say of each other stands once. */
export function aroundOf(relations: Relations): Group[] {
  const said = new Set<string>();
  const once = [...direct(relations, "cited_by"), ...direct(relations, "cites")].filter((other) => {
    if (other.id === null) return true;
    const key = `${other.id} ${other.link.relation} ${voiceOf(other.link, other.direction)}`;
    return !said.has(key) && said.add(key);
  });
  return grouped(once);
}
