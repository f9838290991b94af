// Typing in the list goes to the next document that starts with what was typed.
import type { Hit } from "$app/api/generated";
import { words } from "$app/shared/fold";

/** A pause this long starts anew. */
const REST_MS = 1000;

const plain = (text: string): string => words(text).map((word) => word.fold).join(" ");

/** Number, subject or kind, without marks: `nghi q` finds `Nghị quyết`, `4 n` finds `04-NQ/TU`. */
export function startsWith({ number, subject, kind_name }: Hit, typed: string): boolean {
  const wanted = plain(typed);
  return wanted !== "" && [number, subject, kind_name].some((text) => text !== null && plain(text).startsWith(wanted));
}

/** What has been typed so far. */
export class TypeAhead {
  #typed = "";
  #at = 0;

  /**
   * Takes a key; gives what is typed now, or null when the key means something else. A Vietnamese keyboard takes
   * letters back before it puts marked ones in: so Backspace belongs here too.
   */
  take(event: KeyboardEvent): string | null {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return null;
    const now = event.timeStamp;
    const going = now - this.#at < REST_MS && this.#typed !== "";
    const typed = going ? this.#typed : "";
    if (event.key === "Backspace") {
      if (!going) return null;
      return this.#keep(typed.slice(0, -1), now);
    }
    if (event.key.length !== 1 || (!going && !/[\p{L}\p{N}]/u.test(event.key))) return null;
    return this.#keep(typed + event.key, now);
  }

  /** Whether what is typed has only begun: then the search starts behind the selected row. */
  get fresh(): boolean {
    return [...this.#typed].length === 1;
  }

  /** Another key starts anew. */
  reset(): void {
    this.#typed = "";
  }

  #keep(typed: string, now: number): string {
    this.#typed = typed;
    this.#at = now;
    return typed;
  }
}
