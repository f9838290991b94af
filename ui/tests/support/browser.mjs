// Chromium with nothing of its own going on, and pages that report what the policy refuses.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--no-first-run",
  "--disable-component-update",
  "--disable-sync",
];

export async function startBrowser(options = {}) {
  const profile = await mkdtemp(join(tmpdir(), "van-kho-ui-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: FLAGS,
    viewport: { width: 1366, height: 768 },
    locale: "vi-VN",
    ...options,
  });
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { context, close };
}

/** The memory twin serves the viewer from its own origin; in the desktop program it has another. */
const EXPECTED = "allow-scripts and allow-same-origin";

/** Opens a page of the app once its first list can be used. `page.faults` collects what must not happen. */
export async function openApp(context, origin, query = "") {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`page error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !message.text().includes(EXPECTED)) page.faults.push(`console: ${message.text()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`CSP ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.goto(`${origin}/${query}`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  return page;
}

export const byTestId = (page, id) => page.locator(`[data-testid="${id}"]`);

/** Waits until the list shows the answer to exactly this query. */
export async function answered(page, query) {
  await page.waitForFunction(
    (wanted) => document.querySelector('[data-testid="result-total"]')?.dataset.query === wanted,
    query,
  );
}

/** Says what the shell would say. */
export const tell = (page, event) =>
  page.evaluate((detail) => window.dispatchEvent(new CustomEvent("memory:event", { detail })), event);
