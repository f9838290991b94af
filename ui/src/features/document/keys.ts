// Keys that a field, a citation and the review lane answer to themselves: shown beside them and in F1 from here.
import { type Key, t } from "$app/i18n/index.svelte";
import { type Keys, keysName } from "$app/shared/keys";

export const KEYS = {
  show: { key: "Enter" },
  confirm: { key: " " },
  correct: { key: "F2" },
  reject: { key: "Delete" },
  confirm_all: { key: "Enter", ctrl: true },
  save_list: { key: "Enter", ctrl: true },
  cancel: { key: "Escape" },
  turn: { key: "F4" },
  later: { key: "PageDown" },
  before: { key: "PageUp" },
} as const satisfies Record<string, Keys>;

export type Told = { label: Key; keys: string[] };

const told = (label: Key, ...keys: Keys[]): Told => ({ label, keys: keys.map(keysName) });
const MOVE = told("keys.move", { key: "ArrowUp" }, { key: "ArrowDown" });

export const FIELD_KEYS: Told[] = [
  told("keys.show", KEYS.show),
  told("keys.confirm", KEYS.confirm),
  told("keys.correct", KEYS.correct),
  told("keys.reject", KEYS.reject),
  told("decide.confirm_all", KEYS.confirm_all),
];

export const LINK_KEYS: Told[] = [
  MOVE,
  told("keys.follow", KEYS.show),
  told("keys.confirm", KEYS.confirm),
  told("relations.change", KEYS.correct),
  told("keys.reject", KEYS.reject),
];

export const REVIEW_KEYS: Told[] = [
  told("keys.confirm_next", KEYS.show),
  told("keys.correct", KEYS.correct),
  told("keys.reject", KEYS.reject),
  told("review.confirm_all", KEYS.confirm_all),
  told("keys.turn", KEYS.turn),
  told("keys.later", KEYS.later),
  told("keys.before", KEYS.before),
];

/** The words with the key behind them: `… (F2)`. */
export function withKeys(label: Key, keys: Keys): string {
  return `${t(label)} (${keysName(keys)})`;
}
