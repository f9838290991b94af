// The documents that wait for a person, one after another.
import { call } from "$app/api/client";
import type { ApiError, Document } from "$app/api/generated";
import { allFieldsOf, isDoubtful } from "$app/features/document/fields";

const PAGE = 20;
/** How many documents are kept ready ahead of the one on screen. */
const AHEAD = 5;

export const doubtsOf = (document: Document) => allFieldsOf(document).filter(isDoubtful);

export class Queue {
  /** The ids of those asked for so far, in the order of filing. */
  found = $state.raw<readonly string[]>([]);
  at = $state(0);
  /** How many waited when the lane was opened, and came in since. */
  total = $state(0);
  ended = $state(false);
  failure = $state.raw<ApiError | null>(null);
  /** Those that a person is done with. */
  done = $state.raw<ReadonlySet<string>>(new Set());
  #asking: Promise<void> | null = null;

  get current(): string | undefined {
    return this.found[this.at];
  }

  /** How many still wait. */
  get left(): number {
    return Math.max(0, this.total - this.done.size);
  }

  /** Asks for the next documents, if few are ready. */
  open(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** Goes on; `finished`: the document on screen waits no longer. */
  next(finished: boolean): void {
    const { current } = this;
    if (current === undefined) return;
    if (finished) this.done = new Set([...this.done, current]);
    this.at += 1;
    void this.open();
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

  async #ask(): Promise<void> {
    try {
      while (!this.ended && this.found.length - this.at <= AHEAD) {
        const done = this.done.size;
        const { waiting, documents } = await call("review", { after: this.found.at(-1) ?? null, limit: PAGE });
        this.total = waiting + done;
        this.found = [...this.found, ...documents.map(({ id }) => id)];
        this.ended = documents.length < PAGE;
      }
      this.failure = null;
    } catch (error) {
      this.failure = error as ApiError;
    }
  }
}
