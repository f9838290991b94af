// Words and figures in a language; pure, so that the viewer and the tests share it.
import { en } from "./en";
import { type Key, vi } from "./vi";

export type Language = "vi" | "en";
export type Values = Record<string, string | number>;

const CATALOGUES: Record<Language, Record<Key, string>> = { vi, en };
const LOCALES: Record<Language, string> = { vi: "vi-VN", en: "en-GB" };

export function translate(language: Language, key: Key, values: Values = {}): string {
  const forms = CATALOGUES[language][key].split("|");
  const form = (values.n === 1 ? forms[0] : forms.at(-1)) ?? key;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number(language, value) : value;
  });
}

export function number(language: Language, value: number): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(value);
}

/** A share from 0 to 1: `97 %`, in English `97%`. */
export function percent(language: Language, share: number): string {
  return `${Math.round(share * 100)}${language === "vi" ? "\u00a0" : ""}%`;
}

/** `2016-07-01` → `01/07/2016`, `2016-07` → `07/2016`, anything else as it is. */
export function date(iso: string | null): string {
  const parts = iso?.slice(0, 10).split("-") ?? [];
  return parts.every((part) => /^\d+$/.test(part)) ? parts.reverse().join("/") : (iso ?? "");
}

/** The time of day with the date, in this computer's zone. */
export function moment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function bytes(language: Language, value: number): string {
  const units = ["B", "kB", "MB", "GB"];
  let at = 0;
  let size = value;
  while (size >= 1000 && at < units.length - 1) {
    size /= 1000;
    at += 1;
  }
  return `${number(language, size)} ${units[at]}`;
}

/** How long a search took: `3 ms`, `1,2 s`. */
export function duration(language: Language, microseconds: number): string {
  const ms = microseconds / 1000;
  if (ms < 1) return "< 1 ms";
  return ms < 1000 ? `${Math.round(ms)} ms` : `${number(language, ms / 1000)} s`;
}
