// Contrast of every text colour on every surface it stands on, in every theme.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("src/shared/styles/tokens.css", "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
const blocks = [...css.matchAll(/([^{}]+)\{([^}]*)\}/g)].map(([, selector, body]) => ({
  selector: selector.trim(),
  values: Object.fromEntries([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()])),
}));

/** The values that hold on a root with these attributes, by the cascade of the file. */
function theme(dark, contrast) {
  const holds = {
    ":root": true,
    ':root[data-theme="dark"]': dark,
    ':root[data-contrast="more"]': contrast,
    ':root[data-theme="dark"][data-contrast="more"]': dark && contrast,
  };
  const rank = ({ selector }) => selector.split("[").length;
  return Object.assign({}, ...blocks.filter(({ selector }) => holds[selector]).sort((a, b) => rank(a) - rank(b)).map(({ values }) => values));
}

function luminance(hex) {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r, g, b] = channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** By WCAG 2.2, 1.4.3. */
function contrastOf(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ["bg", "pane", "raised", "sel", "hover"];
const PAIRS = [
  ...["ink", "dim", "faint", "accent"].flatMap((text) => SURFACES.map((surface) => [text, surface])),
  ...["ink", "dim", "accent", "faint"].map((text) => [text, "accent-soft"]),
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["ink", "hit"],
  ["ink", "hit-now"],
  ["ink", "evidence"],
  ["ok", "ok-soft"],
  ["ok", "pane"],
  ["warn", "warn-soft"],
  ["warn", "pane"],
  ["warn", "sel"],
  ["paper-ink", "paper"],
  ["on-scan", "scan"],
];
/** What shows where a field or the focus is: 3:1 is enough (1.4.11). */
const EDGES = [["accent", "pane"], ["accent", "bg"], ["edge", "pane"], ["edge", "bg"], ["evidence-edge", "pane"]];

describe("the colours", () => {
  for (const dark of [false, true]) {
    for (const contrast of [false, true]) {
      it(`can be read: ${dark ? "dark" : "light"}${contrast ? ", high contrast" : ""}`, () => {
        const values = theme(dark, contrast);
        const weak = (pairs, least) =>
          pairs
            .map(([text, surface]) => [text, surface, contrastOf(values[text], values[surface])])
            .filter(([, , ratio]) => ratio < least)
            .map(([text, surface, ratio]) => `${text} on ${surface}: ${ratio.toFixed(2)}`);
        expect(weak(PAIRS, contrast ? 7 : 4.5)).toEqual([]);
        expect(weak(EDGES, 3)).toEqual([]);
      });
    }
  }

  it("are written in this one file only", () => {
    const files = import.meta.glob(["../../src/**/*.svelte", "../../src/**/*.css"], { query: "?raw", import: "default", eager: true });
    expect(Object.keys(files).length).toBeGreaterThan(30);
    for (const [name, text] of Object.entries(files)) {
      if (name.endsWith("tokens.css")) continue;
      // Paper is white in every theme, as in the hand.
      const own = text.replace(/background: #fff;/g, "").match(/#[0-9a-f]{3,8}\b(?=[;\s])|rgba?\(/gi);
      expect(own, name).toBeNull();
    }
  });

  it("know the contrast of black and white", () => {
    expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21);
  });
});
