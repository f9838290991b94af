// What the archive holds, counted: asked for when the overview opens and after each change of the catalogue.
import { call } from "$app/api/client";
import type { ApiError, CitedDocument, DocumentBrief, Filters, MissingDocument, Relation } from "$app/api/generated";
import { noFilters } from "$app/features/library/filters";

/** By year, how many of each of the most frequent kinds; of all others under "". */
export type Years = Map<number, Map<string, number>>;
export type Counted = {
  documents: number;
  years: Years;
  issuers: { name: string; documents: number }[];
  /** Resolutions that no document carries out or reports on, the oldest first. */
  open: DocumentBrief[];
  cited: CitedDocument[];
  missing: MissingDocument[];
};

export const MOST_BARS = 12;
/** More than this can't be told apart in a bar. */
const MOST_KINDS = 5;
/** What carries a resolution out, or tells how that went. */
const CARRIED_OUT: Relation[] = ["implements", "guides", "reports_on"];
/** As many as the archive lists. */
const OPEN_LISTED = 1000;

const countsOf = async (filters: Filters) => {
  const { total, facets } = await call("search", { query: "", filters, sort: "newest", offset: 0, limit: 0, facets: true });
  return { total, facets: facets ?? { kind: {}, year: {}, issuer: {} } };
};

/** The years of these kinds; all others, and what has no kind, are what is left of the year. */
async function countYears(all: Record<string, number>, kinds: string[]): Promise<Years> {
  const years: Years = new Map(Object.entries(all).map(([year, n]) => [Number(year), new Map([["", n]])]));
  const found = await Promise.all(kinds.map((kind) => countsOf({ ...noFilters(), kind: [kind] })));
  for (const [index, kind] of kinds.entries()) {
    for (const [year, n] of Object.entries(found[index]?.facets.year ?? {})) {
      const own = years.get(Number(year));
      own?.set(kind, n);
      own?.set("", (own.get("") ?? 0) - n);
    }
  }
  return years;
}

class Overview {
  counted = $state.raw<Counted | null>(null);
  failure = $state.raw<ApiError | null>(null);
  /** Tables in the place of the charts. */
  tables = $state(false);
  #asked = 0;

  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const [{ total, facets }, open, cited, missing] = await Promise.all([
        countsOf(noFilters()),
        call("uncited", { kind: "nghi_quyet", relations: CARRIED_OUT, limit: OPEN_LISTED }),
        call("most_cited", { limit: MOST_BARS }),
        call("missing", { limit: MOST_BARS }),
      ]);
      const kinds = Object.entries(facets.kind).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([kind]) => kind);
      const years = await countYears(facets.year, kinds.slice(0, MOST_KINDS));
      if (asked !== this.#asked) return;
      const issuers = Object.entries(facets.issuer).map(([name, documents]) => ({ name, documents }));
      issuers.sort((a, b) => b.documents - a.documents || a.name.localeCompare(b.name, "vi"));
      this.counted = { documents: total, years, issuers, open, cited, missing };
      this.failure = null;
    } catch (error) {
      if (asked === this.#asked) this.failure = error as ApiError;
    }
  }
}

export const overview = new Overview();
