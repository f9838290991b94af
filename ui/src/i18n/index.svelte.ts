// The live language of the screens: every `t(...)` in a component follows it.
import * as format from "./format";
import type { Language, Values } from "./format";
import type { Key } from "./vi";

let current = $state<Language>("vi");

export function language(): Language {
  return current;
}

export function setLanguage(chosen: Language): void {
  current = chosen;
  document.documentElement.lang = chosen;
}

export function t(key: Key, values?: Values): string {
  return format.translate(current, key, values);
}

export const formatNumber = (value: number): string => format.number(current, value);
export const formatBytes = (value: number): string => format.bytes(current, value);
export const formatDuration = (microseconds: number): string => format.duration(current, microseconds);
export const formatDate = format.date;
export const formatMoment = format.moment;
export type { Key, Language };
