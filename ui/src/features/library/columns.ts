// Changing the columns of the list, with a way back.
import type { Key } from "$app/i18n/index.svelte";
import type { Column, ColumnName } from "$app/shared/state/columns";
import { history } from "$app/shared/state/history.svelte";
import { session } from "$app/shared/state/session.svelte";
import { toasts } from "$app/shared/state/toasts.svelte";

export const COLUMN_LABELS: Record<ColumnName, Key> = {
  number: "library.column.number",
  date: "library.column.date",
  kind: "library.column.kind",
  subject: "library.column.subject",
  issuer: "library.column.issuer",
  pages: "library.column.pages",
};

/** Shows `columns` in the place of `before`, which undo brings back. */
export function changeColumns(columns: readonly Column[], before: readonly Column[], told = false): void {
  const show = (wanted: readonly Column[]) => session.changeLayout({ columns: wanted });
  const label = told ? "toast.columns_reset" : "toast.columns_changed";
  const step = { label, undo: () => show(before), redo: () => show(columns) } as const;
  show(columns);
  if (told) toasts.changed(step);
  else history.add(step);
}
