// The list of documents: what was asked, what came back, which row is selected.
import { tick } from "svelte";
import { call } from "$app/api/client";
import type { ApiError, Facets, Filters, Hit, SearchRequest, SearchResult, Sort } from "$app/api/generated";
import type { Key } from "$app/i18n/index.svelte";
import { painted } from "$app/shared/painted";
import { history, type Step } from "$app/shared/state/history.svelte";
import { session } from "$app/shared/state/session.svelte";
import { toasts } from "$app/shared/state/toasts.svelte";
import { type Field, choose, isFiltered, noFilters, type Value, type Wish } from "./filters";
import { Marks } from "./marks.svelte";
import { PAGE_ROWS, Pages } from "./pages";
import { startsWith } from "./typeahead";

const REST_MS = 40;
const FETCH_AFTER_MS = 30;
/** Rows that typing in the list looks through: ten pages, asked for one after another. */
const LOOK_AHEAD = 10 * PAGE_ROWS;

/** Marks the time from the last key typed to the painted rows, and that the first list can be used. */
async function markPainted(startedAt: number): Promise<void> {
  await tick();
  await painted();
  performance.measure("vankho:search", { start: startedAt, end: performance.now() });
  document.documentElement.dataset.ready = "true";
}

class Library {
  query = $state("");
  filters = $state.raw<Filters>(noFilters());
  /** The newest answer, without its rows; null before the first one. */
  result = $state.raw<SearchResult | null>(null);
  facets = $state.raw<Facets>({ kind: {}, year: {}, issuer: {} });
  selected = $state(0);
  waiting = $state(false);
  failure = $state.raw<ApiError | null>(null);
  /** Where the list stood when it was last on screen. */
  scrollTop = $state(0);
  readonly marks = new Marks();
  #pages = new Pages();
  #filled = $state(0);
  #generation = 0;
  #seeking = 0;
  #debounce: ReturnType<typeof setTimeout> | undefined;
  #fetching: ReturnType<typeof setTimeout> | undefined;
  #asked = new Set<number>();
  #inView: [first: number, last: number] = [0, -1];
  #searching: Promise<void> = Promise.resolve();
  #typedAt: number | null = null;
  #outdated = false;

  get total(): number {
    return this.result?.total ?? 0;
  }

  get sort(): Sort {
    return session.layout.sort;
  }

  get isNarrowed(): boolean {
    return this.query.trim() !== "" || isFiltered(this.filters);
  }

  /** The row at `index`, or undefined while it is on its way. */
  row(index: number): Hit | undefined {
    return this.#filled >= 0 ? this.#pages.row(index) : undefined;
  }

  get selectedHit(): Hit | undefined {
    return this.row(this.selected);
  }

  /** Takes what someone types: answered at once, or as soon as the fingers rest while an answer is on its way. */
  type(query: string): void {
    this.#typedAt = performance.now();
    this.query = query;
    clearTimeout(this.#debounce);
    if (this.waiting) this.#debounce = setTimeout(() => this.search(), REST_MS);
    else void this.search();
  }

  /** Resolves when the list answers what was typed last, without waiting for the fingers to rest. */
  async settled(): Promise<void> {
    if (this.#typedAt !== null) void this.search();
    await this.#searching;
  }

  setQuery(query: string): void {
    this.query = query;
    void this.search();
  }

  /** Another question altogether, with a way back. */
  show(query: string, filters: Filters): void {
    const before = { query: this.query, filters: this.filters };
    const ask = (wanted: typeof before) => {
      Object.assign(this, wanted);
      void this.search();
    };
    ask({ query, filters });
    history.add({ label: "toast.filters_changed", undo: () => ask(before), redo: () => ask({ query, filters }) });
  }

  filter(field: Field, value: Value, wish: Wish): void {
    history.add(this.#change(choose(this.filters, field, value, wish), "toast.filters_changed"));
  }

  clearFilters(): void {
    if (isFiltered(this.filters)) toasts.changed(this.#change(noFilters(), "toast.filters_cleared"));
  }

  /** Shows other filters, and tells the way back. */
  #change(filters: Filters, label: Key): Step {
    const before = this.filters;
    const show = (wanted: Filters) => {
      this.filters = wanted;
      void this.search();
    };
    show(filters);
    return { label, undo: () => show(before), redo: () => show(filters) };
  }

  sortBy(sort: Sort): void {
    session.changeLayout({ sort });
    void this.search();
  }

  select(index: number): void {
    this.selected = Math.min(Math.max(0, index), Math.max(0, this.total - 1));
  }

  /** Selects the next row from `from` on, round the end, that starts with `typed`; looks no further than some pages. */
  async seek(typed: string, from: number): Promise<void> {
    const [generation, seeking] = [this.#generation, ++this.#seeking];
    for (let n = 0; n < Math.min(this.total, LOOK_AHEAD); n++) {
      const index = (from + n) % this.total;
      const hit = this.#pages.row(index) ?? (await this.reach(index));
      if (generation !== this.#generation || seeking !== this.#seeking) return;
      if (hit && startsWith(hit, typed)) {
        this.marks.clear();
        return this.select(index);
      }
    }
  }

  /** Asks anew and starts at the top. */
  search(): Promise<void> {
    const startedAt = this.#typedAt ?? performance.now();
    this.#typedAt = null;
    this.#searching = this.#ask([0], (result) => {
      this.selected = 0;
      this.scrollTop = 0;
      this.marks.clear();
      this.#show(result);
      void markPainted(startedAt);
    });
    return this.#searching;
  }

  /** Asks the same again after a change of the catalogue, and keeps the place. */
  async refresh(): Promise<void> {
    if (this.waiting) {
      this.#outdated = true;
      return;
    }
    const id = this.selectedHit?.id;
    const seen = new Pages().missing(...this.#inView).filter((page) => page > 0);
    await this.#ask([0, ...seen], (result) => {
      this.#show(result);
      const at = id === undefined ? null : this.#pages.indexOf(id);
      this.select(at ?? this.selected);
    });
  }

  /** Fetches what rows `first..=last` still lack, once scrolling rests. */
  need(first: number, last: number): void {
    clearTimeout(this.#fetching);
    this.#inView = [first, last];
    const missing = this.#pages.missing(first, last).filter((page) => !this.#asked.has(page));
    if (missing.length === 0 || !this.result) return;
    this.#fetching = setTimeout(() => {
      for (const page of missing) void this.#fetch(page);
    }, FETCH_AFTER_MS);
  }

  /** The row at `index`, fetched if need be; for stepping through the list from a document. */
  async reach(index: number): Promise<Hit | undefined> {
    if (index < 0 || index >= this.total) return undefined;
    if (!this.#pages.row(index)) await this.#fetch(Math.floor(index / PAGE_ROWS));
    return this.#pages.row(index);
  }

  /** The documents of rows `first..=last`, asked for where they are not here; null when the list is another by then. */
  async idsBetween(first: number, last: number): Promise<string[] | null> {
    const generation = this.#generation;
    const ids: string[] = [];
    while (ids.length <= last - first) {
      const at = first + ids.length;
      const hit = this.#pages.row(at) ?? (await this.reach(at));
      if (!hit || generation !== this.#generation) return null;
      ids.push(hit.id);
    }
    return ids;
  }

  /** The question the list answers, from row `offset` on. */
  request(offset: number): SearchRequest {
    const { query, filters, sort } = this;
    return { query, filters, sort, offset, limit: PAGE_ROWS, facets: offset === 0 };
  }

  /** Sends the question; an answer that a newer question has overtaken is dropped. */
  async #ask(pages: number[], show: (result: SearchResult) => void): Promise<void> {
    clearTimeout(this.#debounce);
    const generation = ++this.#generation;
    this.waiting = true;
    try {
      const results = await Promise.all(pages.map((page) => call("search", this.request(page * PAGE_ROWS))));
      const result = results[0];
      if (generation !== this.#generation || !result) return;
      this.failure = null;
      this.#pages = new Pages();
      for (const [index, page] of pages.entries()) this.#pages.put(page, results[index]?.hits ?? []);
      show(result);
    } catch (error) {
      const failure = error as ApiError;
      if (generation === this.#generation && failure.code !== "cancelled") this.failure = failure;
    } finally {
      if (generation === this.#generation) this.#rest();
    }
  }

  #rest(): void {
    this.waiting = false;
    if (!this.#outdated) return;
    this.#outdated = false;
    void this.refresh();
  }

  #show(result: SearchResult): void {
    this.#asked.clear();
    this.#filled += 1;
    this.result = { ...result, hits: [] };
    if (result.facets) this.facets = result.facets;
  }

  async #fetch(page: number): Promise<void> {
    const generation = this.#generation;
    this.#asked.add(page);
    try {
      const { hits } = await call("search", this.request(page * PAGE_ROWS));
      if (generation !== this.#generation) return;
      this.#pages.put(page, hits);
      this.#filled += 1;
    } catch (error) {
      const failure = error as ApiError;
      if (generation === this.#generation && failure.code !== "cancelled") this.failure = failure;
    } finally {
      if (generation === this.#generation) this.#asked.delete(page);
    }
  }
}

export const library = new Library();
