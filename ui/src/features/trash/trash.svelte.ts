// What was deleted: kept for 30 days, restored, or gone for good when somebody empties the trash.
import { call } from "$app/api/client";
import type { ApiError, Trash } from "$app/api/generated";
import { changeMany } from "$app/features/bulk/bulk.svelte";
import { library } from "$app/features/library/library.svelte";
import { chosen } from "$app/features/library/selecting";
import { navigation } from "$app/shared/state/navigation.svelte";
import { session } from "$app/shared/state/session.svelte";
import { toasts } from "$app/shared/state/toasts.svelte";

/** As many as anybody looks through; the count tells of the rest. */
const SHOWN = 500;

class TrashState {
  found = $state.raw<Trash | null>(null);
  failure = $state.raw<ApiError | null>(null);

  async open(): Promise<void> {
    try {
      this.found = await call("trash", { offset: 0, limit: SHOWN });
      this.failure = null;
    } catch (error) {
      this.failure = error as ApiError;
    }
  }

  /** Puts the marked documents into the trash, or the one under the cursor. */
  async put(): Promise<void> {
    const selection = chosen();
    if (!selection) return;
    try {
      await changeMany(selection, { act: "trash" }, "trash.moved");
      library.marks.clear();
    } catch (error) {
      toasts.failed(error as ApiError);
    }
  }

  async restore(id: string): Promise<void> {
    try {
      await changeMany({ of: "ids", ids: [id] }, { act: "restore" }, "trash.restored");
    } catch (error) {
      toasts.failed(error as ApiError);
    }
  }

  async empty(): Promise<void> {
    navigation.overlay = null;
    try {
      toasts.say("trash.emptied", { n: await call("empty_trash", { ids: null }) });
    } catch (error) {
      toasts.failed(error as ApiError);
    }
    session.changes += 1;
    await this.open();
  }
}

export const trash = new TrashState();
