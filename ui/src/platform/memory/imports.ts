// An import that files the invented documents one after another, with a duplicate and two failures.
import type { AppEvent, ImportItem, ImportStatus } from "$app/api/generated";
import type { Kept } from "./shelf";

const STEP_MS = 60;

export function noImport(): ImportStatus {
  const counts = { total: 0, done: 0, filed: 0, duplicates: 0, failed: 0, warned: 0 };
  return { running: false, paused: false, ...counts, seconds: 0, stopped_by: null, items: [] };
}

function failure(name: string): ImportItem {
  const code = name.endsWith(".zip") ? "unsupported_format" : "unreadable";
  return { name, state: "failed", id: null, code, warnings: [], may_repeat: [] };
}

export class Imports {
  status = noImport();
  #queue: Kept[] = [];
  #failing: string[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly file: (kept: Kept) => "filed" | "duplicate" | "restored",
    private readonly tell: (event: AppEvent) => void,
    private readonly counts: () => { documents: number; index_lag: number },
  ) {}

  start(kepts: Kept[], failing: string[]): ImportStatus {
    this.#queue = [...kepts];
    this.#failing = [...failing];
    this.status = { ...noImport(), running: true, total: kepts.length + failing.length };
    this.#timer ??= setInterval(() => this.#step(), STEP_MS);
    return this.#told();
  }

  pause(paused: boolean): ImportStatus {
    this.status = { ...this.status, paused };
    return this.#told();
  }

  cancel(): ImportStatus {
    this.#finish();
    return this.#told();
  }

  retry(): ImportStatus {
    const failing = this.status.items.filter((item) => item.state === "failed").map((item) => item.name);
    return this.start([], failing);
  }

  #step(): void {
    if (this.status.paused) return;
    const kept = this.#queue.shift();
    const name = kept ? undefined : this.#failing.shift();
    if (kept) this.#add(this.#filed(kept));
    else if (name) this.#add(failure(name));
    if (this.#queue.length + this.#failing.length === 0) this.#finish();
    this.#told();
    this.tell({ type: "catalogue_changed", ...this.counts() });
  }

  #filed(kept: Kept): ImportItem {
    const state = this.file(kept);
    const { id, files, warnings } = kept.document;
    return { name: files[0]?.name ?? id, state, id, code: null, warnings, may_repeat: [] };
  }

  #add(item: ImportItem): void {
    const { status } = this;
    this.status = {
      ...status,
      done: status.done + 1,
      filed: status.filed + Number(item.state === "filed"),
      duplicates: status.duplicates + Number(item.state === "duplicate" || item.state === "restored"),
      failed: status.failed + Number(item.state === "failed"),
      warned: status.warned + Number(item.warnings.length > 0),
      seconds: status.seconds + STEP_MS / 1000,
      items: [item, ...status.items].slice(0, 300),
    };
  }

  #finish(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.status = { ...this.status, running: false, paused: false };
  }

  #told(): ImportStatus {
    this.tell({ type: "import", status: this.status });
    return this.status;
  }
}
