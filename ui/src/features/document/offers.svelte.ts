// The change that was just made, with the way back across it.
import { call } from "$app/api/client";
import type { ApiError, Change } from "$app/api/generated";
import type { Key } from "$app/i18n/vi";

/** A change as it is told: its words, the name of the field or how many there were, and how it is taken back. */
export type Offer = { label: Key; field: Key | null; n: number; undo: () => Promise<void> };

/** Takes changes back, the newest first. */
export async function takeBack(changes: readonly Change[]): Promise<void> {
  for (const { no } of [...changes].reverse()) await call("undo", { change: no });
}

class Offers {
  shown = $state.raw<Offer | null>(null);
  failure = $state.raw<ApiError | null>(null);

  show(offer: Offer): void {
    this.failure = null;
    this.shown = offer;
  }

  failed(error: ApiError): void {
    this.shown = null;
    this.failure = error;
  }

  close(): void {
    this.shown = null;
    this.failure = null;
  }

  async undo(): Promise<void> {
    const offer = this.shown;
    this.close();
    await offer?.undo().catch((error: ApiError) => this.failed(error));
  }
}

export const offers = new Offers();
