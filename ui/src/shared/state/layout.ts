// What the screens remember about themselves between two starts.
import type { Sort } from "$app/api/generated";

export type Layout = {
  sort: Sort;
  facets: boolean;
  preview: boolean;
  facetsWidth: number;
  previewWidth: number;
  fieldsWidth: number;
};

export const DEFAULT_LAYOUT: Layout = {
  sort: "relevance",
  facets: true,
  preview: true,
  facetsWidth: 212,
  previewWidth: 400,
  fieldsWidth: 372,
};

export const WIDTHS = {
  facetsWidth: { least: 160, most: 340 },
  previewWidth: { least: 280, most: 620 },
  fieldsWidth: { least: 280, most: 560 },
} as const;

export type Pane = keyof typeof WIDTHS;

export function clampWidth(pane: Pane, width: number): number {
  const { least, most } = WIDTHS[pane];
  return Math.round(Math.min(most, Math.max(least, width)));
}

/** Reads what was remembered; whatever is missing or odd takes its default. */
export function readLayout(json: string): Layout {
  let saved: Partial<Record<keyof Layout, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed === "object" && parsed !== null) saved = parsed;
  } catch {
    return { ...DEFAULT_LAYOUT };
  }
  const width = (pane: Pane) =>
    typeof saved[pane] === "number" ? clampWidth(pane, saved[pane]) : DEFAULT_LAYOUT[pane];
  const flag = (name: "facets" | "preview") =>
    typeof saved[name] === "boolean" ? saved[name] : DEFAULT_LAYOUT[name];
  const sorts: readonly unknown[] = ["relevance", "newest", "oldest", "number"];
  return {
    sort: sorts.includes(saved.sort) ? (saved.sort as Sort) : DEFAULT_LAYOUT.sort,
    facets: flag("facets"),
    preview: flag("preview"),
    facetsWidth: width("facetsWidth"),
    previewWidth: width("previewWidth"),
    fieldsWidth: width("fieldsWidth"),
  };
}
