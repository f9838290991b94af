// The document on screen, reachable for commands.
import { call } from "$app/api/client";
import type { ApiError } from "$app/api/generated";
import { library } from "$app/features/library/library.svelte";
import { copyText } from "$app/shared/clipboard";
import { navigation } from "$app/shared/state/navigation.svelte";
import { toasts } from "$app/shared/state/toasts.svelte";
import { citation } from "./citation";
import { Reading, type Tab } from "./reading.svelte";

class Reader {
  current = $state.raw<Reading | null>(null);
  /** The last step asked of the PDF viewer. */
  viewerStep = $state.raw<{ by: 1 | -1; at: number } | null>(null);
  #steps = 0;

  open(id: string): void {
    this.viewerStep = null;
    this.current = new Reading(id, library.query);
    void this.current.open();
  }

  close(): void {
    this.current = null;
  }

  /** Goes to the next or previous hit, where the document is being looked at. */
  stepHit(by: 1 | -1): void {
    const { current } = this;
    if (!current) return;
    if (current.tab === "original" && current.original === "pdf") {
      this.viewerStep = { by, at: ++this.#steps };
      return;
    }
    current.tab = "text";
    current.lit = null;
    current.step(by);
  }

  /** Shows the original, the text or the files. */
  look(tab: Tab): void {
    if (this.current) this.current.tab = tab;
  }

  /** Copies how another document would name the open one, or the one selected in the list. */
  async copyCitation(): Promise<void> {
    const id = navigation.screen.name === "document" ? navigation.screen.id : library.selectedHit?.id;
    if (id === undefined) return;
    try {
      const open = this.current?.document;
      const text = citation(open?.id === id ? open : await call("document", { id }));
      if (text === null) toasts.say("toast.no_citation");
      else if (await copyText(text)) toasts.say("toast.copied", { text });
      else toasts.say("toast.not_copied");
    } catch (error) {
      toasts.failed(error as ApiError);
    }
  }

  /** Opens the document before or after this one in the list. */
  async stepDocument(by: 1 | -1): Promise<void> {
    if (navigation.screen.name !== "document") return;
    const hit = await library.reach(library.selected + by);
    if (!hit) return;
    library.select(library.selected + by);
    navigation.turnTo(hit.id, hit.page);
  }
}

export const reader = new Reader();
