import { describe, expect, it } from "vitest";
import { History, MOST_STEPS } from "./history.svelte";

function counter() {
  const history = new History();
  const seen = { value: 0 };
  const add = (by: number) =>
    history.make({
      label: "command.undo",
      undo: () => void (seen.value -= by),
      redo: () => void (seen.value += by),
    });
  return { history, seen, add };
}

describe("history", () => {
  it("goes back and forth, and forgets what was undone once something new is done", async () => {
    const { history, seen, add } = counter();
    await add(1);
    await add(10);
    await history.undo();
    expect(seen.value).toBe(1);
    await history.redo();
    expect(seen.value).toBe(11);
    await history.undo();
    await add(100);
    expect(history.next).toBeUndefined();
    expect(seen.value).toBe(101);
  });

  it("keeps fifty steps", async () => {
    const { history, seen, add } = counter();
    for (let n = 0; n < MOST_STEPS + 7; n++) await add(1);
    for (let n = 0; n < MOST_STEPS + 7; n++) await history.undo();
    expect(seen.value).toBe(7);
  });

  it("undoes an older step together with all that came after it", async () => {
    const { history, seen, add } = counter();
    await add(1);
    await add(10);
    const step = history.last;
    await add(100);
    await history.undo(step);
    expect(seen.value).toBe(1);
    expect(await history.undo(step), "a step that is gone can't be undone twice").toBeUndefined();
  });

  it("stays as it was when a step fails", async () => {
    const history = new History();
    const step = { label: "command.undo", undo: () => Promise.reject(new Error("disk")), redo: () => undefined } as const;
    await history.make(step);
    await expect(history.undo()).rejects.toThrow("disk");
    expect(history.last).toBe(step);
    expect(history.next).toBeUndefined();
  });
});
