import type { Key } from "$app/i18n/vi";
import type { ApiError, ErrorCode, FailureCode, WarningCode } from "./generated";

/** What happened, what is safe, what to do. */
export type Wording = { what: Key; safe: Key; next: Key };

/** Total on purpose: a new code without wording does not compile. */
const ERRORS: Record<ErrorCode, Wording> = {
  not_found: { what: "error.not_found.what", safe: "error.not_found.safe", next: "error.not_found.next" },
  store_busy: { what: "error.store_busy.what", safe: "error.store_busy.safe", next: "error.store_busy.next" },
  store_unreadable: {
    what: "error.store_unreadable.what",
    safe: "error.store_unreadable.safe",
    next: "error.store_unreadable.next",
  },
  disk_full: { what: "error.disk_full.what", safe: "error.disk_full.safe", next: "error.disk_full.next" },
  invalid_value: {
    what: "error.invalid_value.what",
    safe: "error.invalid_value.safe",
    next: "error.invalid_value.next",
  },
  not_written: { what: "error.not_written.what", safe: "error.not_written.safe", next: "error.not_written.next" },
  bad_request: { what: "error.bad_request.what", safe: "error.bad_request.safe", next: "error.bad_request.next" },
  cancelled: { what: "error.cancelled.what", safe: "error.cancelled.safe", next: "error.cancelled.next" },
  internal: { what: "error.internal.what", safe: "error.internal.safe", next: "error.internal.next" },
};

const WARNINGS: Record<WarningCode, Key> = {
  no_text_layer: "warning.no_text_layer",
  encrypted: "warning.encrypted",
  damaged: "warning.damaged",
  format_not_read: "warning.format_not_read",
  encoding_unknown: "warning.encoding_unknown",
  legacy_encoding: "warning.legacy_encoding",
  read_with_doubt: "warning.read_with_doubt",
  enclosure_left_out: "warning.enclosure_left_out",
  reader_stopped: "warning.reader_stopped",
  text_truncated: "warning.text_truncated",
  empty: "warning.empty",
};

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(ERRORS, code);
}

export function errorWording(code: ErrorCode): Wording {
  return ERRORS[code];
}

export function warningWording(code: WarningCode): Key {
  return WARNINGS[code];
}

/** Why a file was not filed. Total, like the others. */
const CAUSES: Record<FailureCode, Key> = {
  unsupported_format: "import.cause.unsupported_format",
  empty_file: "import.cause.empty_file",
  too_large: "import.cause.too_large",
  unreadable: "import.cause.unreadable",
  encrypted_archive: "import.cause.encrypted_archive",
  archive_too_large: "import.cause.archive_too_large",
  damaged_archive: "import.cause.damaged_archive",
  nothing_inside: "import.cause.nothing_inside",
  bad_record: "import.cause.bad_record",
  unknown_kind: "import.cause.unknown_kind",
};

export function causeWording(code: FailureCode): Key {
  return CAUSES[code];
}

/** Makes an `ApiError` of whatever was thrown. */
export function toApiError(cause: unknown): ApiError {
  if (typeof cause === "object" && cause !== null && "code" in cause && isErrorCode(cause.code)) {
    const message = "message" in cause && typeof cause.message === "string" ? cause.message : "";
    return { code: cause.code, message };
  }
  return { code: "internal", message: cause instanceof Error ? cause.message : String(cause) };
}

/** A fault of the screens themselves: named by its kind and its place in the program, never by what was on screen. */
export function placeOf(error: unknown): ApiError {
  if (!(error instanceof Error)) return { code: "internal", message: "screen" };
  const place = /([\w.-]+\.(?:js|ts|svelte):\d+:\d+)/.exec(error.stack ?? "")?.[1];
  return { code: "internal", message: ["screen", error.name, place].filter(Boolean).join(" ") };
}
