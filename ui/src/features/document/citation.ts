// A document as another one names it, by the rules of its office.
import type { Document } from "$app/api/generated";

type Cited = Pick<Document, "kind_name" | "number" | "number_parts" | "issued_on" | "issuer" | "subject">;

/** Days below ten and the months 1 and 2 take a zero: they could be mended by hand (Hướng dẫn 36-HD/VPTW; Nghị định 30/2020/NĐ-CP). */
function official(iso: string, party: boolean): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
  if (!year || !month || !day) return null;
  const shown = Number(month) < 3 ? month : String(Number(month));
  return party ? `${day}/${shown}/${year}` : `${day} tháng ${shown} năm ${year}`;
}

/** `V/v …` and `Về …` go on as `về …` in a sentence; other subjects are led in by it. */
function about(subject: string): string {
  const bare = subject.trim().replace(/[.\s]+$/, "");
  if (/^v\/v[\s:]*/i.test(bare)) return `về việc ${bare.replace(/^v\/v[\s:]*/i, "")}`;
  return /^về\s/i.test(bare) ? `về ${bare.slice(2).trimStart()}` : `về ${bare}`;
}

/**
 * `Nghị quyết số 04-NQ/TU, ngày 01/7/2016 của Tỉnh ủy Sơn Hà về …` for a document of the Party,
 * `Quyết định số 5/QĐ-UBND ngày 05 tháng 3 năm 2020 của …` for one of the State. Always Vietnamese: it goes into
 * documents. Parts that aren't known are left out; `null` when neither number nor subject is.
 */
export function citation(document: Cited): string | null {
  const { kind_name, number, number_parts, issued_on, issuer, subject } = document;
  if (!number && !subject) return null;
  const party = number_parts?.system === "party";
  const day = issued_on && official(issued_on, party);
  const name = [kind_name ?? "Văn bản", number && `số ${number}`].filter(Boolean).join(" ");
  const dated = day ? `${name}${party ? "," : ""} ngày ${day}` : name;
  return [dated, issuer && `của ${issuer}`, subject && about(subject)].filter(Boolean).join(" ");
}
