// The page in the frame: shows the original of a document, a PDF or the paper of a Word or web file. It has no way to
// call the program; it only reads `/original/ID` of its own origin and talks to the screens by messages.
import { type Language, translate } from "$app/i18n/format";
import type { FromViewer, ToViewer, ViewerError } from "./messages";
import { type Heard, Pages } from "./pages";
import { Paper } from "./paper";
import { errorCode, openPdf } from "./pdf";
import { Toolbar } from "./toolbar";
import "../shared/styles/fonts.css";
import "../shared/styles/tokens.css";
import "./viewer.css";

let language: Language = "vi";
let failure: ViewerError | null = null;
let pages: Pages | null = null;
let toolbar: Toolbar | null = null;
let paper: Paper | null = null;
/** What was asked before the document was open. */
let waiting: ToViewer[] = [];

const notice = document.createElement("p");
notice.className = "notice";
notice.setAttribute("role", "status");
document.body.append(notice);

// Nothing said here is secret, and the origin of the screens differs from platform to platform.
function tell(message: FromViewer): void {
  if (window.parent !== window) window.parent.postMessage(message, "*");
}

function name(): void {
  document.documentElement.lang = language;
  toolbar?.name(language);
  paper?.element.setAttribute("aria-label", translate(language, "document.original_frame"));
  notice.hidden = (pages !== null || paper !== null) && failure === null;
  notice.textContent = translate(language, failure ? `viewer.error.${failure}` : "viewer.opening");
}

function fail(error: unknown): void {
  failure = errorCode(error);
  pages?.element.remove();
  toolbar?.element.remove();
  name();
  tell({ type: "error", code: failure });
}

function hear(message: ToViewer): void {
  if (message.type === "look") {
    language = message.language;
    const root = document.documentElement;
    root.dataset.theme = message.theme;
    root.dataset.contrast = message.contrast ? "more" : "normal";
    root.style.setProperty("--zoom", String(message.zoom / 100));
    name();
  } else if (message.type === "paper") showPaper(message.html);
  else if (paper) tellPaper(paper, message);
  else if (!pages) waiting.push(message);
  else if (message.type === "find") void pages.finder.find(message.words).catch(fail);
  else if (message.type === "page") pages.goTo(message.page);
  else if (message.type === "step") void pages.step(message.by).catch(fail);
}

function tellPaper(paper: Paper, message: ToViewer): void {
  if (message.type === "find") paper.find(message.words);
  if (message.type === "step") paper.step(message.by);
}

const heard: Heard = {
  page: (page) => {
    toolbar?.show(page);
    tell({ type: "page", page });
  },
  found: (hits, complete) => {
    document.documentElement.dataset.hits = String(hits);
    tell({ type: "found", hits, complete });
  },
  at: (hit, hits) => tell({ type: "at", hit, hits }),
};

function goOn(): void {
  name();
  for (const message of waiting) hear(message);
  waiting = [];
}

function showPaper(html: string): void {
  paper?.element.remove();
  paper = new Paper(html, heard);
  document.body.append(paper.element);
  goOn();
}

const query = new URLSearchParams(location.search);

function address(): string {
  // Only ever a file of this origin: the policy of the page allows no other.
  return `/${query.get("src") ?? `original/${encodeURIComponent(query.get("id") ?? "")}`}`;
}

async function open(): Promise<void> {
  const pdf = await openPdf(address(), fail);
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
  pages = new Pages(pdf, { width, height }, heard);
  toolbar = new Toolbar(pages);
  document.body.append(toolbar.element, pages.element);
  pages.start();
  tell({ type: "opened", pages: pdf.numPages });
  goOn();
}

window.addEventListener("message", (event: MessageEvent<ToViewer>) => {
  if (event.source === window.parent) hear(event.data);
});

/** Its own: what scrolls, moves the focus, or copies a passage of the page. */
const OWN = /^(?:Tab|Enter| |Arrow.*|Page.*|Home|End|Shift|Control|Alt|Meta)$/;

/** A key that could be a command belongs to the screens around the frame: they know which are. */
window.addEventListener("keydown", (event) => {
  const { key, shiftKey: shift, altKey: alt } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  const typing = event.target instanceof HTMLInputElement;
  if (event.isComposing || (OWN.test(key) && !alt)) return;
  if (typing && !ctrl && !alt && key.length === 1) return;
  if (ctrl && !shift && ["c", "a", "x", "v"].includes(key.toLowerCase())) return;
  if (["Backspace", "Delete"].includes(key)) return;
  event.preventDefault();
  tell({ type: "key", key, shift, ctrl, alt });
});

name();
tell({ type: "ready" });
// The screens hand over a paper; a PDF is fetched.
if (!query.has("paper")) open().catch(fail);
