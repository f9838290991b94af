// A tiny static server for ui/dist: no framework, byte ranges, and the test PDF under two names.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
export const SAMPLE = fileURLToPath(new URL("../fixtures/sample.pdf", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".pdf": "application/pdf",
};
/** Like the shell: never more than this in one piece. */
const MOST_BYTES = 1 << 18;

function fileFor(path) {
  if (path === "/sample.pdf" || path.startsWith("/original/")) return SAMPLE;
  const file = normalize(join(DIST, path === "/" ? "index.html" : path));
  return file.startsWith(DIST) ? file : null;
}

function answerRange(range, bytes, type, response) {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  const begin = Number(from);
  const end = Math.min(to ? Number(to) + 1 : bytes.length, bytes.length, begin + MOST_BYTES);
  response.writeHead(206, {
    "Content-Type": type,
    "Content-Range": `bytes ${begin}-${end - 1}/${bytes.length}`,
    "Accept-Ranges": "bytes",
  });
  response.end(bytes.subarray(begin, end));
}

/** Starts on a free port; `requests` collects what was asked for. */
export async function startServer() {
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    requests.push({ path: pathname, range: request.headers.range ?? null });
    if (pathname === "/favicon.ico") return response.writeHead(204).end();
    const file = fileFor(decodeURIComponent(pathname));
    const bytes = file && (await readFile(file).catch(() => null));
    if (!bytes) return response.writeHead(404).end();
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    if (request.headers.range) return answerRange(request.headers.range, bytes, type, response);
    response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" }).end(bytes);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { origin, requests, close };
}
