// Marking rows by mouse and keys, as every list of a desktop does it.
import type { SearchRequest } from "$app/api/generated";
import { toasts } from "$app/shared/state/toasts.svelte";
import { library } from "./library.svelte";

/** A range is named document by document; more than this is what "all" is for. */
export const MOST_IN_RANGE = 2000;

/** What a command is about: some documents, or all a search finds but for some. */
export type Chosen = { ids: string[] } | { search: SearchRequest; except: string[] };

/** The marked documents; without marks the one under the cursor, null on an empty list. */
export function chosen(): Chosen | null {
  const { marks, selectedHit } = library;
  if (marks.all) return { search: library.asked, except: marks.names };
  if (marks.count(library.total) > 0) return { ids: marks.names };
  return selectedHit ? { ids: [selectedHit.id] } : null;
}

export function chosenCount(): number {
  return library.marks.count(library.total) || Number(Boolean(library.selectedHit));
}

/** Puts the cursor on a row and marks nothing. */
export function goTo(index: number): void {
  library.marks.clear();
  library.select(index);
}

/** Marks a row, or takes its mark away; what was under the cursor before the first mark belongs to them. */
export function toggle(index: number, withCursor: boolean): void {
  const { marks, selectedHit } = library;
  const hit = library.row(index);
  if (!hit) return;
  if (withCursor && marks.count(library.total) === 0 && selectedHit && selectedHit.id !== hit.id) marks.toggle(selectedHit.id);
  marks.toggle(hit.id);
  marks.anchor = index;
  library.select(index);
}

let ranges = 0;

/** Marks the rows from where the range began to `index`, and nothing else. */
export async function extendTo(index: number): Promise<void> {
  const { marks } = library;
  const from = marks.anchor ?? library.selected;
  library.select(index);
  const to = library.selected;
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const end = Math.min(last, first + MOST_IN_RANGE - 1);
  const range = ++ranges;
  const ids = await library.idsBetween(first, end);
  if (ids === null || range !== ranges) return;
  marks.only(ids);
  marks.anchor = from;
  if (end < last) toasts.say("select.range_cut", { n: MOST_IN_RANGE });
}

export function markAll(): void {
  if (library.total > 0) library.marks.everything();
}

/** What a click on a row means. */
export function clicked(event: MouseEvent, index: number): void {
  if (event.shiftKey) void extendTo(index);
  else if (event.ctrlKey || event.metaKey) toggle(index, true);
  else goTo(index);
}

/** Moves the cursor by `step`; with Shift the marks follow, with Ctrl they stay. */
export function moved(event: KeyboardEvent, step: number): void {
  const index = library.selected + step;
  if (event.shiftKey) void extendTo(index);
  else if (event.ctrlKey) library.select(index);
  else goTo(index);
}
