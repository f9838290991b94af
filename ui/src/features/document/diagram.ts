// Where everything stands in the diagram of a document's relations. Pure; all lengths in rem.
import type { Relation } from "$app/api/generated";
import { CHANGING, type Group, type Other, type Voice } from "./relations";

export type Box = { x: number; y: number; width: number; height: number };
export type Side = "left" | "right" | "above" | "below";
export type Node = Box & { other: Other; side: Side };
/** Those of a group that found no room: the list has them. */
export type More = Box & { n: number; side: Side; relation: Relation; voice: Voice };
export type Heading = Box & { relation: Relation; voice: Voice; n: number; side: Side };
/** A curve from the document in the middle to a group, and the bar along the group. */
export type Edge = { path: string; relation: Relation; voice: Voice };
export type Diagram = {
  width: number;
  height: number;
  dense: boolean;
  centre: Box;
  nodes: Node[];
  more: More[];
  headings: Heading[];
  edges: Edge[];
};

/** As many neighbours as can be taken in at a glance. */
export const MOST = 40;

/** A field less wide has no room for cards at the sides. */
const NARROW = 41;
const CENTRE = { width: 13.5, height: 5 };
const GUTTER = 4.4;
const GAP = 0.5;
const GROUP_GAP = 0.9;
const HEADING = 1.6;
const BAR = 0.7;
const MARGIN = 1;
/** The elbow between the middle and what stands above and below. */
const STEM = 1.6;
const NODE = { most: 14.5, corridor: 12.4, wide: 9, dense: 7.4, tall: 3.3, low: 2 };

type Placed = { group: Group; shown: number; side: Side };
type Shape = { dense: boolean; columns: number };

/** Gives every group its room: as much as it needs while there is enough, and as even as can be when there isn't. */
export function share(wanted: readonly number[], most: number): number[] {
  const given = wanted.map(() => 0);
  let left = most;
  for (let open = wanted.length; open > 0 && left > 0; ) {
    open = 0;
    for (const [index, wish] of wanted.entries()) {
      if (left === 0 || (given[index] ?? 0) >= wish) continue;
      given[index] = (given[index] ?? 0) + 1;
      left -= 1;
      open += 1;
    }
  }
  return given;
}

/** In a narrow field what stands at the left goes above, and what stands at the right below. */
export function sideOf({ relation, voice }: Group, narrow = false): Side {
  if (CHANGING.has(relation)) return voice === "suffers" ? "above" : "below";
  if (narrow) return voice === "acts" ? "above" : "below";
  return voice === "acts" ? "left" : "right";
}

const slots = ({ group, shown }: Placed) => shown + (shown < group.others.length ? 1 : 0);
const rowHeight = (dense: boolean) => (dense ? NODE.low : NODE.tall);

function groupHeight(placed: Placed, { dense, columns }: Shape): number {
  const rows = Math.ceil(slots(placed) / columns);
  return HEADING + rows * (rowHeight(dense) + GAP) - GAP;
}

function stackHeight(side: Placed[], shape: Shape): number {
  return side.reduce((sum, placed) => sum + groupHeight(placed, shape) + GROUP_GAP, -GROUP_GAP);
}

/** The fewest columns that a side fits with. */
function columnsFor(side: Placed[], dense: boolean, most: number, height: number): number {
  for (let columns = 1; columns < most; columns++) if (stackHeight(side, { dense, columns }) <= height) return columns;
  return most;
}

type Plan = { left: Shape; right: Shape; node: number; dense: boolean };

/** Roomy cards if they fit, in one column or two, then low ones; at last the diagram grows beyond the screen. */
function plan(left: Placed[], right: Placed[], width: number, height: number): Plan {
  const tries = [
    { dense: false, most: 1 },
    { dense: false, most: 2 },
    { dense: true, most: 1 },
    { dense: true, most: 2 },
    { dense: true, most: 3 },
  ];
  let last: Plan | undefined;
  for (const { dense, most } of tries) {
    const side = (placed: Placed[]) => ({ dense, columns: columnsFor(placed, dense, most, height) });
    const [one, other] = [side(left), side(right)];
    const sides = [left.length > 0 ? one.columns : 0, right.length > 0 ? other.columns : 0];
    const columns = sides.reduce((sum, each) => sum + each, 0);
    const used = CENTRE.width + 2 * MARGIN + sides.reduce((sum, each) => sum + (each ? GUTTER + BAR + (each - 1) * GAP : 0), 0);
    const node = columns === 0 ? NODE.most : Math.min(NODE.most, (width - used) / columns);
    if (node < (dense ? NODE.dense : NODE.wide)) continue;
    last = { left: one, right: other, node, dense };
    if (Math.max(stackHeight(left, one), stackHeight(right, other)) <= height) return last;
  }
  return last ?? { left: { dense: true, columns: 1 }, right: { dense: true, columns: 1 }, node: NODE.dense, dense: true };
}

class Draft {
  nodes: Node[] = [];
  more: More[] = [];
  headings: Heading[] = [];
  edges: Edge[] = [];

  /** A group as a block of `columns`, its top left corner at `x`, `y`; gives the height. */
  block(placed: Placed, x: number, y: number, shape: Shape, width: number): number {
    const { group, shown, side } = placed;
    const { relation, voice, others } = group;
    const height = rowHeight(shape.dense);
    const at = (index: number): Box => ({
      x: x + (index % shape.columns) * (width + GAP),
      y: y + HEADING + Math.floor(index / shape.columns) * (height + GAP),
      width,
      height,
    });
    const across = Math.min(shape.columns, Math.max(1, slots(placed)));
    const wide = across * (width + GAP) - GAP;
    this.headings.push({ x, y, width: Math.max(wide, width), height: HEADING, relation, voice, n: others.length, side });
    others.slice(0, shown).forEach((other, index) => this.nodes.push({ ...at(index), other, side }));
    if (shown < others.length) this.more.push({ ...at(shown), n: others.length - shown, side, relation, voice });
    return groupHeight(placed, shape);
  }

  edge({ group: { relation, voice } }: Placed, path: string): void {
    this.edges.push({ path, relation, voice });
  }
}

const f = (value: number) => value.toFixed(2);

type Corridor = { middle: number; half: number };

/** What stands above and below keeps to the corridor between the columns at the sides. */
function corridorShape(side: Placed[], { half }: Corridor): Shape {
  const fit = Math.floor((2 * (half - BAR) + GAP) / (NODE.corridor + GAP));
  const most = Math.max(1, ...side.map(slots));
  return { dense: side.reduce((sum, placed) => sum + slots(placed), 0) > 2, columns: Math.max(1, Math.min(fit, most)) };
}

function corridorHeight(side: Placed[], corridor: Corridor): number {
  return side.length === 0 ? 0 : stackHeight(side, corridorShape(side, corridor)) + STEM;
}

function inCorridor(draft: Draft, side: Placed[], corridor: Corridor, centre: Box): void {
  const shape = corridorShape(side, corridor);
  const wide = shape.columns * (NODE.corridor + GAP) - GAP;
  const x = corridor.middle - wide / 2;
  const bar = x - BAR / 2;
  const above = side[0]?.side === "above";
  const edge = above ? centre.y : centre.y + centre.height;
  const elbow = above ? edge - STEM / 2 : edge + STEM / 2;
  let y = above ? edge - corridorHeight(side, corridor) : edge + STEM;
  for (const placed of side) {
    const height = draft.block(placed, x, y, shape, NODE.corridor);
    const far = above ? y + HEADING : y + height;
    draft.edge(placed, `M${f(bar)} ${f(far)}V${f(elbow)}H${f(corridor.middle)}V${f(edge)}`);
    y += height + GROUP_GAP;
  }
}

function column(draft: Draft, side: Placed[], shape: Shape, node: number, x: number, centre: Box, full: number): void {
  const middle = centre.y + centre.height / 2;
  const stack = stackHeight(side, shape);
  let y = Math.max(MARGIN, Math.min(middle - stack / 2, full - MARGIN - stack));
  const wide = shape.columns * (node + GAP) - GAP;
  for (const placed of side) {
    const height = draft.block(placed, x, y, shape, node);
    const left = placed.side === "left";
    const bar = left ? x + wide + BAR / 2 : x - BAR / 2;
    const from = left ? centre.x : centre.x + centre.width;
    const at = y + (height + HEADING) / 2;
    const bend = (bar + from) / 2;
    draft.edge(placed, `M${f(from)} ${f(middle)}C${f(bend)} ${f(middle)} ${f(bend)} ${f(at)} ${f(bar)} ${f(at)}M${f(bar)} ${f(y + HEADING)}V${f(y + height)}`);
    y += height + GROUP_GAP;
  }
}

/** Lays the groups out around the document, in a field at least `width` wide and `height` high. */
export function layOut(groups: readonly Group[], width: number, height: number): Diagram {
  const shown = share(groups.map((group) => group.others.length), MOST);
  const placed = groups.map((group, index): Placed => ({ group, shown: shown[index] ?? 0, side: sideOf(group, width < NARROW) }));
  const on = (side: Side) => placed.filter((each) => each.side === side);
  const [left, right, above, below] = [on("left"), on("right"), on("above"), on("below")];
  const chosen = plan(left, right, width, height - 2 * MARGIN);
  const wide = (side: Placed[], shape: Shape) =>
    side.length === 0 ? 0 : shape.columns * (chosen.node + GAP) - GAP + BAR + GUTTER;
  const [before, after] = [wide(left, chosen.left), wide(right, chosen.right)];
  // In the middle, unless one side needs the room of the other.
  const least = MARGIN + before;
  const x = Math.max(least, Math.min((width - CENTRE.width) / 2, width - MARGIN - after - CENTRE.width));
  const middle = x + CENTRE.width / 2;
  const free = (side: Placed[], edge: number) => CENTRE.width / 2 + (side.length > 0 ? GUTTER : edge - MARGIN);
  const corridor = { middle, half: Math.min(free(left, x), free(right, width - x - CENTRE.width)) };
  const [over, under] = [corridorHeight(above, corridor), corridorHeight(below, corridor)];
  const stacks = Math.max(stackHeight(left, chosen.left), stackHeight(right, chosen.right), over + CENTRE.height + under);
  const full = Math.max(height, stacks + 2 * MARGIN);
  const y = Math.max(MARGIN + over, Math.min((full - CENTRE.height) / 2, full - MARGIN - under - CENTRE.height));
  const centre: Box = { ...CENTRE, x, y };
  const draft = new Draft();
  column(draft, left, chosen.left, chosen.node, x - before, centre, full);
  column(draft, right, chosen.right, chosen.node, x + CENTRE.width + GUTTER + BAR, centre, full);
  inCorridor(draft, above, corridor, centre);
  inCorridor(draft, below, corridor, centre);
  const { nodes, more, headings, edges } = draft;
  return { width, height: full, dense: chosen.dense, centre, nodes, more, headings, edges };
}

/** The box to go to from `from` by an arrow key: the nearest one that way. */
export function nearest<T extends Box>(from: Box, boxes: readonly T[], key: string): T | undefined {
  const dx = Number(key === "ArrowRight") - Number(key === "ArrowLeft");
  const dy = Number(key === "ArrowDown") - Number(key === "ArrowUp");
  const middle = ({ x, y, width, height }: Box) => [x + width / 2, y + height / 2] as const;
  const [x, y] = middle(from);
  const far = (box: Box): number => {
    const [bx, by] = middle(box);
    const along = (bx - x) * dx + (by - y) * dy;
    const across = Math.abs((bx - x) * dy) + Math.abs((by - y) * dx);
    return along <= 0.01 ? Number.POSITIVE_INFINITY : along + 2.5 * across;
  };
  const best = boxes.reduce<T | undefined>((one, other) => (one === undefined || far(other) < far(one) ? other : one), undefined);
  return best && Number.isFinite(far(best)) ? best : undefined;
}
