// All pages in one scroll, drawn as they come near.
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { Finder, type Place } from "./finder";
import { PageView, type Size } from "./page";

const MARGIN = 48;
const LEAST_SCALE = 0.25;
const MOST_SCALE = 5;
/** Beyond this, fitting the width makes the letters of a wide screen too big to read. */
const MOST_FIT = 1.45;
const KEPT_AROUND = 4;

export type Heard = {
  page: (page: number) => void;
  found: (hits: number, complete: boolean) => void;
  at: (hit: number, hits: number) => void;
};

export class Pages {
  readonly element = document.createElement("main");
  readonly finder: Finder;
  page = 1;
  #views: PageView[] = [];
  #scale = 1;
  /** null: the width of the window decides. */
  #zoom: number | null = null;
  #near = new Set<number>();
  #now: Place | null = null;
  #observer: IntersectionObserver;

  constructor(
    private readonly pdf: PDFDocumentProxy,
    private readonly first: Size,
    private readonly heard: Heard,
  ) {
    this.finder = new Finder(pdf, () => this.#relight(), heard.found);
    this.element.tabIndex = 0;
    this.element.id = "pages";
    for (let number = 1; number <= pdf.numPages; number++) {
      this.#views.push(new PageView(pdf, number, this.finder, first));
    }
    this.element.append(...this.#views.map((view) => view.element));
    this.#observer = new IntersectionObserver((entries) => this.#moved(entries), {
      root: this.element,
      rootMargin: "60% 0px",
    });
    this.element.addEventListener("scroll", () => this.#whichPage(), { passive: true });
  }

  /** Starts once the element stands in the document. */
  start(): void {
    this.#rescale();
    for (const view of this.#views) this.#observer.observe(view.element);
    new ResizeObserver(() => this.#zoom === null && this.#rescale()).observe(this.element);
  }

  get pages(): number {
    return this.pdf.numPages;
  }

  zoom(by: number | null): void {
    this.#zoom = by === null ? null : Math.min(MOST_SCALE, Math.max(LEAST_SCALE, this.#scale * by));
    this.#rescale();
  }

  goTo(page: number): void {
    const view = this.#views[Math.min(this.pages, Math.max(1, Math.round(page))) - 1];
    view?.element.scrollIntoView({ block: "start" });
    this.#whichPage();
  }

  /** Goes to the next or previous place found. */
  async step(by: 1 | -1): Promise<void> {
    const places = this.finder.places();
    if (places.length === 0) return;
    const at = this.#now ? places.findIndex((each) => each.page === this.#now?.page && each.hit === this.#now.hit) : -1;
    const from = at < 0 ? places.findIndex((each) => each.page >= this.page) - (by > 0 ? 1 : 0) : at;
    const place = places[(from + by + places.length) % places.length];
    if (!place) return;
    this.#now = place;
    this.heard.at(places.indexOf(place), places.length);
    const view = this.#views[place.page - 1];
    if (!view) return;
    await view.draw(this.#scale);
    await this.#relight();
    view.element.querySelector(`mark[data-hit="${place.hit}"]`)?.scrollIntoView({ block: "center" });
  }

  #rescale(): void {
    const fit = Math.max(LEAST_SCALE, (this.element.clientWidth - MARGIN) / this.first.width);
    const scale = Math.round((this.#zoom ?? Math.min(fit, MOST_FIT)) * 1000) / 1000;
    if (scale === this.#scale && this.#near.size > 0) return;
    const { page } = this;
    this.#scale = scale;
    for (const view of this.#views) view.resize(scale);
    this.goTo(page);
    for (const number of this.#near) this.#draw(number);
  }

  #moved(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const number = Number((target as HTMLElement).dataset.page);
      if (isIntersecting) {
        this.#near.add(number);
        this.#draw(number);
      } else this.#near.delete(number);
    }
    const near = [...this.#near];
    const [low, high] = [Math.min(...near) - KEPT_AROUND, Math.max(...near) + KEPT_AROUND];
    for (const view of this.#views) if (view.number < low || view.number > high) view.clear();
  }

  #draw(number: number): void {
    const view = this.#views[number - 1];
    // A page that can't be drawn stays white; the others go on.
    view?.draw(this.#scale).then(() => view.light(this.#hitOn(number)), () => undefined);
  }

  #hitOn(number: number): number | null {
    return this.#now?.page === number ? this.#now.hit : null;
  }

  async #relight(): Promise<void> {
    await Promise.all(this.#views.map((view) => view.light(this.#hitOn(view.number))));
  }

  #whichPage(): void {
    const middle = this.element.scrollTop + this.element.clientHeight / 3;
    const at = this.#views.findIndex(({ element }) => element.offsetTop + element.offsetHeight > middle);
    const page = at < 0 ? this.pages : at + 1;
    if (page === this.page) return;
    this.page = page;
    this.heard.page(page);
  }
}
