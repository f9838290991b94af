// The contract between the screens and the archive.
// Generated from Rust by `cargo xtask codegen`: do not edit by hand.

export type ErrorCode = "not_found" | "store_busy" | "store_unreadable" | "disk_full" | "bad_request" | "cancelled" | "internal";

export type ApiError = { 
/**
 * What to tell the person.
 */
code: ErrorCode, 
/**
 * Technical detail for support; carries ids and never contents.
 */
message: string, };

export type Sort = "relevance" | "newest" | "oldest" | "number";

export type Filters = { 
/**
 * Only these kind ids.
 */
kind: Array<string>, 
/**
 * None of these kind ids.
 */
without_kind: Array<string>, 
/**
 * Only these years.
 */
year: Array<number>, 
/**
 * None of these years.
 */
without_year: Array<number>, 
/**
 * Only these issuers as printed.
 */
issuer: Array<string>, 
/**
 * None of these issuers as printed.
 */
without_issuer: Array<string>, };

export type SearchRequest = { 
/**
 * The words; empty asks for everything.
 */
query: string, 
/**
 * What narrows it.
 */
filters: Filters, 
/**
 * The order.
 */
sort: Sort, 
/**
 * How many results to pass over.
 */
offset: number, 
/**
 * How many results to give, at most 1,000.
 */
limit: number, 
/**
 * Whether to count by kind, year and issuer.
 */
facets: boolean, };

export type NumberUnderstood = { seq: number, suffix: string | null, year: number | null, kind: string | null, issuer: string | null, };

export type Understood = { 
/**
 * The document number.
 */
number: NumberUnderstood | null, 
/**
 * What narrows it.
 */
filters: Filters, 
/**
 * The other words, folded.
 */
words: Array<string>, };

export type Hit = { id: string, source_id: string | null, score: number, number: string | null, kind: string | null, kind_name: string | null, issued_on: string | null, published_on: string | null, issuer: string | null, subject: string | null, pages: number, 
/**
 * The page of the snippet, from 1.
 */
page: number | null, 
/**
 * One line, the hits between « and ».
 */
snippet: string | null, 
/**
 * Codes of what could not be read.
 */
warnings: Array<WarningCode>, };

export type Facets = { 
/**
 * By kind id.
 */
kind: { [key in string]: number }, 
/**
 * By year.
 */
year: { [key in string]: number }, 
/**
 * By issuer as printed.
 */
issuer: { [key in string]: number }, };

export type SearchResult = { 
/**
 * The query as it was asked.
 */
query: string, 
/**
 * How many documents answer.
 */
total: number, 
/**
 * Time taken, in microseconds.
 */
took_us: number, 
/**
 * What it was understood to mean.
 */
understood: Understood, 
/**
 * Whether documents without some of the words were let in.
 */
relaxed: boolean, 
/**
 * What was perhaps meant.
 */
suggestion: string | null, 
/**
 * The documents asked for, in order.
 */
hits: Array<Hit>, 
/**
 * Counts, if asked for.
 */
facets: Facets | null, 
/**
 * How many documents the index does not show as they are.
 */
index_lag: number, };

export type Warning = { 
/**
 * The code, `no_text_layer`.
 */
code: WarningCode, 
/**
 * The page, or `null` for the whole document.
 */
page: number | null, };

export type EvidenceItem = { 
/**
 * The page, from 1.
 */
page: number, 
/**
 * First character, in Unicode scalars of the page's text.
 */
start: number, 
/**
 * Character after the last.
 */
end: number, 
/**
 * The words on the page.
 */
quote: string, 
/**
 * How sure the reading is, 0 to 1.
 */
confidence: number, };

export type OriginalFile = { 
/**
 * `original`.
 */
role: string, 
/**
 * The name it came with.
 */
name: string, 
/**
 * The type found in its bytes.
 */
media_type: string, 
/**
 * Its size in bytes.
 */
bytes: number, 
/**
 * Its BLAKE3 hash in hexadecimal.
 */
blake3: string, };

export type NumberParts = { 
/**
 * The ordinal.
 */
seq: number, 
/**
 * The letter after it.
 */
suffix: string | null, 
/**
 * The year inside the number.
 */
year: number | null, 
/**
 * The symbol of the kind.
 */
kind: string | null, 
/**
 * The symbols of the issuers joined by `-`.
 */
issuer: string, 
/**
 * `party`, `state`, `law` or `other`.
 */
system: string, };

export type Document = { id: string, source_id: string | null, kind: string | null, kind_name: string | null, number: string | null, number_parts: NumberParts | null, issued_on: string | null, published_on: string | null, place: string | null, issuer: string | null, parent_body: string | null, subject: string | null, signer: string | null, signer_position: string | null, signer_authority: string | null, author: string | null, addressees: Array<string>, recipients: Array<string>, secrecy: string, urgency: string, proposed: Array<string>, evidence: { [key in string]: EvidenceItem }, files: Array<OriginalFile>, pages: number, tags: Array<string>, dossiers: Array<string>, filed_at: string, version: number, warnings: Array<Warning>, };

export type Citation = { quote: string, page: number, start: number, end: number, number: string, kind: string | null, date: string | null, issuer: string | null, relation: string, article: string | null, resolves_to: string | null, confidence: number, };

export type TextPage = { 
/**
 * The page, from 1.
 */
page: number, 
/**
 * Its text.
 */
text: string, 
/**
 * Hits as (first character, character after), in Unicode scalars.
 */
hits: Array<[number, number]>, };

export type DocumentText = { 
/**
 * Its pages.
 */
pages: Array<TextPage>, };

export type DocumentPreview = { 
/**
 * `null` if its format is not shown so.
 */
html: string | null, };

export type ImportItemState = "filed" | "duplicate" | "failed";

export type ImportItem = { 
/**
 * Its name without its folders.
 */
name: string, 
/**
 * Where it stands.
 */
state: ImportItemState, 
/**
 * The document it became or is a copy of.
 */
id: string | null, 
/**
 * Why it was not filed, `unsupported_format`.
 */
code: FailureCode | null, 
/**
 * What could not be read.
 */
warnings: Array<Warning>, };

export type ImportStatus = { 
/**
 * Whether it is at work.
 */
running: boolean, 
/**
 * Whether it waits to be continued.
 */
paused: boolean, 
/**
 * Files given.
 */
total: number, 
/**
 * Files ended.
 */
done: number, 
/**
 * Newly filed.
 */
filed: number, 
/**
 * Already there.
 */
duplicates: number, 
/**
 * Not filed.
 */
failed: number, 
/**
 * Filed with a warning.
 */
warned: number, 
/**
 * Time at work, in seconds.
 */
seconds: number, 
/**
 * An error of the archive that stopped it.
 */
stopped_by: ErrorCode | null, 
/**
 * Ended files, the newest first, at most 300 beside the failures.
 */
items: Array<ImportItem>, };

export type KindName = { 
/**
 * `nghi_quyet`.
 */
id: string, 
/**
 * `Nghị quyết`.
 */
name: string, };

export type Language = "vi" | "en";

export type Theme = "system" | "light" | "dark";

export type Settings = { 
/**
 * The language of the interface.
 */
language: Language, 
/**
 * The colours of the interface.
 */
theme: Theme, 
/**
 * Columns, panes and sort: JSON that only the interface reads.
 */
layout: string, };

export type Choice = "files" | "folder";

export type Status = { 
/**
 * Documents filed.
 */
documents: number, 
/**
 * How many of them the index does not show as they are.
 */
index_lag: number, 
/**
 * The version of the program.
 */
version: string, 
/**
 * The name of the archive's folder.
 */
store_name: string, 
/**
 * Every kind, in the order of the table.
 */
kinds: Array<KindName>, 
/**
 * The import in progress, or the last one.
 */
import: ImportStatus, 
/**
 * What the person chose.
 */
settings: Settings, };

export type AppEvent = { "type": "import", 
/**
 * How far it is.
 */
status: ImportStatus, } | { "type": "catalogue_changed", 
/**
 * Documents filed.
 */
documents: number, 
/**
 * How many of them the index does not show as they are.
 */
index_lag: number, } | { "type": "drag", 
/**
 * Whether they are over it.
 */
over: boolean, };

export type WarningCode = "no_text_layer" | "encrypted" | "damaged" | "format_not_read" | "encoding_unknown" | "reader_stopped" | "text_truncated" | "empty";

export type FailureCode = "unsupported_format" | "empty_file" | "too_large" | "unreadable" | "bad_record" | "unknown_kind";

export interface Commands {
  status: { args: Record<symbol, never>; result: Status };
  search: { args: { 
/**
 * The words; empty asks for everything.
 */
query: string, 
/**
 * What narrows it.
 */
filters: Filters, 
/**
 * The order.
 */
sort: Sort, 
/**
 * How many results to pass over.
 */
offset: number, 
/**
 * How many results to give, at most 1,000.
 */
limit: number, 
/**
 * Whether to count by kind, year and issuer.
 */
facets: boolean, }; result: SearchResult };
  document: { args: { 
/**
 * Its id.
 */
id: string, }; result: Document };
  document_text: { args: { 
/**
 * Its id.
 */
id: string, 
/**
 * The words.
 */
query: string, }; result: DocumentText };
  document_preview: { args: { 
/**
 * Its id.
 */
id: string, }; result: DocumentPreview };
  import_choose: { args: { 
/**
 * What to choose.
 */
what: Choice, }; result: ImportStatus };
  import_samples: { args: Record<symbol, never>; result: ImportStatus };
  import_status: { args: Record<symbol, never>; result: ImportStatus };
  import_pause: { args: { 
/**
 * Wait, or go on.
 */
paused: boolean, }; result: ImportStatus };
  import_cancel: { args: Record<symbol, never>; result: ImportStatus };
  import_retry: { args: Record<symbol, never>; result: ImportStatus };
  save_settings: { args: { 
/**
 * The language of the interface.
 */
language: Language, 
/**
 * The colours of the interface.
 */
theme: Theme, 
/**
 * Columns, panes and sort: JSON that only the interface reads.
 */
layout: string, }; result: Settings };
}
