// Which rows of a long list stand in the window.

export type Window = { first: number; last: number };

/** Never more rows than this in the page, however tall the screen. */
export const MOST_ROWS = 76;
const OVERSCAN = 6;

export function visibleRows(scrollTop: number, height: number, rowHeight: number, total: number): Window {
  if (total <= 0 || rowHeight <= 0) return { first: 0, last: -1 };
  const top = Math.min(Math.max(0, Math.floor(scrollTop / rowHeight)), total - 1);
  const bottom = Math.min(total - 1, Math.ceil((scrollTop + Math.max(height, rowHeight)) / rowHeight));
  const first = Math.max(0, top - OVERSCAN);
  return { first, last: Math.min(total - 1, bottom + OVERSCAN, first + MOST_ROWS - 1) };
}
