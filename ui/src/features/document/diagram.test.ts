import { describe, expect, it } from "vitest";
import type { Link, Relation } from "$app/api/generated";
import { type Box, layOut, MOST, nearest, share } from "./diagram";
import type { Group, Other, Voice } from "./relations";

function group(relation: Relation, voice: Voice, n: number): Group {
  const direction = voice === "acts" ? "cites" : "cited_by";
  const others = Array.from({ length: n }, (_, index): Other => {
    const id = `${direction}-${relation}-${index}`;
    const brief = { id, number: `${index}-KH/TU`, kind: null, kind_name: null, date: null, issuer: null, subject: null, trashed: false };
    const link: Link = { from: "a", to: id, missing: null, relation, passive: false, level: 1, citations: [] };
    return { key: id, id, brief, link, direction };
  });
  return { relation, voice, others };
}

/** The field beside the panel on a laptop of 1366 × 768, in rem. */
const LAPTOP = [73, 39] as const;

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width - 0.01 && b.x < a.x + a.width - 0.01 && a.y < b.y + b.height - 0.01 && b.y < a.y + a.height - 0.01;

const MIXED = [
  group("based_on", "acts", 6),
  group("replaces", "acts", 1),
  group("implements", "suffers", 16),
  group("reports_on", "suffers", 12),
  group("guides", "suffers", 3),
  group("replaces", "suffers", 1),
  group("amends", "suffers", 1),
];

describe("share", () => {
  it("gives everyone what they want, or as even a part as can be", () => {
    expect(share([3, 2], 40)).toEqual([3, 2]);
    expect(share([30, 2, 30], 20)).toEqual([9, 2, 9]);
    expect(share([], 5)).toEqual([]);
  });
});

describe("the diagram", () => {
  for (const [name, groups] of Object.entries({
    mixed: MIXED,
    alone: [],
    "one side": [group("implements", "suffers", 40)],
    "far too many": [group("implements", "suffers", 300), group("mentions", "acts", 50), group("amends", "suffers", 12)],
    "both sides": [group("based_on", "acts", 20), group("implements", "suffers", 20)],
    "above and below": [group("amends", "suffers", 9), group("replaces", "acts", 4)],
  })) {
    it(`keeps everything apart and inside: ${name}`, () => {
      const diagram = layOut(groups, ...LAPTOP);
      const boxes = [diagram.centre, ...diagram.nodes, ...diagram.more, ...diagram.headings];
      for (const [at, one] of boxes.entries()) {
        expect(one.x >= 0 && one.x + one.width <= diagram.width + 0.01, "within the width").toBe(true);
        expect(one.y >= 0 && one.y + one.height <= diagram.height + 0.01, "within the height").toBe(true);
        for (const other of boxes.slice(at + 1)) expect(overlap(one, other), JSON.stringify([one, other])).toBe(false);
      }
      const all = groups.reduce((sum, each) => sum + each.others.length, 0);
      const left = diagram.more.reduce((sum, each) => sum + each.n, 0);
      expect(diagram.nodes.length).toBe(Math.min(MOST, all));
      expect(diagram.nodes.length + left).toBe(all);
    });
  }

  it("stands upright in a narrow field", () => {
    const diagram = layOut(MIXED, 30, 20);
    expect(new Set(diagram.nodes.map((node) => node.side))).toEqual(new Set(["above", "below"]));
    for (const { x, width } of [diagram.centre, ...diagram.nodes]) expect(x >= 0 && x + width <= 30).toBe(true);
  });

  it("fits forty neighbours on a laptop without scrolling", () => {
    expect(layOut(MIXED, ...LAPTOP).height).toBeLessThanOrEqual(LAPTOP[1] + 0.01);
    expect(layOut([group("based_on", "acts", 20), group("implements", "suffers", 20)], ...LAPTOP).height).toBe(LAPTOP[1]);
  });

  it("puts what it rests on at the left, what follows it at the right, what changes it above", () => {
    const sides = new Set(layOut(MIXED, ...LAPTOP).nodes.map((node) => `${node.other.direction} ${node.other.link.relation} ${node.side}`));
    expect([...sides].sort()).toEqual([
      "cited_by amends above",
      "cited_by guides right",
      "cited_by implements right",
      "cited_by replaces above",
      "cited_by reports_on right",
      "cites based_on left",
      "cites replaces below",
    ]);
  });

  it("is walked by arrow keys", () => {
    const { centre, nodes } = layOut(MIXED, ...LAPTOP);
    expect(nearest(centre, nodes, "ArrowLeft")?.side).toBe("left");
    expect(nearest(centre, nodes, "ArrowRight")?.side).toBe("right");
    expect(nearest(centre, nodes, "ArrowUp")?.side).toBe("above");
    expect(nearest(centre, nodes, "ArrowDown")?.side).toBe("below");
    expect(nearest(centre, nodes, "Tab")).toBeUndefined();
    const seen = new Set<string>();
    const walk = [centre as Box];
    for (let from = walk.pop(); from; from = walk.pop()) {
      for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
        const to = nearest(from, nodes, key);
        if (to && !seen.has(to.other.key)) {
          seen.add(to.other.key);
          walk.push(to);
        }
      }
    }
    expect(seen.size, "no card is out of reach").toBe(nodes.length);
  });
});
