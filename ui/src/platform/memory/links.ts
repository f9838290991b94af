// What cites what, in the memory twin: numbers that stand in the text of another document.
import type { Citation, DocumentBrief, Link, MissingDocument, Relation, Relations } from "$app/api/generated";
import type { Kept } from "./shelf";

type Rulings = Map<number, Citation["ruling"]>;

/** The twin of an archive of 100,000 looks at the first of them only. */
const MOST_DOCUMENTS = 200;

const NUMBER = /\d{1,4}[-/][A-ZĐ][A-Za-zĐđ]*[-/][A-ZĐ][A-ZĐ0-9-]*/g;

const BY_KIND: Partial<Record<string, Relation>> = {
  ke_hoach: "implements",
  bao_cao: "reports_on",
  huong_dan: "guides",
  ban_tin: "reports_on",
};

function brief({ document }: Kept): DocumentBrief {
  const { id, number, kind, kind_name, issuer, subject } = document;
  return { id, number, kind, kind_name, date: document.issued_on ?? document.published_on, issuer, subject };
}

function citations({ document, pages }: Kept, numbers: Map<string, Kept>, rulings: Rulings): Link[] {
  const relation: Relation = BY_KIND[document.kind ?? ""] ?? "based_on";
  const links: Link[] = [];
  pages.forEach((text, page) => {
    for (const found of text.matchAll(NUMBER)) {
      const number = found[0];
      if (number === document.number || links.some((link) => link.citations[0]?.number === number)) continue;
      const cited = numbers.get(number)?.document.id ?? null;
      const no = Number.parseInt(document.id.replaceAll(/\D/g, "").slice(-6) || "0", 10) * 100 + links.length;
      const ruling = rulings.get(no) ?? "proposed";
      if (ruling === "rejected") continue;
      const start = [...text.slice(0, found.index)].length;
      const quote = text.slice(Math.max(0, found.index - 40), found.index + number.length + 40);
      const citation: Citation = {
        no, ruling, quote, page: page + 1, start, end: start + number.length, number,
        kind: null, date: null, issuer: null, relation, article: null, subject: null, passive: false, resolves_to: cited, confidence: 0.9,
      };
      const missing = cited === null
        ? { number, kind: null, kind_name: null, subject: null, date: null, issuer: null, cited_by: 1, first: document.id }
        : null;
      links.push({ from: document.id, to: cited, missing, relation, passive: false, level: 1, citations: [citation] });
    }
  });
  return links;
}

function all(shelf: Kept[], rulings: Rulings): Link[] {
  const near = shelf.slice(0, MOST_DOCUMENTS);
  const numbers = new Map(near.flatMap((kept) => (kept.document.number ? [[kept.document.number, kept] as const] : [])));
  return near.flatMap((kept) => citations(kept, numbers, rulings));
}

/** What is cited and not there, the most cited first. */
export function missing(shelf: Kept[]): MissingDocument[] {
  const found = new Map<string, MissingDocument>();
  for (const link of all(shelf, new Map())) {
    if (!link.missing) continue;
    const key = link.missing.number ?? "";
    found.set(key, { ...link.missing, cited_by: (found.get(key)?.cited_by ?? 0) + 1 });
  }
  return [...found.values()].sort((one, other) => other.cited_by - one.cited_by);
}

/** Documents that no other one cites. */
export function uncited(shelf: Kept[], kind: string | null): DocumentBrief[] {
  const cited = new Set(all(shelf, new Map()).map(({ to }) => to));
  const alone = shelf.filter(({ document }) => !cited.has(document.id) && (kind === null || document.kind === kind));
  return alone.slice(0, MOST_DOCUMENTS).map(brief);
}

/** The neighbourhood of a document, one step far. */
export function relations(shelf: Kept[], id: string, rulings: Rulings): Relations {
  const links = all(shelf, rulings);
  const cites = links.filter((link) => link.from === id);
  const citedBy = links.filter((link) => link.to === id);
  const ids = new Set([id, ...cites.flatMap(({ to }) => (to ? [to] : [])), ...citedBy.map(({ from }) => from)]);
  const documents = Object.fromEntries(
    shelf.slice(0, MOST_DOCUMENTS).filter(({ document }) => ids.has(document.id)).map((kept) => [kept.document.id, brief(kept)]),
  );
  return { id, effect: { state: "in_force", since: null, because: [] }, cites, cited_by: citedBy, documents };
}
