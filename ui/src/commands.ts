// Every command of the program. The menu, the palette, the list of shortcuts and the keys all come from here.
import { reader } from "$app/features/document/reader.svelte";
import { importing } from "$app/features/import/importing.svelte";
import { isFiltered } from "$app/features/library/filters";
import { library } from "$app/features/library/library.svelte";
import type { Key } from "$app/i18n/vi";
import { belongsToField, isTyping, type Keys, pressed } from "$app/shared/keys";
import { DEFAULT_LAYOUT, ZOOMS } from "$app/shared/state/layout";
import { history } from "$app/shared/state/history.svelte";
import { navigation } from "$app/shared/state/navigation.svelte";
import { stepPane } from "$app/shared/state/panes";
import { session } from "$app/shared/state/session.svelte";
import { toasts } from "$app/shared/state/toasts.svelte";

/** The menus, in their order. */
export const GROUPS = ["file", "edit", "view", "go", "document", "help"] as const;
export type Group = (typeof GROUPS)[number];

/** Every command is named in the catalogue: `command.<id>`. */
export type CommandId = Key extends infer K ? (K extends `command.${infer Id}` ? Id : never) : never;

export type Command = {
  id: CommandId;
  group: Group;
  label: Key;
  /** The first one is shown. */
  keys: Keys[];
  /** Keys that the list or a field answers to itself: shown, never handled here. */
  local?: Keys;
  /** In a field these keys are the field's own (`Ctrl+Z`). */
  fieldsFirst?: boolean;
  enabled: () => boolean;
  /** For a command that switches something: whether it is on. */
  checked?: () => boolean;
  run: () => void;
};

/** What only the frame of the screens can do. */
export type Frame = { focusSearch: () => void; focusMenu: () => void };

type Options = Partial<Pick<Command, "enabled" | "checked" | "local" | "fieldsFirst">>;

const ctrl = (key: string, shift = false): Keys => ({ key, ctrl: true, shift });
const alt = (key: string): Keys => ({ key, alt: true });
const plain = (key: string, shift = false): Keys => ({ key, shift });

const always = () => true;
const inDocument = () => navigation.screen.name === "document";
const inLibrary = () => navigation.screen.name === "library";
const running = () => session.importing?.running ?? false;

function command(id: CommandId, group: Group, keys: Keys[], run: () => void, options: Options = {}): Command {
  return { id, group, label: `command.${id}` as Key, keys, run, enabled: always, ...options };
}

/** Esc: closes what lies on top, leaves the screen, or widens the list, one level at a time. */
export function oneLevelBack(): void {
  if (navigation.overlay) navigation.overlay = null;
  else if (navigation.back()) return;
  else if (library.query !== "") library.setQuery("");
  else if (isFiltered(library.filters)) library.clearFilters();
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
    command("import_files", "file", [ctrl("o")], () => void importing.choose("files"), { enabled: () => !running() }),
    command("import_folder", "file", [ctrl("o", true)], () => void importing.choose("folder"), {
      enabled: () => !running(),
    }),
    command("import_samples", "file", [], () => void importing.samples(), {
      enabled: () => !running() && session.status?.documents === 0,
    }),
    command("import_pause", "file", [], () => void importing.pause(!session.importing?.paused), {
      enabled: running,
      checked: () => session.importing?.paused ?? false,
    }),
    command("import_cancel", "file", [], () => void importing.cancel(), { enabled: running }),
    command("import_retry", "file", [], () => void importing.retry(), { enabled: failed }),
    command("pictures_pause", "file", [], () => void session.pausePictures(!pictures()?.paused), {
      enabled: () => Boolean(pictures()?.able && (pictures()?.waiting_pages ?? 0) > 0),
      checked: () => pictures()?.paused ?? false,
    }),
  ];
}

function editCommands(): Command[] {
  const copy = () => void reader.copyCitation();
  const canCopy = () => (inDocument() ? Boolean(reader.current?.document) : inLibrary() && Boolean(library.selectedHit));
  return [
    command("undo", "edit", [ctrl("z")], () => void toasts.undoLast(), {
      enabled: () => Boolean(history.last),
      fieldsFirst: true,
    }),
    command("redo", "edit", [ctrl("y"), ctrl("z", true)], () => void toasts.redoNext(), {
      enabled: () => Boolean(history.next),
      fieldsFirst: true,
    }),
    command("copy_citation", "edit", [ctrl("c", true)], copy, { enabled: canCopy }),
    command("clear_search", "edit", [], () => library.setQuery(""), { enabled: () => library.query !== "" }),
    command("clear_filters", "edit", [alt("0")], () => library.clearFilters(), {
      enabled: () => isFiltered(library.filters),
    }),
  ];
}

function viewCommands(): Command[] {
  const theme = (name: "system" | "light" | "dark") =>
    command(`theme_${name}`, "view", [], () => session.setTheme(name), { checked: () => session.theme === name });
  const language = (code: "vi" | "en") =>
    command(`language_${code}`, "view", [], () => session.setLanguage(code), { checked: () => session.language === code });
  return [
    command("toggle_facets", "view", [alt("1")], () => session.togglePane("facets"), {
      enabled: inLibrary,
      checked: () => session.paneShown("facets"),
    }),
    command("toggle_preview", "view", [alt("2")], () => session.togglePane("preview"), {
      enabled: inLibrary,
      checked: () => session.paneShown("preview"),
      local: plain(" "),
    }),
    command("columns", "view", [alt("3")], () => (navigation.overlay = "columns"), { enabled: inLibrary }),
    command("zoom_in", "view", [ctrl("="), ctrl("+"), ctrl("+", true)], () => session.zoom(1), {
      enabled: () => session.layout.zoom < (ZOOMS.at(-1) ?? 0),
    }),
    command("zoom_out", "view", [ctrl("-")], () => session.zoom(-1), { enabled: () => session.layout.zoom > ZOOMS[0] }),
    command("zoom_reset", "view", [ctrl("0")], () => session.zoom(0), {
      enabled: () => session.layout.zoom !== DEFAULT_LAYOUT.zoom,
    }),
    theme("system"),
    theme("light"),
    theme("dark"),
    command("theme", "view", [ctrl("t", true)], () => session.nextTheme()),
    command("contrast", "view", [], () => session.changeLayout({ contrast: !session.layout.contrast }), {
      checked: () => session.layout.contrast,
    }),
    language("vi"),
    language("en"),
    command("language", "view", [ctrl("l", true)], () => session.setLanguage(session.language === "vi" ? "en" : "vi")),
  ];
}

function goCommands(frame: Frame): Command[] {
  return [
    command("search", "go", [ctrl("f"), plain("/")], frame.focusSearch),
    command("library", "go", [alt("Home")], () => navigation.go({ name: "library" })),
    command("import", "go", [ctrl("i")], () => navigation.go({ name: "import" })),
    command("next_pane", "go", [plain("F6")], () => stepPane(1)),
    command("previous_pane", "go", [plain("F6", true)], () => stepPane(-1)),
    command("back", "go", [plain("Escape"), alt("ArrowLeft")], oneLevelBack),
    command("retry", "go", [plain("F5"), ctrl("r")], () => void tryAgain()),
  ];
}

function documentCommands(): Command[] {
  const enabled = inDocument;
  const look = (tab: "original" | "text" | "files", key: string) =>
    command(`document_${tab}`, "document", [ctrl(key)], () => reader.look(tab), {
      enabled,
      checked: () => inDocument() && reader.current?.tab === tab,
    });
  const open = () => {
    const hit = library.selectedHit;
    if (hit) navigation.openDocument(hit.id, hit.page);
  };
  return [
    command("open", "document", [ctrl("Enter")], open, {
      enabled: () => inLibrary() && Boolean(library.selectedHit),
      local: plain("Enter"),
    }),
    look("original", "1"),
    look("text", "2"),
    look("files", "3"),
    command("next_hit", "document", [plain("F3"), ctrl("g")], () => reader.stepHit(1), { enabled }),
    command("previous_hit", "document", [plain("F3", true), ctrl("g", true)], () => reader.stepHit(-1), { enabled }),
    command("next_document", "document", [alt("ArrowDown")], () => void reader.stepDocument(1), { enabled }),
    command("previous_document", "document", [alt("ArrowUp")], () => void reader.stepDocument(-1), { enabled }),
  ];
}

function helpCommands(frame: Frame): Command[] {
  return [
    command("palette", "help", [ctrl("k"), ctrl("p", true)], () => (navigation.overlay = "palette")),
    command("menu", "help", [plain("F10")], frame.focusMenu),
    command("help", "help", [plain("F1")], () => (navigation.overlay = "help")),
  ];
}

export function commands(frame: Frame): Command[] {
  return [
    ...fileCommands(),
    ...editCommands(),
    ...viewCommands(),
    ...goCommands(frame),
    ...documentCommands(),
    ...helpCommands(frame),
  ];
}

/** The keys that show beside a command. */
export function shownKeys({ keys, local }: Command): Keys | undefined {
  return local ?? keys[0];
}

/** The command that these keys mean here, whether it can run now or not. */
export function commandFor(event: KeyboardEvent, all: readonly Command[]): Command | undefined {
  const typing = isTyping(event.target);
  return all.find(({ keys, fieldsFirst }) => {
    const match = keys.find((each) => pressed(event, each));
    return match !== undefined && !(typing && (fieldsFirst || belongsToField(match)));
  });
}
