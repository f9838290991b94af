// The live language of the screens: every `t(...)` in a component follows it.
import * as format from "./format";
import type { Language, Values } from "./format";
import type { Key } from "./vi";

let current = $state<Language>("vi");
/** Tests make every text longer, to see what breaks. */
let spoken: (text: string) => string = (text) => text;

export function language(): Language {
  return current;
}

export function setLanguage(chosen: Language): void {
  current = chosen;
  document.documentElement.lang = chosen;
}

export function t(key: Key, values?: Values): string {
  return spoken(format.translate(current, key, values));
}

/** Puts every text through `change` before it is shown; once, before the screens are built. */
export function speakThrough(change: (text: string) => string): void {
  spoken = change;
}

export const formatNumber = (value: number): string => format.number(current, value);
export const formatPercent = (share: number): string => format.percent(current, share);
export const formatBytes = (value: number): string => format.bytes(current, value);
export const formatDuration = (microseconds: number): string => format.duration(current, microseconds);
export const formatDate = format.date;
export const formatMoment = format.moment;
export const translate = format.translate;
export type { Key, Language, Values };
