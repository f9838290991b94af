// What stands under the search box: offers for what is typed, or the way back to earlier searches.
import { call } from "$app/api/client";
import type { Suggestions } from "$app/api/generated";
import type { Key } from "$app/i18n/index.svelte";
import { words } from "$app/shared/fold";
import type { Field } from "$app/features/library/filters";
import { library } from "$app/features/library/library.svelte";
import { searches } from "./searches.svelte";

export type Offer = { id: string; kind: Key; text: string; documents: number | null; choose: () => void };

/** Once fingers rest: keys ask for the list only. */
const REST_MS = 250;
/** What can be taken in at a glance. */
const MOST = 8;

const folded = (text: string): string => words(text).map((word) => word.fold).join(" ");

function offer(kind: Key, text: string, choose: () => void, documents: number | null = null): Offer {
  return { id: `${kind}:${text}`, kind, text, documents, choose };
}

function asking(kind: Key, query: string): Offer {
  const choose = () => {
    searches.note(query);
    library.setQuery(query);
  };
  return offer(kind, query, choose);
}

function keptOffers(typed: string, most: number): Offer[] {
  const wanted = folded(typed);
  const fits = (text: string) => ` ${folded(text)}`.includes(` ${wanted}`) && text.trim() !== typed.trim();
  const saved = searches.saved.filter(({ name }) => fits(name)).slice(0, most);
  const recent = searches.recent.filter(fits).slice(0, most);
  return [
    ...saved.map((each) => offer("suggest.saved", each.name, () => library.show(each.search))),
    ...recent.map((query) => asking("suggest.recent", query)),
  ];
}

function offersOf({ numbers, issuers, signers, tags, subjects }: Suggestions): Offer[] {
  const named = (kind: Key, field: Field, values: Suggestions["issuers"]) =>
    values
      .slice(0, 2)
      .map(({ name, documents }) => offer(kind, name, () => library.keepTo(field, name), documents));
  return [
    ...numbers.slice(0, 3).map((number) => asking("suggest.number", number)),
    ...named("suggest.issuer", "issuer", issuers),
    ...named("suggest.signer", "signer", signers),
    ...named("suggest.tag", "tag", tags),
    ...subjects.slice(0, 3).map((subject) => asking("suggest.subject", subject)),
  ];
}

class Suggesting {
  offers = $state.raw<readonly Offer[]>([]);
  open = $state(false);
  /** The offer that Enter chooses; −1: none, Enter is a plain search. */
  at = $state(-1);
  #asked = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  get chosen(): Offer | undefined {
    return this.open ? this.offers[this.at] : undefined;
  }

  /** Someone types: what is shown stays until fingers rest, and nothing of it is chosen. */
  typed(query: string): void {
    this.at = -1;
    clearTimeout(this.#rest);
    if (query.trim() === "") return this.close();
    this.#rest = setTimeout(() => void this.#ask(query), REST_MS);
  }

  /** Under an empty box: earlier searches. */
  recall(): void {
    if (library.query.trim() !== "") return;
    this.#show(keptOffers("", MOST / 2));
  }

  step(by: 1 | -1): void {
    const from = this.at < 0 && by < 0 ? 0 : this.at;
    // One place more than there are offers: the box itself.
    this.at = ((from + 1 + by + this.offers.length + 1) % (this.offers.length + 1)) - 1;
  }

  choose(chosen: Offer): void {
    this.close();
    chosen.choose();
  }

  close(): void {
    clearTimeout(this.#rest);
    this.#asked += 1;
    [this.open, this.at] = [false, -1];
  }

  async #ask(query: string): Promise<void> {
    const asked = ++this.#asked;
    // Offers only help: without them the search is as good as with them.
    const suggestions = await call("suggest", { query }).catch(() => null);
    if (asked !== this.#asked || !suggestions) return;
    const plain = folded(query);
    const offers = [...keptOffers(query, 2), ...offersOf(suggestions)].filter(({ text }) => folded(text) !== plain);
    this.#show(offers.slice(0, MOST));
  }

  #show(offers: readonly Offer[]): void {
    const known = new Set<string>();
    this.offers = offers.filter(({ id }) => !known.has(id) && known.add(id));
    this.open = this.offers.length > 0;
    this.at = -1;
  }
}

export const suggesting = new Suggesting();
