import { describe, expect, it } from "vitest";
import { vi } from "$app/i18n/vi";
import { causeWording, errorWording, toApiError, warningWording } from "./errors";

describe("errors", () => {
  it("keeps an error of the archive as it is", () => {
    expect(toApiError({ code: "disk_full", message: "no space" })).toEqual({ code: "disk_full", message: "no space" });
  });

  it("makes anything else an internal error", () => {
    expect(toApiError(new Error("boom"))).toEqual({ code: "internal", message: "boom" });
    expect(toApiError({ code: "new_code" }).code).toBe("internal");
    expect(toApiError("text").message).toBe("text");
  });

  it("has words for a cause and a warning", () => {
    expect(vi[causeWording("unsupported_format")]).toBeTruthy();
    expect(vi[warningWording("no_text_layer")]).toBeTruthy();
    expect(vi[errorWording("internal").what]).toBeTruthy();
  });
});
