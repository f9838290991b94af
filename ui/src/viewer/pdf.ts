// Opening a PDF with everything active switched off.
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import type { ViewerError } from "./messages";
import { FetchFailure, PIECE, Ranges } from "./ranges";

const data = (folder: string) => new URL(`/pdfjs/${folder}/`, location.href).href;

export async function openPdf(url: string, failed: (error: unknown) => void): Promise<PDFDocumentProxy> {
  // Given a URL, pdf.js would wrap the worker of a custom scheme in a blob, which the policy refuses.
  GlobalWorkerOptions.workerPort ??= new Worker(workerUrl, { type: "module" });
  const source = await Ranges.open(url, failed);
  return getDocument({
    ...(source instanceof Ranges ? { range: source } : { data: source }),
    rangeChunkSize: PIECE,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    standardFontDataUrl: data("standard_fonts"),
    cMapUrl: data("cmaps"),
    wasmUrl: data("wasm"),
    iccUrl: data("iccs"),
    maxImageSize: 100_000_000,
    verbosity: 0,
  }).promise;
}

export function errorCode(error: unknown): ViewerError {
  if (error instanceof FetchFailure) return error.code;
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") return "password";
  return name === "InvalidPDFException" || name === "FormatError" ? "damaged" : "internal";
}
