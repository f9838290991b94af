// Which screen is shown; Esc goes one level back.

export type Screen =
  | { name: "library" }
  | { name: "document"; id: string; page: number | null }
  | { name: "import" }
  | { name: "review" }
  | { name: "overview" }
  | { name: "settings" };
export type Overlay = "help" | "palette" | "columns" | "bulk" | SearchOverlay;
export type SearchOverlay = "query_help" | "save_search" | "similar" | "explain";

class Navigation {
  screen = $state.raw<Screen>({ name: "library" });
  overlay = $state<Overlay | null>(null);
  #before: Screen[] = [];

  go(screen: Screen): void {
    const same =
      screen.name === this.screen.name && (screen.name !== "document" || screen.id === (this.screen as typeof screen).id);
    if (!same) this.#before.push(this.screen);
    if (screen.name === "library") this.#before = [];
    this.screen = screen;
  }

  /** Tells whether there was a level to leave. */
  back(): boolean {
    const before = this.#before.pop();
    if (before) this.screen = before;
    return before !== undefined;
  }

  openDocument(id: string, page: number | null = null): void {
    this.go({ name: "document", id, page });
  }

  /** Shows another document in the place of this one: going back leaves both. */
  turnTo(id: string, page: number | null): void {
    this.screen = { name: "document", id, page };
  }
}

export const navigation = new Navigation();
