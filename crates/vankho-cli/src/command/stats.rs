//! `vankho stats`

use serde_json::{Map, Value, json};
use vankho_app::{Count, Mode};
use vankho_model::Kind;

use crate::arguments::Arguments;
use crate::context::{Exit, open};
use crate::output::Output;

pub fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Exit> {
    let stats = open(arguments, Mode::Read)?.stats()?;
    let catalogue = &stats.catalogue;
    if arguments.json {
        output.json(&json!({
            "documents": catalogue.documents,
            "trashed": catalogue.trashed,
            "with_warnings": catalogue.with_warnings,
            "originals": catalogue.originals,
            "original_bytes": catalogue.original_bytes,
            "catalogue_bytes": stats.catalogue_bytes,
            "index_bytes": stats.index_bytes,
            "index_lag": stats.index_lag,
            "kind": as_map(&catalogue.by_kind),
            "year": as_map(&catalogue.by_year),
            "issuer": as_map(&catalogue.by_issuer),
        }))?;
        return Ok(Exit::Done);
    }
    let mega = |bytes: u64| bytes as f64 / 1e6;
    output.line(format!("{} văn bản, {} bản gốc", catalogue.documents, catalogue.originals))?;
    output.line(format!("  bản gốc    {:>10.1} MB", mega(catalogue.original_bytes)))?;
    output.line(format!("  danh mục   {:>10.1} MB", mega(stats.catalogue_bytes)))?;
    output.line(format!(
        "  chỉ mục    {:>10.1} MB, còn thiếu {}",
        mega(stats.index_bytes),
        stats.index_lag
    ))?;
    let kind_name = |id: &str| Kind::from_id(id).map_or(id.to_owned(), |kind| kind.name().to_owned());
    list("Loại", &catalogue.by_kind, kind_name, output)?;
    list("Năm", &catalogue.by_year, str::to_owned, output)?;
    list("Cơ quan ban hành", &catalogue.by_issuer, str::to_owned, output)
}

fn list(
    title: &str,
    counts: &[Count],
    name: impl Fn(&str) -> String,
    output: &mut Output,
) -> anyhow::Result<Exit> {
    output.line(format!("{title}:"))?;
    for count in counts {
        let value = count.value.as_deref().map_or("(chưa rõ)".to_owned(), &name);
        output.line(format!("  {:>8}  {value}", count.documents))?;
    }
    Ok(Exit::Done)
}

/// The counted values; documents without one are counted under the empty name.
fn as_map(counts: &[Count]) -> Map<String, Value> {
    counts.iter().map(|count| (count.value.clone().unwrap_or_default(), count.documents.into())).collect()
}
