// Comparing Vietnamese words without their marks, and finding them in a text as it is written.

/** A run of letters and digits, by UTF-16 offsets. */
export type Word = { fold: string; start: number; end: number };
export type Span = [start: number, end: number];

const MARKS = /[\u0300-\u036f]/g;
const FREE_Y = /^(?:h|k|l|m|s|t|v|qu)?y$/;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** `Đảng` → `dang`, `kỹ` → `ki`, `04` → `4`: the same folding as the index. */
export function fold(word: string): string {
  const bare = word.normalize("NFD").replace(MARKS, "").toLowerCase().replaceAll("đ", "d");
  if (FREE_Y.test(bare)) return `${bare.slice(0, -1)}i`;
  return /^\d+$/.test(bare) ? bare.replace(/^0+(?=\d)/, "") : bare;
}

export function words(text: string): Word[] {
  return [...text.matchAll(WORD)].map((found) => ({
    fold: fold(found[0]),
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** Runs of consecutive words of `text` that are among `wanted`, at least `atLeast` words long. */
export function findRuns(text: string, wanted: ReadonlySet<string>, atLeast = 1): Span[] {
  const spans: Span[] = [];
  let run: Word[] = [];
  const close = () => {
    const [first, last] = [run[0], run.at(-1)];
    if (first && last && run.length >= atLeast) spans.push([first.start, last.end]);
    run = [];
  };
  for (const word of words(text)) {
    if (!wanted.has(word.fold)) {
      close();
      continue;
    }
    const before = run.at(-1);
    if (before && !/^[\s\-/]*$/.test(text.slice(before.end, word.start))) close();
    run.push(word);
  }
  close();
  return spans;
}

/** The places to light for a query: runs of two and more words, or single words when there are none. */
export function findWords(text: string, query: readonly string[]): Span[] {
  const wanted = new Set(query.flatMap((part) => words(part).map((word) => word.fold)));
  if (wanted.size === 0) return [];
  const runs = wanted.size > 1 ? findRuns(text, wanted, 2) : [];
  return runs.length > 0 ? runs : findRuns(text, wanted);
}
