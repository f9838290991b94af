// Labels, dossiers, the trash and changes to many documents, in the memory twin.
import type {
  BulkEdit,
  Change,
  ChangedMany,
  Document,
  DocumentBrief,
  Dossier,
  ErrorCode,
  Field,
  ManyPreview,
  NamedCount,
  Operation,
  SearchRequest,
  Selection,
  Trash,
  UndoneMany,
} from "$app/api/generated";
import { type Edits, valuesOf } from "./edits";
import type { Kept } from "./shelf";

const KEPT_DAYS = 30;
const SHOWN = 20;
const FIRST = Date.UTC(2026, 10, 24, 4);

type Refuse = (code: ErrorCode, message: string) => never;
type Step = { kept: Kept; before: string[]; after: string[]; change?: number };
type Done = { operation: Operation; edit: BulkEdit; steps: Step[] };

export function briefOf({ document }: Kept, trashed = false): DocumentBrief {
  const { id, number, kind, kind_name, issuer, subject } = document;
  return { id, number, kind, kind_name, date: document.issued_on ?? document.published_on, issuer, subject, ...(trashed && { trashed }) };
}

export class Catalogue {
  private bin: Kept[] = [];
  private made: Dossier[] = [];
  private orders = new Map<string, string[]>();
  private done: Done[] = [];

  constructor(
    private readonly shelf: Kept[],
    private readonly edits: Edits,
    private readonly find: (search: SearchRequest) => Kept[],
    private readonly refuse: Refuse,
  ) {
    const titles = new Set(shelf.flatMap(({ document }) => document.dossiers));
    this.made = [...titles].map((title, index) => ({ id: `hs-${index + 1}`, code: null, title, state: "open", documents: 0 }));
    for (const { document } of shelf) this.name(document, document.dossiers.map((title) => this.made.find((one) => one.title === title)?.id ?? ""));
  }

  /** What is filed and what lies in the trash. */
  get everything(): Kept[] {
    return [...this.shelf, ...this.bin];
  }

  get trashed(): number {
    return this.bin.length;
  }

  /** Takes a document that is met again out of the trash. */
  meetAgain(kept: Kept): boolean {
    if (!this.bin.includes(kept)) return false;
    this.throwAway(kept, []);
    return true;
  }

  tags(): NamedCount[] {
    const counts = new Map<string, number>();
    for (const tag of this.shelf.flatMap(({ document }) => document.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return [...counts].map(([name, documents]) => ({ name, documents })).sort((a, b) => b.documents - a.documents);
  }

  renameTag(from: string, to: string): ChangedMany {
    const steps = this.shelf
      .filter(({ document }) => document.tags.includes(from))
      .map((kept) => this.step(kept, kept.document.tags, [...new Set(kept.document.tags.map((tag) => (tag === from ? to : tag)))].sort()));
    return this.keep("rename_tag", { act: "add_tags", tags: [to] }, steps, 0, 0);
  }

  dossiers(): Dossier[] {
    const count = (id: string) => this.shelf.filter(({ document }) => document.dossier_ids.includes(id)).length;
    return this.made.map((dossier) => ({ ...dossier, documents: count(dossier.id) }));
  }

  save({ id, code, title, state }: Pick<Dossier, "code" | "title" | "state"> & { id: string | null }): Dossier {
    if (title.trim() === "") this.refuse("invalid_name", "title");
    const taken = this.made.find((one) => code !== null && one.code === code && one.id !== id);
    if (taken) this.refuse("dossier_code_taken", taken.id);
    const dossier: Dossier = { id: id ?? `hs-${this.made.length + 1}`, code: code || null, title, state, documents: 0 };
    this.made = [...this.made.filter((one) => one.id !== dossier.id), dossier];
    for (const { document } of this.shelf) this.name(document, document.dossier_ids);
    return this.dossiers().find((one) => one.id === dossier.id) ?? dossier;
  }

  delete(id: string): Dossier[] {
    if (this.everything.some(({ document }) => document.dossier_ids.includes(id))) this.refuse("dossier_not_empty", id);
    this.made = this.made.filter((one) => one.id !== id);
    return this.dossiers();
  }

  inDossier(id: string): DocumentBrief[] {
    const order = this.orders.get(id) ?? [];
    const place = (kept: Kept) => (order.includes(kept.document.id) ? order.indexOf(kept.document.id) : order.length);
    const inside = this.shelf.filter(({ document }) => document.dossier_ids.includes(id));
    return inside.sort((a, b) => place(a) - place(b)).map((kept) => briefOf(kept));
  }

  order(id: string, documents: string[]): DocumentBrief[] {
    this.open(id);
    this.orders.set(id, documents);
    return this.inDossier(id);
  }

  trash(offset: number, limit: number): Trash {
    const documents = this.bin.slice(offset, offset + limit).map((kept) => {
      const since = kept.document.trashed_at ?? "";
      const until = new Date(new Date(since).getTime() + KEPT_DAYS * 86_400_000).toISOString();
      return { document: briefOf(kept, true), since, until };
    });
    return { total: this.bin.length, documents };
  }

  empty(ids: string[] | null): number {
    const before = this.bin.length;
    this.bin = this.bin.filter(({ document }) => ids !== null && !ids.includes(document.id));
    return before - this.bin.length;
  }

  preview(selection: Selection, edit: BulkEdit): ManyPreview {
    const kepts = this.select(selection);
    const steps = kepts.flatMap((kept) => this.plan(kept, edit));
    const decided = (step: Step) => edit.act === "set_field" && this.edits.isSettled(step.kept.document.id, edit.field);
    const counts = new Map<string, number>();
    for (const { before } of steps) counts.set(JSON.stringify(before), (counts.get(JSON.stringify(before)) ?? 0) + 1);
    return {
      documents: kepts.length,
      changes: steps.length,
      decided: steps.filter(decided).length,
      from: [...counts].map(([values, documents]) => ({ values: JSON.parse(values) as string[], documents })).sort((a, b) => b.documents - a.documents),
      sample: steps.slice(0, SHOWN).map((step) => ({ document: briefOf(step.kept), before: step.before, after: step.after, decided: decided(step) })),
    };
  }

  change(selection: Selection, edit: BulkEdit, over: boolean): ChangedMany {
    const kepts = this.select(selection);
    const all = kepts.flatMap((kept) => this.plan(kept, edit));
    const steps = all.filter(({ kept }) => over || edit.act !== "set_field" || !this.edits.isSettled(kept.document.id, edit.field));
    return this.keep(edit.act, edit, steps, kepts.length - all.length, all.length - steps.length);
  }

  undo(no: number): UndoneMany | null {
    const done = this.done.find(({ operation }) => operation.no === no) ?? this.refuse("not_found", String(no));
    if (done.operation.undone) return null;
    const same = (step: Step) => this.now(step.kept, done.edit).join("\n") === step.after.join("\n");
    const steps = done.steps.filter(same);
    const refused = done.steps.filter((step) => !steps.includes(step)).map(({ kept }) => kept.document.id);
    const back = steps.map(({ kept, before, after }) => ({ kept, before: after, after: before }));
    const { operation } = this.keep("undo", done.edit, back, 0, 0);
    done.operation.undone = steps.length > 0;
    return { operation, undone: steps.length, refused: refused.length, refused_ids: refused.slice(0, SHOWN) };
  }

  operations(limit: number): Operation[] {
    return this.done.map(({ operation }) => operation).reverse().slice(0, limit);
  }

  private select(selection: Selection): Kept[] {
    if (selection.of === "ids") return this.everything.filter(({ document }) => selection.ids.includes(document.id));
    return this.find(selection.search).filter(({ document }) => !selection.except.includes(document.id));
  }

  private plan(kept: Kept, edit: BulkEdit): Step[] {
    const before = this.now(kept, edit);
    const isTrashed = this.bin.includes(kept);
    if (isTrashed !== (edit.act === "restore")) return [];
    const after = this.wanted(before, edit);
    return before.join("\n") === after.join("\n") ? [] : [this.step(kept, before, after)];
  }

  private wanted(before: string[], edit: BulkEdit): string[] {
    switch (edit.act) {
      case "set_field":
        return edit.values.map((value) => value.trim()).filter(Boolean);
      case "add_tags":
        return [...new Set([...before, ...edit.tags.map((tag) => this.tags().find(({ name }) => name.toLowerCase() === tag.toLowerCase())?.name ?? tag)])].sort();
      case "remove_tags":
        return before.filter((tag) => !edit.tags.includes(tag));
      case "add_to_dossier":
        this.open(edit.dossier);
        return [...new Set([...before, edit.dossier])];
      case "remove_from_dossier":
        this.open(edit.dossier);
        return before.filter((id) => id !== edit.dossier);
      case "trash":
        return [new Date(FIRST).toISOString()];
      case "restore":
        return [];
    }
  }

  private open(id: string): void {
    const dossier = this.made.find((one) => one.id === id) ?? this.refuse("not_found", id);
    if (dossier.state === "closed") this.refuse("dossier_closed", id);
  }

  private now({ document }: Kept, edit: BulkEdit): string[] {
    if (edit.act === "set_field") return valuesOf(document, edit.field);
    if (edit.act === "add_tags" || edit.act === "remove_tags") return [...document.tags];
    if (edit.act === "trash" || edit.act === "restore") return document.trashed_at ? [document.trashed_at] : [];
    return [...document.dossier_ids];
  }

  private step(kept: Kept, before: string[], after: string[]): Step {
    return { kept, before: [...before], after };
  }

  private keep(act: Operation["act"], edit: BulkEdit, steps: Step[], unchanged: number, kept: number): ChangedMany {
    for (const step of steps) this.write(step, edit);
    const changed = steps.length;
    if (changed === 0) return { operation: null, changed, unchanged, kept };
    const field: Field | null = edit.act === "set_field" ? edit.field : null;
    const operand = edit.act === "set_field" ? edit.values : "tags" in edit ? edit.tags : [];
    const no = this.done.length + 1;
    const at = new Date(FIRST + no * 1000).toISOString();
    this.done.push({ operation: { no, at, act, field, operand, documents: changed, undone: false }, edit, steps });
    return { operation: no, changed, unchanged, kept };
  }

  private write(step: Step, edit: BulkEdit): void {
    const { document } = step.kept;
    const what: Change["what"] = edit.act === "trash" || edit.act === "restore" ? "trash" : edit.act.endsWith("dossier") ? "dossiers" : "tags";
    if (edit.act === "set_field") {
      this.edits.edit(document.id, [{ field: edit.field, action: "correct", values: step.after }]);
      return;
    }
    if (what === "tags") document.tags = step.after;
    else if (what === "dossiers") this.name(document, step.after);
    else this.throwAway(step.kept, step.after);
    this.edits.tell(document.id, what, step.before, step.after);
  }

  private throwAway(kept: Kept, since: string[]): void {
    const [from, to] = since.length > 0 ? [this.shelf, this.bin] : [this.bin, this.shelf];
    const at = from.indexOf(kept);
    if (at >= 0) from.splice(at, 1);
    if (!to.includes(kept)) to.push(kept);
    kept.document.trashed_at = since[0] ?? null;
  }

  private name(document: Document, ids: string[]): void {
    const known = ids.flatMap((id) => this.made.find((one) => one.id === id) ?? []);
    document.dossier_ids = known.map(({ id }) => id);
    document.dossiers = known.map(({ code, title }) => (code === null ? title : `${code} · ${title}`));
  }
}
