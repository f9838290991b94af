// Searches to come back to: those with a name, and those asked lately.
import { call } from "$app/api/client";
import type { ApiError, SavedSearch, Searches } from "$app/api/generated";
import { toasts } from "$app/shared/state/toasts.svelte";
import type { Key } from "$app/i18n/index.svelte";

class KeptSearches {
  saved = $state.raw<readonly SavedSearch[]>([]);
  recent = $state.raw<readonly string[]>([]);

  #loaded = false;

  async loadOnce(): Promise<void> {
    if (this.#loaded) return;
    this.#loaded = true;
    await this.#take(call("searches", {})).catch((error: ApiError) => toasts.failed(error));
  }

  named(name: string): SavedSearch | undefined {
    return this.saved.find((saved) => saved.name === name);
  }

  /** Remembers a query that was asked or that found what was opened; nothing is lost if that can't be kept. */
  note(query: string): void {
    if (query.trim() !== "" && query.trim() !== this.recent[0]) {
      this.#take(call("note_search", { query })).catch(() => undefined);
    }
  }

  async forgetRecent(): Promise<void> {
    const oldestFirst = [...this.recent].reverse();
    await this.#change("toast.recent_forgotten", {}, async () => call("forget_recent_searches", {}), async () => {
      let searches = await call("searches", {});
      for (const query of oldestFirst) searches = await call("note_search", { query });
      return searches;
    });
  }

  /** Keeps a search under its name, in the place of the one that has it. */
  async save(saved: SavedSearch): Promise<void> {
    const before = this.named(saved.name);
    await this.#change(
      before ? "toast.search_replaced" : "toast.search_saved",
      { name: saved.name },
      () => call("save_search", saved),
      () => (before ? call("save_search", before) : call("forget_search", { name: saved.name })),
    );
  }

  async rename(saved: SavedSearch, name: string): Promise<void> {
    const taken = this.named(name);
    await this.#change(
      "toast.search_renamed",
      { name },
      async () => {
        await call("save_search", { ...saved, name });
        return call("forget_search", { name: saved.name });
      },
      async () => {
        await (taken ? call("save_search", taken) : call("forget_search", { name }));
        return call("save_search", saved);
      },
    );
  }

  async forget(saved: SavedSearch): Promise<void> {
    const { name } = saved;
    await this.#change("toast.search_forgotten", { name }, () => call("forget_search", { name }), () => call("save_search", saved));
  }

  async #change(label: Key, values: { name?: string }, make: () => Promise<Searches>, back: () => Promise<Searches>): Promise<void> {
    const step = { label, values, undo: () => this.#take(back()), redo: () => this.#take(make()) };
    try {
      await step.redo();
      toasts.changed(step);
    } catch (error) {
      toasts.failed(error as ApiError);
    }
  }

  async #take(searches: Promise<Searches>): Promise<void> {
    const { saved, recent } = await searches;
    [this.saved, this.recent] = [saved, recent];
  }
}

export const searches = new KeptSearches();
