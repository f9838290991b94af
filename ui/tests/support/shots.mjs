// Screenshots of every screen for a look with human eyes: `npm run shots [folder]`.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { answered, byTestId, openApp, startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

const folder = process.argv[2] ?? "/tmp/van-kho-shots";
await mkdir(folder, { recursive: true });
const server = await startServer();

async function shoot(name, query, size, act) {
  const { context, close } = await startBrowser({ viewport: size });
  const page = await openApp(context, server.origin, query);
  await act(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  if (page.faults.length > 0) console.log(name, page.faults);
  await close();
}

const search = async (page, query) => {
  await byTestId(page, "search-input").fill(query);
  await answered(page, query);
  await byTestId(page, "preview").locator("dl").waitFor();
};
const openFirst = async (page, query) => {
  await search(page, query);
  await page.keyboard.press("Enter");
  await byTestId(page, "document-title").waitFor();
};
const viewer = async (page) => {
  await page.frameLocator('[data-testid="viewer-frame"]').locator(".page[data-drawn] mark").first().waitFor();
};
const imported = async (page) => {
  await byTestId(page, "import-button").click();
  await byTestId(page, "import-choose-files").click();
  await byTestId(page, "import-report").waitFor();
};

const laptop = { width: 1366, height: 768 };
const small = { width: 960, height: 600 };
for (const theme of ["light", "dark"]) {
  const q = `?theme=${theme}`;
  await shoot(`library-${theme}`, q, laptop, (page) => search(page, "cai cach hanh chinh"));
  await shoot(`browse-${theme}`, q, laptop, (page) => byTestId(page, "preview").locator("dl").waitFor());
  await shoot(`pdf-${theme}`, q, laptop, async (page) => {
    await openFirst(page, "04 cai cach hanh chinh");
    await viewer(page);
  });
  await shoot(`text-${theme}`, q, laptop, async (page) => {
    await openFirst(page, "04 cai cach hanh chinh");
    await byTestId(page, "field-signer").click();
    await page.locator("[data-lit]").first().waitFor();
  });
  await shoot(`html-${theme}`, q, laptop, async (page) => {
    await openFirst(page, "449");
    await byTestId(page, "html-frame").waitFor();
  });
  await shoot(`import-${theme}`, `${q}&empty=1`, laptop, imported);
  await shoot(`empty-${theme}`, `${q}&empty=1`, laptop, async () => undefined);
}
await shoot("none-en", "?lang=en", laptop, async (page) => {
  await byTestId(page, "facet-kind-nghi_quyet").click();
  await byTestId(page, "search-input").fill("zzz qqq");
  await answered(page, "zzz qqq");
});
await shoot("help", "", laptop, (page) => page.keyboard.press("F1"));
await shoot("palette", "", laptop, (page) => page.keyboard.press("Control+k"));
await shoot("small", "?lang=en", small, (page) => search(page, "cai cach hanh chinh"));
await shoot("small-document", "", small, async (page) => {
  await openFirst(page, "04");
  await viewer(page);
});
await server.close();
