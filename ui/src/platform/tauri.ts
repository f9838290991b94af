// The only importer of @tauri-apps/*.
import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { AppEvent, Commands } from "$app/api/generated";
import type { Platform } from "./types";

export const tauri: Platform = {
  call<K extends keyof Commands>(cmd: K, args: Commands[K]["args"]): Promise<Commands[K]["result"]> {
    return invoke("call", { request: { cmd, args } });
  },

  async listen(heard) {
    return listen<AppEvent>("vankho", (event) => heard(event.payload));
  },

  // "viewer.html" holds no character that `convertFileSrc` would escape; the id goes into the query.
  viewerUrl(id) {
    return `${convertFileSrc("viewer.html", "doc")}?id=${encodeURIComponent(id)}`;
  },

  pageUrl(id, page, width) {
    return `${convertFileSrc("", "doc")}page/${encodeURIComponent(id)}/${page}/${width}`;
  },
};
