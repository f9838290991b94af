// The history of a document in words.
import type { Change, ChangeAction, Relation, Ruling } from "$app/api/generated";
import { formatDate, type Key, t } from "$app/i18n/index.svelte";
import { session } from "$app/shared/state/session.svelte";
import { fieldLabel, levelName } from "./fields";
import { relationLabel, rulingLabel } from "./relations";

const ACTIONS: Record<ChangeAction, Key> = {
  confirm: "history.confirm",
  correct: "history.correct",
  reject: "history.reject",
  undo: "history.undo",
};

export const actionLabel = (action: ChangeAction): Key => ACTIONS[action];

/** What was changed: a field, labels, dossiers, the trash, or a citation. */
export function subjectOf({ field, what }: Change): string {
  if (what === "tags" || what === "dossiers") return t(`field.${what}`);
  if (what === "trash") return t("history.trash");
  return field === null ? t("history.citation") : t(fieldLabel(field));
}

/** Values as people read them: kinds by name, dates as written, a ruling with its relation; empty if there were none. */
export function wordsOf({ field, what }: Change, values: readonly string[]): string {
  if (what === "tags" || what === "dossiers") return values.join("; ");
  if (what === "trash") return values.map((at) => formatDate(at.slice(0, 10))).join("; ");
  if (field === null) {
    const [ruling, relation] = values as [Ruling, Relation];
    return `${t(relationLabel(relation, "acts"))} (${t(rulingLabel(ruling))})`;
  }
  if (field === "kind") return values.map((id) => session.kindName(id)).join("; ");
  if (field === "issued_on" || field === "published_on") return values.map(formatDate).join("; ");
  if (field === "secrecy" || field === "urgency") return values.map(levelName).join("; ");
  return values.join("; ");
}
