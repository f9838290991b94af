// Turning seeds into documents of the archive's own shape.
import type { Candidate, Document, EvidenceItem, NumberParts } from "$app/api/generated";
import { graphSeeds } from "./graph";
import { KIND_NAMES, SEEDS, type Seed } from "./seeds";

export type Kept = { document: Document; pages: string[]; media: Seed["media"] };

const MEDIA_TYPES = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  html: "text/html",
  doc: "application/msword",
  jpg: "image/jpeg",
};

function numberParts(number: string | null, kind: string | null): NumberParts | null {
  const found = /^(\d+)([a-z])?[-/](.+)$/u.exec(number ?? "");
  if (!found) return null;
  return { seq: Number(found[1]), suffix: found[2] ?? null, year: null, kind, issuer: found[3] ?? "", system: "party" };
}

function findQuote(pages: string[], quote: string | null | undefined, confidence: number): EvidenceItem | null {
  if (!quote) return null;
  for (const [index, text] of pages.entries()) {
    const at = text.toLowerCase().lastIndexOf(quote.toLowerCase());
    const end = at + quote.length;
    if (at >= 0) return { page: index + 1, start: at, end, quote: text.slice(at, end), confidence };
  }
  return null;
}

function evidence(seed: Seed): Record<string, EvidenceItem> {
  const [year, month, day] = (seed.issued ?? "--").split("-");
  const spoken = seed.issued ? `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}` : null;
  const quotes: Record<string, string | null | undefined> = {
    kind: seed.kind && KIND_NAMES[seed.kind],
    number: seed.number,
    issued_on: spoken,
    issuer: seed.issuer,
    subject: seed.subject,
    signer: seed.signer,
    signer_position: seed.position,
    place: seed.place,
    recipients: seed.recipients?.[0],
    addressees: seed.addressees?.[0],
  };
  const found = Object.entries(quotes).map(([field, quote]) => {
    const item = findQuote(seed.pages, quote, seed.doubtful?.includes(field) ? 0.82 : 0.97);
    return item ? [[field, item] as const] : [];
  });
  return Object.fromEntries(found.flat());
}

/** As a number that is cited before the body could be taken for the document's own. */
function candidates(seed: Seed): Candidate[] {
  const other = seed.number ? /\d+-(?:NQ|CT|KL)\/T[UW]/u.exec(seed.pages.join(" ").replaceAll(seed.number, ""))?.[0] : undefined;
  const evidence = findQuote(seed.pages, other, 0.1);
  return other && evidence ? [{ field: "number", value: other, evidence }] : [];
}

const idAt = (index: number): string => `0198f0aa-0000-7000-8000-${String(index).padStart(12, "0")}`;

function keep(seed: Seed, index: number): Kept {
  const news = seed.kind === "ban_tin";
  const found = evidence(seed);
  const document: Document = {
    id: idAt(index),
    source_id: null,
    kind: seed.kind,
    kind_name: seed.kind ? (KIND_NAMES[seed.kind] ?? null) : null,
    number: seed.number,
    number_parts: numberParts(seed.number, seed.kind),
    issued_on: news ? null : seed.issued,
    published_on: news ? seed.issued : null,
    place: seed.place ?? null,
    issuer: seed.issuer,
    parent_body: seed.parent ?? null,
    subject: seed.subject,
    signer: seed.signer ?? null,
    signer_position: seed.position ?? null,
    signer_authority: seed.authority ?? null,
    author: null,
    addressees: seed.addressees ?? [],
    recipients: seed.recipients ?? [],
    secrecy: "thuong",
    urgency: seed.urgency ?? "thuong",
    // What a machine read waits for a person, however sure it is.
    proposed: Object.keys(found),
    evidence: found,
    files: [
      {
        role: "original",
        name: `van-ban-${index + 1}.${seed.media}`,
        media_type: MEDIA_TYPES[seed.media],
        bytes: 48_300 + index * 7919,
        blake3: (index + 10).toString(16).padStart(64, "af1349b9"),
      },
    ],
    candidates: candidates(seed),
    section: news ? "Chính trị - Xã hội" : null,
    dates: [],
    told: [],
    pages: seed.pages.length,
    sources: seed.pages.map(() => ({ engine: seed.media === "jpg" ? "ocr" : "format", encoding: "unicode", because: null })),
    enclosed_in: null,
    enclosures: [],
    tags: seed.tags ?? [],
    dossiers: seed.dossiers ?? [],
    dossier_ids: [],
    trashed_at: null,
    filed_at: "2026-11-20T02:15:00Z",
    version: 1,
    warnings: (seed.warnings ?? []).map((code) => ({ code, page: null })),
  };
  return { document, pages: seed.pages, media: seed.media };
}

/** The invented documents, or any number of them made from the first ones; `graph`: with a resolution that many follow. */
export function fillShelf(rows: number | null, graph: number | null = null): Kept[] {
  const twelve = [...SEEDS, ...(graph === null ? [] : graphSeeds(graph))].map(keep);
  if (rows === null) return twelve;
  const models = SEEDS.slice(0, -1).map((seed) => keep({ ...seed, pages: [seed.pages[0]?.slice(0, 200) ?? ""] }, 0));
  return Array.from({ length: rows }, (_, index) => {
    const model = models[index % models.length] as Kept;
    const number = model.document.number?.replace(/^\d+/, String(index + 1)) ?? null;
    const number_parts = numberParts(number, model.document.kind);
    return { ...model, document: { ...model.document, id: idAt(index), number, number_parts } };
  });
}
