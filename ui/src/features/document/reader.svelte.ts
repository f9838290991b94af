// The document on screen, reachable for commands.
import { library } from "$app/features/library/library.svelte";
import { navigation } from "$app/shared/state/navigation.svelte";
import { Reading } from "./reading.svelte";

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

  /** Opens the document before or after this one in the list. */
  async stepDocument(by: 1 | -1): Promise<void> {
    if (navigation.screen.name !== "document") return;
    const hit = await library.reach(library.selected + by);
    if (!hit) return;
    library.select(library.selected + by);
    navigation.openDocument(hit.id, hit.page);
  }
}

export const reader = new Reader();
