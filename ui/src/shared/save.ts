// Handing a file made by the screens to the person, who says where it goes.
import { call } from "$app/api/client";
import type { ApiError } from "$app/api/generated";
import { toasts } from "./state/toasts.svelte";

/** Bytes that become a piece of base64: a multiple of three, and no more than a call takes as arguments. */
const PIECE = 3 * 8192;

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let base64 = "";
  for (let at = 0; at < bytes.length; at += PIECE) base64 += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  return base64;
}

/** `name` is offered, without what no file name may hold, on Windows or elsewhere. */
export async function saveFile(name: string, blob: Blob): Promise<void> {
  const offered = name.replace(/[\\/:*?"<>|]+/g, "-");
  try {
    const saved = await call("save_file", { name: offered, base64: await base64Of(blob) });
    if (saved) toasts.say("toast.saved", { name: offered });
  } catch (error) {
    toasts.failed(error as ApiError);
  }
}
