//! `vankho export`

use std::io::{BufWriter, Write};

use vankho_api::dto::SearchArgs;
use vankho_api::{ExportColumn, csv_document, csv_head, json_document, search_request};
use vankho_app::{AppError, Archive, Control, Mode, SearchRequest, write_whole};
use vankho_model::Document;

use crate::arguments::{Arguments, ExportArguments, ExportFormat};
use crate::command::search::sort;
use crate::context::{Exit, open};
use crate::output::Output;
use crate::progress;

/// The columns of a register, and what stands over them.
const COLUMNS: [(&str, &str); 11] = [
    ("number", "Số, ký hiệu"),
    ("kind", "Loại"),
    ("issued_on", "Ngày ban hành"),
    ("issuer", "Cơ quan ban hành"),
    ("subject", "Trích yếu"),
    ("signer", "Người ký"),
    ("tags", "Nhãn"),
    ("dossiers", "Hồ sơ"),
    ("pages", "Số trang"),
    ("filed_at", "Nhập kho"),
    ("id", "Mã"),
];

pub fn run(arguments: &Arguments, export: &ExportArguments, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Read)?;
    let args = SearchArgs { query: export.query.clone(), sort: sort(export.sort), ..SearchArgs::default() };
    let request = search_request(&args, false)?;
    let Some(path) = &export.output else {
        let mut stdout = BufWriter::with_capacity(1 << 16, output);
        write_list(&archive, &request, export.format, &mut stdout)?;
        stdout.flush()?;
        return Ok(Exit::Done);
    };
    let documents = write_whole(path, |file| write_list(&archive, &request, export.format, file))?;
    if arguments.json {
        output.json(&serde_json::json!({ "documents": documents }))?;
    } else {
        output.line(format!("Đã xuất {documents} văn bản."))?;
    }
    Ok(Exit::Done)
}

fn write_list(
    archive: &Archive,
    request: &SearchRequest,
    format: ExportFormat,
    to: &mut dyn Write,
) -> Result<u64, AppError> {
    let column = |(name, heading): &(&str, &str)| ExportColumn {
        name: (*name).to_owned(),
        heading: (*heading).to_owned(),
    };
    let columns: Vec<ExportColumn> = COLUMNS.iter().map(column).collect();
    if format == ExportFormat::Csv {
        csv_head(to, &columns)?;
    }
    let bar = progress::bar(0, "Xuất");
    let mut write = |to: &mut dyn Write, document: &Document| match format {
        ExportFormat::Csv => csv_document(to, document, &columns),
        ExportFormat::Jsonl => json_document(to, document),
    };
    let documents = archive.export(request, to, &mut write, &Control::default(), &mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    Ok(documents)
}
