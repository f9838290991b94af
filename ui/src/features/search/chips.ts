// What a search is made of, as pieces that can be taken out again.
import type { Chip, ChipKind, NumberUnderstood, SearchResult } from "$app/api/generated";
import { formatDate, type Key, t } from "$app/i18n/index.svelte";
import { type Chosen, chosen } from "$app/features/library/filters";
import { library } from "$app/features/library/library.svelte";
import { session } from "$app/shared/state/session.svelte";

/** `isOdd`: it was not understood and is taken as words. */
export type Piece = { id: string; text: string; isWithout: boolean; isOdd?: boolean; remove: () => void };

/** How a piece of the query is told, where its value alone would not say it. */
const TOLD: Partial<Record<ChipKind, Key>> = {
  ordinals: "search.number",
  year: "search.year",
  from: "chip.from",
  to: "chip.to",
  signer: "chip.signer",
  tag: "chip.tag",
  phrase: "chip.phrase",
  prefix: "chip.prefix",
  as_words: "chip.as_words",
};

function numberName({ seq, suffix, year, kind, issuer }: NumberUnderstood): string {
  const digits = String(seq).padStart(2, "0") + (suffix ?? "");
  const symbol = [kind && session.kindName(kind), issuer].filter(Boolean).join(" · ");
  return [t("search.number", { number: digits }), symbol, year && t("search.year", { year: String(year) })]
    .filter(Boolean)
    .join(" · ");
}

function chipName({ kind, value, negated }: Chip, number: NumberUnderstood | null): string {
  if (kind === "number" && number) return numberName(number);
  if (kind === "scope") return t(value === "subject" ? "chip.in_subject" : "chip.in_text");
  const told = TOLD[kind];
  const shown = kind === "from" || kind === "to" ? formatDate(value) : value.replace(/\*$/, "");
  const values = { value: shown, number: shown, year: shown };
  const name = told ? t(told, values) : shown.replaceAll(" | ", ` ${t("chip.or")} `);
  return negated || kind === "without" ? t("search.without", { name }) : name;
}

/** What the query was understood to mean; each piece gives way to the rest of what was typed. */
export function understoodPieces(result: SearchResult | null): Piece[] {
  if (!result || result.query.trim() === "") return [];
  const { chips = [], number } = result.understood;
  return chips.map((chip, index) => ({
    id: `${index}:${chip.kind}:${chip.value}`,
    text: chipName(chip, number),
    isWithout: chip.negated || chip.kind === "without",
    isOdd: chip.kind === "as_words",
    remove: () => {
      // While the next letters are on their way, the rest of what stood before them would take them back.
      if (result.query === library.query) library.setQuery(chip.rest);
    },
  }));
}

function valueName({ field, value }: Chosen): string {
  if (field === "kind") return session.kindName(String(value));
  if (field === "year") return t("search.year", { year: String(value) });
  if (field === "signer" || field === "tag") return t(`chip.${field}`, { value: String(value) });
  return String(value);
}

/** What was chosen beside the query: facets, and earlier results that are searched. */
export function chosenPieces(): Piece[] {
  const filters = chosen(library.filters).map((each): Piece => {
    const name = valueName(each);
    const isWithout = each.choice === "without";
    return {
      id: `${each.field}:${each.value}`,
      text: isWithout ? t("search.without", { name }) : name,
      isWithout,
      remove: () => library.filter(each.field, each.value, each.choice),
    };
  });
  const within = library.within.map((query, index) => ({
    id: `within:${index}`,
    text: t("chip.within", { query }),
    isWithout: false,
    remove: () => library.leaveWithin(index),
  }));
  return [...within, ...filters];
}
