// A Word or web original: built anew from the elements and the few attributes a paper needs. The archive has cleaned
// the HTML before; what it is built from here could hold nothing else even if it had not.
//
// What the archive hands over names no borders. Letterheads and the places of signatures are set as tables of two
// columns and a few rows, and have none on paper: viewer.css shows such a table without lines.
import { findRuns, type Span, words as wordsOf } from "$app/shared/fold";
import { cut } from "$app/shared/segments";
import type { Heard } from "./pages";

const KEPT = new Set(
  "P BR HR DIV SPAN PRE BLOCKQUOTE CENTER H1 H2 H3 H4 H5 H6 UL OL LI DL DT DD B STRONG I EM U S SUB SUP SMALL TABLE CAPTION COLGROUP COL THEAD TBODY TFOOT TR TD TH IMG".split(
    " ",
  ),
);
/** Their content is no text of the document. */
const DROPPED = "SCRIPT STYLE TEMPLATE NOSCRIPT IFRAME OBJECT EMBED SVG MATH TITLE HEAD LINK META BASE FORM INPUT BUTTON SELECT TEXTAREA AUDIO VIDEO CANVAS";
const GONE = new Set(DROPPED.split(" "));
const BLOCK = /^(?:P|BR|HR|DIV|PRE|BLOCKQUOTE|CENTER|H\d|LI|D[TD]|T[DHR])$/;
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp|bmp);base64,/i;
const SPAN = /^\d{1,3}$/;

function copyAttributes(from: Element, to: HTMLElement): void {
  for (const name of ["colspan", "rowspan"]) {
    const value = from.getAttribute(name) ?? "";
    if (/^T[DH]$/.test(to.tagName) && SPAN.test(value)) to.setAttribute(name, value);
  }
  if (!(to instanceof HTMLImageElement)) return;
  const source = from.getAttribute("src") ?? "";
  if (PICTURE.test(source)) to.src = source;
  to.alt = from.getAttribute("alt") ?? "";
}

function build(from: Node, into: Node): void {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.appendChild(document.createTextNode(node.textContent ?? ""));
    if (!(node instanceof Element) || GONE.has(node.tagName.toUpperCase())) continue;
    if (!KEPT.has(node.tagName)) {
      build(node, into);
      continue;
    }
    const made = document.createElement(node.tagName);
    copyAttributes(node, made);
    into.appendChild(made);
    build(node, made);
  }
}

type Part = { node: Text; start: number };

export class Paper {
  readonly element = document.createElement("main");
  #hits = 0;
  #now = -1;

  constructor(
    html: string,
    private readonly heard: Heard,
  ) {
    this.element.id = "paper";
    this.element.tabIndex = 0;
    const sheet = document.createElement("div");
    sheet.className = "sheet";
    // Parsed apart, where nothing runs and nothing loads.
    build(new DOMParser().parseFromString(html, "text/html").body, sheet);
    this.element.append(sheet);
  }

  /** Lights every place of `words`: runs of two and more, or single words when there are none. */
  find(words: readonly string[]): void {
    for (const mark of this.element.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
    this.element.normalize();
    const wanted = new Set(words.flatMap((part) => wordsOf(part).map((word) => word.fold)));
    const { text, parts } = this.#read();
    const runs = wanted.size > 1 ? findRuns(text, wanted, 2) : [];
    const spans = runs.length > 0 || wanted.size === 0 ? runs : findRuns(text, wanted);
    this.#light(text, parts, spans);
    this.#hits = spans.length;
    this.#now = -1;
    this.heard.found(spans.length, true);
  }

  step(by: 1 | -1): void {
    if (this.#hits === 0) return;
    const from = this.#now < 0 && by < 0 ? 0 : this.#now;
    this.#now = (from + by + this.#hits) % this.#hits;
    for (const mark of this.element.querySelectorAll("mark")) {
      mark.classList.toggle("now", mark.dataset.hit === String(this.#now));
    }
    this.element.querySelector("mark.now")?.scrollIntoView({ block: "center" });
    this.heard.at(this.#now, this.#hits);
  }

  /** The text as one, blocks apart, and where each piece of it starts. */
  #read(): { text: string; parts: Part[] } {
    const parts: Part[] = [];
    let text = "";
    const walker = document.createTreeWalker(this.element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node instanceof Text) {
        parts.push({ node, start: text.length });
        text += node.data;
      } else if (BLOCK.test((node as Element).tagName)) text += "\n.\n";
    }
    return { text, parts };
  }

  #light(text: string, parts: readonly Part[], spans: readonly Span[]): void {
    let first = 0;
    for (const { node, start } of parts) {
      const end = start + node.length;
      while (first < spans.length && (spans[first]?.[1] ?? 0) <= start) first++;
      const inside: Span[] = [];
      for (let at = first; at < spans.length && (spans[at]?.[0] ?? 0) < end; at++) {
        const [from, to] = spans[at] as Span;
        inside.push([Math.max(from, start) - start, Math.min(to, end) - start]);
      }
      if (inside.length === 0) continue;
      const pieces = cut(text.slice(start, end), inside, null, first);
      node.replaceWith(
        ...pieces.map((piece) => {
          if (piece.hit === null) return document.createTextNode(piece.text);
          const mark = document.createElement("mark");
          mark.textContent = piece.text;
          mark.dataset.hit = String(piece.hit);
          return mark;
        }),
      );
    }
  }
}
