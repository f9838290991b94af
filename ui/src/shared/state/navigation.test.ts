import { beforeEach, describe, expect, it } from "vitest";
import { navigation } from "./navigation.svelte";

const shown = () => (navigation.screen.name === "document" ? navigation.screen.id : navigation.screen.name);

describe("going back", () => {
  beforeEach(() => navigation.go({ name: "library" }));

  it("comes by every document that was travelled through", () => {
    navigation.openDocument("letter");
    navigation.openDocument("enclosure");
    navigation.back();
    expect(shown()).toBe("letter");
    navigation.back();
    expect(shown()).toBe("library");
    expect(navigation.back()).toBe(false);
  });

  it("leaves a walk through the list in one step", () => {
    navigation.openDocument("one");
    navigation.turnTo("two", null);
    navigation.turnTo("three", null);
    navigation.back();
    expect(shown()).toBe("library");
  });

  it("takes opening the same document again as no step", () => {
    navigation.openDocument("one", 1);
    navigation.openDocument("one", 3);
    navigation.back();
    expect(shown()).toBe("library");
  });
});
