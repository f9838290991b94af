import { describe, expect, it } from "vitest";
import { DEFAULT_LAYOUT, readLayout } from "./layout";

describe("readLayout", () => {
  it("takes defaults for nothing, nonsense and other shapes", () => {
    for (const json of ["", "{}", "[1]", "null", "{", '{"sort":"by mood","facets":"yes","previewWidth":"wide"}']) {
      expect(readLayout(json), json).toEqual(DEFAULT_LAYOUT);
    }
  });

  it("keeps what was chosen, within bounds", () => {
    const layout = readLayout('{"sort":"newest","preview":false,"facetsWidth":9000}');
    expect(layout).toMatchObject({ sort: "newest", preview: false, facetsWidth: 340 });
  });
});
