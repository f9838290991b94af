// Fetching a PDF piece by piece. pdf.js asks for ranges over http only, and the archive's own scheme isn't http.
import { PDFDataRangeTransport } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { ViewerError } from "./messages";

/** One piece: what pdf.js asks for at a time. */
export const PIECE = 1 << 16;

export class FetchFailure extends Error {
  constructor(readonly code: ViewerError) {
    super(code);
  }
}

type Piece = { bytes: Uint8Array; total: number };

/** Bytes `begin..end`; the answer may hold fewer when the server caps a piece, or all when it knows no ranges. */
async function fetchPiece(url: string, begin: number, end: number, signal: AbortSignal): Promise<Piece> {
  const response = await fetch(url, { headers: { Range: `bytes=${begin}-${end - 1}` }, signal });
  if (!response.ok) throw new FetchFailure(response.status === 404 ? "missing" : "internal");
  const bytes = new Uint8Array(await response.arrayBuffer());
  const total = Number(/\/(\d+)$/.exec(response.headers.get("Content-Range") ?? "")?.[1] ?? bytes.length);
  return response.status === 206 ? { bytes, total } : { bytes: bytes.subarray(begin), total: bytes.length };
}

export class Ranges extends PDFDataRangeTransport {
  #stop = new AbortController();

  private constructor(
    private readonly url: string,
    length: number,
    first: Uint8Array,
    private readonly failed: (error: unknown) => void,
  ) {
    super(length, first);
  }

  /** The whole file if it is small, else a transport that fetches the rest on demand. */
  static async open(url: string, failed: (error: unknown) => void): Promise<Uint8Array | Ranges> {
    const { bytes, total } = await fetchPiece(url, 0, PIECE, new AbortController().signal);
    return bytes.length >= total ? bytes : new Ranges(url, total, bytes, failed);
  }

  override requestDataRange(begin: number, end: number): void {
    this.#gather(begin, end).then(
      (chunk) => this.onDataRange(begin, chunk),
      (error) => this.#stop.signal.aborted || this.failed(error),
    );
  }

  override abort(): void {
    this.#stop.abort();
  }

  async #gather(begin: number, end: number): Promise<Uint8Array> {
    const chunk = new Uint8Array(end - begin);
    let at = 0;
    while (at < chunk.length) {
      const { bytes } = await fetchPiece(this.url, begin + at, end, this.#stop.signal);
      if (bytes.length === 0) throw new FetchFailure("damaged");
      chunk.set(bytes.subarray(0, chunk.length - at), at);
      at += bytes.length;
    }
    return chunk;
  }
}
