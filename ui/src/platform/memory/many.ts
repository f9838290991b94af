// Changes to many documents, labels, dossiers and the trash, in the memory twin.
import type { BulkEdit, ChangedMany, Document, DocumentBrief, Dossier, ManyPreview, NamedCount, Selection, Trash, UndoneMany } from "$app/api/generated";
import { search } from "./search";
import { KIND_NAMES } from "./seeds";
import type { Kept } from "./shelf";

type Kind = Pick<Document, "kind" | "kind_name" | "issuer" | "tags" | "dossiers" | "dossier_ids" | "trashed_at">;
type Made = { before: Map<string, Kind>; undone: boolean };

const SAMPLE = 20;
const NOW = "2026-11-24T03:00:00Z";
const UNTIL = "2026-12-24T03:00:00Z";

const standing = ({ kind, kind_name, issuer, tags, dossiers, dossier_ids, trashed_at }: Document): Kind => ({
  kind,
  kind_name,
  issuer,
  tags,
  dossiers,
  dossier_ids,
  trashed_at,
});
const same = (one: Kind, other: Kind) => JSON.stringify(one) === JSON.stringify(other);

export function briefOf({ id, number, kind, kind_name, issued_on, published_on, issuer, subject, trashed_at }: Document): DocumentBrief {
  return { id, number, kind, kind_name, date: issued_on ?? published_on, issuer, subject, trashed: trashed_at !== null };
}

export class Many {
  #made: Made[] = [];
  #dossiers: Omit<Dossier, "documents">[] = [];

  constructor(
    private readonly shelf: Kept[],
    private readonly told: () => void,
  ) {}

  /** What is not in the trash. */
  get filed(): Kept[] {
    return this.shelf.filter(({ document }) => document.trashed_at === null);
  }

  preview(selection: Selection, edit: BulkEdit): ManyPreview {
    const chosen = this.#chosen(selection);
    const rows = chosen.flatMap((document) => {
      const after = { ...standing(document), ...this.#after(document, edit) };
      if (same(standing(document), after)) return [];
      return [{ document: briefOf(document), before: valuesOf(standing(document), edit), after: valuesOf(after, edit), decided: false }];
    });
    const counts = new Map<string, { values: string[]; documents: number }>();
    for (const { before } of rows) {
      const key = before.join("\n");
      counts.set(key, { values: before, documents: (counts.get(key)?.documents ?? 0) + 1 });
    }
    const from = [...counts.values()].sort((one, other) => other.documents - one.documents);
    return { documents: chosen.length, changes: rows.length, decided: 0, from, sample: rows.slice(0, SAMPLE) };
  }

  change(selection: Selection, edit: BulkEdit): ChangedMany {
    const before = new Map<string, Kind>();
    const chosen = this.#chosen(selection);
    for (const document of chosen) {
      const was = standing(document);
      const after = { ...was, ...this.#after(document, edit) };
      if (same(was, after)) continue;
      before.set(document.id, was);
      Object.assign(document, after);
    }
    return this.#note(before, chosen.length);
  }

  undo(operation: number): UndoneMany | null {
    const made = this.#made[operation - 1];
    if (!made || made.undone) return null;
    made.undone = true;
    const before = new Map<string, Kind>();
    for (const { document } of this.shelf) {
      const was = made.before.get(document.id);
      if (!was) continue;
      before.set(document.id, standing(document));
      Object.assign(document, was);
    }
    const { operation: no } = this.#note(before, before.size);
    return { operation: no, undone: before.size, refused: 0, refused_ids: [] };
  }

  tags(): NamedCount[] {
    const counts = new Map<string, number>();
    for (const { document } of this.filed) for (const tag of document.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return [...counts].map(([name, documents]) => ({ name, documents })).sort((a, b) => a.name.localeCompare(b.name, "vi"));
  }

  dossiers(): Dossier[] {
    const inside = (id: string) => this.filed.filter(({ document }) => document.dossier_ids.includes(id)).length;
    return this.#dossiers.map((dossier) => ({ ...dossier, documents: inside(dossier.id) }));
  }

  saveDossier({ id, code, title, state }: Omit<Dossier, "id" | "documents"> & { id: string | null }): Dossier {
    const kept = { id: id ?? `d${this.#dossiers.length + 1}`, code, title, state };
    this.#dossiers = [...this.#dossiers.filter((each) => each.id !== kept.id), kept];
    return this.dossiers().find((each) => each.id === kept.id) as Dossier;
  }

  deleteDossier(id: string): Dossier[] {
    this.#dossiers = this.#dossiers.filter((each) => each.id !== id);
    return this.dossiers();
  }

  inDossier(id: string): DocumentBrief[] {
    return this.filed.filter(({ document }) => document.dossier_ids.includes(id)).map(({ document }) => briefOf(document));
  }

  trash(offset: number, limit: number): Trash {
    const all = this.shelf.filter(({ document }) => document.trashed_at !== null);
    const documents = all.map(({ document }) => ({ document: briefOf(document), since: document.trashed_at ?? NOW, until: UNTIL }));
    return { total: all.length, documents: documents.slice(offset, offset + limit) };
  }

  empty(ids: string[] | null): number {
    const gone = this.shelf.filter(({ document }) => document.trashed_at !== null && (ids === null || ids.includes(document.id)));
    for (const kept of gone) this.shelf.splice(this.shelf.indexOf(kept), 1);
    this.told();
    return gone.length;
  }

  #chosen(selection: Selection): Document[] {
    if (selection.of === "ids") return this.shelf.filter(({ document }) => selection.ids.includes(document.id)).map(({ document }) => document);
    const { hits } = search(this.filed, { ...selection.search, offset: 0, limit: this.shelf.length, facets: false });
    const found = new Set(hits.map(({ id }) => id).filter((id) => !selection.except.includes(id)));
    return this.filed.map(({ document }) => document).filter(({ id }) => found.has(id));
  }

  #after(document: Document, edit: BulkEdit): Partial<Kind> {
    const { tags, dossier_ids } = document;
    if (edit.act === "trash") return { trashed_at: document.trashed_at ?? NOW };
    if (edit.act === "restore") return { trashed_at: null };
    if (edit.act === "add_tags") return { tags: [...new Set([...tags, ...edit.tags])].sort() };
    if (edit.act === "remove_tags") return { tags: tags.filter((tag) => !edit.tags.includes(tag)) };
    if (edit.act === "add_to_dossier") return this.#in([...new Set([...dossier_ids, edit.dossier])]);
    if (edit.act === "remove_from_dossier") return this.#in(dossier_ids.filter((id) => id !== edit.dossier));
    const [value = null] = edit.values;
    if (edit.field === "kind") return { kind: value, kind_name: value === null ? null : (KIND_NAMES[value] ?? null) };
    return { issuer: value };
  }

  #in(ids: string[]): Partial<Kind> {
    const names = ids.flatMap((id) => this.#dossiers.filter((each) => each.id === id).map(({ title }) => title));
    return { dossier_ids: ids, dossiers: names };
  }

  #note(before: Map<string, Kind>, chosen: number): ChangedMany {
    const operation = before.size > 0 ? this.#made.push({ before, undone: false }) : null;
    this.told();
    return { operation, changed: before.size, unchanged: chosen - before.size, kept: 0 };
  }
}

function valuesOf(kind: Kind, edit: BulkEdit): string[] {
  if (edit.act === "set_field") return [edit.field === "kind" ? kind.kind : kind.issuer].filter((each) => each !== null);
  if (edit.act === "add_tags" || edit.act === "remove_tags") return kind.tags;
  return edit.act === "trash" || edit.act === "restore" ? [] : kind.dossiers;
}
