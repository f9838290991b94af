import { describe, expect, it } from "vitest";
import { commandFor, commands, GROUPS } from "./commands";
import { en } from "./i18n/en";
import { type Key, vi } from "./i18n/vi";
import { belongsToField, keysName } from "./shared/keys";

const all = commands({ focusSearch: () => undefined, focusMenu: () => undefined });

describe("the commands", () => {
  it("are all that the catalogue names, each once, named in both languages", () => {
    const named = Object.keys(vi).filter((key) => key.startsWith("command."));
    expect(all.map((command) => command.label).sort()).toEqual(named.sort());
    for (const { label, group } of all) {
      expect(vi[label], label).toBeTruthy();
      expect(en[label], label).toBeTruthy();
      expect(vi[`menu.${group}` as Key]).toBeTruthy();
    }
  });

  it("fill every menu", () => {
    for (const group of GROUPS) expect(all.some((command) => command.group === group), group).toBe(true);
  });

  it("never share a shortcut", () => {
    const taken = new Map<string, string>();
    for (const { id, keys } of all) {
      for (const each of keys) {
        const name = `${each.ctrl ?? false} ${each.alt ?? false} ${each.shift ?? false} ${each.key}`;
        expect(taken.get(name), `${keysName(each)}: ${id}`).toBeUndefined();
        taken.set(name, id);
      }
    }
  });

  it("leave every key that writes to the field someone types into", () => {
    class Field {}
    Object.assign(globalThis, { HTMLElement: Field });
    const field = Object.assign(new Field(), { isContentEditable: false, matches: () => true });
    const bare = { isComposing: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    const typed = ["a", "đ", "/", " ", "1", "Backspace", "Delete", "Enter", "Home", "End", "ArrowLeft", "ArrowUp"];
    for (const key of typed) {
      const event = { ...bare, key, target: field } as unknown as KeyboardEvent;
      expect(commandFor(event, all)?.id, key).toBeUndefined();
    }
    const undo = { ...bare, key: "z", ctrlKey: true, target: field } as unknown as KeyboardEvent;
    expect(commandFor(undo, all), "a field has its own undo").toBeUndefined();
    expect(commandFor({ ...undo, target: null } as KeyboardEvent, all)?.id).toBe("undo");
    const composing = { ...bare, key: "F1", isComposing: true, target: null } as unknown as KeyboardEvent;
    expect(commandFor(composing, all)).toBeUndefined();
    for (const { keys } of all) for (const each of keys.filter(belongsToField)) expect(["/", "Delete"]).toContain(each.key);
  });
});
