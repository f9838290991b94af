// The document on screen, reachable for commands.
import { call } from "$app/api/client";
import type { ApiError } from "$app/api/generated";
import { library } from "$app/features/library/library.svelte";
import { copyText } from "$app/shared/clipboard";
import { navigation, type Screen } from "$app/shared/state/navigation.svelte";
import { toasts } from "$app/shared/state/toasts.svelte";
import { citation } from "./citation";
import { type Place, Reading, type Tab } from "./reading.svelte";

/** How a document was left, or is to be met: which tab, the place that is lit, the link that was followed. */
type Stand = { tab: Tab; place: Place | null; link: string | null };

class Reader {
  current = $state.raw<Reading | null>(null);
  /** The last step asked of the PDF viewer. */
  viewerStep = $state.raw<{ by: 1 | -1; at: number } | null>(null);
  #steps = 0;

  /** Somebody followed a link here or came back over one, and the keyboard goes on among the links. */
  travelled = $state(false);
  /** The link that was followed from here, once somebody is back. */
  leftAt: string | null = null;
  /** How each screen on the way was left, and how the next one is to be met. */
  #stands = new WeakMap<Screen, Stand>();

  open(id: string): void {
    this.viewerStep = null;
    const stand = this.#stands.get(navigation.screen);
    const reading = new Reading(id, library.query);
    if (stand) {
      reading.tab = stand.tab;
      reading.lit = stand.place;
    }
    this.travelled = stand?.tab === "relations";
    this.leftAt = stand?.link ?? null;
    this.current = reading;
    void reading.open();
  }

  /** Follows a link to another document, to a place in its text if one is given; going back returns to the link. */
  travel(id: string, place: Place | null = null, link: string | null = null): void {
    const { current } = this;
    if (current?.id === id) return;
    if (current) this.#stands.set(navigation.screen, { tab: current.tab, place: current.lit, link });
    navigation.openDocument(id, place?.page ?? null);
    this.#stands.set(navigation.screen, { tab: place ? "text" : "relations", place, link: null });
  }

  /** Opens a document with a certain tab in front. */
  meet(id: string, tab: Tab): void {
    navigation.openDocument(id);
    this.#stands.set(navigation.screen, { tab, place: null, link: null });
  }

  close(): void {
    this.current = null;
  }

  /** Goes to the next or previous hit, where the document is being looked at. */
  stepHit(by: 1 | -1): void {
    const { current } = this;
    if (!current) return;
    const framed = current.original === "pdf" || (current.original === "html" && current.html !== null);
    // A scan without a layer of text has its words in the text only.
    const lacksThem = current.found?.complete === true && current.found.n === 0;
    if (current.tab === "original" && framed && !lacksThem) {
      this.viewerStep = { by, at: ++this.#steps };
      return;
    }
    current.tab = "text";
    current.lit = null;
    current.step(by);
  }

  /** Shows the original, the text, the relations and so on. */
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
