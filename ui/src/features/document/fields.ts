// The fields of a document in the order of the page, each with its words.
import type { Document, Field as FieldName } from "$app/api/generated";
import { formatDate, formatMoment, type Key, t } from "$app/i18n/index.svelte";
import { vi } from "$app/i18n/vi";

export type Field = {
  name: FieldName;
  label: Key;
  value: string;
  /** Read by a machine, and no person has said yet that it is right. */
  proposed: boolean;
  confidence: number | null;
};

/** What is less sure than this is looked at first. */
export const SURE = 0.9;

/** A document without one of these is not filed well. */
const MAIN = new Set<FieldName>(["kind", "number", "issued_on", "issuer", "subject", "signer"]);

export const fieldLabel = (name: string): Key => `field.${name}` as Key;

/** `Mật`, `Hỏa tốc`; a level that the catalogue doesn't name, as it is. */
export function levelName(code: string): string {
  const key = `level.${code}`;
  return Object.hasOwn(vi, key) ? t(key as Key) : code;
}

/** Secrecy and urgency: the ordinary level goes without saying. */
function level(code: string): string {
  return code === "thuong" || code === "" ? "" : levelName(code);
}

function values(document: Document): [name: FieldName, value: string | null][] {
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

/** Every field, also those without a value. */
export function allFieldsOf(document: Document): Field[] {
  return values(document).map(([name, value]) => ({
    name,
    label: fieldLabel(name),
    value: value ?? "",
    proposed: document.proposed.includes(name),
    confidence: document.evidence[name]?.confidence ?? null,
  }));
}

/** The fields that have a value; those read off the page come with their evidence. */
export function fieldsOf(document: Document): Field[] {
  return allFieldsOf(document).filter((field) => field.value !== "");
}

/** Those shown without asking: what has a value, and what should have one. */
export function isShown(field: Field): boolean {
  return field.value !== "" || MAIN.has(field.name);
}

/** A machine read it and wasn't sure. */
export function isDoubtful({ proposed, confidence }: Pick<Field, "proposed" | "confidence">): boolean {
  return proposed && (confidence === null || confidence < SURE);
}

/** What stands in an editor: dates as the office writes them, codes for what is chosen, a line for each of a list. */
export function typedValues(document: Document, name: FieldName): string[] {
  const value: string | string[] | null = document[name];
  if (Array.isArray(value)) return value;
  if (name === "issued_on" || name === "published_on") return value === null ? [] : [formatDate(value)];
  return value === null ? [] : [value];
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
  return rows.flatMap(([name, value]) => (value ? [{ label: fieldLabel(name), value }] : []));
}

/** `Nghị quyết số 04-NQ/TU`, or the best there is. */
export function titleOf(document: Pick<Document, "kind_name" | "number" | "subject">): string {
  const { kind_name, number, subject } = document;
  if (kind_name && number) return t("document.number_title", { kind: kind_name, number });
  return number ?? kind_name ?? subject ?? t("document.untitled");
}
