// What can be undone: the last fifty changes, newest last.
import type { Key, Values } from "$app/i18n/index.svelte";

export const MOST_STEPS = 50;

/** One change that was made, with both ways across it. A way that fails leaves the history as it was. */
export type Step = {
  label: Key;
  values?: Values;
  undo: () => void | Promise<void>;
  redo: () => void | Promise<void>;
};

export class History {
  #done = $state.raw<readonly Step[]>([]);
  #undone = $state.raw<readonly Step[]>([]);
  #moving = false;

  get last(): Step | undefined {
    return this.#done.at(-1);
  }

  get next(): Step | undefined {
    return this.#undone.at(-1);
  }

  /** Remembers a change that has just been made. What had been undone before it can't come back. */
  add(step: Step): void {
    this.#done = [...this.#done, step].slice(-MOST_STEPS);
    this.#undone = [];
  }

  /** Makes the change and remembers it. */
  async make(step: Step): Promise<void> {
    await step.redo();
    this.add(step);
  }

  /** Undoes the newest change, or `until` with all that came after it; gives the last one undone. */
  async undo(until: Step | undefined = this.last): Promise<Step | undefined> {
    return this.#move(async () => {
      if (!until || !this.#done.includes(until)) return undefined;
      for (let step = this.last; step; step = this.last) {
        await step.undo();
        this.#done = this.#done.slice(0, -1);
        this.#undone = [...this.#undone, step];
        if (step === until) break;
      }
      return until;
    });
  }

  async redo(): Promise<Step | undefined> {
    return this.#move(async () => {
      const step = this.next;
      if (!step) return undefined;
      await step.redo();
      this.#undone = this.#undone.slice(0, -1);
      this.#done = [...this.#done, step];
      return step;
    });
  }

  /** One way at a time: a key held down doesn't overtake a slow disk. */
  async #move(way: () => Promise<Step | undefined>): Promise<Step | undefined> {
    if (this.#moving) return undefined;
    this.#moving = true;
    try {
      return await way();
    } finally {
      this.#moving = false;
    }
  }
}

export const history = new History();
