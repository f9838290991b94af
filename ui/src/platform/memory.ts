// The archive's twin in the browser's memory: for `npm run dev`, for tests, never for real documents.
import type { ApiError, AppEvent, Commands, Document, ErrorCode, PictureStatus, Settings } from "$app/api/generated";
import { speakThrough } from "$app/i18n/index.svelte";
import { pseudo } from "$app/i18n/pseudo";
import { findWords } from "$app/shared/fold";
import { Edits, isInDoubt } from "./memory/edits";
import { explain, Shelved, similar, suggest } from "./memory/finding";
import { Imports } from "./memory/imports";
import { citationOf, missing, mostCited, relations, uncited } from "./memory/links";
import { search } from "./memory/search";
import { KIND_NAMES } from "./memory/seeds";
import { fillShelf, type Kept } from "./memory/shelf";
import type { Platform } from "./types";

type Answers = { [K in keyof Commands]: (args: Commands[K]["args"]) => Commands[K]["result"] };

const SETTINGS_KEY = "vankho:settings";
const DEFAULTS: Settings = { language: "vi", theme: "system", layout: "{}" };

function savedSettings(options: URLSearchParams): Settings {
  const saved: Settings = { ...DEFAULTS, ...JSON.parse(sessionStorage.getItem(SETTINGS_KEY) ?? "{}") };
  if (options.has("lang")) saved.language = options.get("lang") === "en" ? "en" : "vi";
  const theme = options.get("theme");
  if (theme === "light" || theme === "dark") saved.theme = theme;
  const look = { ...(options.has("zoom") && { zoom: Number(options.get("zoom")) }), ...(options.has("contrast") && { contrast: true }) };
  saved.layout = JSON.stringify({ ...JSON.parse(saved.layout), ...look });
  return saved;
}

/**
 * Options of the address: `rows=100000`, `graph=40` (a resolution with that many neighbours), `empty=1`, `slow=300`, `fail=search:disk_full` (`fail=search:disk_full:2`:
 * only twice), `odd=document` (an answer of no shape), `lang=en`, `theme=dark`, `zoom=200`, `contrast=1`, `pseudo=1`.
 */
export function memoryPlatform(options: URLSearchParams): Platform {
  const heard = new Set<(event: AppEvent) => void>();
  const tell = (event: AppEvent) => {
    for (const listener of heard) listener(event);
  };
  const count = (name: string) => (options.has(name) ? Number(options.get(name)) : null);
  const supply = fillShelf(count("rows"), count("graph"));
  const shelf: Kept[] = options.has("empty") ? [] : [...supply];
  const answers = answersFrom(shelf, supply, savedSettings(options), tell);
  // Tests play the shell: what it would tell, they dispatch as `memory:event`.
  window.addEventListener("memory:event", (event) => tell((event as CustomEvent<AppEvent>).detail));
  const slow = Number(options.get("slow") ?? 0);
  if (options.has("pseudo")) speakThrough(pseudo);
  const [failing, code, times = "1000000"] = (options.get("fail") ?? "").split(":");
  let failuresLeft = Number(times);

  return {
    async call(cmd, args) {
      await delay(cmd, args, slow);
      if (cmd === failing && failuresLeft-- > 0) throw apiError((code ?? "internal") as ErrorCode, "asked for by the address");
      if (cmd === options.get("odd")) return {} as Commands[typeof cmd]["result"];
      const answer = answers[cmd] as (args: unknown) => Commands[typeof cmd]["result"];
      const result = structuredClone(answer(args));
      // Tests wait for answers by these marks, also for those that the screen drops.
      performance.mark(`memory:${cmd}`, { detail: args });
      return result;
    },
    async listen(listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    pageUrl: (id, page) => `data:image/svg+xml,${encodeURIComponent(blankPage(`${id} · ${page}`))}`,
    viewerUrl: (id) => `/viewer.html?id=${encodeURIComponent(id)}&src=sample.pdf`,
  };
}

const blankPage = (title: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><title>${title}</title><rect width="210" height="297" fill="#fff"/></svg>`;

/** Shorter queries take longer, so that answers come back in the wrong order. */
function delay(cmd: string, args: unknown, slow: number): Promise<void> {
  const query = cmd === "search" ? (args as { query: string }).query : null;
  const ms = slow > 0 && query ? Math.max(0, slow - query.length * 100) : 0;
  return new Promise((done) => (ms > 0 ? setTimeout(done, ms) : queueMicrotask(done)));
}

function apiError(code: ErrorCode, message: string): ApiError {
  return { code, message };
}

function answersFrom(shelf: Kept[], supply: Kept[], saved: Settings, tell: (event: AppEvent) => void): Answers {
  let settings = saved;
  let pictures: PictureStatus = {
    waiting_pages: 0,
    waiting_documents: 0,
    done: 0,
    running: false,
    paused: false,
    able: true,
  };
  const counts = () => ({ documents: shelf.length, index_lag: 0 });
  const file = (kept: Kept) => {
    const isNew = !shelf.includes(kept);
    if (isNew) shelf.push(kept);
    return isNew;
  };
  const imports = new Imports(file, tell, counts);
  const find = (id: string): Kept => {
    const kept = shelf.find((each) => each.document.id === id);
    if (!kept) throw apiError("not_found", id);
    return kept;
  };
  const edits = new Edits(
    () => shelf.map((kept) => kept.document),
    (code, message) => {
      throw apiError(code, message);
    },
  );
  const shelved = new Shelved();
  return {
    status: () => ({
      ...counts(),
      version: "0.1.0",
      store_name: "Tỉnh ủy Sơn Hà",
      kinds: Object.entries(KIND_NAMES).map(([id, name]) => ({ id, name })),
      import: imports.status,
      pictures,
      settings,
    }),
    search: (request) => search(shelf, request),
    document: ({ id }): Document => find(id).document,
    document_text: ({ id, query }) => ({
      pages: find(id).pages.map((text, index) => ({ page: index + 1, text, hits: findWords(text, [query]) })),
    }),
    suggest: ({ query }) => suggest(shelf, query),
    similar: ({ id }) => similar(shelf, find(id)),
    explain: ({ id, query }) => explain(find(id), query),
    searches: () => shelved.all(),
    save_search: ({ name, search: request }) => shelved.save(name, request),
    forget_search: ({ name }) => shelved.forget(name),
    note_search: ({ query }) => shelved.note(query),
    forget_recent_searches: () => shelved.forgetRecent(),
    abbreviations: () => shelved.abbreviations(),
    save_abbreviations: ({ table }) => shelved.saveAbbreviations(table),
    relations: ({ id }) => relations(shelf, find(id).document.id, edits),
    missing: ({ limit }) => missing(shelf, edits).slice(0, limit),
    most_cited: ({ limit }) => mostCited(shelf, edits).slice(0, limit),
    uncited: ({ kind, limit }) => uncited(shelf, edits, kind).slice(0, limit),
    review: ({ after, limit }) => {
      const doubtful = shelf.map(({ document }) => document).filter(isInDoubt);
      const next = doubtful.filter(({ id }) => after === null || id > after).slice(0, limit);
      return { waiting: doubtful.length, documents: next };
    },
    edit_fields: ({ id, edits: wanted }) => edits.edit(id, wanted),
    rule_citation: ({ citation, ruling, relation }) => {
      const filed = citationOf(shelf, citation, edits);
      if (!filed) throw apiError("not_found", String(citation));
      const before = { ruling: filed.citation.ruling ?? "proposed", relation: filed.citation.relation };
      return edits.rule(filed.document, citation, before, { ruling, relation: relation ?? before.relation });
    },
    undo: ({ change }) => edits.undo(change),
    history: ({ id }) => edits.history(id),
    decided_values: ({ field }) => edits.decided(field),
    document_preview: ({ id }) => ({ html: preview(find(id)) }),
    import_choose: () => imports.start([...supply, ...supply.slice(0, 1)], ["scan_hong.pdf", "tai-lieu.zip"]),
    import_samples: () => imports.start(supply, []),
    import_status: () => imports.status,
    import_pause: ({ paused }) => imports.pause(paused),
    import_cancel: () => imports.cancel(),
    import_retry: () => imports.retry(),
    pictures_pause: ({ paused }) => {
      pictures = { ...pictures, paused, running: !paused };
      return pictures;
    },
    save_file: ({ name, base64 }) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))]));
      link.download = name;
      link.click();
      return true;
    },
    save_settings: (chosen) => {
      settings = chosen;
      sessionStorage.setItem(SETTINGS_KEY, JSON.stringify(chosen));
      return chosen;
    },
  };
}

function preview({ media, pages }: Kept): string | null {
  if (media !== "docx" && media !== "html") return null;
  const [left = "", right = "", ...lines] = pages.join("\n").split("\n").map(escaped);
  const letterhead = `<table><tbody><tr><td><p>${left}</p></td><td><p>${right}</p></td></tr></tbody></table>`;
  return letterhead + lines.map((line) => `<p>${line}</p>`).join("") + FIGURES;
}

const escaped = (line: string): string => line.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const FIGURES =
  "<table><tbody><tr><td>TT</td><td>Nội dung</td><td>Số lượng</td></tr><tr><td>1</td><td>Thủ tục</td><td>12</td></tr></tbody></table>";
