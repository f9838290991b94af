// Starting, steering and judging an import.
import { call } from "$app/api/client";
import type { ApiError, Commands, ImportStatus } from "$app/api/generated";
import { formatNumber, t } from "$app/i18n/index.svelte";
import { navigation } from "$app/shared/state/navigation.svelte";
import { session } from "$app/shared/state/session.svelte";

type ImportCommand = "import_choose" | "import_samples" | "import_pause" | "import_cancel" | "import_retry";

class Importing {
  failure = $state.raw<ApiError | null>(null);

  /** Opens the dialog of the system; the screen follows once something was chosen. */
  async choose(what: "files" | "folder"): Promise<void> {
    await this.#run("import_choose", { what });
    if (session.importing?.running) navigation.go({ name: "import" });
  }

  async samples(): Promise<void> {
    await this.#run("import_samples", {});
    navigation.go({ name: "import" });
  }

  pause(paused: boolean): Promise<void> {
    return this.#run("import_pause", { paused });
  }

  cancel(): Promise<void> {
    return this.#run("import_cancel", {});
  }

  retry(): Promise<void> {
    return this.#run("import_retry", {});
  }

  async #run<K extends ImportCommand>(cmd: K, args: Commands[K]["args"]): Promise<void> {
    this.failure = null;
    try {
      session.setImport((await call(cmd, args)) as ImportStatus);
    } catch (error) {
      const failure = error as ApiError;
      if (failure.code === "cancelled") return;
      this.failure = failure;
      navigation.go({ name: "import" });
    }
  }
}

export const importing = new Importing();

/** Files per second so far, or null before the first figures. */
export function speed({ done, seconds }: ImportStatus): number | null {
  return seconds > 0 && done > 0 ? done / seconds : null;
}

export function timeName(seconds: number): string {
  if (seconds < 60) return t("import.time_seconds", { n: formatNumber(Math.max(1, Math.round(seconds))) });
  return t("import.time_minutes", { n: formatNumber(Math.round(seconds / 60)) });
}

/** What is left, in words. */
export function timeLeft(status: ImportStatus): string {
  const rate = speed(status);
  if (rate === null) return t("import.left_unknown");
  return t("import.left", { time: timeName((status.total - status.done) / rate) });
}
