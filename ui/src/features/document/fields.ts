// The fields of a document in the order of the page, each with its words.
import type { Document } from "$app/api/generated";
import { formatDate, formatMoment, type Key, t } from "$app/i18n/index.svelte";
import { vi } from "$app/i18n/vi";

export type Field = { name: string; label: Key; value: string; proposed: boolean; confidence: number | null };

const label = (name: string): Key => `field.${name}` as Key;

/** Secrecy and urgency: the ordinary level goes without saying. */
function level(code: string): string {
  if (code === "thuong" || code === "") return "";
  const key = `level.${code}`;
  return Object.hasOwn(vi, key) ? t(key as Key) : code;
}

function values(document: Document): [name: string, value: string | null][] {
  return [
    ["kind", document.kind_name],
    ["number", document.number],
    ["issued_on", formatDate(document.issued_on)],
    ["published_on", formatDate(document.published_on)],
    ["place", document.place],
    ["issuer", document.issuer],
    ["parent_body", document.parent_body],
    ["subject", document.subject],
    ["signer", document.signer],
    ["signer_position", document.signer_position],
    ["signer_authority", document.signer_authority],
    ["author", document.author],
    ["addressees", document.addressees.join("; ")],
    ["recipients", document.recipients.join("; ")],
    ["secrecy", level(document.secrecy)],
    ["urgency", level(document.urgency)],
  ];
}

/** The fields that have a value; those read off the page come with their evidence. */
export function fieldsOf(document: Document): Field[] {
  return values(document)
    .filter((pair): pair is [string, string] => Boolean(pair[1]))
    .map(([name, value]) => ({
      name,
      label: label(name),
      value,
      proposed: document.proposed.includes(name),
      confidence: document.evidence[name]?.confidence ?? null,
    }));
}

/** How the pages were read, where that says something: from pictures, from an old encoding. */
function readBy(document: Document): string {
  const engines = new Set(document.sources.map((source) => source.engine));
  const encodings = new Set(document.sources.map((source) => source.encoding));
  const words = (["ocr", "waiting", "pdf_second"] as const).filter((engine) => engines.has(engine));
  const old = [...encodings].filter((encoding) => encoding !== "unicode").map((encoding) => encoding.toUpperCase());
  return [...words.map((engine) => t(`engine.${engine}`)), ...old].join("; ");
}

/** What the archive itself knows about the document. */
export function keepingOf(document: Document): { label: Key; value: string }[] {
  const rows: [string, string | null][] = [
    ["dossiers", document.dossiers.join("; ")],
    ["tags", document.tags.join(", ")],
    ["pages", document.pages > 0 ? String(document.pages) : null],
    ["read_by", readBy(document)],
    ["filed_at", formatMoment(document.filed_at)],
    ["source_id", document.source_id],
  ];
  return rows.flatMap(([name, value]) => (value ? [{ label: label(name), value }] : []));
}

/** `Nghị quyết số 04-NQ/TU`, or the best there is. */
export function titleOf(document: Pick<Document, "kind_name" | "number" | "subject">): string {
  const { kind_name, number, subject } = document;
  if (kind_name && number) return t("document.number_title", { kind: kind_name, number });
  return number ?? kind_name ?? subject ?? t("document.untitled");
}
