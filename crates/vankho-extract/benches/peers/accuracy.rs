//! What of each format is read, and by what.

use std::collections::{BTreeMap, BTreeSet};

use vankho_model::{Encoding, Engine, PageSource};

use crate::set::{Paper, missing};
use crate::{AnyError, Readers};

/// The documents of one format and variant.
#[derive(Default)]
struct Row {
    documents: usize,
    most: f64,
    sum: f64,
    engines: BTreeSet<&'static str>,
    encodings: BTreeSet<&'static str>,
    warnings: BTreeSet<&'static str>,
}

/// Prints a table of the shares of syllables that are missing.
pub fn print(readers: &Readers, papers: &[Paper]) -> Result<(), AnyError> {
    let mut rows: BTreeMap<(&str, &str), Row> = BTreeMap::new();
    for paper in papers {
        let row = rows.entry((&paper.format, &paper.variant)).or_default();
        row.documents += 1;
        let share = match readers.extract(&paper.path)? {
            None => 1.0,
            Some(mut read) => {
                for (at, source) in read.sources.iter_mut().enumerate() {
                    if source.engine == Engine::Waiting && readers.ocr.is_some() {
                        read.pages[at] = readers.picture(&paper.path, u32::try_from(at + 1)?)?;
                        *source = PageSource { engine: Engine::Ocr, ..*source };
                    }
                    row.engines.insert(source.engine.as_str());
                    row.encodings.insert(source.encoding.as_str());
                }
                row.warnings.extend(read.warnings.iter().map(|warning| warning.code.as_str()));
                missing(&paper.truth, &read.pages.join("\n"))
            }
        };
        row.most = row.most.max(share);
        row.sum += share;
    }
    println!(
        "| format | variant | documents | missing, at most | on average | read by | encoding | warnings |"
    );
    println!("|---|---|--:|--:|--:|---|---|---|");
    for ((format, variant), row) in rows {
        let list = |words: &BTreeSet<&str>, none: &str| {
            let words: Vec<_> = words.iter().filter(|word| **word != none).copied().collect();
            words.join(", ")
        };
        #[allow(clippy::cast_precision_loss, reason = "a handful of documents")]
        let average = row.sum / row.documents as f64;
        println!(
            "| {format} | {variant} | {} | {:.4} | {average:.4} | {} | {} | {} |",
            row.documents,
            row.most,
            list(&row.engines, ""),
            list(&row.encodings, Encoding::Unicode.as_str()),
            list(&row.warnings, ""),
        );
    }
    println!();
    Ok(())
}
