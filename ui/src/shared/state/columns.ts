// The columns of the list: which are shown, in what order, how wide.

export const COLUMN_NAMES = ["number", "date", "kind", "subject", "issuer", "pages"] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];
/** `width` in pixels at 100 %; the subject takes what is left and ignores its own. */
export type Column = { name: ColumnName; shown: boolean; width: number };

export const COLUMN_WIDTH = { least: 60, most: 420 } as const;
/** The subject is what a row is about: it is always there, never narrower than this. */
export const LEAST_SUBJECT = 230;
/** What a row keeps when the list gets narrow, from the first to go to the last. */
const FIRST_TO_GO: readonly ColumnName[] = ["pages", "issuer", "kind", "date"];

export const DEFAULT_COLUMNS: readonly Column[] = [
  { name: "number", shown: true, width: 148 },
  { name: "date", shown: true, width: 86 },
  { name: "kind", shown: false, width: 110 },
  { name: "subject", shown: true, width: LEAST_SUBJECT },
  { name: "issuer", shown: true, width: 135 },
  { name: "pages", shown: false, width: 66 },
];

export function clampColumn(width: number): number {
  return Math.round(Math.min(COLUMN_WIDTH.most, Math.max(COLUMN_WIDTH.least, width)));
}

/** Number and subject say which document a row is: they stay. */
export function canHide(name: ColumnName): boolean {
  return name !== "subject" && name !== "number";
}

export function showColumn(columns: readonly Column[], name: ColumnName, shown: boolean): Column[] {
  return columns.map((each) => (each.name === name && canHide(name) ? { ...each, shown } : each));
}

export function widenColumn(columns: readonly Column[], name: ColumnName, width: number): Column[] {
  return columns.map((each) => (each.name === name ? { ...each, width: clampColumn(width) } : each));
}

export function moveColumn(columns: readonly Column[], name: ColumnName, by: 1 | -1): Column[] {
  const at = columns.findIndex((each) => each.name === name);
  const to = at + by;
  const moved = [...columns];
  const [one, other] = [moved[at], moved[to]];
  if (one && other) [moved[at], moved[to]] = [other, one];
  return moved;
}

/** The columns a list `width` pixels wide (at 100 %) has room for. */
export function fitting(columns: readonly Column[], width: number, gap: number): Column[] {
  let left = columns.filter((each) => each.shown);
  const needed = () =>
    left.reduce((sum, each) => sum + gap + (each.name === "subject" ? LEAST_SUBJECT : each.width), 0);
  for (const name of FIRST_TO_GO) {
    if (needed() <= width) break;
    left = left.filter((each) => each.name !== name);
  }
  return left;
}

/** Reads what was remembered: every column once, new ones where they stand by default. */
export function readColumns(saved: unknown): readonly Column[] {
  if (!Array.isArray(saved)) return DEFAULT_COLUMNS;
  const known = new Set<ColumnName>();
  const read = saved.flatMap((each: Partial<Column> | null): Column[] => {
    const base = DEFAULT_COLUMNS.find(({ name }) => name === each?.name);
    if (!base || !each || known.has(base.name)) return [];
    known.add(base.name);
    const shown = typeof each.shown === "boolean" && canHide(base.name) ? each.shown : base.shown;
    return [{ ...base, shown, width: typeof each.width === "number" ? clampColumn(each.width) : base.width }];
  });
  const missing = DEFAULT_COLUMNS.filter(({ name }) => !known.has(name));
  return read.length === 0 ? DEFAULT_COLUMNS : [...read, ...missing];
}
