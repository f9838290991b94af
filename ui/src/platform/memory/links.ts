// What cites what, in the memory twin: numbers that stand in the text of another document.
import type { Citation, DocumentBrief, Link, Relation, Relations } from "$app/api/generated";
import type { Kept } from "./shelf";

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

function citations({ document, pages }: Kept, numbers: Map<string, Kept>, rulings: Map<number, Citation["ruling"]>): Link[] {
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
      links.push({ from: document.id, to: cited, missing, relation, level: 1, citations: [citation] });
    }
  });
  return links;
}

/** The neighbourhood of a document, one step far. */
export function relations(shelf: Kept[], id: string, rulings: Map<number, Citation["ruling"]>): Relations {
  const near = shelf.slice(0, 200);
  const numbers = new Map(near.flatMap((kept) => (kept.document.number ? [[kept.document.number, kept] as const] : [])));
  const all = near.flatMap((kept) => citations(kept, numbers, rulings));
  const cites = all.filter((link) => link.from === id);
  const citedBy = all.filter((link) => link.to === id);
  const ids = new Set([id, ...cites.flatMap(({ to }) => (to ? [to] : [])), ...citedBy.map(({ from }) => from)]);
  const documents = Object.fromEntries(
    near.filter(({ document }) => ids.has(document.id)).map((kept) => [kept.document.id, brief(kept)]),
  );
  return { id, effect: { state: "in_force", since: null, because: [] }, cites, cited_by: citedBy, documents };
}
