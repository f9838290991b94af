// What a person decides about an open document: its fields, its citations.
import { call } from "$app/api/client";
import type { ApiError, Change, Citation, EditAction, Field, FieldEdit, Relation, Ruling } from "$app/api/generated";
import { type Key, t, type Values } from "$app/i18n/index.svelte";
import { toasts } from "$app/shared/state/toasts.svelte";
import { fieldLabel } from "./fields";
import type { Reading } from "./reading.svelte";

export type Refusal = { field: Field; error: ApiError };

const DONE: Record<EditAction, Key> = {
  confirm: "decide.confirmed",
  correct: "decide.corrected",
  reject: "decide.rejected",
};

/** The newest reading of every document that was opened: a change may be taken back after another one has been opened. */
const newest = new Map<string, WeakRef<Reading>>();

/** Takes changes back, the newest first; gives the changes that did so. */
async function takeBack(numbers: readonly number[]): Promise<number[]> {
  const back: number[] = [];
  for (const change of [...numbers].reverse()) {
    const undone = await call("undo", { change });
    if (undone) back.push(undone.no);
  }
  return back;
}

export class Deciding {
  /** The field with the editor open. */
  editing = $state.raw<Field | null>(null);
  refusal = $state.raw<Refusal | null>(null);
  /** Called when a change of this document has been taken back. */
  undone: (() => void) | undefined;

  constructor(private readonly reading: Reading) {
    newest.set(reading.id, new WeakRef(reading));
  }

  edit(field: Field | null): void {
    this.refusal = null;
    this.editing = field;
  }

  confirm(fields: readonly Field[]): Promise<boolean> {
    return this.#change(fields.map((field) => ({ field, action: "confirm", values: [] })));
  }

  reject(field: Field): Promise<boolean> {
    return this.#change([{ field, action: "reject", values: [] }]);
  }

  correct(field: Field, values: string[]): Promise<boolean> {
    return this.#change([{ field, action: "correct", values }]);
  }

  /** Says that a citation is right, another relation, or wrong. */
  async rule(citation: Citation, ruling: Ruling, relation: Relation | null = null): Promise<boolean> {
    if (citation.no === null) return false;
    try {
      const change = await call("rule_citation", { citation: citation.no, ruling, relation, cited: null });
      this.#tell(ruling === "rejected" ? "decide.citation_rejected" : "decide.citation_confirmed", {}, [change]);
      await this.reading.refresh();
      return true;
    } catch (error) {
      toasts.failed(error as ApiError);
      return false;
    }
  }

  /** Takes one change of the history back; that can be undone as well. */
  async takeBack({ no }: Change): Promise<void> {
    try {
      const change = await call("undo", { change: no });
      if (change) this.#tell("decide.taken_back", {}, [change]);
      else toasts.say("decide.later_first");
      await this.reading.refresh();
    } catch (error) {
      toasts.failed(error as ApiError);
    }
  }

  /** Tells whether it was taken; a value that the field can't hold is told at the field. */
  async #change(edits: FieldEdit[]): Promise<boolean> {
    const [first] = edits;
    if (!first) return false;
    try {
      const { document, changes } = await call("edit_fields", { id: this.reading.id, edits });
      // Another editor may have been opened meanwhile.
      if (this.editing === first.field) this.edit(null);
      void this.reading.refresh(document);
      if (changes.length > 1) this.#tell("decide.confirmed_many", { n: changes.length }, changes);
      else if (changes.length === 1) this.#tell(DONE[first.action], { field: t(fieldLabel(first.field)) }, changes);
      return true;
    } catch (error) {
      const failure = error as ApiError;
      if (this.editing === null) toasts.failed(failure);
      else this.refusal = { field: first.field, error: failure };
      return false;
    }
  }

  /** Tells of changes that were made, with the way back; back and forth are the same way. */
  #tell(label: Key, values: Values, changes: readonly Change[]): void {
    const { id } = this.reading;
    let numbers = changes.map(({ no }) => no);
    const across = async () => {
      numbers = await takeBack(numbers);
      const reading = newest.get(id)?.deref();
      await reading?.refresh();
      reading?.deciding.undone?.();
    };
    toasts.changed({ label, values, undo: across, redo: across });
  }
}
