// One change for many documents: what it would do, the change itself, and the way back as one.
import { call } from "$app/api/client";
import type { ApiError, BulkEdit, ManyPreview, Selection } from "$app/api/generated";
import { library } from "$app/features/library/library.svelte";
import { chosen } from "$app/features/library/selecting";
import type { Key } from "$app/i18n/index.svelte";
import { session } from "$app/shared/state/session.svelte";
import { toasts } from "$app/shared/state/toasts.svelte";

export const ACTS = ["kind", "issuer", "add_tag", "remove_tag", "add_to_dossier", "remove_from_dossier"] as const;
export type ActName = (typeof ACTS)[number];

/** What the archive is asked to do; null as long as the value is missing. */
export function editOf(act: ActName, value: string): BulkEdit | null {
  if (value === "") return null;
  if (act === "kind" || act === "issuer") return { act: "set_field", field: act, values: [value] };
  if (act === "add_tag") return { act: "add_tags", tags: [value] };
  if (act === "remove_tag") return { act: "remove_tags", tags: [value] };
  return { act, dossier: value };
}

/** After a change of many, what is on screen follows. */
async function follow(): Promise<void> {
  session.changes += 1;
  await library.refresh();
}

/** Changes the documents and tells of it, with the way back; tells how many were changed. */
export async function changeMany(selection: Selection, edit: BulkEdit, label: Key): Promise<number> {
  const { operation, changed } = await call("change_many", { selection, edit });
  await follow();
  if (operation === null) return changed;
  let newest = operation;
  // Back and forth are the same way: what takes an operation back is an operation itself.
  const across = async () => {
    const undone = await call("undo_many", { operation: newest });
    if (!undone) return toasts.say("decide.later_first");
    newest = undone.operation ?? newest;
    await follow();
  };
  toasts.changed({ label, values: { n: changed }, undo: across, redo: across });
  return changed;
}

class Bulk {
  preview = $state.raw<ManyPreview | null>(null);
  failure = $state.raw<ApiError | null>(null);
  running = $state(false);
  #asked = 0;

  /** Asks what the change would do. */
  async look(edit: BulkEdit | null): Promise<void> {
    const asked = ++this.#asked;
    this.preview = this.failure = null;
    const selection = chosen();
    if (!edit || !selection) return;
    try {
      const preview = await call("preview_many", { selection, edit });
      if (asked === this.#asked) this.preview = preview;
    } catch (error) {
      if (asked === this.#asked) this.failure = error as ApiError;
    }
  }

  /** Tells whether it was done. */
  async run(edit: BulkEdit): Promise<boolean> {
    const selection = chosen();
    if (!selection || this.running) return false;
    this.running = true;
    this.failure = null;
    try {
      await changeMany(selection, edit, "bulk.changed");
      return true;
    } catch (error) {
      this.failure = error as ApiError;
      return false;
    } finally {
      this.running = false;
    }
  }
}

export const bulk = new Bulk();
