import type { Platform } from "$app/platform/types";
import { toApiError } from "./errors";
import type { AppEvent, Commands } from "./generated";

let platform: Platform | undefined;

/** Names the program that answers; once, before the first call. */
export function connect(chosen: Platform): void {
  platform = chosen;
}

function connected(): Platform {
  if (!platform) throw new Error("connect() comes first");
  return platform;
}

/** Runs one command of the archive; rejects with an `ApiError` and nothing else. */
export async function call<K extends keyof Commands>(
  cmd: K,
  args: Commands[K]["args"],
): Promise<Commands[K]["result"]> {
  try {
    return await connected().call(cmd, args);
  } catch (cause) {
    throw toApiError(cause);
  }
}

export function listen(heard: (event: AppEvent) => void): Promise<() => void> {
  return connected().listen(heard);
}

export function viewerUrl(id: string): string {
  return connected().viewerUrl(id);
}

export function pageUrl(id: string, page: number, width: number): string {
  return connected().pageUrl(id, page, width);
}
