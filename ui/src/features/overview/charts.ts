// The charts of the overview, made of what was counted.
import type { Filters } from "$app/api/generated";
import { library } from "$app/features/library/library.svelte";
import { reader } from "$app/features/document/reader.svelte";
import { nameOf } from "$app/features/document/relations";
import { formatDate, t } from "$app/i18n/index.svelte";
import { navigation } from "$app/shared/state/navigation.svelte";
import { session } from "$app/shared/state/session.svelte";
import { type Chart, type Row, sum } from "./chart";
import { type Counted, MOST_BARS } from "./overview.svelte";

const MONTH_MS = (365.25 / 12) * 24 * 3600 * 1000;

/** The library with just these filters; the way back is Esc, and undo. */
function showList(filters: Partial<Filters>, query = ""): void {
  navigation.go({ name: "library" });
  library.show({ query, filters });
}

function showRelations(id: string): void {
  reader.meet(id, "relations");
}

function byYear({ years, documents }: Counted): Chart {
  const totals = new Map<string, number>();
  for (const kinds of years.values()) for (const [kind, n] of kinds) if (kind !== "") totals.set(kind, (totals.get(kind) ?? 0) + n);
  const kept = [...totals].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([kind]) => kind);
  const rest = [...years.values()].some((kinds) => (kinds.get("") ?? 0) > 0);
  const series = [...kept.map((key) => ({ key, label: session.kindName(key) })), ...(rest ? [{ key: "", label: t("overview.other_kinds") }] : [])];
  const rows = [...years].sort(([one], [other]) => one - other).map(([year, kinds]): Row => {
    return {
      key: String(year),
      label: String(year),
      note: "",
      values: [...kept.map((kind) => kinds.get(kind) ?? 0), ...(rest ? [kinds.get("") ?? 0] : [])],
      open: (part) => {
        const kind = part === null ? undefined : series[part]?.key;
        if (kind === undefined) showList({ year: [year] });
        else showList(kind === "" ? { year: [year], without_kind: kept } : { year: [year], kind: [kind] });
      },
    };
  });
  const undated = documents - rows.reduce((total, row) => total + sum(row), 0);
  const foot = undated > 0 ? t("overview.undated", { n: undated }) : undefined;
  return { id: "years", title: t("overview.years"), rowHead: t("library.year"), valueHead: t("overview.documents"), series, rows, foot, shape: "columns" };
}

const one = [{ key: "n", label: "" }];

function byIssuer({ issuers }: Counted): Chart {
  const rows = issuers.slice(0, MOST_BARS).map(
    ({ name, documents }): Row => ({ key: name, label: name, note: "", values: [documents], open: () => showList({ issuer: [name] }) }),
  );
  return { id: "issuers", title: t("overview.issuers"), rowHead: t("library.issuer"), valueHead: t("overview.documents"), series: one, rows, shape: "bars" };
}

function stillOpen({ open }: Counted): Chart {
  const age = (date: string | null) => (date ? Math.max(0, Math.floor((Date.now() - Date.parse(date)) / MONTH_MS)) : 0);
  const rows = open
    .filter(({ date }) => date !== null)
    .sort((a, b) => (a.date ?? "").localeCompare(b.date ?? ""))
    .slice(0, MOST_BARS)
    .map((brief): Row => ({
      key: brief.id,
      label: nameOf(brief),
      note: [formatDate(brief.date), brief.subject].filter(Boolean).join(" · "),
      values: [age(brief.date)],
      open: () => showRelations(brief.id),
    }));
  return { id: "open", title: t("overview.open"), rowHead: t("overview.document"), valueHead: t("overview.months"), series: one, rows, shape: "bars" };
}

function mostCited({ cited }: Counted): Chart {
  const rows = cited.map(({ document, cited_by }): Row => ({
    key: document.id,
    label: nameOf(document),
    note: [formatDate(document.date), document.issuer, document.subject].filter(Boolean).join(" · "),
    values: [cited_by],
    open: () => showRelations(document.id),
  }));
  return { id: "cited", title: t("overview.cited"), rowHead: t("overview.document"), valueHead: t("overview.citing"), series: one, rows, shape: "bars" };
}

function missing({ missing }: Counted): Chart {
  const rows = missing.slice(0, MOST_BARS).map((each, index): Row => ({
    key: `${index} ${each.number ?? ""}`,
    label: nameOf(each),
    note: [formatDate(each.date), each.issuer, each.subject].filter(Boolean).join(" · "),
    values: [each.cited_by],
    open: () => (each.number === null && each.first ? showRelations(each.first) : showList({}, each.number ?? each.subject ?? "")),
  }));
  return { id: "missing", title: t("overview.missing"), rowHead: t("overview.document"), valueHead: t("overview.citing"), series: one, rows, shape: "bars" };
}

export function chartsOf(counted: Counted): Chart[] {
  return [byYear(counted), byIssuer(counted), mostCited(counted), stillOpen(counted), missing(counted)];
}
