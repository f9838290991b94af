// One open document: its fields, its text, the place that is lit.
import { call } from "$app/api/client";
import type { ApiError, Change, Document, Field, Relations, TextPage } from "$app/api/generated";
import type { Span } from "$app/shared/fold";
import { cut, type Piece, toUtf16 } from "$app/shared/segments";
import { Deciding } from "./deciding.svelte";

export type Tab = "original" | "text" | "relations" | "history" | "files";
/** A place in the text, in characters of its page. */
export type Place = { page: number; start: number; end: number };
export type ShownPage = { page: number; pieces: Piece[] };
/** How the original can be shown. */
export type Original = "pdf" | "html" | "picture" | "none";

const HTML_MADE_FROM = /html|word|officedocument|opendocument|rtf/;

export class Reading {
  document = $state.raw<Document | null>(null);
  pages = $state.raw<TextPage[] | null>(null);
  html = $state.raw<string | null>(null);
  failure = $state.raw<ApiError | null>(null);
  tab = $state<Tab>("original");
  /** What the viewer of the original found: which hit is the current one (-1: none yet) of how many. */
  found = $state.raw<{ at: number; n: number; complete: boolean } | null>(null);
  /** Which hit is the current one; -1 before the first step. */
  hit = $state(-1);
  lit = $state.raw<Place | null>(null);
  previewed = $state(false);
  relations = $state.raw<Relations | null>(null);
  /** The newest change first; null before it was asked for. */
  changes = $state.raw<Change[] | null>(null);
  readonly deciding: Deciding;

  constructor(
    readonly id: string,
    readonly query: string,
  ) {
    this.deciding = new Deciding(this);
  }

  async open(): Promise<void> {
    try {
      this.document = await call("document", { id: this.id });
      if (this.original === "none" && this.tab === "original") this.tab = "text";
      await Promise.all([this.#readText(), this.#readPreview(), this.#readAround()]);
    } catch (error) {
      this.failure = error as ApiError;
    }
  }

  /** Shows the document as it is after an edit, and what else people can have changed with it. */
  async refresh(edited?: Document): Promise<void> {
    try {
      const field = this.litField;
      this.document = edited ?? (await call("document", { id: this.id }));
      // What a person typed stands nowhere on the page.
      if (field && !this.document.evidence[field]) this.lit = null;
      // A corrected number or date may join it with other documents.
      await this.#readAround();
    } catch (error) {
      this.failure = error as ApiError;
    }
  }

  get original(): Original {
    const type = this.document?.files.find((file) => file.role === "original")?.media_type ?? "";
    if (type === "application/pdf") return "pdf";
    if (type.startsWith("image/")) return "picture";
    return HTML_MADE_FROM.test(type) ? "html" : "none";
  }

  get hits(): number {
    return (this.pages ?? []).reduce((sum, page) => sum + page.hits.length, 0);
  }

  /** The page of the current hit. */
  get hitPage(): number | null {
    let before = 0;
    for (const page of this.pages ?? []) {
      before += page.hits.length;
      if (this.hit >= 0 && this.hit < before) return page.page;
    }
    return null;
  }

  get shown(): ShownPage[] {
    let firstHit = 0;
    return (this.pages ?? []).map((page) => {
      const here = this.lit?.page === page.page ? this.lit : null;
      const lit = here ? (toUtf16(page.text, [[here.start, here.end]])[0] ?? null) : null;
      const pieces = cut(page.text, toUtf16(page.text, page.hits as Span[]), lit, firstHit);
      firstHit += page.hits.length;
      return { page: page.page, pieces };
    });
  }

  step(by: 1 | -1): void {
    if (this.hits === 0) return;
    const from = this.hit < 0 && by < 0 ? 0 : this.hit;
    this.hit = (from + by + this.hits) % this.hits;
  }

  /** The field whose evidence is lit. */
  get litField(): Field | null {
    const { lit } = this;
    const found = Object.entries(this.document?.evidence ?? {}).find(
      ([, item]) => lit && item.page === lit.page && item.start === lit.start && item.end === lit.end,
    );
    return (found?.[0] as Field | undefined) ?? null;
  }

  /** Lights the place in the text where a field was read. */
  show(field: Field): void {
    this.showPlace(this.document?.evidence[field] ?? null);
  }

  showPlace(place: Place | null): void {
    this.lit = place;
    if (place) this.tab = "text";
  }

  async #readText(): Promise<void> {
    this.pages = (await call("document_text", { id: this.id, query: this.query })).pages;
  }

  async #readAround(): Promise<void> {
    const { id } = this;
    const [relations, changes] = await Promise.all([call("relations", { id, depth: 1 }), call("history", { id })]);
    this.relations = relations;
    this.changes = changes;
  }

  /** An original that can't be shown is no reason to hide its fields and text. */
  async #readPreview(): Promise<void> {
    if (this.original === "html") {
      this.html = await call("document_preview", { id: this.id }).then(
        (preview) => preview.html,
        () => null,
      );
    }
    this.previewed = true;
  }
}
