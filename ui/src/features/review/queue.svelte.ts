// The documents that wait for a person, one after another.
//
// There is no command that lists them: the newest documents are walked in pages, and those with a doubtful field stay.
import { call } from "$app/api/client";
import type { ApiError, Document, Filters } from "$app/api/generated";
import { allFieldsOf, isDoubtful } from "$app/features/document/fields";

const PAGE = 40;
/** How many documents are kept ready ahead of the one on screen. */
const AHEAD = 8;
const NO_FILTERS: Filters = { kind: [], without_kind: [], year: [], without_year: [], issuer: [], without_issuer: [] };

export const doubtsOf = (document: Document) => allFieldsOf(document).filter(isDoubtful);

export class Queue {
  /** Those found so far, in the order in which they are shown. */
  found = $state.raw<readonly string[]>([]);
  at = $state(0);
  /** How many were looked at, of how many. */
  seen = $state(0);
  total = $state(0);
  ended = $state(false);
  failure = $state.raw<ApiError | null>(null);
  /** Those that a person is done with. */
  done = $state.raw<ReadonlySet<string>>(new Set());
  #walking: Promise<void> | null = null;
  #known = new Set<string>();
  #stopped = false;

  /** `first`: looked at before all others, as the documents of the last import. */
  constructor(private readonly first: readonly string[] = []) {}

  get current(): string | undefined {
    return this.found[this.at];
  }

  async open(): Promise<void> {
    await this.#consider(this.first);
    await this.#ahead();
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Goes on; `finished`: the document on screen waits no longer. */
  next(finished: boolean): void {
    const { current } = this;
    if (current === undefined) return;
    if (finished) this.done = new Set([...this.done, current]);
    this.at += 1;
    void this.#ahead();
  }

  previous(): void {
    this.at = Math.max(0, this.at - 1);
  }

  /** Comes back to a document whose change was taken back. */
  backTo(id: string): void {
    const at = this.found.indexOf(id);
    if (at < 0) return;
    this.at = at;
    this.done = new Set([...this.done].filter((each) => each !== id));
  }

  /** Walks on until enough documents are ready. */
  #ahead(): Promise<void> {
    this.#walking ??= this.#walk().finally(() => {
      this.#walking = null;
    });
    return this.#walking;
  }

  async #walk(): Promise<void> {
    try {
      while (!this.#stopped && !this.ended && this.found.length - this.at <= AHEAD) {
        const request = { query: "", filters: NO_FILTERS, sort: "newest" as const, facets: false };
        const { hits, total } = await call("search", { ...request, offset: this.seen, limit: PAGE });
        this.total = total;
        await this.#consider(hits.map((hit) => hit.id));
        this.seen += hits.length;
        this.ended = hits.length === 0 || this.seen >= total;
      }
      this.failure = null;
    } catch (error) {
      this.failure = error as ApiError;
    }
  }

  async #consider(ids: readonly string[]): Promise<void> {
    const fresh = ids.filter((id) => !this.#known.has(id));
    for (const id of fresh) this.#known.add(id);
    // One that went away meanwhile doesn't hold up the others.
    const documents = await Promise.all(fresh.map((id) => call("document", { id }).catch(() => null)));
    const waiting = documents.filter((document): document is Document => document !== null && doubtsOf(document).length > 0);
    this.found = [...this.found, ...waiting.map((document) => document.id)];
  }
}
