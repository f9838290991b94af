// Which screen is shown; Esc goes one level back.

export type Screen = { name: "library" } | { name: "document"; id: string; page: number | null } | { name: "import" };

class Navigation {
  screen = $state.raw<Screen>({ name: "library" });
  overlay = $state<"help" | "palette" | null>(null);
  #before: Screen[] = [];

  go(screen: Screen): void {
    if (screen.name !== this.screen.name) this.#before.push(this.screen);
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
}

export const navigation = new Navigation();
