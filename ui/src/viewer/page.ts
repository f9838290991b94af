// One page: a canvas, and above it the text to select and to light.
import { type PDFDocumentProxy, type PDFPageProxy, type RenderTask, TextLayer } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Span } from "$app/shared/fold";
import { cut } from "$app/shared/segments";
import type { Finder, PageText } from "./finder";

const MOST_PIXELS = 16_000_000;

export type Size = { width: number; height: number };

export class PageView {
  readonly element = document.createElement("section");
  #page: PDFPageProxy | undefined;
  #task: RenderTask | undefined;
  #layer: TextLayer | undefined;
  #drawnAt = 0;
  #drawing: Promise<void> | undefined;

  constructor(
    private readonly pdf: PDFDocumentProxy,
    readonly number: number,
    private readonly finder: Finder,
    private size: Size,
  ) {
    this.element.className = "page";
    this.element.dataset.page = String(number);
  }

  /** Gives the page its place before it is drawn. */
  resize(scale: number): void {
    this.element.style.width = `${Math.floor(this.size.width * scale)}px`;
    this.element.style.height = `${Math.floor(this.size.height * scale)}px`;
    this.element.style.setProperty("--total-scale-factor", String(scale));
  }

  /** Draws once per scale; a second call waits for the first. */
  draw(scale: number): Promise<void> {
    if (this.#drawnAt === scale && this.#drawing) return this.#drawing;
    this.clear();
    this.#drawnAt = scale;
    this.#drawing = this.#draw(scale).catch((error: unknown) => {
      if (!(error instanceof Error && error.name === "RenderingCancelledException")) throw error;
    });
    return this.#drawing;
  }

  /** Gives the memory of a page far away back. */
  clear(): void {
    this.#task?.cancel();
    this.#layer?.cancel();
    this.#task = this.#layer = this.#drawing = undefined;
    this.#drawnAt = 0;
    this.element.replaceChildren();
    delete this.element.dataset.drawn;
  }

  /** Lights the places found; `now` is the current one. */
  async light(now: number | null): Promise<void> {
    const layer = this.#layer;
    if (!layer || !this.element.dataset.drawn) return;
    const text = await this.finder.text(this.number);
    lightItems(layer.textDivs, text, this.finder.hits(this.number), now);
  }

  async #draw(scale: number): Promise<void> {
    this.#page ??= await this.pdf.getPage(this.number);
    const page = this.#page;
    const plain = page.getViewport({ scale: 1 });
    this.size = { width: plain.width, height: plain.height };
    this.resize(scale);
    const viewport = page.getViewport({ scale });
    const wanted = Math.min(devicePixelRatio || 1, 2);
    const ratio = Math.min(wanted, Math.sqrt(MOST_PIXELS / (viewport.width * viewport.height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(viewport.width * ratio);
    canvas.height = Math.floor(viewport.height * ratio);
    const layerBox = document.createElement("div");
    layerBox.className = "textLayer";
    this.element.replaceChildren(canvas, layerBox);
    this.#task = page.render({ canvas, viewport, transform: ratio === 1 ? undefined : [ratio, 0, 0, ratio, 0, 0] });
    this.#layer = new TextLayer({ textContentSource: page.streamTextContent(), container: layerBox, viewport });
    await Promise.all([this.#task.promise, this.#layer.render()]);
    this.element.dataset.drawn = "true";
  }
}

/** Rewrites the items that a hit touches, and puts the others back. */
function lightItems(divs: readonly HTMLElement[], page: PageText, hits: readonly Span[], now: number | null): void {
  for (const [index, div] of divs.entries()) {
    const start = page.starts[index] ?? 0;
    const length = page.lengths[index] ?? 0;
    const inside = hits.flatMap(([from, to], hit) =>
      from < start + length && to > start
        ? [{ span: [Math.max(0, from - start), Math.min(length, to - start)] as Span, hit }]
        : [],
    );
    if (inside.length === 0 && div.childElementCount === 0) continue;
    const pieces = cut(page.text.slice(start, start + length), inside.map((each) => each.span));
    div.replaceChildren(
      ...pieces.map((piece) => {
        const hit = piece.hit === null ? undefined : inside[piece.hit]?.hit;
        if (hit === undefined) return document.createTextNode(piece.text);
        const mark = document.createElement("mark");
        mark.textContent = piece.text;
        mark.dataset.hit = String(hit);
        mark.classList.toggle("now", hit === now);
        return mark;
      }),
    );
  }
}
