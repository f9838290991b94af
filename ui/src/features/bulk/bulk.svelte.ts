// The same value for many documents: what would change, the change itself, and the way back as one.
import { call } from "$app/api/client";
import type { ApiError } from "$app/api/generated";
import { library } from "$app/features/library/library.svelte";
import { type Chosen, chosen, chosenCount } from "$app/features/library/selecting";
import { type Key, t } from "$app/i18n/index.svelte";
import { toasts } from "$app/shared/state/toasts.svelte";

export const BULK_FIELDS = ["kind", "issuer"] as const;
export type BulkField = (typeof BULK_FIELDS)[number];
/** What a document has now. */
export type Standing = { id: string; kind: string | null; issuer: string | null };
export type Plan = {
  /** The documents whose value differs. */
  ids: string[];
  same: number;
  /** What they have now, the most frequent first; "" is nothing. */
  before: [value: string, documents: number][];
};

/** Each document is edited with its own entry in its history: more of them take too long to wait for. */
export const MOST_EDITED = 2000;
const PAGE = 500;
const AT_ONCE = 8;

export const FIELD_LABELS: Record<BulkField, Key> = { kind: "field.kind", issuer: "field.issuer" };

export function planOf(standing: readonly Standing[], field: BulkField, value: string): Plan {
  const counts = new Map<string, number>();
  const ids: string[] = [];
  for (const document of standing) {
    const now = document[field] ?? "";
    if (now === value) continue;
    ids.push(document.id);
    counts.set(now, (counts.get(now) ?? 0) + 1);
  }
  const before = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "vi"));
  return { ids, same: standing.length - ids.length, before };
}

async function standingOfAll(what: Extract<Chosen, { search: unknown }>): Promise<Standing[]> {
  const left = new Set(what.except);
  const found: Standing[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { hits } = await call("search", { ...what.search, offset, limit: PAGE, facets: false });
    found.push(...hits.filter(({ id }) => !left.has(id)).map(({ id, kind, issuer }) => ({ id, kind, issuer })));
    if (hits.length < PAGE) return found;
  }
}

async function standingOfSome(ids: readonly string[]): Promise<Standing[]> {
  const found: Standing[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => call("document", { id })));
    found.push(...some.map(({ id, kind, issuer }) => ({ id, kind, issuer })));
  }
  return found;
}

class Bulk {
  /** null while they are being read. */
  standing = $state.raw<Standing[] | null>(null);
  failure = $state.raw<ApiError | null>(null);
  /** How many are done while the change runs. */
  running = $state.raw<{ done: number; total: number } | null>(null);
  tooMany = $state(false);
  #stopped = false;

  /** Reads what the chosen documents have now. */
  async open(): Promise<void> {
    this.standing = this.failure = null;
    this.tooMany = chosenCount() > MOST_EDITED;
    const what = chosen();
    if (!what || this.tooMany) return;
    try {
      this.standing = await ("ids" in what ? standingOfSome(what.ids) : standingOfAll(what));
    } catch (error) {
      this.failure = error as ApiError;
    }
  }

  /** What has been changed by then stays, and can be undone. */
  stop(): void {
    this.#stopped = true;
  }

  /** Tells whether the dialog can close: all was done, or it was stopped. */
  async run(field: BulkField, value: string, { ids }: Plan): Promise<boolean> {
    this.#stopped = false;
    this.failure = null;
    const changes: number[] = [];
    const action = value === "" ? "reject" : "correct";
    try {
      for (const [done, id] of ids.entries()) {
        this.running = { done, total: ids.length };
        if (this.#stopped) break;
        const edited = await call("edit_fields", { id, edits: [{ field, action, values: value === "" ? [] : [value] }] });
        changes.push(...edited.changes.map(({ no }) => no));
      }
    } catch (error) {
      this.failure = error as ApiError;
    }
    this.running = null;
    if (changes.length > 0) this.#tell(field, changes);
    await library.refresh();
    return this.failure === null;
  }

  #tell(field: BulkField, changes: number[]): void {
    let numbers = changes;
    // Back and forth are the same way: what takes a change back can be taken back itself.
    const across = async () => {
      const back: number[] = [];
      for (const change of [...numbers].reverse()) {
        const undone = await call("undo", { change });
        if (undone) back.push(undone.no);
      }
      numbers = back;
      await library.refresh();
    };
    const values = { n: changes.length, field: t(FIELD_LABELS[field]) };
    toasts.changed({ label: "bulk.changed", values, undo: across, redo: across });
  }
}

export const bulk = new Bulk();
