// Choosing values to keep to, and values to leave out.
import type { Filters } from "$app/api/generated";

export type Field = "kind" | "year" | "issuer" | "signer" | "tag";
export type Value = string | number;
export type Choice = "only" | "without" | null;
/** What a click asks for: `only` this value, this one `also`, all `without` it. */
export type Wish = "only" | "also" | "without";

export const FIELDS: readonly Field[] = ["kind", "year", "issuer", "signer", "tag"];

export function noFilters(): Filters {
  return {
    ...{ kind: [], without_kind: [], year: [], without_year: [], issuer: [], without_issuer: [] },
    ...{ signer: [], without_signer: [], tag: [], without_tag: [] },
  };
}

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((list) => list.length > 0);
}

const kept = (filters: Filters, field: Field) => (filters[field] ?? []) as Value[];
const left = (filters: Filters, field: Field) => (filters[`without_${field}`] ?? []) as Value[];

export function choice(filters: Filters, field: Field, value: Value): Choice {
  if (kept(filters, field).includes(value)) return "only";
  return left(filters, field).includes(value) ? "without" : null;
}

function put(filters: Filters, field: Field, only: Value[], without: Value[]): Filters {
  return { ...filters, [field]: only, [`without_${field}`]: without };
}

/** A click on a chosen value clears it; on another one it does what was wished. */
export function choose(filters: Filters, field: Field, value: Value, wish: Wish): Filters {
  const only = kept(filters, field).filter((each) => each !== value);
  const without = left(filters, field).filter((each) => each !== value);
  const asked = wish === "without" ? "without" : "only";
  if (choice(filters, field, value) === asked) return put(filters, field, only, without);
  if (wish === "without") return put(filters, field, only, [...without, value]);
  return put(filters, field, wish === "only" ? [value] : [...only, value], without);
}

export type Chosen = { field: Field; value: Value; choice: "only" | "without" };

/** Every value that was chosen, in the order of the fields. */
export function chosen(filters: Filters): Chosen[] {
  return FIELDS.flatMap((field) => [
    ...kept(filters, field).map((value): Chosen => ({ field, value, choice: "only" })),
    ...left(filters, field).map((value): Chosen => ({ field, value, choice: "without" })),
  ]);
}
