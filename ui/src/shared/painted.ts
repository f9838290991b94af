// When what was changed can be seen.
import { tick } from "svelte";

/** Resolves when what was just changed stands on the screen. */
function painted(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        done();
      };
      port2.postMessage(null);
    });
  });
}

/** Marks the time from the last key typed to the painted rows, and that the first list can be used. */
export async function markPainted(startedAt: number): Promise<void> {
  await tick();
  await painted();
  performance.measure("vankho:search", { start: startedAt, end: performance.now() });
  document.documentElement.dataset.ready = "true";
}
