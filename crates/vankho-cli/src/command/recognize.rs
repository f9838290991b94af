//! `vankho recognize`

use std::path::PathBuf;
use std::time::Instant;

use serde::Serialize;
use serde_json::json;
use vankho_api::dto::{CitationDto, DocumentDto, PageSourceDto, WarningDto};
use vankho_app::{Control, FailureCode, recognize_file, walk};
use vankho_extract::Ocr;

use crate::arguments::Arguments;
use crate::context::{Exit, extractor};
use crate::output::Output;

#[derive(Serialize)]
struct Recognized<'r> {
    path: &'r str,
    document: DocumentDto,
    citations: Vec<CitationDto>,
    warnings: Vec<WarningDto>,
    ms: f64,
}

pub fn run(arguments: &Arguments, paths: &[PathBuf], output: &mut Output) -> anyhow::Result<Exit> {
    let extractor = extractor()?;
    let ocr = Ocr::find();
    let mut failed = 0;
    for path in walk(paths) {
        let started = Instant::now();
        let name = path.to_string_lossy();
        match recognize_file(&extractor, ocr.as_ref(), &path, &Control::default())? {
            Err(failure) => {
                failed += 1;
                let code = FailureCode::from(&failure);
                if arguments.json {
                    let (code, message) = (code.as_str(), code.message());
                    output.json(
                        &json!({ "event": "failed", "path": name, "code": code, "message": message }),
                    )?;
                } else {
                    output.line(format!("{name}\n  lỗi: {}", code.message()))?;
                }
            }
            Ok(found) => {
                let reading = &found.reading;
                let mut document =
                    DocumentDto::of_reading(&reading.fields, &reading.evidence, &found.warnings);
                document.pages = found.pages;
                document.sources = found.sources.iter().copied().map(PageSourceDto::from).collect();
                let recognized = Recognized {
                    path: &name,
                    document,
                    citations: reading.citations.iter().map(CitationDto::from).collect(),
                    warnings: found.warnings.iter().map(WarningDto::from).collect(),
                    ms: (started.elapsed().as_secs_f64() * 1e6).round() / 1e3,
                };
                print(arguments, &recognized, output)?;
            }
        }
    }
    Ok(Exit::unless_failed(failed))
}

fn print(arguments: &Arguments, recognized: &Recognized<'_>, output: &mut Output) -> anyhow::Result<()> {
    if arguments.json {
        return output.json(recognized);
    }
    output.line(recognized.path)?;
    super::document::print_fields(&recognized.document, output)?;
    for citation in &recognized.citations {
        let named = citation.number.as_deref().unwrap_or(&citation.quote);
        output.line(format!("  viện dẫn         {named} ({})", citation.relation))?;
    }
    Ok(())
}
