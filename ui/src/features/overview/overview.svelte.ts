// What the archive holds, counted: asked for when the overview opens and after each change of the catalogue.
import { call } from "$app/api/client";
import type { ApiError, DocumentBrief, Filters, MissingDocument, Relation } from "$app/api/generated";
import { noFilters } from "$app/features/library/filters";

/** By year, how many of each kind. */
export type Years = Map<number, Map<string, number>>;
export type Counted = {
  documents: number;
  years: Years;
  issuers: { name: string; documents: number }[];
  /** Resolutions that no document carries out or reports on, the oldest first. */
  open: DocumentBrief[];
  missing: MissingDocument[];
};

export const MOST_BARS = 12;
/** What carries a resolution out, or tells how that went. */
const CARRIED_OUT: Relation[] = ["implements", "guides", "reports_on"];
const OPEN_LISTED = 200;

const countsOf = async (filters: Filters) => {
  const { total, facets } = await call("search", { query: "", filters, sort: "newest", offset: 0, limit: 0, facets: true });
  return { total, facets: facets ?? { kind: {}, year: {}, issuer: {} } };
};

/** The years of every kind; what has no kind is what is left of the year. */
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
      const [{ total, facets }, open, missing] = await Promise.all([
        countsOf(noFilters()),
        call("uncited", { kind: "nghi_quyet", relations: CARRIED_OUT, limit: OPEN_LISTED }),
        call("missing", { limit: MOST_BARS }),
      ]);
      const years = await countYears(facets.year, Object.keys(facets.kind));
      if (asked !== this.#asked) return;
      const issuers = Object.entries(facets.issuer).map(([name, documents]) => ({ name, documents }));
      issuers.sort((a, b) => b.documents - a.documents || a.name.localeCompare(b.name, "vi"));
      this.counted = { documents: total, years, issuers, open, missing };
      this.failure = null;
    } catch (error) {
      if (asked === this.#asked) this.failure = error as ApiError;
    }
  }
}

export const overview = new Overview();
