// Short news at the edge of the screen, with a way back where there is one.
import type { ApiError } from "$app/api/generated";
import { errorWording } from "$app/api/errors";
import type { Key, Values } from "$app/i18n/index.svelte";
import { history, type Step } from "./history.svelte";

/** Long enough to read and to reach the button. */
const SHOWN_MS = 10_000;
const MOST = 3;

/** `until`: when it goes, by `performance.now()`. */
export type Toast = { id: number; until: number; label: Key; values?: Values; undoes?: Step; code?: string };

class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  #ids = 0;

  say(label: Key, values?: Values): void {
    this.#add({ label, values });
  }

  /** Tells of a change that can be undone, and remembers it. */
  changed(step: Step): void {
    history.add(step);
    this.#add({ label: step.label, values: step.values, undoes: step });
  }

  failed({ code }: ApiError): void {
    this.#add({ label: errorWording(code).what, code });
  }

  close(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  async undo(toast: Toast): Promise<void> {
    this.close(toast.id);
    await history.undo(toast.undoes).catch((error: ApiError) => this.failed(error));
  }

  /** For the command: undoes the newest change, and says which. */
  async undoLast(): Promise<void> {
    await this.#moved(history.undo(), "toast.undone");
  }

  async redoNext(): Promise<void> {
    await this.#moved(history.redo(), "toast.redone");
  }

  async #moved(moving: Promise<Step | undefined>, label: Key): Promise<void> {
    try {
      const step = await moving;
      if (!step) return;
      this.shown = this.shown.filter((toast) => toast.undoes !== step);
      this.#add({ label, values: { step: step.label } });
    } catch (error) {
      this.failed(error as ApiError);
    }
  }

  /** Someone reads them, or reaches for one: their time begins anew. */
  renew(): void {
    const until = performance.now() + SHOWN_MS;
    this.shown = this.shown.map((toast) => ({ ...toast, until }));
  }

  #add(toast: Omit<Toast, "id" | "until">): void {
    const until = performance.now() + SHOWN_MS;
    this.shown = [...this.shown, { ...toast, id: ++this.#ids, until }].slice(-MOST);
  }
}

export const toasts = new Toasts();
