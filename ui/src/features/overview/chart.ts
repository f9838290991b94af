// One shape for everything the overview counts: the bars, the table beside them, the CSV and the picture are made of it.

/** What the bar of a row is divided into. */
export type Series = { key: string; label: string };

export type Row = {
  key: string;
  label: string;
  /** A second line: what the document is about, who issued it. */
  note: string;
  /** How many, one for each series. */
  values: number[];
  /** Shows the list behind the bar, or behind one series of it. */
  open: (series: number | null) => void;
};

export type Chart = {
  id: string;
  title: string;
  /** What the rows are, what is counted. */
  rowHead: string;
  valueHead: string;
  series: Series[];
  rows: Row[];
  /** What is not in it, if anything. */
  foot?: string;
  /** Years stand side by side, names one under another. */
  shape: "columns" | "bars";
};

export function sum(row: Row): number {
  return row.values.reduce((total, value) => total + value, 0);
}

/** The longest bar; at least 1, so that nothing is divided by nothing. */
export function longest(rows: readonly Row[]): number {
  return Math.max(1, ...rows.map(sum));
}

/** Excel would take such a cell for a formula: an apostrophe makes it a text. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The table of a chart as CSV that Excel opens with its Vietnamese letters: UTF-8 with a mark, CRLF (RFC 4180). */
export function toCsv({ rowHead, valueHead, series, rows }: Chart): string {
  const noted = rows.some((row) => row.note !== "");
  const many = series.length > 1;
  const head = [rowHead, ...(noted ? [""] : []), ...(many ? series.map((each) => each.label) : []), valueHead];
  const lines = rows.map((row) => [row.label, ...(noted ? [row.note] : []), ...(many ? row.values : []), sum(row)]);
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
