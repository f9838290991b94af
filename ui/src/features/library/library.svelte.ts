// The list of documents: what was asked, what came back, which row is selected.
import { tick } from "svelte";
import { call } from "$app/api/client";
import type { ApiError, Facets, Filters, Hit, HitRole, SearchRequest, SearchResult, Sort } from "$app/api/generated";
import type { Key } from "$app/i18n/index.svelte";
import { painted } from "$app/shared/painted";
import { history, type Step } from "$app/shared/state/history.svelte";
import { session } from "$app/shared/state/session.svelte";
import { navigation } from "$app/shared/state/navigation.svelte";
import { toasts } from "$app/shared/state/toasts.svelte";
import { arrange, type Section } from "$app/features/search/groups";
import { searches } from "$app/features/search/searches.svelte";
import { type Field, choice, choose, isFiltered, noFilters, type Value, type Wish } from "./filters";
import { Marks } from "./marks.svelte";
import { PAGE_ROWS, Pages } from "./pages";
import { startsWith } from "./typeahead";

const REST_MS = 40;
const FETCH_AFTER_MS = 30;
/** Fingers that rest this long have written the last word to its end. */
const WHOLE_AFTER_MS = 700;
/** Rows that typing in the list looks through: ten pages, asked for one after another. */
const LOOK_AHEAD = 10 * PAGE_ROWS;

/** Marks the time from the last key typed to the painted rows, and that the first list can be used. */
async function markPainted(startedAt: number): Promise<void> {
  await tick();
  await painted();
  performance.measure("vankho:search", { start: startedAt, end: performance.now() });
  document.documentElement.dataset.ready = "true";
}

/** What is left out does not narrow, and the order stays. */
type Question = { query: string; filters?: Partial<Filters>; sort?: Sort; within?: string[] };

class Library {
  query = $state("");
  filters = $state.raw<Filters>(noFilters());
  /** Earlier queries, within whose results this one looks. */
  within = $state.raw<readonly string[]>([]);
  /** Where the list is divided by what its documents have to do with the number asked for. */
  sections = $state.raw<readonly Section[]>([]);
  /** The newest answer, without its rows; null before the first one. */
  result = $state.raw<SearchResult | null>(null);
  facets = $state.raw<Facets>({ kind: {}, year: {}, issuer: {}, signer: {}, tag: {} });
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
  /** Whether the last word of what is shown may be only begun. */
  #typing = false;
  #pause: ReturnType<typeof setTimeout> | undefined;
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
    return this.query.trim() !== "" || this.within.length > 0 || isFiltered(this.filters);
  }

  /** The row at `index`, or undefined while it is on its way. */
  row(index: number): Hit | undefined {
    return this.#filled >= 0 ? this.#pages.row(index) : undefined;
  }

  get selectedHit(): Hit | undefined {
    return this.row(this.selected);
  }

  /** What the row has to do with the number that was asked for, where the heading over it says something else. */
  toldRole(index: number): HitRole | undefined {
    if (!this.result?.understood.number) return undefined;
    const heading = this.sections.filter(({ start }) => start <= index).at(-1);
    const role = this.row(index)?.role;
    return heading?.role === role ? undefined : role;
  }

  /** Takes what someone types: answered at once, or as soon as the fingers rest while an answer is on its way. */
  type(query: string): void {
    this.#typedAt = performance.now();
    this.query = query;
    clearTimeout(this.#debounce);
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#takeWhole(), WHOLE_AFTER_MS);
    if (this.waiting) this.#debounce = setTimeout(() => this.search(true), REST_MS);
    else void this.search(true);
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

  /** The question that the list answers, from its first row on. */
  get asked(): SearchRequest {
    const { query, filters, sort } = this;
    return { query, filters, sort, within: [...this.within], offset: 0, limit: PAGE_ROWS, facets: true };
  }

  /** Another question altogether, with a way back. */
  show(question: Question): void {
    const before = this.asked;
    const ask = ({ query, filters, sort = this.sort, within = [] }: Question) => {
      [this.query, this.filters, this.within] = [query, { ...noFilters(), ...filters }, [...within]];
      this.sortBy(sort);
    };
    ask(question);
    history.add({ label: "toast.filters_changed", undo: () => ask(before), redo: () => ask(question) });
  }

  /** The next query looks only within what is found now. */
  searchWithin(): void {
    if (this.query.trim() === "") return;
    searches.note(this.query);
    this.within = [...this.within, this.query];
    this.setQuery("");
  }

  leaveWithin(index: number): void {
    this.within = this.within.filter((_, at) => at !== index);
    void this.search();
  }

  /** Opens a document that was found; what found it is worth remembering. */
  open(hit: Hit): void {
    searches.note(this.query);
    navigation.openDocument(hit.id, hit.page);
  }

  filter(field: Field, value: Value, wish: Wish): void {
    history.add(this.#change(choose(this.filters, field, value, wish), "toast.filters_changed"));
  }

  /** Shows all documents with this value, in the place of what was typed. */
  keepTo(field: Field, value: Value): void {
    this.query = "";
    if (choice(this.filters, field, value) === "only") void this.search();
    else this.filter(field, value, "only");
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
  search(typing = false): Promise<void> {
    const startedAt = this.#typedAt ?? performance.now();
    this.#typedAt = null;
    if (!typing) clearTimeout(this.#pause);
    this.#searching = this.#ask([0], typing, (result) => {
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
    const seen = new Pages().missing(...this.#inView).filter((page) => page > 0);
    await this.#ask([0, ...seen], this.#typing, this.#keepingPlace());
  }

  /**
   * What is typed is meant whole once fingers rest. While its last word was only begun it may have found more: then
   * that stays, for the word may still grow.
   */
  async #takeWhole(): Promise<void> {
    const before = this.result;
    if (!before || !this.#typing) return;
    if (this.waiting) {
      this.#pause = setTimeout(() => void this.#takeWhole(), WHOLE_AFTER_MS);
      return;
    }
    const isFull = (result: SearchResult) => result.total > 0 && !result.relaxed && !result.suggestion;
    await this.#ask([0], false, this.#keepingPlace(), (result) => isFull(result) || !isFull(before));
  }

  #keepingPlace(): (result: SearchResult) => void {
    const { selected } = this;
    const id = this.selectedHit?.id;
    return (result) => {
      this.#show(result);
      const at = id === undefined || selected === 0 ? null : this.#pages.indexOf(id);
      this.select(at ?? this.selected);
    };
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

  #request(offset: number, typing: boolean): SearchRequest {
    return { ...this.asked, offset, facets: offset === 0, typing };
  }

  /** Sends the question; an answer that a newer question has overtaken, or that is not `wanted`, is dropped. */
  async #ask(
    pages: number[],
    typing: boolean,
    show: (result: SearchResult) => void,
    wanted: (result: SearchResult) => boolean = () => true,
  ): Promise<void> {
    clearTimeout(this.#debounce);
    clearTimeout(this.#fetching);
    const generation = ++this.#generation;
    this.waiting = true;
    try {
      const ask = (page: number) => call("search", this.#request(page * PAGE_ROWS, typing));
      const results = await Promise.all(pages.map(ask));
      const result = results[0];
      if (generation !== this.#generation || !result) return;
      this.failure = null;
      if (!wanted(result)) return this.#fetchAgain();
      this.#typing = typing;
      this.#pages = new Pages();
      const { hits, sections } = arrange(result, this.sort);
      this.sections = sections;
      for (const [index, page] of pages.entries()) this.#pages.put(page, page === 0 ? hits : (results[index]?.hits ?? []));
      show(result);
    } catch (error) {
      const failure = error as ApiError;
      if (generation === this.#generation && failure.code !== "cancelled") this.failure = failure;
    } finally {
      if (generation === this.#generation) this.#rest();
    }
  }

  /** Rows that were on their way belonged to the question before, which is still the one that is shown. */
  #fetchAgain(): void {
    this.#asked.clear();
    this.need(...this.#inView);
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
      const { hits } = await call("search", this.#request(page * PAGE_ROWS, this.#typing));
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
