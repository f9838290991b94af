// Reading keys without getting in the way of Vietnamese keyboards.

export type Keys = { key: string; ctrl?: boolean; shift?: boolean; alt?: boolean };

/** Keys that write or move in no field: they may act while someone types. */
const SAFE_WHILE_TYPING = /^(?:Escape|F\d{1,2})$/;

/** A field someone types into: letters, Backspace and the like belong to it alone. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}

/** Whether these keys would write, delete or move in a field: they have no modifier and are no function key. */
export function belongsToField({ key, ctrl, alt }: Keys): boolean {
  return !ctrl && !alt && !SAFE_WHILE_TYPING.test(key);
}

export function pressed(event: KeyboardEvent, keys: Keys): boolean {
  if (event.isComposing || event.key === "Process") return false;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shiftMatters = keys.key.length > 1 || keys.ctrl === true;
  return (
    key === keys.key &&
    (event.ctrlKey || event.metaKey) === (keys.ctrl ?? false) &&
    event.altKey === (keys.alt ?? false) &&
    (!shiftMatters || event.shiftKey === (keys.shift ?? false))
  );
}

const NAMES: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  PageUp: "PgUp",
  PageDown: "PgDn",
  " ": "Space",
  "=": "+",
  "-": "−",
};

/** As shown on screen: `Ctrl+K`, `Shift+F3`. */
export function keysName({ key, ctrl, shift, alt }: Keys): string {
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [ctrl && "Ctrl", alt && "Alt", shift && "Shift", name].filter(Boolean).join("+");
}
