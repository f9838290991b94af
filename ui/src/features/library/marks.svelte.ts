// Which documents of the list are marked, to be changed together.

/** Marks some documents by name, or everything the list found but for some: a hundred thousand need no hundred thousand names. */
export class Marks {
  /** Everything is marked, and `#names` are those left out. */
  all = $state(false);
  #names = $state.raw<ReadonlySet<string>>(new Set());
  /** The row a range starts at; null: wherever the cursor stands. */
  anchor: number | null = null;

  has(id: string): boolean {
    return this.#names.has(id) !== this.all;
  }

  /** How many are marked of the `total` that the list found. */
  count(total: number): number {
    return this.all ? Math.max(0, total - this.#names.size) : this.#names.size;
  }

  /** The marked ones, or those left out when `all` are marked. */
  get names(): string[] {
    return [...this.#names];
  }

  toggle(id: string): void {
    const names = new Set(this.#names);
    if (!names.delete(id)) names.add(id);
    this.#names = names;
  }

  only(ids: Iterable<string>): void {
    this.all = false;
    this.#names = new Set(ids);
  }

  everything(): void {
    this.all = true;
    this.#names = new Set();
  }

  clear(): void {
    this.anchor = null;
    if (this.all || this.#names.size > 0) this.only([]);
  }
}
