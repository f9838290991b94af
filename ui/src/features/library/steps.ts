// The keys that move through the list.

/** How far a key moves the selection, or null when it doesn't. `page` rows fit the window. */
export function stepKeys(event: KeyboardEvent, page: number): number | null {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return null;
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
