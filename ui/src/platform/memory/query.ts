// What a query means, in the memory twin: the smaller part of docs/query-language.md.
import type { Chip, ChipKind, Filters, HitRole, Understood } from "$app/api/generated";
import { fold, words } from "$app/shared/fold";
import { KIND_NAMES } from "./seeds";
import type { Kept } from "./shelf";

/** `begun`: the last word, while it may be only begun. `sought` are the folded words that every document must have. */
export type Asked = {
  understood: Understood;
  sought: string[];
  begun: string | null;
  allows: (kept: Kept) => boolean;
};

const FIELDS: Record<string, ChipKind> = {
  loai: "kind",
  kind: "kind",
  nam: "year",
  year: "year",
  "co quan": "issuer",
  issuer: "issuer",
  "nguoi ki": "signer",
  signer: "signer",
  nhan: "tag",
  tag: "tag",
};
const PIECE = /(-?)(?:([\p{L}\p{M}]+|c[ơo] quan|ng[ưu][ờo]i k[ýíyi]):)?("[^"]*"?|\S+)/giu;

export const folds = (text: string): string => words(text).map((word) => word.fold).join(" ");

export function noFilters(): Filters {
  return { kind: [], without_kind: [], year: [], without_year: [], issuer: [], without_issuer: [] };
}

export const yearOf = ({ document }: Kept): number =>
  Number((document.issued_on ?? document.published_on ?? "0").slice(0, 4));

function valuesOf(kept: Kept, kind: ChipKind): string[] {
  const { document } = kept;
  if (kind === "year") return [String(yearOf(kept))];
  if (kind === "tag") return document.tags;
  const one = { kind: document.kind_name, issuer: document.issuer, signer: document.signer }[kind as "kind"];
  return one ? [one] : [];
}

const kindNamed = (folded: string) => Object.values(KIND_NAMES).find((name) => folds(name) === folded);

class Reading {
  readonly chips: Chip[] = [];
  readonly conditions: ((kept: Kept) => boolean)[] = [];
  readonly free: { text: string; at: number }[] = [];

  constructor(private readonly query: string) {
    for (const piece of query.matchAll(PIECE)) this.#take(piece);
  }

  #chip(kind: ChipKind, value: string, at: number, length: number, negated = false): void {
    const rest = `${this.query.slice(0, at).trimEnd()} ${this.query.slice(at + length).trimStart()}`.trim();
    this.chips.push({ kind, value, negated, rest });
  }

  #take(piece: RegExpMatchArray): void {
    const [whole, minus, name, value = ""] = piece;
    const at = piece.index ?? 0;
    const bare = value.replaceAll('"', "");
    const field = name && FIELDS[folds(name)];
    const negated = minus === "-";
    if (field) {
      const wanted = folds(bare);
      this.#chip(field, (field === "kind" && kindNamed(wanted)) || bare, at, whole.length, negated);
      this.conditions.push((kept) => valuesOf(kept, field).some((each) => folds(each).includes(wanted)) !== negated);
    } else if (negated) {
      this.#chip("without", bare, at, whole.length, true);
      this.conditions.push((kept) => !folds(kept.pages.join(" ")).includes(folds(bare)));
    } else {
      if (name) this.#chip("as_words", `${name}:`, at, name.length + 1);
      if (value.startsWith('"')) {
        this.#chip("phrase", bare, at, whole.length);
        this.conditions.push((kept) => folds(`${kept.document.subject} ${kept.pages.join(" ")}`).includes(folds(bare)));
      }
      this.free.push({ text: name ? `${name} ${bare}` : bare, at });
    }
  }

  /** `04` alone, after "số", or before the letters of a symbol. */
  number(): Understood["number"] {
    const parts = this.free.flatMap(({ text, at }) => words(text).map((word) => ({ ...word, at })));
    const found = parts.findIndex(
      ({ fold }, index) =>
        /^\d{1,4}$/.test(fold) &&
        (index === 0 || parts[index - 1]?.fold === "so" || /^[a-z]{2,4}$/.test(parts[index + 1]?.fold ?? "") || index === parts.length - 1),
    );
    const digits = parts[found];
    if (!digits) return null;
    const text = parts.map(({ fold }) => fold).join(" ");
    const kind = Object.entries(KIND_NAMES).find(([, name]) => text.includes(folds(name)))?.[0] ?? null;
    const piece = this.free.find(({ at }) => at === digits.at);
    this.#chip("number", piece?.text ?? digits.fold, digits.at, piece?.text.length ?? 0);
    return { seq: Number(digits.fold), suffix: null, year: null, kind, issuer: null };
  }
}

export function understand(query: string, typing: boolean): Asked {
  const reading = new Reading(query);
  const number = reading.number();
  const sought = reading.free.flatMap(({ text }) => words(text).map((word) => fold(word.fold))).filter((word) => word !== "so");
  const isBegun = typing && !/\s$/.test(query) && reading.free.length > 0;
  return {
    understood: { number, filters: noFilters(), words: sought, chips: reading.chips },
    sought,
    begun: isBegun ? (sought.at(-1) ?? null) : null,
    allows: (kept) => reading.conditions.every((allows) => allows(kept)),
  };
}

/** What a document has to do with the number that was asked for. */
export function roleOf({ document, pages }: Kept, { number }: Understood): HitRole {
  if (!number) return "holds";
  const isKind = number.kind === null || document.kind === number.kind;
  if (document.number_parts?.seq === number.seq && isKind) return "itself";
  const symbol = new RegExp(`(?:^|\\D)0*${number.seq}[-/]\\p{Lu}`, "u");
  return pages.some((page) => symbol.test(page)) ? "cites" : "holds";
}

/** Telex keys typed with the input method off: `nghij quyeets` → `nghi quyet`. */
export function withoutSlips(query: string): string {
  const bare = (word: string) => word.replace(/([aeo])\1/g, "$1").replace("dd", "d").replace(/w/g, "").replace(/[sfrxj]$/, "");
  return query.split(/\s+/).map(bare).join(" ");
}
