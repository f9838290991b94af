// What a person decides about an open document: its fields, its citations.
import { call } from "$app/api/client";
import type { ApiError, Change, Citation, EditAction, Field, FieldEdit, Relation, Ruling } from "$app/api/generated";
import type { Key } from "$app/i18n/vi";
import { fieldLabel } from "./fields";
import { offers, takeBack } from "./offers.svelte";
import type { Reading } from "./reading.svelte";

export type Refusal = { field: Field; error: ApiError };

const DONE: Record<EditAction, Key> = {
  confirm: "decide.confirmed",
  correct: "decide.corrected",
  reject: "decide.rejected",
};

export class Deciding {
  /** The field with the editor open. */
  editing = $state.raw<Field | null>(null);
  refusal = $state.raw<Refusal | null>(null);
  /** Called when a change of this document has been taken back. */
  undone: (() => void) | undefined;

  constructor(private readonly reading: Reading) {}

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
      const label: Key = ruling === "rejected" ? "decide.citation_rejected" : "decide.citation_confirmed";
      this.#offer(label, null, [change]);
      await this.reading.refresh();
      return true;
    } catch (error) {
      offers.failed(error as ApiError);
      return false;
    }
  }

  async takeBack(changes: Change[]): Promise<void> {
    await takeBack(changes);
    await this.reading.refresh();
    this.undone?.();
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
      if (changes.length > 1) this.#offer("decide.confirmed_many", null, changes);
      else if (changes.length === 1) this.#offer(DONE[first.action], fieldLabel(first.field), changes);
      return true;
    } catch (error) {
      const failure = error as ApiError;
      if (this.editing === null) offers.failed(failure);
      else this.refusal = { field: first.field, error: failure };
      return false;
    }
  }

  #offer(label: Key, field: Key | null, changes: Change[]): void {
    offers.show({ label, field, n: changes.length, undo: () => this.takeBack(changes) });
  }
}
