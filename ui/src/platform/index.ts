import type { Platform } from "./types";

/** The desktop program when there is one, else a small archive in the browser's memory. */
export async function choosePlatform(): Promise<Platform> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).tauri;
  return (await import("./memory")).memoryPlatform(new URLSearchParams(location.search));
}
