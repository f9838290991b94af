import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PAPER, PAPER_HASH, paperPage } from "../../src/features/document/paper";

describe("the page of a Word or web original", () => {
  it("is styled by the one sheet that every policy names", () => {
    expect(`sha256-${createHash("sha256").update(PAPER).digest("base64")}`).toBe(PAPER_HASH);
    for (const file of ["index.html", "../src-tauri/tauri.conf.json"]) {
      expect(readFileSync(file, "utf8"), file).toContain(`'${PAPER_HASH}'`);
    }
    expect(paperPage("<p>x</p>", "vi", "t")).toContain(`<style>${PAPER}</style>`);
  });
});
