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
import { folds, noFilters, roleOf, understand } from "./query";
import { search } from "./search";
import type { Kept } from "./shelf";

const MOST = 8;
const MOST_RECENT = 20;
const VIETNAMESE = new Intl.Collator("vi");

/** A long shelf has the same names again and again. */
const known = new Map<string, string>();

function foldsOf(text: string): string {
  let folded = known.get(text);
  if (folded === undefined) known.set(text, (folded = folds(text)));
  return folded;
}

const beginsAWord = (text: string, start: string) => ` ${foldsOf(text)}`.includes(` ${start}`);

function counted(shelf: Kept[], values: (kept: Kept) => (string | null)[], start: string): NamedCount[] {
  const counts = new Map<string, number>();
  for (const name of shelf.flatMap(values)) {
    if (name && beginsAWord(name, start)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const all = [...counts].map(([name, documents]) => ({ name, documents }));
  return all.sort((one, other) => other.documents - one.documents).slice(0, MOST);
}

export function suggest(shelf: Kept[], query: string): Suggestions {
  const start = folds(query);
  if (start === "") return { numbers: [], issuers: [], signers: [], tags: [], subjects: [] };
  const numbers = new Set<string>();
  for (const { document } of shelf) {
    if (document.number && foldsOf(document.number).startsWith(start)) numbers.add(document.number);
    if (numbers.size === MOST) break;
  }
  return {
    numbers: [...numbers],
    issuers: counted(shelf, ({ document }) => [document.issuer], start),
    signers: counted(shelf, ({ document }) => [document.signer], start),
    tags: counted(shelf, ({ document }) => document.tags, start),
    subjects: counted(shelf, ({ document }) => [document.subject], start).map(({ name }) => name),
  };
}

/** Documents that share most words of the subject. */
export function similar(shelf: Kept[], { document }: Kept): Hit[] {
  const query = words(document.subject ?? document.number ?? "").slice(0, 4).map((word) => word.fold).join(" ");
  const found = search(shelf, { query, filters: noFilters(), sort: "relevance", offset: 0, limit: MOST + 1, facets: false });
  return found.hits.filter(({ id }) => id !== document.id).map((hit) => ({ ...hit, snippet: null, page: null, role: "holds" }));
}

export function explain(kept: Kept, query: string): Explanation {
  const { document, pages } = kept;
  const { sought, understood } = understand(query, false);
  const reasons = sought.map((word) => ({
    words: word,
    is_other_form: false,
    in_subject: findWords(document.subject ?? "", [word]).length,
    in_text: pages.reduce((sum, text) => sum + findWords(text, [word]).length, 0),
  }));
  return { role: roleOf(kept, understood), words: reasons };
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
    this.list.saved.sort((one, other) => VIETNAMESE.compare(one.name, other.name));
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
