// The keys that the list answers to itself.
import type { Key } from "$app/i18n/vi";

/** As F1 tells them. */
export const LIST_KEYS: readonly { label: Key; keys: string[] }[] = [
  { label: "help.list.move", keys: ["↑", "↓"] },
  { label: "help.list.page", keys: ["PgUp", "PgDn"] },
  { label: "help.list.ends", keys: ["Home", "End"] },
  { label: "help.list.type", keys: ["A…Z 0…9"] },
  { label: "help.list.extend", keys: ["Shift+↑", "Shift+↓"] },
  { label: "help.list.mark", keys: ["Ctrl+Space"] },
];

/** How far a key moves the selection, or null when it doesn't. `page` rows fit the window. */
export function stepKeys(event: KeyboardEvent, page: number): number | null {
  if (event.isComposing || event.altKey || event.metaKey) return null;
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  return steps[event.key] ?? null;
}
