// Cutting a text into plain and lit pieces.
import type { Span } from "./fold";

export type Piece = { text: string; hit: number | null; lit: boolean };

/** Turns offsets in characters into offsets of a JavaScript string. */
export function toUtf16(text: string, spans: readonly Span[]): Span[] {
  if (!/[\ud800-\udbff]/.test(text)) return [...spans];
  const starts: number[] = [];
  let at = 0;
  for (const char of text) {
    starts.push(at);
    at += char.length;
  }
  const offset = (index: number) => starts[index] ?? at;
  return spans.map(([start, end]) => [offset(start), offset(end)]);
}

/** Cuts `text` at every border; hits are counted from `firstHit`. Offsets are UTF-16. */
export function cut(text: string, hits: readonly Span[], lit: Span | null = null, firstHit = 0): Piece[] {
  const borders = new Set([0, text.length]);
  for (const [start, end] of lit ? [...hits, lit] : hits) {
    borders.add(Math.min(start, text.length));
    borders.add(Math.min(end, text.length));
  }
  const sorted = [...borders].sort((a, b) => a - b);
  return sorted.slice(1).map((end, index) => {
    const start = sorted[index] ?? 0;
    const hit = hits.findIndex(([from, to]) => from <= start && end <= to);
    return {
      text: text.slice(start, end),
      hit: hit < 0 ? null : firstHit + hit,
      lit: lit !== null && lit[0] <= start && end <= lit[1],
    };
  });
}

/** A snippet of the archive, its hits marked «like this». */
export function cutSnippet(snippet: string): Piece[] {
  const pieces: Piece[] = [];
  let hits = 0;
  for (const [index, part] of snippet.split(/[«»]/).entries()) {
    if (part === "") continue;
    pieces.push({ text: part, hit: index % 2 === 1 ? hits++ : null, lit: false });
  }
  return pieces;
}
