// The contract between the screens and the archive.
// Generated from Rust by `cargo xtask codegen`: do not edit by hand.

export type ErrorCode = "not_found" | "store_busy" | "store_unreadable" | "disk_full" | "invalid_value" | "not_written" | "bad_request" | "cancelled" | "internal";

export type ApiError = { code: ErrorCode, message: string, };

export type Sort = "relevance" | "newest" | "oldest" | "number" | "issuer" | "subject";

export type Filters = { kind: Array<string>, without_kind: Array<string>, year: Array<number>, without_year: Array<number>, issuer: Array<string>, without_issuer: Array<string>, signer?: Array<string>, without_signer?: Array<string>, tag?: Array<string>, without_tag?: Array<string>, from?: string, to?: string, };

export type SearchRequest = { query: string, filters: Filters, sort: Sort, offset: number, limit: number, facets: boolean, within?: Array<string>, typing?: boolean, };

export type NumberUnderstood = { seq: number, suffix: string | null, year: number | null, kind: string | null, issuer: string | null, };

export type Chip = { kind: ChipKind, value: string, negated: boolean, rest: string, };

export type Understood = { number: NumberUnderstood | null, filters: Filters, words: Array<string>, chips?: Array<Chip>, };

export type HitRole = "itself" | "cites" | "holds";

export type Hit = { id: string, source_id: string | null, score: number, role?: HitRole, number: string | null, kind: string | null, kind_name: string | null, issued_on: string | null, published_on: string | null, issuer: string | null, subject: string | null, pages: number, page: number | null, snippet: string | null, warnings: Array<WarningCode>, };

export type Facets = { kind: { [key in string]: number }, year: { [key in string]: number }, issuer: { [key in string]: number }, signer?: { [key in string]: number }, tag?: { [key in string]: number }, };

export type SearchResult = { query: string, total: number, took_us: number, understood: Understood, relaxed: boolean, suggestion: string | null, hits: Array<Hit>, facets: Facets | null, index_lag: number, };

export type NamedCount = { name: string, documents: number, };

export type Suggestions = { numbers: Array<string>, issuers: Array<NamedCount>, signers: Array<NamedCount>, tags: Array<NamedCount>, subjects: Array<string>, };

export type WordReason = { words: string, is_other_form: boolean, in_subject: number, in_text: number, };

export type Explanation = { role: HitRole, words: Array<WordReason>, };

export type SavedSearch = { name: string, search: SearchRequest, };

export type Searches = { saved: Array<SavedSearch>, recent: Array<string>, };

export type AbbreviationTable = { table: string, bad_lines: Array<number>, };

export type Warning = { code: WarningCode, page: number | null, };

export type EvidenceItem = { page: number, start: number, end: number, quote: string, confidence: number, };

export type OriginalFile = { role: string, name: string, media_type: string, bytes: number, blake3: string, };

export type PageSource = { engine: Engine, encoding: string, because: string | null, };

export type PictureStatus = { waiting_pages: number, waiting_documents: number, done: number, running: boolean, paused: boolean, able: boolean, };

export type NumberParts = { seq: number, suffix: string | null, year: number | null, kind: string | null, issuer: string, system: string, };

export type Document = { id: string, source_id: string | null, kind: string | null, kind_name: string | null, number: string | null, number_parts: NumberParts | null, issued_on: string | null, published_on: string | null, place: string | null, issuer: string | null, parent_body: string | null, subject: string | null, signer: string | null, signer_position: string | null, signer_authority: string | null, author: string | null, addressees: Array<string>, recipients: Array<string>, secrecy: string, urgency: string, proposed: Array<string>, evidence: { [key in string]: EvidenceItem }, files: Array<OriginalFile>, pages: number, sources: Array<PageSource>, enclosed_in: string | null, enclosures: Array<string>, tags: Array<string>, dossiers: Array<string>, filed_at: string, version: number, warnings: Array<Warning>, };

export type Citation = { quote: string, page: number, start: number, end: number, number: string | null, kind: string | null, date: string | null, issuer: string | null, relation: Relation, article: string | null, resolves_to: string | null, confidence: number, subject: string | null, passive: boolean, no: number | null, ruling: Ruling | null, };

export type DocumentBrief = { id: string, number: string | null, kind: string | null, kind_name: string | null, date: string | null, issuer: string | null, subject: string | null, };

export type CitedDocument = { document: DocumentBrief, cited_by: number, };

export type MissingDocument = { number: string | null, kind: string | null, kind_name: string | null, subject: string | null, date: string | null, issuer: string | null, cited_by: number, first: string | null, };

export type Link = { from: string, to: string | null, missing: MissingDocument | null, relation: Relation, passive: boolean, level: number, citations: Array<Citation>, };

export type EffectStatus = { state: Effect, since: string | null, because: Array<string>, };

export type Relations = { id: string, effect: EffectStatus, cites: Array<Link>, cited_by: Array<Link>, documents: { [key in string]: DocumentBrief }, };

export type EditAction = "confirm" | "correct" | "reject";

export type FieldEdit = { field: Field, action: EditAction, values: Array<string>, };

export type Change = { no: number, document: string, at: string, action: ChangeAction, field: Field | null, citation: number | null, before: Array<string>, after: Array<string>, undone: boolean, };

export type Edited = { document: Document, changes: Array<Change>, };

export type Review = { waiting: number, documents: Array<Document>, };

export type TextPage = { page: number, text: string, hits: Array<[number, number]>, };

export type DocumentText = { pages: Array<TextPage>, };

export type DocumentPreview = { html: string | null, };

export type ImportItemState = "filed" | "duplicate" | "failed";

export type ImportItem = { name: string, state: ImportItemState, id: string | null, code: FailureCode | null, warnings: Array<Warning>, };

export type ImportStatus = { running: boolean, paused: boolean, total: number, done: number, filed: number, duplicates: number, failed: number, warned: number, seconds: number, stopped_by: ErrorCode | null, items: Array<ImportItem>, };

export type KindName = { id: string, name: string, };

export type Language = "vi" | "en";

export type Theme = "system" | "light" | "dark";

export type Settings = { language: Language, theme: Theme, layout: string, };

export type Choice = "files" | "folder";

export type Status = { documents: number, index_lag: number, version: string, store_name: string, kinds: Array<KindName>, import: ImportStatus, pictures: PictureStatus, settings: Settings, };

export type AppEvent = { "type": "import", status: ImportStatus, } | { "type": "pictures", status: PictureStatus, } | { "type": "catalogue_changed", documents: number, index_lag: number, } | { "type": "drag", over: boolean, };

export type WarningCode = "no_text_layer" | "encrypted" | "damaged" | "format_not_read" | "encoding_unknown" | "reader_stopped" | "text_truncated" | "empty" | "legacy_encoding" | "read_with_doubt" | "enclosure_left_out";

export type ChipKind = "number" | "ordinals" | "kind" | "year" | "from" | "to" | "issuer" | "signer" | "tag" | "scope" | "phrase" | "any_of" | "near" | "prefix" | "without" | "as_words";

export type Engine = "format" | "pdf_extract" | "pdf_second" | "ocr" | "waiting";

export type Relation = "based_on" | "implements" | "guides" | "amends" | "replaces" | "repeals" | "corrects" | "reports_on" | "attached_to" | "replies_to" | "mentions";

export type Field = "kind" | "number" | "issued_on" | "published_on" | "place" | "issuer" | "parent_body" | "subject" | "signer" | "signer_position" | "signer_authority" | "author" | "addressees" | "recipients" | "secrecy" | "urgency";

export type Ruling = "proposed" | "confirmed" | "rejected";

export type ChangeAction = "confirm" | "correct" | "reject" | "undo";

export type Effect = "in_force" | "amended" | "replaced" | "repealed";

export type FailureCode = "unsupported_format" | "empty_file" | "too_large" | "unreadable" | "encrypted_archive" | "archive_too_large" | "damaged_archive" | "nothing_inside" | "bad_record" | "unknown_kind";

export interface Commands {
  status: { args: Record<symbol, never>; result: Status };
  search: { args: { query: string, filters: Filters, sort: Sort, offset: number, limit: number, facets: boolean, within?: Array<string>, typing?: boolean, }; result: SearchResult };
  suggest: { args: { query: string, }; result: Suggestions };
  similar: { args: { id: string, }; result: Array<Hit> };
  explain: { args: { id: string, query: string, }; result: Explanation };
  searches: { args: Record<symbol, never>; result: Searches };
  save_search: { args: { name: string, search: SearchRequest, }; result: Searches };
  forget_search: { args: { name: string, }; result: Searches };
  note_search: { args: { query: string, }; result: Searches };
  forget_recent_searches: { args: Record<symbol, never>; result: Searches };
  abbreviations: { args: Record<symbol, never>; result: AbbreviationTable };
  save_abbreviations: { args: { table: string | null, }; result: AbbreviationTable };
  document: { args: { id: string, }; result: Document };
  document_text: { args: { id: string, query: string, }; result: DocumentText };
  relations: { args: { id: string, depth: number, }; result: Relations };
  missing: { args: { limit: number, }; result: Array<MissingDocument> };
  most_cited: { args: { limit: number, }; result: Array<CitedDocument> };
  uncited: { args: { kind: string | null, relations: Array<Relation>, limit: number, }; result: Array<DocumentBrief> };
  review: { args: { after: string | null, limit: number, }; result: Review };
  edit_fields: { args: { id: string, edits: Array<FieldEdit>, }; result: Edited };
  rule_citation: { args: { citation: number, ruling: Ruling, relation: Relation | null, cited: string | null, }; result: Change };
  undo: { args: { change: number, }; result: Change | null };
  history: { args: { id: string, }; result: Array<Change> };
  decided_values: { args: { field: Field, }; result: Array<string> };
  document_preview: { args: { id: string, }; result: DocumentPreview };
  import_choose: { args: { what: Choice, }; result: ImportStatus };
  import_samples: { args: Record<symbol, never>; result: ImportStatus };
  import_status: { args: Record<symbol, never>; result: ImportStatus };
  import_pause: { args: { paused: boolean, }; result: ImportStatus };
  import_cancel: { args: Record<symbol, never>; result: ImportStatus };
  import_retry: { args: Record<symbol, never>; result: ImportStatus };
  pictures_pause: { args: { paused: boolean, }; result: PictureStatus };
  save_file: { args: { name: string, base64: string, }; result: boolean };
  save_settings: { args: { language: Language, theme: Theme, layout: string, }; result: Settings };
}
