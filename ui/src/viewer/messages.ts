// What the frame of the viewer and the screens say to each other.
import type { Language } from "$app/i18n/format";

export type ViewerError = "password" | "damaged" | "missing" | "internal";

export type ToViewer =
  | { type: "look"; language: Language; theme: "light" | "dark"; contrast: boolean; zoom: number }
  | { type: "find"; words: string[] }
  | { type: "step"; by: 1 | -1 }
  | { type: "page"; page: number }
  /** A Word or web original, as HTML that the archive has cleaned. */
  | { type: "paper"; html: string };

export type FromViewer =
  | { type: "ready" }
  | { type: "opened"; pages: number }
  | { type: "error"; code: ViewerError }
  | { type: "page"; page: number }
  | { type: "found"; hits: number; complete: boolean }
  /** Which hit, from 0, is the current one. */
  | { type: "at"; hit: number; hits: number }
  | { type: "key"; key: string; shift: boolean; ctrl: boolean; alt: boolean };
