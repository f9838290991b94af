// A plain search over the kept documents: every word folded, numbers understood, filters applied.
import type { Facets, Filters, Hit, SearchRequest, SearchResult, Understood } from "$app/api/generated";
import { findWords, words } from "$app/shared/fold";
import { KIND_NAMES } from "./seeds";
import type { Kept } from "./shelf";

type Scored = { kept: Kept; score: number };

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

function understand(query: string): Understood {
  const parts = words(query).map((word) => word.fold);
  const isNumber = (part: string, index: number) =>
    /^\d{1,4}$/.test(part) &&
    (index === 0 || parts[index - 1] === "so" || /^[a-z]{2,4}$/.test(parts[index + 1] ?? ""));
  const at = parts.findIndex(isNumber);
  const filters = noFilters();
  for (const [id, name] of Object.entries(KIND_NAMES)) {
    const phrase = words(name)
      .map((word) => word.fold)
      .join(" ");
    if (parts.join(" ").includes(phrase)) filters.kind.push(id);
  }
  const number = at < 0 ? null : { seq: Number(parts[at]), suffix: null, year: null, kind: null, issuer: null };
  return { number, filters, words: parts };
}

function noFilters(): Filters {
  return { kind: [], without_kind: [], year: [], without_year: [], issuer: [], without_issuer: [] };
}

const yearOf = (kept: Kept) => Number((kept.document.issued_on ?? kept.document.published_on ?? "0").slice(0, 4));

function passes(kept: Kept, filters: Filters): boolean {
  const { kind, issuer } = kept.document;
  const year = yearOf(kept);
  const has = <T>(list: T[], value: T | null) => value !== null && list.includes(value);
  return (
    (filters.kind.length === 0 || has(filters.kind, kind)) &&
    !has(filters.without_kind, kind) &&
    (filters.year.length === 0 || has(filters.year, year)) &&
    !has(filters.without_year, year) &&
    (filters.issuer.length === 0 || has(filters.issuer, issuer)) &&
    !has(filters.without_issuer, issuer) &&
    (!filters.dossier?.length || kept.document.dossier_ids.some((id) => filters.dossier?.includes(id))) &&
    !kept.document.dossier_ids.some((id) => filters.without_dossier?.includes(id)) &&
    (!filters.tag?.length || kept.document.tags.some((tag) => filters.tag?.includes(tag))) &&
    !kept.document.tags.some((tag) => filters.without_tag?.includes(tag))
  );
}

function score(kept: Kept, understood: Understood): number {
  const own = wordsOf(kept);
  const found = understood.words.filter((word) => own.has(word) || word === "so").length;
  const seq = understood.number?.seq;
  const numbered = seq !== undefined && kept.document.number_parts?.seq === seq ? 10 : 0;
  const symbols = words(kept.document.number ?? "").filter((word) => understood.words.includes(word.fold)).length;
  const subject = kept.document.subject ? findWords(kept.document.subject, understood.words).length : 0;
  return found === 0 ? 0 : found / Math.max(1, understood.words.length) + numbered + symbols + subject / 10;
}

function matches(kept: Kept, understood: Understood): boolean {
  const own = wordsOf(kept);
  return understood.words.every((word) => own.has(word) || word === "so");
}

function snippet(kept: Kept, understood: Understood): { page: number | null; snippet: string | null } {
  for (const [index, text] of kept.pages.entries()) {
    const span = findWords(text, understood.words).sort((a, b) => b[1] - b[0] - (a[1] - a[0]))[0];
    if (!span) continue;
    const from = Math.max(0, span[0] - 40);
    const piece = text.slice(from, span[1] + 90).replace(/\s+/g, " ");
    const lit = findWords(piece, understood.words).reduceRight(
      (line, [start, end]) => `${line.slice(0, start)}«${line.slice(start, end)}»${line.slice(end)}`,
      piece,
    );
    return { page: index + 1, snippet: `${from > 0 ? "… " : ""}${lit} …` };
  }
  return { page: null, snippet: null };
}

function toHit({ kept, score }: Scored, understood: Understood): Hit {
  const { document } = kept;
  const { id, source_id, number, kind, kind_name, issued_on, published_on, issuer, subject, pages } = document;
  const found = understood.words.length > 0 ? snippet(kept, understood) : { page: null, snippet: null };
  const warnings = document.warnings.map((warning) => warning.code);
  const shown = { id, source_id, number, kind, kind_name, issued_on, published_on, issuer, subject, pages };
  return { ...shown, ...found, score, warnings };
}

/** Each field is counted as if it were not filtered itself, so that its other values stay in sight. */
function count(found: Kept[], filters: Filters): Facets {
  const values = {
    kind: (kept: Kept) => kept.document.kind,
    year: (kept: Kept) => (yearOf(kept) ? String(yearOf(kept)) : null),
    issuer: (kept: Kept) => kept.document.issuer,
  };
  const facets: Facets = { kind: {}, year: {}, issuer: {} };
  for (const field of ["kind", "year", "issuer"] as const) {
    const others = { ...filters, [field]: [], [`without_${field}`]: [] };
    for (const kept of found.filter((each) => passes(each, others))) {
      const value = values[field](kept);
      if (value) facets[field][value] = (facets[field][value] ?? 0) + 1;
    }
  }
  return facets;
}

function order(list: Scored[], sort: SearchRequest["sort"]): Scored[] {
  const day = ({ kept }: Scored) => kept.document.issued_on ?? kept.document.published_on ?? "";
  const seq = ({ kept }: Scored) => kept.document.number_parts?.seq ?? Number.MAX_SAFE_INTEGER;
  if (sort === "newest") return list.sort((a, b) => day(b).localeCompare(day(a)));
  if (sort === "oldest") return list.sort((a, b) => day(a).localeCompare(day(b)));
  if (sort === "number") return list.sort((a, b) => seq(a) - seq(b));
  return list.sort((a, b) => b.score - a.score);
}

export function search(shelf: Kept[], request: SearchRequest): SearchResult {
  const started = performance.now();
  const understood = understand(request.query);
  const matching = shelf.filter((kept) => matches(kept, understood));
  const allowed = shelf.filter((kept) => passes(kept, request.filters));
  const strict = matching.filter((kept) => passes(kept, request.filters));
  const relaxed = strict.length === 0 && understood.words.length > 0;
  const scored = (relaxed ? allowed : strict).map((kept) => ({ kept, score: score(kept, understood) }));
  const found = order(relaxed ? scored.filter((each) => each.score >= 0.5) : scored, request.sort);
  const counted = relaxed ? found.map((each) => each.kept) : matching;
  return {
    query: request.query,
    total: found.length,
    took_us: Math.round((performance.now() - started) * 1000),
    understood,
    relaxed: relaxed && found.length > 0,
    suggestion: null,
    hits: found.slice(request.offset, request.offset + request.limit).map((each) => toHit(each, understood)),
    facets: request.facets ? count(counted, request.filters) : null,
    index_lag: 0,
  };
}
