// One browser and one server for the tests of a file.
import { after, before } from "node:test";
import { openApp, startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

/** Starts them before the tests of this file and stops them after; `open` opens a page of the program. */
export function suite(options) {
  const held = {
    server: undefined,
    browser: undefined,
    open: (query) => openApp(held.browser.context, held.server.origin, query),
  };
  before(async () => {
    held.server = await startServer();
    held.browser = await startBrowser(options);
  });
  after(async () => {
    await held.browser?.close();
    await held.server?.close();
  });
  return held;
}
