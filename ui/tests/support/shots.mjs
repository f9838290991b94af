// Screenshots of every screen for a look with human eyes: `npm run shots [folder]`.
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answered, byTestId, openApp, startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

const folder = process.argv[2] ?? join(tmpdir(), "van-kho-shots");
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
const looks = ["light", "dark"].flatMap((theme) => ["vi", "en"].map((lang) => [`${theme}-${lang}`, `?theme=${theme}&lang=${lang}`]));
for (const [look, q] of looks) {
  await shoot(`library-${look}`, q, laptop, (page) => search(page, "nghi quyet cai cach hanh chinh"));
  await shoot(`browse-${look}`, q, laptop, (page) => byTestId(page, "preview").locator("dl").waitFor());
  await shoot(`pdf-${look}`, q, laptop, async (page) => {
    await openFirst(page, "04 cai cach hanh chinh");
    await viewer(page);
  });
  await shoot(`text-${look}`, q, laptop, async (page) => {
    await openFirst(page, "04 cai cach hanh chinh");
    await byTestId(page, "field-signer").click();
    await page.locator("[data-lit]").first().waitFor();
  });
  await shoot(`html-${look}`, q, laptop, async (page) => {
    await openFirst(page, "449");
    await byTestId(page, "html-frame").waitFor();
  });
  const decide = (name, address, act) =>
    shoot(`${name}-${look}`, `${q}&graph=${address}`, laptop, async (page) => {
      await openFirst(page, "09-NQ/TU");
      await act(page);
    });
  await decide("editor", 6, async (page) => {
    await byTestId(page, "field-issued_on").focus();
    await page.keyboard.press("F2");
    await byTestId(page, "editor-issued_on").locator("input").fill("32/1/2016");
    await page.keyboard.press("Enter");
    await byTestId(page, "refused").waitFor();
  });
  await decide("history", 6, async (page) => {
    await byTestId(page, "field-signer").focus();
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+5");
    await byTestId(page, "change-undo").click();
    await byTestId(page, "change").nth(1).waitFor();
  });
  await decide("relations", 6, async (page) => {
    await page.keyboard.press("Control+4");
    await byTestId(page, "link").first().waitFor();
  });
  for (const n of [6, 70]) {
    await decide(`diagram-${n}`, n, async (page) => {
      await page.keyboard.press("Control+4");
      await byTestId(page, "look-diagram").click();
      await byTestId(page, "node").first().waitFor();
    });
  }
  await shoot(`review-${look}`, `${q}&graph=30`, laptop, async (page) => {
    await page.keyboard.press("Control+e");
    await page.locator("[data-lit]").waitFor();
  });
  await shoot(`overview-${look}`, `${q}&graph=40`, laptop, async (page) => {
    await page.keyboard.press("Control+d");
    await byTestId(page, "bars").first().waitFor();
  });
  await shoot(`settings-${look}`, q, laptop, (page) => page.keyboard.press("Control+,"));
  await shoot(`select-${look}`, q, laptop, async (page) => {
    await byTestId(page, "result-grid").focus();
    for (let n = 0; n < 3; n++) await page.keyboard.press("Shift+ArrowDown");
    await byTestId(page, "selection-bar").waitFor();
  });
  await shoot(`bulk-${look}`, `${q}&graph=40`, laptop, async (page) => {
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+b");
    await byTestId(page, "bulk-preview").locator("li").first().waitFor();
  });
  await shoot(`import-${look}`, `${q}&empty=1`, laptop, imported);
  await shoot(`empty-${look}`, `${q}&empty=1`, laptop, async () => undefined);
  await shoot(`none-${look}`, q, laptop, async (page) => {
    await byTestId(page, "facet-kind-nghi_quyet").click();
    await byTestId(page, "search-input").fill("zzz qqq");
    await answered(page, "zzz qqq");
  });
  await shoot(`menu-${look}`, q, laptop, async (page) => {
    await byTestId(page, "facet-kind-nghi_quyet").click();
    await page.keyboard.press("Alt+0");
    await byTestId(page, "menu-view").click();
    await page.locator("[role=menu]").waitFor();
  });
  for (const [name, keys] of [["help", "F1"], ["palette", "Control+k"], ["columns", "Alt+3"]]) {
    await shoot(`${name}-${look}`, q, laptop, (page) => page.keyboard.press(keys));
  }
  await shoot(`error-${look}`, `${q}&fail=document:store_unreadable`, laptop, async (page) => {
    await byTestId(page, "result-grid").focus();
    await page.keyboard.press("Enter");
    await byTestId(page, "error-notice").waitFor();
  });
}
await shoot("contrast-light", "?theme=light&contrast=1", laptop, (page) => search(page, "cai cach hanh chinh"));
await shoot("contrast-dark", "?theme=dark&contrast=1", laptop, (page) => search(page, "cai cach hanh chinh"));
await shoot("zoom-200", "?zoom=200", laptop, (page) => byTestId(page, "result-grid").waitFor());
await shoot("pseudo", "?pseudo=1", small, (page) => byTestId(page, "result-grid").waitFor());
await shoot("small", "?lang=en", small, (page) => search(page, "cai cach hanh chinh"));
await shoot("small-document", "", small, async (page) => {
  await openFirst(page, "04");
  await viewer(page);
});
await shoot("small-diagram", "?graph=6", small, async (page) => {
  await openFirst(page, "09-NQ/TU");
  await page.keyboard.press("Control+4");
  await byTestId(page, "look-diagram").click();
  await byTestId(page, "node").first().waitFor();
});
await shoot("small-review", "?graph=6&lang=en", small, async (page) => {
  await page.keyboard.press("Control+e");
  await page.locator("[data-lit]").waitFor();
});
await server.close();
