// One accent and one grey, each in a few strengths: series differ without a box of paints, in every theme.

/** Neighbours are far apart; `--edge` stands out from the pane by 3:1. */
const MIXES: readonly [colour: "accent" | "edge", strength: number][] = [
  ["accent", 100],
  ["edge", 100],
  ["accent", 58],
  ["edge", 52],
  ["accent", 30],
  ["edge", 26],
];

/** The colours of `n` series, out of those of the theme. */
export function shades(n: number, accent: string, edge: string, pane: string): string[] {
  const of = { accent, edge };
  return MIXES.slice(0, n).map(([colour, strength]) => `color-mix(in srgb, ${of[colour]} ${strength}%, ${pane})`);
}
