// A plain search over the kept documents: every word folded, numbers understood, filters applied.
import type { Facets, Filters, Hit, HitRole, SearchRequest, SearchResult } from "$app/api/generated";
import { findWords, words } from "$app/shared/fold";
import { type Asked, roleOf, understand, withoutSlips, yearOf } from "./query";
import type { Kept } from "./shelf";

type Scored = { kept: Kept; score: number; role: HitRole };

const FIELDS = ["kind", "year", "issuer", "signer", "tag"] as const;
type Field = (typeof FIELDS)[number];
const ROLES: HitRole[] = ["itself", "cites", "holds"];
const VIETNAMESE = new Intl.Collator("vi");

const folded = new WeakMap<Kept, Set<string>>();

function wordsOf(kept: Kept): Set<string> {
  let known = folded.get(kept);
  if (!known) {
    const { number, kind_name, issuer, subject, signer, issued_on } = kept.document;
    const all = [number, kind_name, issuer, subject, signer, issued_on, ...kept.pages].filter(Boolean).join(" ");
    known = new Set(words(all).map((word) => word.fold));
    folded.set(kept, known);
  }
  return known;
}

const VALUES: Record<Field, (kept: Kept) => (string | number)[]> = {
  kind: ({ document }) => (document.kind ? [document.kind] : []),
  year: (kept) => (yearOf(kept) ? [yearOf(kept)] : []),
  issuer: ({ document }) => (document.issuer ? [document.issuer] : []),
  signer: ({ document }) => (document.signer ? [document.signer] : []),
  tag: ({ document }) => document.tags,
};

function passes(kept: Kept, filters: Filters, but: Field | null = null): boolean {
  return FIELDS.every((field) => {
    if (field === but) return true;
    const only: readonly (string | number)[] = filters[field] ?? [];
    const without: readonly (string | number)[] = filters[`without_${field}`] ?? [];
    if (only.length + without.length === 0) return true;
    const own = VALUES[field](kept);
    return (only.length === 0 || own.some((value) => only.includes(value))) && !own.some((value) => without.includes(value));
  });
}

function has(own: Set<string>, word: string, begun: string | null): boolean {
  if (own.has(word)) return true;
  return word === begun && [...own].some((each) => each.startsWith(word));
}

function matches(kept: Kept, asked: Asked): boolean {
  const own = wordsOf(kept);
  return asked.sought.every((word) => has(own, word, asked.begun)) && asked.allows(kept);
}

function score(kept: Kept, { understood, sought, begun }: Asked): number {
  const own = wordsOf(kept);
  const found = sought.filter((word) => has(own, word, begun)).length;
  const symbols = words(kept.document.number ?? "").filter((word) => sought.includes(word.fold)).length;
  const subject = kept.document.subject ? findWords(kept.document.subject, understood.words).length : 0;
  return found / Math.max(1, sought.length) + symbols + subject / 10;
}

function snippet(kept: Kept, sought: string[]): { page: number | null; snippet: string | null } {
  for (const [index, text] of kept.pages.entries()) {
    const span = findWords(text, sought).sort((a, b) => b[1] - b[0] - (a[1] - a[0]))[0];
    if (!span) continue;
    const from = Math.max(0, span[0] - 40);
    const piece = text.slice(from, span[1] + 90).replace(/\s+/g, " ");
    const lit = findWords(piece, sought).reduceRight(
      (line, [start, end]) => `${line.slice(0, start)}«${line.slice(start, end)}»${line.slice(end)}`,
      piece,
    );
    return { page: index + 1, snippet: `${from > 0 ? "… " : ""}${lit} …` };
  }
  return { page: null, snippet: null };
}

function toHit({ kept, score, role }: Scored, sought: string[]): Hit {
  const { document } = kept;
  const { id, source_id, number, kind, kind_name, issued_on, published_on, issuer, subject, pages } = document;
  const found = sought.length > 0 ? snippet(kept, sought) : { page: null, snippet: null };
  const warnings = document.warnings.map((warning) => warning.code);
  const shown = { id, source_id, number, kind, kind_name, issued_on, published_on, issuer, subject, pages };
  return { ...shown, ...found, role, score, warnings };
}

/** Each field is counted as if it were not filtered itself, so that its other values stay in sight. */
function count(found: Kept[], filters: Filters): Facets {
  const counts = { kind: {}, year: {}, issuer: {}, signer: {}, tag: {} } as Record<Field, Record<string, number>>;
  for (const field of FIELDS) {
    const to = counts[field];
    for (const kept of found) {
      if (!passes(kept, filters, field)) continue;
      for (const value of VALUES[field](kept)) to[value] = (to[value] ?? 0) + 1;
    }
  }
  return counts;
}

function order(list: Scored[], sort: SearchRequest["sort"]): Scored[] {
  const day = ({ kept }: Scored) => kept.document.issued_on ?? kept.document.published_on ?? "";
  const seq = ({ kept }: Scored) => kept.document.number_parts?.seq ?? Number.MAX_SAFE_INTEGER;
  const by = (text: string | null) => text ?? "\uffff";
  const compare: Record<SearchRequest["sort"], (a: Scored, b: Scored) => number> = {
    newest: (a, b) => day(b).localeCompare(day(a)),
    oldest: (a, b) => (day(a) || "9999").localeCompare(day(b) || "9999"),
    number: (a, b) => seq(a) - seq(b),
    issuer: (a, b) => VIETNAMESE.compare(by(a.kept.document.issuer), by(b.kept.document.issuer)),
    subject: (a, b) => VIETNAMESE.compare(by(a.kept.document.subject), by(b.kept.document.subject)),
    relevance: (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || b.score - a.score,
  };
  return list.sort(compare[sort]);
}

function answer(shelf: Kept[], request: SearchRequest, query: string): Omit<SearchResult, "took_us" | "query" | "suggestion"> {
  const asked = understand(query, request.typing ?? false);
  const earlier = (request.within ?? []).map((each) => understand(each, false));
  const inside = shelf.filter((kept) => earlier.every((each) => matches(kept, each)));
  const matching = inside.filter((kept) => matches(kept, asked));
  const strict = matching.filter((kept) => passes(kept, request.filters));
  const relaxed = strict.length === 0 && asked.sought.length > 1;
  const candidates = relaxed ? inside.filter((kept) => asked.allows(kept) && passes(kept, request.filters)) : strict;
  const scored = candidates.map((kept) => ({ kept, score: score(kept, asked), role: roleOf(kept, asked.understood) }));
  const found = order(relaxed ? scored.filter((each) => each.score >= 0.5) : scored, request.sort);
  return {
    total: found.length,
    understood: asked.understood,
    relaxed: relaxed && found.length > 0,
    hits: found.slice(request.offset, request.offset + request.limit).map((each) => toHit(each, asked.sought)),
    facets: request.facets ? count(relaxed ? found.map((each) => each.kept) : matching, request.filters) : null,
    index_lag: 0,
  };
}

export function search(shelf: Kept[], request: SearchRequest): SearchResult {
  const started = performance.now();
  let result = answer(shelf, request, request.query);
  let suggestion: string | null = null;
  const meant = withoutSlips(request.query);
  if ((result.total === 0 || result.relaxed) && meant !== request.query) {
    const corrected = answer(shelf, request, meant);
    if (corrected.total > 0 && !corrected.relaxed) [result, suggestion] = [corrected, meant];
  }
  return { query: request.query, took_us: Math.round((performance.now() - started) * 1000), suggestion, ...result };
}
