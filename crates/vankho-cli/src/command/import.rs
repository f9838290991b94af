//! `vankho import`

use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::ProgressBar;
use serde::Serialize;
use serde_json::json;
use vankho_api::dto::{DocumentDto, WarningDto};
use vankho_app::{
    Archive, Control, DuplicateOf, ImportEvent, Imported, IndexingThread, Mode, Pictures, Summary, walk,
};
use vankho_extract::Ocr;
use vankho_model::{DocumentId, WarningCode};

use crate::arguments::{Arguments, ImportArguments};
use crate::command::pictures;
use crate::context::{Exit, open};
use crate::output::Output;
use crate::progress;

/// The index follows in large steps: a terminal import is in a hurry and nobody searches meanwhile.
const INDEX_EVERY: Duration = Duration::from_secs(2);

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Event<'e> {
    Filed { path: &'e str, id: String, document: Box<DocumentDto>, warnings: Vec<WarningDto>, ms: u64 },
    Duplicate { path: &'e str, id: String, of: &'static str, restored: bool },
    Failed { path: &'e str, code: &'static str, message: &'static str },
}

pub fn run(arguments: &Arguments, import: &ImportArguments, output: &mut Output) -> anyhow::Result<Exit> {
    let started = Instant::now();
    let archive = Arc::new(open(arguments, Mode::Create)?);
    let indexing = IndexingThread::start(archive.clone(), INDEX_EVERY, || {});
    let (summary, bar, failure) = import_all(&archive, arguments.json, import, output)?;
    bar.set_message("Lập chỉ mục");
    indexing.finish()?;
    if let Ok(archive) = Arc::try_unwrap(archive) {
        archive.close()?;
    }
    bar.finish_and_clear();
    if let Some(error) = failure {
        return Err(error);
    }
    let seconds = started.elapsed().as_secs_f64();
    let Summary { filed, duplicates, failed } = summary;
    if arguments.json {
        let summary = json!({ "event": "summary", "filed": filed, "duplicates": duplicates, "failed": failed,
                              "seconds": (seconds * 1000.0).round() / 1000.0 });
        output.json(&summary)?;
    } else {
        output.line(format!("{filed} được, {duplicates} trùng, {failed} lỗi ({seconds:.1} giây)."))?;
    }
    Ok(Exit::unless_failed(failed))
}

/// Imports and prints; an error of printing is kept until the archive is closed properly. What has pages to be
/// recognised is filed with the others, and printed once they are.
fn import_all(
    archive: &Archive,
    as_json: bool,
    import: &ImportArguments,
    output: &mut Output,
) -> anyhow::Result<(Summary, ProgressBar, Option<anyhow::Error>)> {
    let ocr = if import.no_ocr { None } else { Ocr::find() };
    let control = Control::default();
    let (mut failure, mut held) = (None, Vec::new());
    let mut tell = |event: &ImportEvent| {
        if failure.is_none() {
            failure = print(archive, as_json, event, output).err();
            if failure.is_some() {
                control.cancel();
            }
        }
    };
    let mut each = |bar: &ProgressBar, event: ImportEvent| {
        bar.inc_length(event.found);
        bar.inc(1);
        if ocr.is_some() && has_pictures(&event) { held.push(event) } else { tell(&event) }
    };
    let (summary, bar) = match &import.records {
        Some(records) => {
            let bar = progress::bar(0, "Nhập");
            (archive.import_records(records, &control, &mut |event| each(&bar, event))?, bar)
        }
        None => {
            let files = walk(&import.paths);
            let bar = progress::bar(files.len() as u64, "Nhập");
            (archive.import_files(&files, &control, &mut |event| each(&bar, event))?, bar)
        }
    };
    if let Some(ocr) = ocr {
        let ids: Vec<DocumentId> = held.iter().filter_map(filed_id).collect();
        pictures::read(archive, &ocr, Pictures::Of(&ids), &control, &mut |read| {
            let at = held.iter().position(|event| read.is_document_done && filed_id(event) == Some(read.id));
            if let Some(at) = at {
                tell(&held.swap_remove(at));
            }
        })?;
        held.iter().for_each(tell);
    }
    Ok((summary, bar, failure))
}

fn filed_id(event: &ImportEvent) -> Option<DocumentId> {
    match &event.result {
        Imported::Filed { id, .. } => Some(*id),
        _ => None,
    }
}

fn has_pictures(event: &ImportEvent) -> bool {
    match &event.result {
        Imported::Filed { warnings, .. } => warnings.iter().any(|w| w.code == WarningCode::NoTextLayer),
        _ => false,
    }
}

fn print(archive: &Archive, as_json: bool, event: &ImportEvent, output: &mut Output) -> anyhow::Result<()> {
    if !as_json {
        return match &event.result {
            Imported::Failed(code) => output.line(format!("lỗi   {}: {}", event.name, code.message())),
            Imported::Duplicate(DuplicateOf::Content(id) | DuplicateOf::SourceId(id)) => {
                output.line(format!("trùng {}: {id}", event.name))
            }
            Imported::Restored(DuplicateOf::Content(id) | DuplicateOf::SourceId(id)) => {
                output.line(format!("lấy lại từ thùng rác {}: {id}", event.name))
            }
            Imported::Filed { .. } => Ok(()),
        };
    }
    let path = event.name.as_str();
    let line = match &event.result {
        Imported::Filed { id, .. } => {
            let document = DocumentDto::from(&archive.document(*id)?);
            let warnings = document.warnings.clone();
            Event::Filed { path, id: id.to_string(), document: Box::new(document), warnings, ms: event.ms }
        }
        Imported::Duplicate(of) | Imported::Restored(of) => {
            let restored = matches!(event.result, Imported::Restored(_));
            let (id, of) = match of {
                DuplicateOf::Content(id) => (id, "content"),
                DuplicateOf::SourceId(id) => (id, "source_id"),
            };
            Event::Duplicate { path, id: id.to_string(), of, restored }
        }
        Imported::Failed(code) => Event::Failed { path, code: code.as_str(), message: code.message() },
    };
    output.json(&line)?;
    output.flush()
}
