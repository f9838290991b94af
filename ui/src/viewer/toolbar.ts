// Page and zoom buttons, in the language of the screens.
import { type Language, translate } from "$app/i18n/format";
import type { Key } from "$app/i18n/vi";
import type { Pages } from "./pages";

const ICONS = {
  previous: "M5 15l7-7 7 7",
  next: "M5 9l7 7 7-7",
  out: "M5 12h14",
  in: "M5 12h14M12 5v14",
  fit: "M4 5v14M20 5v14M8 12h8M11 9l-3 3 3 3M13 9l3 3-3 3",
};

function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export class Toolbar {
  readonly element = document.createElement("div");
  #named: { element: HTMLElement; key: Key }[] = [];
  #input = document.createElement("input");
  #of = document.createElement("span");

  constructor(private readonly pages: Pages) {
    this.element.className = "toolbar";
    this.element.setAttribute("role", "toolbar");
    this.#input.type = "text";
    this.#input.inputMode = "numeric";
    this.#input.value = String(pages.page);
    this.#input.addEventListener("change", () => pages.goTo(Number(this.#input.value) || pages.page));
    this.#of.id = "page-count";
    this.element.append(
      this.#button("viewer.previous", ICONS.previous, () => pages.goTo(pages.page - 1)),
      this.#button("viewer.next", ICONS.next, () => pages.goTo(pages.page + 1)),
      this.#input,
      this.#of,
      this.#button("viewer.zoom_out", ICONS.out, () => pages.zoom(1 / 1.2)),
      this.#button("viewer.zoom_in", ICONS.in, () => pages.zoom(1.2)),
      this.#button("viewer.fit", ICONS.fit, () => pages.zoom(null)),
    );
    this.#named.push({ element: this.element, key: "viewer.toolbar" }, { element: this.#input, key: "viewer.page" });
    this.#named.push({ element: pages.element, key: "viewer.pages" });
  }

  show(page: number): void {
    if (document.activeElement !== this.#input) this.#input.value = String(page);
  }

  name(language: Language): void {
    for (const { element, key } of this.#named) {
      const name = translate(language, key);
      element.setAttribute("aria-label", name);
      if (element instanceof HTMLButtonElement) element.title = name;
    }
    this.#of.textContent = translate(language, "viewer.page_of", { n: this.pages.pages });
  }

  #button(key: Key, path: string, run: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.append(icon(path));
    button.addEventListener("click", run);
    this.#named.push({ element: button, key });
    return button;
  }
}
