//! `vankho init`

use serde_json::json;
use vankho_app::Mode;

use crate::arguments::Arguments;
use crate::context::{Exit, open};
use crate::output::Output;

pub fn run(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Create)?;
    let documents = archive.document_count()?;
    if arguments.json {
        output.json(&json!({ "event": "ready", "documents": documents }))?;
    } else {
        output.line(format!("Kho đã sẵn sàng: {} văn bản.", documents))?;
    }
    archive.close()?;
    Ok(Exit::Done)
}
