// The rows of a long result that have been fetched so far, by pages.
import type { Hit } from "$app/api/generated";

/** A screen shows about half of them: what a key stroke asks for must be short. */
export const PAGE_ROWS = 40;
const MOST_PAGES = 40;

export class Pages {
  #pages = new Map<number, readonly Hit[]>();

  row(index: number): Hit | undefined {
    return this.#pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  }

  put(page: number, hits: readonly Hit[]): void {
    this.#pages.delete(page);
    this.#pages.set(page, hits);
    const oldest = this.#pages.keys().next();
    if (this.#pages.size > MOST_PAGES && !oldest.done) this.#pages.delete(oldest.value);
  }

  /** The pages that rows `first..=last` need and that are not here. */
  missing(first: number, last: number): number[] {
    const pages: number[] = [];
    for (let page = Math.floor(first / PAGE_ROWS); page <= Math.floor(last / PAGE_ROWS); page++) {
      if (last >= first && !this.#pages.has(page)) pages.push(page);
    }
    return pages;
  }

  /** Where a document stands among the rows that are here. */
  indexOf(id: string): number | null {
    for (const [page, hits] of this.#pages) {
      const at = hits.findIndex((hit) => hit.id === id);
      if (at >= 0) return page * PAGE_ROWS + at;
    }
    return null;
  }
}
