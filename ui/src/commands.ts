// Every command of the program. The menu, the palette, the list of shortcuts and the keys all come from here.
import { reader } from "$app/features/document/reader.svelte";
import type { Tab } from "$app/features/document/reading.svelte";
import { importing } from "$app/features/import/importing.svelte";
import { isFiltered } from "$app/features/library/filters";
import { library } from "$app/features/library/library.svelte";
import { searches } from "$app/features/search/searches.svelte";
import { markAll } from "$app/features/library/selecting";
import type { Key } from "$app/i18n/vi";
import { belongsToField, isTyping, type Keys, pressed } from "$app/shared/keys";
import { type CommandId, keysOf } from "$app/shared/shortcuts";
import { DEFAULT_LAYOUT, SORTS, ZOOMS } from "$app/shared/state/layout";
import { history } from "$app/shared/state/history.svelte";
import { navigation, type SearchOverlay } from "$app/shared/state/navigation.svelte";
import { stepPane } from "$app/shared/panes";
import { session } from "$app/shared/state/session.svelte";
import { toasts } from "$app/shared/state/toasts.svelte";

/** The menus, in their order. */
export const GROUPS = ["file", "edit", "view", "search", "go", "document", "help"] as const;
export type Group = (typeof GROUPS)[number];

export type Command = {
  id: CommandId;
  group: Group;
  label: Key;
  keys: readonly Keys[];
  /** In a field these keys are the field's own (`Ctrl+Z`). */
  fieldsFirst?: boolean;
  enabled: () => boolean;
  /** When it can't run, its keys keep the meaning they have without it. */
  yields?: boolean;
  /** For a command that switches something: whether it is on. */
  checked?: () => boolean;
  run: () => void;
};

/** What only the frame of the screens can do. */
export type Frame = { focusSearch: () => void; focusMenu: () => void };

type Options = Partial<Pick<Command, "enabled" | "checked" | "fieldsFirst" | "yields">>;

const always = () => true;
const inDocument = () => navigation.screen.name === "document";
const inLibrary = () => navigation.screen.name === "library";
const isMarked = () => inLibrary() && library.marks.count(library.total) > 0;
const running = () => session.importing?.running ?? false;

function command(id: CommandId, group: Group, run: () => void, options: Options = {}): Command {
  return { id, group, label: `command.${id}`, keys: keysOf(id), run, enabled: always, ...options };
}

/** Esc: closes what lies on top, leaves the screen, or widens the list, one level at a time. */
export function oneLevelBack(): void {
  if (navigation.overlay) navigation.overlay = null;
  else if (navigation.back()) return;
  else if (isMarked()) library.marks.clear();
  else if (library.query !== "") library.setQuery("");
  else if (isFiltered(library.filters)) library.clearFilters();
  else if (library.within.length > 0) library.leaveWithin(library.within.length - 1);
}

/** What failed on this screen, tried again; without a failure the list is read anew. */
export async function tryAgain(): Promise<void> {
  if (session.failure) await session.open();
  if (session.failure) return;
  if (navigation.screen.name === "document") reader.open(navigation.screen.id);
  else if (library.failure || !library.result) await library.search();
  else await library.refresh();
}

function fileCommands(): Command[] {
  const failed = () => !running() && (session.importing?.failed ?? 0) > 0;
  const pictures = () => session.status?.pictures;
  return [
    command("import_files", "file", () => void importing.choose("files"), { enabled: () => !running() }),
    command("import_folder", "file", () => void importing.choose("folder"), {
      enabled: () => !running(),
    }),
    command("import_samples", "file", () => void importing.samples(), {
      enabled: () => !running() && session.status?.documents === 0,
    }),
    command("import_pause", "file", () => void importing.pause(!session.importing?.paused), {
      enabled: running,
      checked: () => session.importing?.paused ?? false,
    }),
    command("import_cancel", "file", () => void importing.cancel(), { enabled: running }),
    command("import_retry", "file", () => void importing.retry(), { enabled: failed }),
    command("pictures_pause", "file", () => void session.pausePictures(!pictures()?.paused), {
      enabled: () => Boolean(pictures()?.able && (pictures()?.waiting_pages ?? 0) > 0),
      checked: () => pictures()?.paused ?? false,
    }),
  ];
}

function editCommands(): Command[] {
  const copy = () => void reader.copyCitation();
  const canCopy = () => (inDocument() ? Boolean(reader.current?.document) : inLibrary() && Boolean(library.selectedHit));
  return [
    command("undo", "edit", () => void toasts.undoLast(), {
      enabled: () => Boolean(history.last),
      fieldsFirst: true,
    }),
    command("redo", "edit", () => void toasts.redoNext(), {
      enabled: () => Boolean(history.next),
      fieldsFirst: true,
    }),
    command("select_all", "edit", markAll, {
      enabled: () => inLibrary() && library.total > 0,
      fieldsFirst: true,
      yields: true,
    }),
    command("select_none", "edit", () => library.marks.clear(), { enabled: isMarked }),
    command("bulk_edit", "edit", () => (navigation.overlay = "bulk"), {
      enabled: () => inLibrary() && Boolean(library.selectedHit),
    }),
    command("copy_citation", "edit", copy, { enabled: canCopy }),
  ];
}

function viewCommands(): Command[] {
  const theme = (name: "system" | "light" | "dark") =>
    command(`theme_${name}`, "view", () => session.setTheme(name), { checked: () => session.theme === name });
  const language = (code: "vi" | "en") =>
    command(`language_${code}`, "view", () => session.setLanguage(code), { checked: () => session.language === code });
  return [
    command("toggle_facets", "view", () => session.togglePane("facets"), {
      enabled: inLibrary,
      checked: () => session.paneShown("facets"),
    }),
    command("toggle_preview", "view", () => session.togglePane("preview"), {
      enabled: inLibrary,
      checked: () => session.paneShown("preview"),
    }),
    command("columns", "view", () => (navigation.overlay = "columns"), { enabled: inLibrary }),
    command("zoom_in", "view", () => session.zoom(1), {
      enabled: () => session.layout.zoom < (ZOOMS.at(-1) ?? 0),
    }),
    command("zoom_out", "view", () => session.zoom(-1), { enabled: () => session.layout.zoom > ZOOMS[0] }),
    command("zoom_reset", "view", () => session.zoom(0), {
      enabled: () => session.layout.zoom !== DEFAULT_LAYOUT.zoom,
    }),
    theme("system"),
    theme("light"),
    theme("dark"),
    command("theme", "view", () => session.nextTheme()),
    command("contrast", "view", () => session.changeLayout({ contrast: !session.layout.contrast }), {
      checked: () => session.layout.contrast,
    }),
    language("vi"),
    language("en"),
    command("language", "view", () => session.setLanguage(session.language === "vi" ? "en" : "vi")),
  ];
}

function searchCommands(frame: Frame): Command[] {
  const show = (id: SearchOverlay, enabled: () => boolean) =>
    command(id, "search", () => (navigation.overlay = id), { enabled });
  const hasHit = () => inLibrary() && Boolean(library.selectedHit);
  const hasWords = () => library.query.trim() !== "";
  return [
    command("search", "search", frame.focusSearch),
    command(
      "search_within",
      "search",
      () => {
        library.searchWithin();
        frame.focusSearch();
      },
      { enabled: () => inLibrary() && hasWords() && library.total > 0 },
    ),
    command("clear_search", "search", () => library.setQuery(""), { enabled: () => library.query !== "" }),
    command("clear_filters", "search", () => library.clearFilters(), { enabled: () => isFiltered(library.filters) }),
    show("save_search", () => inLibrary() && library.isNarrowed),
    show("explain", () => hasHit() && hasWords()),
    show("similar", () => hasHit() || (inDocument() && Boolean(reader.current?.document))),
    ...SORTS.map((sort) =>
      command(`sort_${sort}`, "search", () => library.sortBy(sort), { checked: () => library.sort === sort }),
    ),
    command("forget_recent", "search", () => void searches.forgetRecent(), { enabled: () => searches.recent.length > 0 }),
    show("query_help", always),
  ];
}

function goCommands(): Command[] {
  return [
    command("library", "go", () => navigation.go({ name: "library" })),
    command("import", "go", () => navigation.go({ name: "import" })),
    command("review", "go", () => navigation.go({ name: "review" })),
    command("overview", "go", () => navigation.go({ name: "overview" })),
    command("settings", "go", () => navigation.go({ name: "settings" })),
    command("next_pane", "go", () => stepPane(1)),
    command("previous_pane", "go", () => stepPane(-1)),
    command("back", "go", oneLevelBack),
    command("retry", "go", () => void tryAgain()),
  ];
}

function documentCommands(): Command[] {
  const enabled = inDocument;
  const searched = () => inDocument() && (reader.current?.query.trim() ?? "") !== "";
  const look = (tab: Tab) =>
    command(`document_${tab}`, "document", () => reader.look(tab), {
      enabled,
      checked: () => inDocument() && reader.current?.tab === tab,
    });
  const open = () => {
    const hit = library.selectedHit;
    if (hit) library.open(hit);
  };
  return [
    command("open", "document", open, {
      enabled: () => inLibrary() && Boolean(library.selectedHit),
    }),
    look("original"),
    look("text"),
    look("files"),
    look("relations"),
    look("history"),
    command("next_hit", "document", () => reader.stepHit(1), { enabled: searched }),
    command("previous_hit", "document", () => reader.stepHit(-1), { enabled: searched }),
    command("next_document", "document", () => void reader.stepDocument(1), { enabled }),
    command("previous_document", "document", () => void reader.stepDocument(-1), { enabled }),
  ];
}

function helpCommands(frame: Frame): Command[] {
  return [
    command("palette", "help", () => (navigation.overlay = "palette")),
    command("menu", "help", frame.focusMenu),
    command("help", "help", () => (navigation.overlay = "help")),
  ];
}

export function commands(frame: Frame): Command[] {
  return [
    ...fileCommands(),
    ...editCommands(),
    ...viewCommands(),
    ...searchCommands(frame),
    ...goCommands(),
    ...documentCommands(),
    ...helpCommands(frame),
  ];
}

/** The command that these keys mean here, whether it can run now or not. */
export function commandFor(event: KeyboardEvent, all: readonly Command[]): Command | undefined {
  const typing = isTyping(event.target);
  return all.find(({ keys, fieldsFirst, yields, enabled }) => {
    const match = keys.find((each) => pressed(event, each));
    if (yields && !enabled()) return false;
    return match !== undefined && !(typing && (fieldsFirst || belongsToField(match)));
  });
}
