// What helps to find, in the memory twin: suggestions, documents alike, reasons, searches that are kept.
import type {
  AbbreviationTable,
  Explanation,
  Hit,
  NamedCount,
  SearchRequest,
  Searches,
  Suggestions,
} from "$app/api/generated";
import { findWords, words } from "$app/shared/fold";
import { search } from "./search";
import type { Kept } from "./shelf";

const MOST = 8;
const MOST_RECENT = 20;

const folds = (text: string): string => words(text).map((word) => word.fold).join(" ");

function counted(shelf: Kept[], value: (kept: Kept) => string | null, start: string): NamedCount[] {
  const counts = new Map<string, number>();
  for (const kept of shelf) {
    const name = value(kept);
    if (name && folds(name).includes(start)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const all = [...counts].map(([name, documents]) => ({ name, documents }));
  return all.sort((one, other) => other.documents - one.documents).slice(0, MOST);
}

export function suggest(shelf: Kept[], query: string): Suggestions {
  const start = folds(query);
  const none = { numbers: [], issuers: [], signers: [], tags: [], subjects: [] };
  if (start === "") return none;
  const numbers = shelf.flatMap(({ document }) => document.number ?? []).filter((number) => folds(number).startsWith(start));
  return {
    ...none,
    numbers: numbers.slice(0, MOST),
    issuers: counted(shelf, ({ document }) => document.issuer, start),
    signers: counted(shelf, ({ document }) => document.signer, start),
    subjects: counted(shelf, ({ document }) => document.subject, start).map(({ name }) => name),
  };
}

/** Documents that share most words of the subject. */
export function similar(shelf: Kept[], { document }: Kept): Hit[] {
  const query = words(document.subject ?? document.number ?? "").slice(0, 4);
  const filters = { kind: [], without_kind: [], year: [], without_year: [], issuer: [], without_issuer: [] };
  const text = query.map((word) => word.fold).join(" ");
  const found = search(shelf, { query: text, filters, sort: "relevance", offset: 0, limit: MOST + 1, facets: false });
  return found.hits.filter(({ id }) => id !== document.id);
}

export function explain({ document, pages }: Kept, query: string): Explanation {
  const reasons = words(query).map((word) => ({
    words: word.fold,
    is_other_form: false,
    in_subject: findWords(document.subject ?? "", [word.fold]).length,
    in_text: pages.reduce((sum, text) => sum + findWords(text, [word.fold]).length, 0),
  }));
  return { role: "holds", words: reasons };
}

/** Searches that a person saved, and those asked lately. */
export class Shelved {
  private list: Searches = { saved: [], recent: [] };
  private table: AbbreviationTable = { table: "CCHC\tcải cách hành chính\n", bad_lines: [] };

  all(): Searches {
    return this.list;
  }

  save(name: string, request: SearchRequest): Searches {
    this.forget(name);
    this.list.saved.push({ name, search: request });
    return this.list;
  }

  forget(name: string): Searches {
    this.list.saved = this.list.saved.filter((saved) => saved.name !== name);
    return this.list;
  }

  note(query: string): Searches {
    const rest = this.list.recent.filter((recent) => recent !== query);
    this.list.recent = [query, ...rest].slice(0, MOST_RECENT);
    return this.list;
  }

  forgetRecent(): Searches {
    this.list.recent = [];
    return this.list;
  }

  abbreviations(): AbbreviationTable {
    return this.table;
  }

  saveAbbreviations(table: string | null): AbbreviationTable {
    const lines = (table ?? "").split("\n");
    const isBad = (line: string) => line.trim() !== "" && !line.startsWith("#") && !line.includes("\t");
    const bad = lines.flatMap((line, index) => (isBad(line) ? [index + 1] : []));
    this.table = { table: table ?? "CCHC\tcải cách hành chính\n", bad_lines: bad };
    return this.table;
  }
}
