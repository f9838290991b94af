// Finding the words of a query through all pages, also those not yet drawn.
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { findRuns, type Span, words as wordsOf } from "$app/shared/fold";

/** The text of a page, and where each of its items starts in it. */
export type PageText = { text: string; starts: number[]; lengths: number[] };
export type Place = { page: number; hit: number };

type Told = (hits: number, complete: boolean) => void;

export class Finder {
  #texts = new Map<number, PageText>();
  #wanted: ReadonlySet<string> = new Set();
  #atLeast = 1;
  #generation = 0;

  constructor(
    private readonly pdf: PDFDocumentProxy,
    private readonly changed: () => void,
    private readonly told: Told,
  ) {}

  /** Looks for `words` in the background; tells how many places there are so far. */
  async find(words: string[]): Promise<void> {
    const generation = ++this.#generation;
    this.#wanted = new Set(words.flatMap((part) => wordsOf(part).map((word) => word.fold)));
    this.#atLeast = this.#wanted.size > 1 ? 2 : 1;
    this.changed();
    if (this.#wanted.size === 0) return this.told(0, true);
    for (let page = 1; page <= this.pdf.numPages; page++) {
      await this.text(page);
      if (generation !== this.#generation) return;
      if (page % 10 === 0) this.told(this.places().length, false);
    }
    // Not one run of two words in the whole document: single words are better than nothing.
    if (this.#atLeast > 1 && this.places().length === 0) {
      this.#atLeast = 1;
      this.changed();
    }
    this.told(this.places().length, true);
  }

  async text(page: number): Promise<PageText> {
    const known = this.#texts.get(page);
    if (known) return known;
    const read = await readPage(this.pdf, page);
    this.#texts.set(page, read);
    return read;
  }

  /** The places on a page that has been read, by offsets into its text. */
  hits(page: number): Span[] {
    const read = this.#texts.get(page);
    return read && this.#wanted.size > 0 ? findRuns(read.text, this.#wanted, this.#atLeast) : [];
  }

  /** Every place known so far, in the order of reading. */
  places(): Place[] {
    const pages = [...this.#texts.keys()].sort((a, b) => a - b);
    return pages.flatMap((page) => this.hits(page).map((_, hit) => ({ page, hit })));
  }
}

async function readPage(pdf: PDFDocumentProxy, number: number): Promise<PageText> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  const read: PageText = { text: "", starts: [], lengths: [] };
  for (const item of items) {
    if (!("str" in item)) continue;
    read.starts.push(read.text.length);
    read.lengths.push(item.str.length);
    read.text += item.hasEOL ? `${item.str}\n` : item.str;
  }
  return read;
}
