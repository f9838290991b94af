// A Word or web original as a page of its own: no scripts, no origin, no way out, and one style, known by its hash.
//
// A frame without an origin may load nothing from ours, so the style stands in the page. The app's own policy
// (index.html, tauri.conf.json) binds the frame too and names the same hash; a test holds the four together.
//
// What the archive hands over names no borders. Letterheads and the places of signatures are set as tables of two
// columns and a few rows, and have none on paper: such a table shows none
// and goes from margin to margin, any other shows its lines.

export const PAPER = `html {
  background: #fff;
  color: #222;
  color-scheme: light;
}
body {
  max-width: 48rem;
  margin: 0 auto;
  padding: 2rem 2.5rem 4rem;
  font: 17px/1.6 "Tinos", "Liberation Serif", "Times New Roman", "Noto Serif", serif;
  overflow-wrap: break-word;
}
p {
  margin: 0 0 0.5em;
}
img {
  max-width: 100%;
  height: auto;
}
table {
  border-collapse: collapse;
  max-width: 100%;
}
td,
th {
  padding: 0.2em 0.5em;
  border: 1px solid #bbb;
  vertical-align: top;
}
table:not(:has(tr > :nth-child(3))):not(:has(tr:nth-child(4))) {
  width: 100%;
}
table:not(:has(tr > :nth-child(3))):not(:has(tr:nth-child(4))) > * > tr > * {
  border: 0;
}`;

export const PAPER_HASH = "sha256-HB7dfMSCPLzy/gh+Ohmvz8/9EpDiBB1Er59AAZPQvcg=";

/** The whole document of the frame around HTML that the archive has sanitised. */
export function paperPage(html: string, language: string, title: string): string {
  const policy = `default-src 'none'; img-src data:; style-src '${PAPER_HASH}'`;
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<title>${title}</title><style>${PAPER}</style></head><body>${html}</body></html>`
  );
}
