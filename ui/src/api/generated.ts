// The contract between the screens and the archive. Generated from Rust: do not edit by hand.

export type ErrorCode =
  | "not_found"
  | "store_busy"
  | "store_unreadable"
  | "disk_full"
  | "bad_request"
  | "cancelled"
  | "internal";

export type ApiError = { code: ErrorCode; message: string };

export type Sort = "relevance" | "newest" | "oldest" | "number";

export type Filters = {
  kind: string[];
  without_kind: string[];
  year: number[];
  without_year: number[];
  issuer: string[];
  without_issuer: string[];
};

export type SearchRequest = {
  query: string;
  filters: Filters;
  sort: Sort;
  offset: number;
  limit: number;
  facets: boolean;
};

export type NumberUnderstood = {
  seq: number;
  suffix: string | null;
  year: number | null;
  kind: string | null;
  issuer: string | null;
};

export type Understood = { number: NumberUnderstood | null; filters: Filters; words: string[] };

/** One row of a result. In `snippet` the words found are marked «like this». */
export type Hit = {
  id: string;
  source_id: string | null;
  score: number;
  number: string | null;
  kind: string | null;
  kind_name: string | null;
  issued_on: string | null;
  published_on: string | null;
  issuer: string | null;
  subject: string | null;
  pages: number;
  page: number | null;
  snippet: string | null;
  warnings: string[];
};

export type Facets = {
  kind: Record<string, number>;
  year: Record<string, number>;
  issuer: Record<string, number>;
};

/** `relaxed`: not all words were required, and the screen must say so. */
export type SearchResult = {
  query: string;
  total: number;
  took_us: number;
  understood: Understood;
  relaxed: boolean;
  suggestion: string | null;
  hits: Hit[];
  facets: Facets | null;
  index_lag: number;
};

export type Warning = { code: string; page: number | null };

/** Offsets count characters of the page's text. */
export type EvidenceItem = { page: number; start: number; end: number; quote: string; confidence: number };

export type OriginalFile = { role: string; name: string; media_type: string; bytes: number; blake3: string };

export type NumberParts = {
  seq: number;
  suffix: string | null;
  year: number | null;
  kind: string | null;
  issuer: string;
  system: string;
};

export type Document = {
  id: string;
  source_id: string | null;
  kind: string | null;
  kind_name: string | null;
  number: string | null;
  number_parts: NumberParts | null;
  issued_on: string | null;
  published_on: string | null;
  place: string | null;
  issuer: string | null;
  parent_body: string | null;
  subject: string | null;
  signer: string | null;
  signer_position: string | null;
  signer_authority: string | null;
  author: string | null;
  addressees: string[];
  recipients: string[];
  secrecy: string;
  urgency: string;
  proposed: string[];
  evidence: Record<string, EvidenceItem>;
  files: OriginalFile[];
  pages: number;
  tags: string[];
  dossiers: string[];
  filed_at: string;
  version: number;
  warnings: Warning[];
};

export type TextPage = { page: number; text: string; hits: [number, number][] };

export type DocumentText = { pages: TextPage[] };

/** Sanitised HTML, or null when the original has no such view. */
export type DocumentPreview = { html: string | null };

export type ImportItem = {
  name: string;
  state: "waiting" | "reading" | "filed" | "duplicate" | "failed";
  id: string | null;
  code: string | null;
  warnings: Warning[];
};

/** `items`: newest first, at most 300, failures always kept. */
export type ImportStatus = {
  running: boolean;
  paused: boolean;
  total: number;
  done: number;
  filed: number;
  duplicates: number;
  failed: number;
  warned: number;
  seconds: number;
  items: ImportItem[];
};

export type KindName = { id: string; name: string };

/** `layout`: opaque JSON of the screens (columns, panes, sort). */
export type Settings = { language: "vi" | "en"; theme: "system" | "light" | "dark"; layout: string };

export type Status = {
  documents: number;
  index_lag: number;
  version: string;
  store_name: string;
  kinds: KindName[];
  import: ImportStatus;
  settings: Settings;
};

export interface Commands {
  status: { args: Record<string, never>; result: Status };
  search: { args: SearchRequest; result: SearchResult };
  document: { args: { id: string }; result: Document };
  document_text: { args: { id: string; query: string }; result: DocumentText };
  document_preview: { args: { id: string }; result: DocumentPreview };
  import_choose: { args: { what: "files" | "folder" }; result: ImportStatus };
  import_samples: { args: Record<string, never>; result: ImportStatus };
  import_status: { args: Record<string, never>; result: ImportStatus };
  import_pause: { args: { paused: boolean }; result: ImportStatus };
  import_cancel: { args: Record<string, never>; result: ImportStatus };
  import_retry: { args: Record<string, never>; result: ImportStatus };
  save_settings: { args: Settings; result: Settings };
}

export type AppEvent =
  | { type: "import"; status: ImportStatus }
  | { type: "catalogue_changed"; documents: number; index_lag: number }
  | { type: "drag"; over: boolean };
