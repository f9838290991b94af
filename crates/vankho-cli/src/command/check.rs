//! `vankho check`

use serde_json::{Value, json};
use vankho_app::{Control, Finding, Mode};

use crate::arguments::Arguments;
use crate::context::{Exit, open};
use crate::output::Output;
use crate::progress;

pub fn run(arguments: &Arguments, read_data: bool, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Read)?;
    let bar = progress::bar(0, "Đối chiếu");
    let report = archive.check(read_data, &Control::default(), &mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    if arguments.json {
        output.json(&json!({
            "documents": report.documents,
            "originals": report.originals,
            "index_lag": report.index_lag,
            "damaged": report.is_damaged(),
            "findings": report.findings.iter().map(as_json).collect::<Vec<_>>(),
        }))?;
    } else {
        output.line(format!("{} văn bản, {} bản gốc.", report.documents, report.originals))?;
        for finding in &report.findings {
            output.line(format!("  {}", in_words(finding)))?;
        }
        output.line(if report.is_damaged() { "Có hư hỏng." } else { "Nguyên vẹn." })?;
    }
    Ok(if report.is_damaged() { Exit::Damage } else { Exit::Done })
}

fn as_json(finding: &Finding) -> Value {
    let (document, blake3) = match finding {
        Finding::MissingOriginal(id, digest) | Finding::ChangedOriginal(id, digest) => {
            (Some(id.to_string()), Some(digest.to_string()))
        }
        Finding::UnusedOriginal(digest) => (None, Some(digest.to_string())),
        _ => (None, None),
    };
    json!({ "code": finding.code(), "damage": finding.is_damage(), "document": document, "blake3": blake3 })
}

fn in_words(finding: &Finding) -> String {
    match finding {
        Finding::Catalogue(fault) => format!("danh mục hỏng: {fault}"),
        Finding::MissingOriginal(id, _) => format!("{id}: mất bản gốc"),
        Finding::ChangedOriginal(id, _) => format!("{id}: bản gốc đã bị thay đổi"),
        Finding::DamagedIndex => "chỉ mục hỏng: chạy `vankho reindex`".into(),
        Finding::NoIndex => "chưa có chỉ mục dùng được: chạy `vankho reindex`".into(),
        Finding::IndexDiffers { catalogue, index } => {
            format!("chỉ mục có {index} văn bản, danh mục có {catalogue}: chạy `vankho reindex`")
        }
        Finding::UnusedOriginal(digest) => format!("bản gốc {digest} không thuộc văn bản nào (vô hại)"),
    }
}
