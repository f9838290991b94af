// What people decide, in the memory twin: fields and citations, each change kept to be taken back.
import type { Change, ChangeAction, Document, Edited, EvidenceItem, Field, FieldEdit, Relation, Ruling } from "$app/api/generated";
import { words } from "$app/shared/fold";
import { KIND_NAMES } from "./seeds";

type Refuse = (code: "invalid_value" | "not_found", message: string) => never;

/** All that is known of a field. */
type FieldState = { values: string[]; settled: boolean; evidence: EvidenceItem | undefined; sure: boolean };
/** What is said of a citation. */
export type Said = { ruling: Ruling; relation: Relation };
type Step = { change: Change } & (
  | { field: Field; before: FieldState; after: FieldState }
  | { citation: number; before: Said; after: Said }
);

const LISTS: readonly Field[] = ["addressees", "recipients"];
/** Those that a person's earlier choices are offered for. */
const OFFERED: readonly Field[] = ["issuer", "parent_body", "signer", "signer_position", "place", "author"];
const LEVELS: Partial<Record<Field, string[]>> = {
  secrecy: ["thuong", "mat", "toi_mat", "tuyet_mat"],
  urgency: ["thuong", "khan", "thuong_khan", "hoa_toc"],
};
const plain = (text: string) => words(text).map((word) => word.fold).join(" ");

/** The values of a field as text, as the archive gives them. */
export function valuesOf(document: Document, field: Field): string[] {
  const value: string | string[] | null = document[field];
  if (Array.isArray(value)) return [...value];
  return value === null || value === "thuong" ? [] : [value];
}

/** Whether a field of a document was read with doubt and nobody decided it. */
export function isInDoubt({ evidence, proposed }: Document): boolean {
  return proposed.some((field) => (evidence[field]?.confidence ?? 1) < 0.9);
}

/** Reads `2016[-07[-01]]`, `1/7/2016`, `7/2016`; null for anything else. */
function dateOf(typed: string): string | null {
  const parts = typed.split(/[/.-]/).map((part) => part.trim());
  if (!/^\d{4}$/.test(parts[0] ?? "")) parts.reverse();
  const [year, month, day] = parts;
  if (!/^\d{4}$/.test(year ?? "") || parts.length > 3) return null;
  const iso = [year, ...[month, day].filter((part) => part !== undefined).map((part) => part.padStart(2, "0"))].join("-");
  const at = new Date(parts.length === 3 ? iso : `${iso.padEnd(7, "-01").slice(0, 7)}-01`);
  const same = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso);
  return same ? iso : null;
}

export class Edits {
  private steps: Step[] = [];
  private settled = new Map<string, Set<Field>>();
  private said = new Map<number, Said>();
  private others: Change[] = [];

  constructor(
    private readonly all: () => Document[],
    private readonly refuse: Refuse,
  ) {}

  edit(id: string, edits: FieldEdit[]): Edited {
    const document = this.find(id);
    // All or none: what can't be held is refused before anything is written.
    const planned = edits.map((edit) => ({ edit, values: this.read(edit) }));
    const changes = planned.flatMap(({ edit: { field, action }, values }) => {
      const before = this.state(document, field);
      const kept = action === "confirm" || (action === "correct" && values.join("\n") === before.values.join("\n"));
      const after: FieldState = {
        values: action === "confirm" ? before.values : values,
        settled: true,
        evidence: kept ? before.evidence : undefined,
        sure: true,
      };
      if (before.settled && before.values.join("\n") === after.values.join("\n")) return [];
      this.write(document, field, after);
      return [this.note(document.id, action, { field, before, after })];
    });
    return { document, changes };
  }

  /** Whether a person decided a field. */
  isSettled(id: string, field: Field): boolean {
    return this.settled.get(id)?.has(field) ?? false;
  }

  /** Notes in the history what is neither a field nor a citation. */
  tell(document: string, what: Change["what"], before: string[], after: string[]): void {
    this.others.push({ no: this.steps.length + this.others.length + 1_000_000, document, at: this.at(), action: "correct", what, field: null, citation: null, before, after, undone: false, operation: null });
  }

  /** What is said of a citation by now, by its ordinal. */
  ruling(citation: number): Said | undefined {
    return this.said.get(citation);
  }

  rule(document: string, citation: number, before: Said, after: Said): Change {
    this.said.set(citation, after);
    const changed = after.relation !== before.relation;
    const action = after.ruling === "rejected" ? "reject" : changed ? "correct" : "confirm";
    return this.note(document, action, { citation, before, after });
  }

  undo(no: number): Change | null {
    const step = this.steps.find(({ change }) => change.no === no) ?? this.refuse("not_found", String(no));
    if (step.change.undone || this.isChangedSince(step)) return null;
    step.change.undone = true;
    if ("citation" in step) {
      this.said.set(step.citation, step.before);
      return this.note(step.change.document, "undo", { ...step, before: step.after, after: step.before });
    }
    const document = this.find(step.change.document);
    const before = this.state(document, step.field);
    this.write(document, step.field, step.before);
    return this.note(document.id, "undo", { field: step.field, before, after: step.before });
  }

  /** A later decision is never written over. */
  private isChangedSince(step: Step): boolean {
    if ("citation" in step) {
      const said = this.said.get(step.citation);
      return said?.ruling !== step.after.ruling || said.relation !== step.after.relation;
    }
    const { values, settled } = this.state(this.find(step.change.document), step.field);
    return settled !== step.after.settled || values.join("\n") !== step.after.values.join("\n");
  }

  history(id: string): Change[] {
    const changes = [...this.steps.map(({ change }) => change), ...this.others].filter((change) => change.document === id);
    return changes.reverse().sort((a, b) => b.at.localeCompare(a.at));
  }

  decided(field: Field): string[] {
    if (!OFFERED.includes(field)) return [];
    const counts = new Map<string, number>();
    for (const document of this.all().filter(({ id }) => this.settled.get(id)?.has(field))) {
      for (const value of valuesOf(document, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
  }

  private find(id: string): Document {
    return this.all().find((document) => document.id === id) ?? this.refuse("not_found", id);
  }

  /** Reads what was typed into the archive's own form. */
  private read({ field, action, values }: FieldEdit): string[] {
    if (action !== "correct") return [];
    const typed = values.map((value) => value.normalize("NFC").replace(/\s+/g, " ").trim()).filter(Boolean);
    if (LISTS.includes(field)) return typed;
    if (typed.length > 1) this.refuse("invalid_value", field);
    return typed.map((value) => this.readOne(field, value) ?? this.refuse("invalid_value", field));
  }

  private readOne(field: Field, value: string): string | null {
    if (field === "kind") {
      const named = Object.entries(KIND_NAMES).find(([id, name]) => id === value || plain(name) === plain(value));
      return named?.[0] ?? null;
    }
    if (field === "issued_on" || field === "published_on") return dateOf(value);
    if (field === "number") return /^\d+\s*[\p{L}/-]/u.test(value) ? value.replace(/\s*([-/])\s*/g, "$1") : null;
    const levels = LEVELS[field];
    return !levels || levels.includes(value) ? value : null;
  }

  private state(document: Document, field: Field): FieldState {
    return {
      values: valuesOf(document, field),
      settled: this.settled.get(document.id)?.has(field) ?? false,
      evidence: document.evidence[field],
      sure: !document.proposed.includes(field),
    };
  }

  private write(document: Document, field: Field, { values, settled, evidence, sure }: FieldState): void {
    const [value = null] = values;
    const isLevel = LEVELS[field] !== undefined;
    Object.assign(document, { [field]: LISTS.includes(field) ? [...values] : isLevel ? (value ?? "thuong") : value });
    if (field === "kind") document.kind_name = value === null ? null : (KIND_NAMES[value] ?? null);
    const { [field]: _, ...others } = document.evidence;
    document.evidence = evidence ? { ...others, [field]: evidence } : others;
    document.proposed = document.proposed.filter((name) => name !== field);
    if (!sure) document.proposed = [...document.proposed, field];
    const own = this.settled.get(document.id) ?? new Set<Field>();
    if (settled) own.add(field);
    else own.delete(field);
    this.settled.set(document.id, own);
    document.version += 1;
  }

  private at(): string {
    return new Date(Date.UTC(2026, 10, 24, 3, this.steps.length + this.others.length)).toISOString();
  }

  private note(document: string, action: ChangeAction, changed: Omit<Extract<Step, { field: Field }>, "change"> | Omit<Extract<Step, { citation: number }>, "change">): Change {
    const texts = (state: FieldState | Said) => ("values" in state ? [...state.values] : [state.ruling, state.relation]);
    const change: Change = {
      no: this.steps.length + 1,
      document,
      at: this.at(),
      action,
      what: "field" in changed ? "field" : "citation",
      field: "field" in changed ? changed.field : null,
      citation: "citation" in changed ? changed.citation : null,
      before: texts(changed.before),
      after: texts(changed.after),
      undone: false,
      operation: null,
    };
    this.steps.push({ ...changed, change });
    return change;
  }
}
