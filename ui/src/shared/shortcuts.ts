// The keys of every command: the menu, the palette, F1, tooltips and the key handling read them here.
import { type Key, t } from "$app/i18n/index.svelte";
import { type Keys, keysName } from "./keys";

/** Every command is named in the catalogue: `command.<id>`. */
export type CommandId = Key extends infer K ? (K extends `command.${infer Id}` ? Id : never) : never;

const ctrl = (key: string, shift = false): Keys => ({ key, ctrl: true, shift });
const alt = (key: string): Keys => ({ key, alt: true });
const plain = (key: string, shift = false): Keys => ({ key, shift });

/** The first one is shown. */
const SHORTCUTS: Partial<Record<CommandId, readonly Keys[]>> = {
  import_files: [ctrl("o")],
  import_folder: [ctrl("o", true)],
  undo: [ctrl("z")],
  redo: [ctrl("y"), ctrl("z", true)],
  select_all: [ctrl("a")],
  bulk_edit: [ctrl("b")],
  copy_citation: [ctrl("c", true)],
  clear_filters: [alt("0")],
  toggle_facets: [alt("1")],
  toggle_preview: [alt("2")],
  columns: [alt("3")],
  zoom_in: [ctrl("="), ctrl("+"), ctrl("+", true)],
  zoom_out: [ctrl("-")],
  zoom_reset: [ctrl("0")],
  theme: [ctrl("t", true)],
  language: [ctrl("l", true)],
  search: [ctrl("f"), plain("/")],
  query_help: [plain("F1", true)],
  search_within: [ctrl("f", true)],
  save_search: [ctrl("s")],
  similar: [alt("t")],
  explain: [alt("v")],
  library: [alt("Home")],
  import: [ctrl("i")],
  review: [ctrl("e")],
  overview: [ctrl("d")],
  settings: [ctrl(",")],
  next_pane: [plain("F6")],
  previous_pane: [plain("F6", true)],
  back: [plain("Escape"), alt("ArrowLeft")],
  retry: [plain("F5"), ctrl("r")],
  open: [ctrl("Enter")],
  document_original: [ctrl("1")],
  document_text: [ctrl("2")],
  document_files: [ctrl("3")],
  document_relations: [ctrl("4")],
  document_history: [ctrl("5")],
  next_hit: [plain("F3"), ctrl("g")],
  previous_hit: [plain("F3", true), ctrl("g", true)],
  next_document: [alt("ArrowDown")],
  previous_document: [alt("ArrowUp")],
  palette: [ctrl("k"), ctrl("p", true)],
  menu: [plain("F10")],
  help: [plain("F1")],
};

/** Keys that the list answers to itself: shown, but no command takes them everywhere. */
const IN_LIST: Partial<Record<CommandId, Keys>> = { open: plain("Enter"), toggle_preview: plain(" ") };

export function keysOf(id: CommandId): readonly Keys[] {
  return SHORTCUTS[id] ?? [];
}

/** Every key of a command as it is shown, the one to be told first in front. */
export function keyNames(id: CommandId): string[] {
  const inList = IN_LIST[id];
  return [...new Set([...(inList ? [inList] : []), ...keysOf(id)].map(keysName))];
}

/** What a button of a command says when the pointer rests on it: `Chỗ khớp tiếp (F3)`. */
export function hint(id: CommandId): string {
  const keys = keyNames(id)[0];
  const name = t(`command.${id}`);
  return keys ? `${name} (${keys})` : name;
}
