//! `vankho reread`

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;
use vankho_app::{Archive, Control, DocumentRef, IndexingThread, Mode, Pictures, Reread};
use vankho_extract::Ocr;
use vankho_model::DocumentId;

use crate::arguments::{Arguments, RereadArguments};
use crate::command::pictures;
use crate::context::{Exit, open};
use crate::output::Output;
use crate::progress;

/// The index follows in large steps: nobody searches meanwhile.
const INDEX_EVERY: Duration = Duration::from_secs(2);

/// What was done.
#[derive(Default)]
struct Done {
    read: u64,
    kept: u64,
    failed: u64,
    pages: u64,
}

pub fn run(arguments: &Arguments, reread: &RereadArguments, output: &mut Output) -> anyhow::Result<Exit> {
    let started = Instant::now();
    let archive = Arc::new(open(arguments, Mode::Write)?);
    let indexing = IndexingThread::start(archive.clone(), INDEX_EVERY, || {});
    let done = read_again(&archive, reread, output, arguments.json)?;
    indexing.finish()?;
    let waiting = archive.waiting()?;
    if let Ok(archive) = Arc::try_unwrap(archive) {
        archive.close()?;
    }
    let seconds = started.elapsed().as_secs_f64();
    let Done { read, kept, failed, pages } = done;
    if arguments.json {
        output.json(&json!({ "event": "summary", "reread": read, "kept": kept, "failed": failed,
                             "pages_recognized": pages, "pages_waiting": waiting.pages,
                             "seconds": (seconds * 1000.0).round() / 1000.0 }))?;
    } else {
        output.line(format!(
            "{read} văn bản đọc lại, {kept} giữ nguyên, {failed} lỗi; {pages} trang ảnh đã đọc chữ ({seconds:.1} giây)."
        ))?;
        if waiting.pages > 0 && Ocr::find().is_none() {
            output.line(format!(
                "Còn {} trang ảnh chờ đọc: máy chưa có chương trình Tesseract với tiếng Việt (gói tesseract-ocr, tesseract-ocr-vie).",
                waiting.pages
            ))?;
        }
    }
    Ok(Exit::unless_failed(failed))
}

fn read_again(
    archive: &Archive,
    reread: &RereadArguments,
    output: &mut Output,
    as_json: bool,
) -> anyhow::Result<Done> {
    let control = Control::default();
    let mut done = Done::default();
    let ids = chosen(archive, reread)?;
    let bar = progress::bar(ids.len() as u64, "Đọc lại");
    for id in &ids {
        match archive.reread(*id, &control) {
            Ok(Reread::Done { .. } | Reread::FromText) => done.read += 1,
            Ok(Reread::Kept) => done.kept += 1,
            Err(error) => {
                done.failed += 1;
                if as_json {
                    output.json(
                        &json!({ "event": "failed", "id": id.to_string(), "message": error.to_string() }),
                    )?;
                } else {
                    output.line(format!("lỗi   {id}: {error}"))?;
                }
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if let Some(ocr) = Ocr::find() {
        let which = if reread.waiting || reread.all { Pictures::All } else { Pictures::Of(&ids) };
        done.pages = pictures::read(archive, &ocr, which, &control, &mut |_| {})?;
    }
    Ok(done)
}

/// The documents whose originals are to be read again.
fn chosen(archive: &Archive, reread: &RereadArguments) -> anyhow::Result<Vec<DocumentId>> {
    if reread.waiting {
        return Ok(Vec::new());
    }
    if reread.all {
        return Ok(archive.all_ids()?);
    }
    let resolve = |reference: &String| Ok(archive.resolve(&reference.parse::<DocumentRef>()?)?);
    reread.references.iter().map(resolve).collect()
}
