// What cites what, in the memory twin: numbers that stand in the text of another document.
import type { CitedDocument, Citation, DocumentBrief, Effect, EffectStatus, Link, MissingDocument, Relation, Relations } from "$app/api/generated";
import type { Edits } from "./edits";
import type { Kept } from "./shelf";

const NUMBER = /\d{1,4}[-/][A-ZĐ][A-Za-zĐđ]*[-/][A-ZĐ][A-ZĐ0-9-]*/g;
const DAY = /^\s*,? ngày (\d{1,2})\/(\d{1,2})\/(\d{4})/;

/** The twin of an archive of 100,000 looks at the first of them only. */
const MOST_DOCUMENTS = 200;

/** Before a number: the cited one does it. */
const PASSIVE = /(?:được|bị) (?:thay thế|sửa đổi, bổ sung|bãi bỏ)[^.;]{0,6}(?:bởi|tại|bằng)[^.;]{0,40}$/i;

/** What the words before a number say. */
const CUES: [RegExp, Relation][] = [
  [/thay thế[^.;]{0,40}$/i, "replaces"],
  [/bãi bỏ[^.;]{0,40}$/i, "repeals"],
  [/sửa đổi, bổ sung[^.;]{0,40}$/i, "amends"],
  [/căn cứ[^.;]{0,40}$/i, "based_on"],
  [/hướng dẫn[^.;]{0,40}$/i, "guides"],
  [/kết quả[^.;]{0,40}thực hiện[^.;]{0,40}$|sơ kết[^.;]{0,60}$|báo cáo[^.;]{0,40}$/i, "reports_on"],
  [/thực hiện[^.;]{0,40}$/i, "implements"],
];

/** What says more comes first. */
const STRENGTH: Relation[] = ["repeals", "replaces", "amends", "corrects", "guides", "implements", "reports_on", "replies_to", "attached_to", "based_on", "mentions"];
const EFFECTS: Partial<Record<Relation, Effect>> = { repeals: "repealed", replaces: "replaced", amends: "amended" };

const dayOf = ({ document }: Kept) => document.issued_on ?? document.published_on;

function brief(kept: Kept): DocumentBrief {
  const { id, number, kind, kind_name, issuer, subject } = kept.document;
  return { id, number, kind, kind_name, date: dayOf(kept), issuer, subject };
}

/** The sentence around a place. */
function sentence(text: string, start: number, end: number): string {
  const after = (mark: string) => text.lastIndexOf(mark, start) + (text.lastIndexOf(mark, start) < 0 ? 1 : mark.length);
  const from = Math.max(after("\n"), after(". "), start - 160);
  const ends = [text.indexOf("\n", end), text.indexOf(". ", end) + 1, end + 160].filter((at) => at >= end);
  return text.slice(from, Math.min(...ends, text.length)).trim();
}

/** The filed document that is meant: neither its date nor the order of time may speak against it, nor another one. */
function meant(named: Kept[], by: Kept, date: string | null): Kept | null {
  const fitting = named.filter((kept) => {
    const day = dayOf(kept);
    return kept !== by && (date === null ? (day ?? "") <= (dayOf(by) ?? "9999") : day === date);
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function citations(kept: Kept, place: number, numbers: Map<string, Kept[]>, edits: Edits): [Citation, Kept | null][] {
  const found: [Citation, Kept | null][] = [];
  kept.pages.forEach((text, page) => {
    for (const match of text.matchAll(NUMBER)) {
      const number = match[0];
      if (number === kept.document.number) continue;
      const end = match.index + number.length;
      const day = DAY.exec(text.slice(end, end + 30));
      const date = day ? `${day[3]}-${day[2]?.padStart(2, "0")}-${day[1]?.padStart(2, "0")}` : null;
      const cited = meant(numbers.get(number) ?? [], kept, date);
      const before = text.slice(Math.max(0, match.index - 90), match.index);
      const no = (place + 1) * 100 + found.length;
      const said = edits.ruling(no);
      const relation = said?.relation ?? CUES.find(([cue]) => cue.test(before))?.[1] ?? "mentions";
      const start = [...text.slice(0, match.index)].length;
      const citation: Citation = {
        no,
        ruling: said?.ruling ?? "proposed",
        quote: sentence(text, match.index, end),
        page: page + 1,
        start,
        end: start + number.length,
        number,
        kind: null,
        date,
        issuer: null,
        relation,
        article: null,
        subject: null,
        passive: PASSIVE.test(before),
        resolves_to: cited?.document.id ?? null,
        confidence: relation === "mentions" ? 0.8 : 0.96,
      };
      found.push([citation, cited]);
    }
  });
  return found;
}

/** Joins what one document says of another. */
function links(kept: Kept, found: [Citation, Kept | null][]): Link[] {
  const joined = new Map<string, Link>();
  for (const [citation, cited] of found) {
    if (citation.ruling === "rejected") continue;
    const to = cited?.document.id ?? null;
    const { number, date, relation, passive } = citation;
    const key = `${to ?? number} ${passive}`;
    const known = joined.get(key);
    if (known) {
      known.citations.push(citation);
      known.relation = STRENGTH.find((each) => each === known.relation || each === relation) ?? known.relation;
      continue;
    }
    const nothing = { kind: null, kind_name: null, subject: null, issuer: null };
    const missing = { ...nothing, number, date, cited_by: 1, first: kept.document.id };
    const ends = { from: kept.document.id, to, missing: to === null ? missing : null };
    joined.set(key, { ...ends, relation, passive, level: 1, citations: [citation] });
  }
  return [...joined.values()];
}

/** The last word counts, whoever says it, and what ends a document before what changes it. */
function effect(cites: Link[], citedBy: Link[], documents: Record<string, DocumentBrief>): EffectStatus {
  const others = citedBy.filter((link) => !link.passive).map((link) => ({ relation: link.relation, by: link.from as string | null }));
  const itself = cites.filter((link) => link.passive).map((link) => ({ relation: link.relation, by: link.to }));
  const day = ({ by }: { by: string | null }) => (by === null ? "" : (documents[by]?.date ?? ""));
  const said = [...others, ...itself].filter(({ relation }) => EFFECTS[relation]).sort((a, b) => day(b).localeCompare(day(a)));
  const last = said.find(({ relation }) => relation !== "amends") ?? said[0];
  if (!last) return { state: "in_force", since: null, because: [] };
  const state = EFFECTS[last.relation] ?? "in_force";
  const same = said.filter(({ relation }) => EFFECTS[relation] === state);
  return { state, since: (same[0] && day(same[0])) || null, because: same.flatMap(({ by }) => by ?? []) };
}

/** A citation by its ordinal, with the document that it stands in. */
export function citationOf(shelf: Kept[], no: number, edits: Edits): { document: string; citation: Citation } | null {
  const place = Math.floor(no / 100) - 1;
  const kept = shelf[place];
  const citation = kept && citations(kept, place, new Map(), edits).find(([each]) => each.no === no)?.[0];
  return citation ? { document: kept.document.id, citation } : null;
}

function all(shelf: Kept[], edits: Edits): Link[] {
  const near = shelf.slice(0, MOST_DOCUMENTS);
  const numbers = new Map<string, Kept[]>();
  for (const kept of near) {
    const { number } = kept.document;
    if (number) numbers.set(number, [...(numbers.get(number) ?? []), kept]);
  }
  return near.flatMap((kept, place) => links(kept, citations(kept, place, numbers, edits)));
}

/** What is cited and not there, the most cited first. */
export function missing(shelf: Kept[], edits: Edits): MissingDocument[] {
  const found = new Map<string, MissingDocument>();
  for (const link of all(shelf, edits)) {
    if (!link.missing) continue;
    const key = link.missing.number ?? "";
    found.set(key, { ...link.missing, cited_by: (found.get(key)?.cited_by ?? 0) + 1 });
  }
  return [...found.values()].sort((one, other) => other.cited_by - one.cited_by);
}

/** Documents with how many others cite them, the most cited first. */
export function mostCited(shelf: Kept[], edits: Edits): CitedDocument[] {
  const citing = new Map<string, Set<string>>();
  for (const { from, to } of all(shelf, edits)) if (to) citing.set(to, (citing.get(to) ?? new Set()).add(from));
  const cited = shelf.flatMap((kept) => {
    const cited_by = citing.get(kept.document.id)?.size ?? 0;
    return cited_by > 0 ? [{ document: brief(kept), cited_by }] : [];
  });
  return cited.sort((one, other) => other.cited_by - one.cited_by);
}

/** Documents that no other one cites. */
export function uncited(shelf: Kept[], edits: Edits, kind: string | null): DocumentBrief[] {
  const cited = new Set(all(shelf, edits).map(({ to }) => to));
  const alone = shelf.filter(({ document }) => !cited.has(document.id) && (kind === null || document.kind === kind));
  return alone.slice(0, MOST_DOCUMENTS).map(brief);
}

/** The neighbourhood of a document, one step far. */
export function relations(shelf: Kept[], id: string, edits: Edits): Relations {
  const around = all(shelf, edits);
  const cites = around.filter((link) => link.from === id);
  const citedBy = around.filter((link) => link.to === id);
  const ids = new Set([id, ...cites.flatMap(({ to }) => (to ? [to] : [])), ...citedBy.map(({ from }) => from)]);
  const near = shelf.filter(({ document }) => ids.has(document.id));
  const documents = Object.fromEntries(near.map((kept) => [kept.document.id, brief(kept)]));
  return { id, effect: effect(cites, citedBy, documents), cites, cited_by: citedBy, documents };
}
