import type { AppEvent, Commands } from "$app/api/generated";

/** What the screens need from the program around them. */
export interface Platform {
  /** Runs one command; rejects with an `ApiError`. */
  call<K extends keyof Commands>(cmd: K, args: Commands[K]["args"]): Promise<Commands[K]["result"]>;
  /** Hears every event from now on; the result stops it. */
  listen(heard: (event: AppEvent) => void): Promise<() => void>;
  /** The address of the page that shows the original of a document, without a fragment or viewer options. */
  viewerUrl(id: string): string;
  /** The address of the picture of a page (from 1), about `width` pixels wide. */
  pageUrl(id: string, page: number, width: number): string;
}
