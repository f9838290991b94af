// What people decide, in the memory twin: fields edited in place, each change kept to be taken back.
import type { Change, ChangeAction, Document, Edited, Field, FieldEdit } from "$app/api/generated";

type Refuse = (message: string) => never;

const LISTS: readonly Field[] = ["addressees", "recipients"];
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

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

type Step = { change: Change; before: Document };

export class Edits {
  private steps: Step[] = [];

  constructor(
    private readonly find: (id: string) => Document,
    private readonly refuse: Refuse,
  ) {}

  edit(id: string, edits: FieldEdit[]): Edited {
    const document = this.find(id);
    const changes = edits.map(({ field, action, values }) => {
      const before = structuredClone(document);
      if (action === "correct") this.set(document, field, values);
      if (action === "reject") this.set(document, field, []);
      document.proposed = document.proposed.filter((name) => name !== field);
      if (action !== "confirm") delete document.evidence[field];
      return this.note(before, document, action, field);
    });
    return { document, changes };
  }

  undo(no: number): Change | null {
    const step = this.steps.find(({ change }) => change.no === no);
    if (!step || step.change.undone || step.change.field === null) return null;
    step.change.undone = true;
    const document = this.find(step.change.document);
    const now = structuredClone(document);
    Object.assign(document, structuredClone(step.before), { version: now.version });
    return this.note(now, document, "undo", step.change.field);
  }

  history(id: string): Change[] {
    const changes = this.steps.map(({ change }) => change).filter((change) => change.document === id);
    return changes.reverse();
  }

  decided(field: Field): string[] {
    const chosen = this.steps.filter(({ change }) => change.field === field && !change.undone);
    return [...new Set(chosen.flatMap(({ change }) => change.after))];
  }

  private set(document: Document, field: Field, typed: string[]): void {
    const values = typed.map((value) => value.trim()).filter(Boolean);
    const [value = null] = values;
    if (LISTS.includes(field)) {
      Object.assign(document, { [field]: values });
    } else if ((field === "issued_on" || field === "published_on") && value !== null) {
      const iso = value.includes("/") ? value.split("/").reverse().map((part) => part.padStart(2, "0")).join("-") : value;
      if (!DATE.test(iso)) this.refuse(field);
      Object.assign(document, { [field]: iso });
    } else {
      Object.assign(document, { [field]: value });
    }
  }

  private note(before: Document, document: Document, action: ChangeAction, field: Field): Change {
    document.version += 1;
    const change: Change = {
      no: this.steps.length + 1,
      document: document.id,
      at: "2026-11-24T03:00:00Z",
      action,
      field,
      citation: null,
      before: valuesOf(before, field),
      after: valuesOf(document, field),
      undone: false,
    };
    this.steps.push({ change, before });
    return change;
  }
}
