// What every screen knows: the state of the archive, the settings, the running import.
import { call, listen } from "$app/api/client";
import type { ApiError, AppEvent, ImportStatus, KindName, Settings, Status } from "$app/api/generated";
import { setLanguage } from "$app/i18n/index.svelte";
import { DEFAULT_LAYOUT, type Layout, readLayout, zoomStep } from "./layout";
import { toasts } from "./toasts.svelte";

const SAVE_AFTER_MS = 400;
const THEMES: Settings["theme"][] = ["system", "light", "dark"];

class Session {
  status = $state.raw<Status | null>(null);
  failure = $state.raw<ApiError | null>(null);
  dragging = $state(false);
  layout = $state<Layout>({ ...DEFAULT_LAYOUT });
  theme = $state<Settings["theme"]>("system");
  language = $state<Settings["language"]>("vi");
  /** In a narrow window, or at a large zoom, the list stands alone: one pane at a time comes in on request. */
  narrow = $state(false);
  peek = $state<"facets" | "preview" | null>(null);
  /** Grows with every change of the catalogue: a list that shows it asks again. */
  changes = $state(0);
  /** Documents with a field that waits for a person; null before it was asked for. */
  waiting = $state<number | null>(null);
  #saving: ReturnType<typeof setTimeout> | undefined;

  /** Reads the state of the archive, then follows its events. */
  async open(): Promise<void> {
    this.failure = null;
    try {
      this.#take(await call("status", {}));
    } catch (error) {
      this.failure = error as ApiError;
    }
  }

  /** Counts anew what waits for a person; the old figure stands while it can't be told. */
  async countWaiting(): Promise<void> {
    await call("review", { after: null, limit: 0 }).then(
      ({ waiting }) => (this.waiting = waiting),
      () => undefined,
    );
  }

  async follow(): Promise<void> {
    for (const wish of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
      matchMedia(wish).addEventListener("change", () => this.#paint());
    }
    // What was changed just before the window closes is kept too.
    window.addEventListener("pagehide", () => this.#saving !== undefined && this.#keep());
    await listen((event) => this.#hear(event));
  }

  get kinds(): KindName[] {
    return this.status?.kinds ?? [];
  }

  kindName(id: string): string {
    return this.kinds.find((kind) => kind.id === id)?.name ?? id;
  }

  get importing(): ImportStatus | null {
    return this.status?.import ?? null;
  }

  /** Takes the state an import command answered with. */
  setImport(status: ImportStatus): void {
    if (this.status) this.status = { ...this.status, import: status };
  }

  /** Lets the reading of pictures wait, or go on. */
  async pausePictures(paused: boolean): Promise<void> {
    try {
      const pictures = await call("pictures_pause", { paused });
      if (this.status) this.status = { ...this.status, pictures };
    } catch (error) {
      toasts.failed(error as ApiError);
    }
  }

  setLanguage(language: Settings["language"]): void {
    this.language = language;
    setLanguage(language);
    this.save();
  }

  setTheme(theme: Settings["theme"]): void {
    this.theme = theme;
    this.#paint();
    this.save();
  }

  nextTheme(): void {
    this.setTheme(THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length] ?? "system");
  }

  changeLayout(change: Partial<Layout>): void {
    Object.assign(this.layout, change);
    this.#paint();
    this.save();
  }

  paneShown(pane: "facets" | "preview"): boolean {
    return this.narrow ? this.peek === pane : this.layout[pane];
  }

  togglePane(pane: "facets" | "preview"): void {
    if (this.narrow) this.peek = this.peek === pane ? null : pane;
    else this.changeLayout({ [pane]: !this.layout[pane] });
  }

  /** One step larger or smaller; 0 is back to 100 %. */
  zoom(by: 1 | -1 | 0): void {
    this.changeLayout({ zoom: by === 0 ? DEFAULT_LAYOUT.zoom : zoomStep(this.layout.zoom, by) });
  }

  /** Remembers the settings once they rest. */
  save(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#keep(), SAVE_AFTER_MS);
  }

  #keep(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    const { language, theme } = this;
    const layout = JSON.stringify($state.snapshot(this.layout));
    // A setting that can't be kept costs nobody anything now: the next change tries again.
    call("save_settings", { language, theme, layout }).catch(() => undefined);
  }

  #take(status: Status): void {
    this.status = status;
    this.language = status.settings.language;
    this.theme = status.settings.theme;
    this.layout = readLayout(status.settings.layout);
    setLanguage(this.language);
    this.#paint();
  }

  #hear(event: AppEvent): void {
    if (event.type === "drag") this.dragging = event.over;
    if (event.type === "import") this.setImport(event.status);
    if (event.type === "pictures" && this.status) this.status = { ...this.status, pictures: event.status };
    if (event.type === "catalogue_changed" && this.status) {
      const { documents, index_lag } = event;
      this.status = { ...this.status, documents, index_lag };
      this.changes += 1;
    }
  }

  #paint(): void {
    const root = document.documentElement;
    root.dataset.theme = this.shownTheme();
    root.dataset.contrast = this.shownContrast() ? "more" : "normal";
    root.style.setProperty("--zoom", String(this.layout.zoom / 100));
  }

  /** High contrast is asked for here, or of the whole machine. */
  shownContrast(): boolean {
    return this.layout.contrast || matchMedia("(prefers-contrast: more)").matches;
  }

  shownTheme(): "light" | "dark" {
    if (this.theme !== "system") return this.theme;
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
}

export const session = new Session();
