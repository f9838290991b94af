// Every command of the program: the palette, the list of shortcuts and the keys come from here.
import { reader } from "$app/features/document/reader.svelte";
import { importing } from "$app/features/import/importing.svelte";
import { isFiltered } from "$app/features/library/filters";
import { library } from "$app/features/library/library.svelte";
import type { Key } from "$app/i18n/vi";
import type { Keys } from "$app/shared/keys";
import { navigation } from "$app/shared/state/navigation.svelte";
import { session } from "$app/shared/state/session.svelte";

export type Command = { id: string; label: Key; keys: Keys[]; document?: true; run: () => void };

/** Esc: closes what lies on top, leaves the screen, or widens the list, one level at a time. */
export function oneLevelBack(): void {
  if (navigation.overlay) navigation.overlay = null;
  else if (navigation.back()) return;
  else if (library.query !== "") library.setQuery("");
  else if (isFiltered(library.filters)) library.clearFilters();
}

export function commands(focusSearch: () => void): Command[] {
  const toggle = (pane: "facets" | "preview") => session.changeLayout({ [pane]: !session.layout[pane] });
  const go = (name: "library" | "import" | "review") => navigation.go({ name });
  const otherLanguage = () => (session.language === "vi" ? "en" : "vi");
  const ctrl = (key: string, shift = false): Keys => ({ key, ctrl: true, shift });
  const alt = (key: string): Keys => ({ key, alt: true });
  const command = (id: string, label: Key, keys: Keys[], run: () => void): Command => ({ id, label, keys, run });
  const forDocument = (each: Command): Command => ({ ...each, document: true });
  return [
    command("search", "command.search", [{ key: "/" }, ctrl("f")], focusSearch),
    command("palette", "command.palette", [ctrl("k")], () => (navigation.overlay = "palette")),
    command("import", "command.import", [ctrl("i")], () => go("import")),
    command("import_files", "command.import_files", [ctrl("o")], () => void importing.choose("files")),
    command("import_folder", "command.import_folder", [ctrl("o", true)], () => void importing.choose("folder")),
    command("review", "command.review", [ctrl("e")], () => go("review")),
    command("library", "command.library", [alt("Home")], () => go("library")),
    command("clear_filters", "command.clear_filters", [ctrl("Backspace", true)], () => library.clearFilters()),
    command("toggle_facets", "command.toggle_facets", [alt("1")], () => toggle("facets")),
    command("toggle_preview", "command.toggle_preview", [alt("2")], () => toggle("preview")),
    forDocument(command("next_hit", "command.next_hit", [{ key: "F3" }], () => reader.stepHit(1))),
    forDocument(
      command("previous_hit", "command.previous_hit", [{ key: "F3", shift: true }], () => reader.stepHit(-1)),
    ),
    command("theme", "command.theme", [ctrl("t", true)], () => session.nextTheme()),
    command("language", "command.language", [ctrl("l", true)], () => session.setLanguage(otherLanguage())),
    command("help", "command.help", [{ key: "F1" }], () => (navigation.overlay = "help")),
    command("back", "command.back", [{ key: "Escape" }, alt("ArrowLeft")], oneLevelBack),
  ];
}
