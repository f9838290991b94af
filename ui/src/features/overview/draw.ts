// A chart as a picture, in the colours and the type of the screen.
import { type Chart, longest, sum } from "./chart";
import { shades } from "./shades";

const WIDTH = 1100;
const EDGE = 32;
const LINE = 30;
const HEAD = 64;
const LEGEND = 34;
const COLUMNS_HEIGHT = 300;
/** Twice as many dots as pixels: sharp on paper too. */
const DOTS = 2;

type Look = { ink: string; dim: string; line: string; pane: string; font: string; shades: string[] };

function look(chart: Chart): Look {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  const family = getComputedStyle(document.body).fontFamily;
  return { ink: of("--ink"), dim: of("--dim"), line: of("--line"), pane: of("--pane"), font: family, shades: shades(chart.series.length, of("--accent"), of("--edge"), of("--pane")) };
}

function fit(pen: CanvasRenderingContext2D, text: string, width: number): string {
  if (pen.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && pen.measureText(`${text.slice(0, end)}…`).width > width) end--;
  return `${text.slice(0, end)}…`;
}

function drawBars(pen: CanvasRenderingContext2D, { rows }: Chart, look: Look, top: number, number: (n: number) => string): void {
  const names = 420;
  const most = longest(rows);
  const room = WIDTH - 2 * EDGE - names - 90;
  rows.forEach((row, index) => {
    const y = top + index * LINE;
    pen.fillStyle = look.ink;
    pen.fillText(fit(pen, [row.label, row.note].filter(Boolean).join(" · "), names - 16), EDGE, y + 19);
    let x = EDGE + names;
    row.values.forEach((value, series) => {
      const width = (value / most) * room;
      pen.fillStyle = look.shades[series] ?? look.dim;
      pen.fillRect(x, y + 5, Math.max(1, width), 18);
      x += width;
    });
    pen.fillStyle = look.dim;
    pen.fillText(number(sum(row)), x + 8, y + 19);
  });
}

function drawColumns(pen: CanvasRenderingContext2D, { rows }: Chart, look: Look, top: number, number: (n: number) => string): void {
  const most = longest(rows);
  const each = (WIDTH - 2 * EDGE) / Math.max(1, rows.length);
  const width = Math.min(64, each * 0.72);
  const floor = top + COLUMNS_HEIGHT;
  pen.textAlign = "center";
  rows.forEach((row, index) => {
    const middle = EDGE + each * (index + 0.5);
    let y = floor;
    row.values.forEach((value, series) => {
      const height = (value / most) * (COLUMNS_HEIGHT - 30);
      pen.fillStyle = look.shades[series] ?? look.dim;
      pen.fillRect(middle - width / 2, y - height, width, Math.max(0, height - 1));
      y -= height;
    });
    pen.fillStyle = look.dim;
    if (each > 28) pen.fillText(number(sum(row)), middle, y - 6);
    pen.fillStyle = look.ink;
    if (each > 34 || index % 5 === 0) pen.fillText(row.label, middle, floor + 22);
  });
  pen.textAlign = "left";
}

/** The chart as PNG. `number` writes a count in the language of the screen. */
export async function toPng(chart: Chart, number: (n: number) => string): Promise<Blob | null> {
  const body = chart.shape === "columns" ? COLUMNS_HEIGHT + 40 : chart.rows.length * LINE;
  const legend = chart.series.length > 1 ? LEGEND : 0;
  const height = HEAD + body + legend + EDGE;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH * DOTS, height * DOTS];
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  const style = look(chart);
  pen.scale(DOTS, DOTS);
  pen.fillStyle = style.pane;
  pen.fillRect(0, 0, WIDTH, height);
  pen.fillStyle = style.ink;
  pen.font = `600 20px ${style.font}`;
  pen.fillText(chart.title, EDGE, 42);
  pen.font = `14px ${style.font}`;
  (chart.shape === "columns" ? drawColumns : drawBars)(pen, chart, style, HEAD, number);
  let x = EDGE;
  for (const [index, { label }] of legend ? chart.series.entries() : []) {
    pen.fillStyle = style.shades[index] ?? style.dim;
    pen.fillRect(x, HEAD + body + 10, 14, 14);
    pen.fillStyle = style.ink;
    pen.fillText(label, x + 20, HEAD + body + 22);
    x += 44 + pen.measureText(label).width;
  }
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
