// A list that answers a number is divided: the document itself, those that cite it, those that only hold the words.
import type { Hit, HitRole, SearchResult, Sort } from "$app/api/generated";

/** Rows from `start` on. `isWhole`: there are no more such documents than the `count` that stand here. */
export type Section = { role: HitRole; start: number; count: number; isWhole: boolean };

const ORDER: readonly HitRole[] = ["itself", "cites", "holds"];

const roleOf = (hit: Hit): HitRole => hit.role ?? "holds";

/**
 * Puts the first rows of an answer in order of their roles. What comes in later rows is not known yet: it belongs to
 * the last part, whatever its role, and each row says that itself.
 */
export function arrange(result: SearchResult, sort: Sort): { hits: Hit[]; sections: Section[] } {
  const { hits, total, understood } = result;
  if (!understood.number || sort !== "relevance" || hits.every((hit) => roleOf(hit) === "holds")) {
    return { hits, sections: [] };
  }
  const parts = ORDER.map((role) => hits.filter((hit) => roleOf(hit) === role));
  const sections: Section[] = [];
  let start = 0;
  for (const [index, part] of parts.entries()) {
    const role = ORDER[index];
    if (part.length > 0 && role) sections.push({ role, start, count: part.length, isWhole: total <= hits.length });
    start += part.length;
  }
  const [first, last] = [sections[0], sections.at(-1)];
  // Documents that carry the number come before all others: another part says that there are no more of them.
  if (first?.role === "itself" && sections.length > 1) first.isWhole = true;
  if (last) last.count = total - last.start;
  return { hits: parts.flat(), sections };
}

/** Heights in pixels: rows are alike, and each part of the list begins with a heading. */
export class Heights {
  constructor(
    private readonly row: number,
    readonly heading: number,
    private readonly sections: readonly Section[],
  ) {}

  #headings(before: number): number {
    return this.sections.filter(({ start }) => start < before).length;
  }

  /** Where row `index` begins, with the heading that stands over it. */
  top(index: number): number {
    return index * this.row + this.#headings(index) * this.heading;
  }

  bottom(index: number): number {
    return (index + 1) * this.row + this.#headings(index + 1) * this.heading;
  }

  /** How much headings may add to a stretch of the list. */
  get most(): number {
    return this.sections.length * this.heading;
  }

  /** The scroll position that brings row `index` into view with the least movement. */
  scrollToShow(index: number, scrollTop: number, height: number): number {
    if (this.top(index) < scrollTop) return this.top(index);
    const bottom = this.bottom(index);
    return bottom > scrollTop + height ? bottom - height : scrollTop;
  }
}
