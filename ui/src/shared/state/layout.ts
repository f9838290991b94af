// What the screens remember about themselves between two starts.
import type { Sort } from "$app/api/generated";
import { type Column, DEFAULT_COLUMNS, readColumns } from "./columns";

export type Layout = {
  sort: Sort;
  facets: boolean;
  preview: boolean;
  facetsWidth: number;
  previewWidth: number;
  fieldsWidth: number;
  columns: readonly Column[];
  /** Per cent. */
  zoom: number;
  contrast: boolean;
};

/** Every order there is, as they are offered. */
export const SORTS: readonly Sort[] = ["relevance", "newest", "oldest", "number", "issuer", "subject"];

export const DEFAULT_LAYOUT: Layout = {
  sort: "relevance",
  facets: true,
  preview: true,
  facetsWidth: 212,
  previewWidth: 400,
  fieldsWidth: 372,
  columns: DEFAULT_COLUMNS,
  zoom: 100,
  contrast: false,
};

/** In pixels at 100 %: everything grows with the zoom. */
export const WIDTHS = {
  facetsWidth: { least: 160, most: 340 },
  previewWidth: { least: 280, most: 620 },
  fieldsWidth: { least: 280, most: 560 },
} as const;

export const ZOOMS = [100, 110, 125, 150, 175, 200] as const;

/** 1rem at 100 %, as `tokens.css` has it. */
export const REM = 13.5;

export type Pane = keyof typeof WIDTHS;

/** A width in pixels at 100 %, as CSS that follows the zoom. */
export function scaled(width: number): string {
  return `${width / REM}rem`;
}

export function clampWidth(pane: Pane, width: number): number {
  const { least, most } = WIDTHS[pane];
  return Math.round(Math.min(most, Math.max(least, width)));
}

/** The zoom one step up or down; the same at the ends. */
export function zoomStep(zoom: number, by: 1 | -1): number {
  const next = by > 0 ? ZOOMS.find((each) => each > zoom) : ZOOMS.filter((each) => each < zoom).at(-1);
  return next ?? zoom;
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
  const flag = (name: "facets" | "preview" | "contrast") =>
    typeof saved[name] === "boolean" ? saved[name] : DEFAULT_LAYOUT[name];
  const sorts: readonly unknown[] = SORTS;
  return {
    sort: sorts.includes(saved.sort) ? (saved.sort as Sort) : DEFAULT_LAYOUT.sort,
    facets: flag("facets"),
    preview: flag("preview"),
    facetsWidth: width("facetsWidth"),
    previewWidth: width("previewWidth"),
    fieldsWidth: width("fieldsWidth"),
    columns: readColumns(saved.columns),
    zoom: ZOOMS.find((each) => each === saved.zoom) ?? DEFAULT_LAYOUT.zoom,
    contrast: flag("contrast"),
  };
}
