//! `vankho reindex`

use std::time::Instant;

use serde_json::json;
use vankho_app::{Control, Mode};

use crate::arguments::Arguments;
use crate::context::{Exit, open};
use crate::output::Output;
use crate::progress;

pub fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Exit> {
    let started = Instant::now();
    let archive = open(arguments, Mode::Write)?;
    let bar = progress::bar(archive.document_count()?, "Lập chỉ mục");
    let documents = archive.rebuild_index(&Control::default(), &mut |done, _| bar.set_position(done))?;
    bar.finish_and_clear();
    archive.close()?;
    let seconds = started.elapsed().as_secs_f64();
    if arguments.json {
        output.json(&json!({ "event": "summary", "documents": documents, "seconds": seconds }))?;
    } else {
        output.line(format!("Đã lập chỉ mục {documents} văn bản ({seconds:.1} giây)."))?;
    }
    Ok(Exit::Done)
}
