//! `vankho show` and `vankho text`

use vankho_api::dto::DocumentDto;
use vankho_app::{DocumentRef, Mode};

use crate::arguments::Arguments;
use crate::context::{Exit, open};
use crate::output::Output;

pub fn show(arguments: &Arguments, reference: &str, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Read)?;
    let id = archive.resolve(&reference.parse::<DocumentRef>()?)?;
    let document = DocumentDto::from(&archive.document(id)?);
    if arguments.json {
        output.json(&document)?;
    } else {
        output.line(&document.id)?;
        print_fields(&document, output)?;
    }
    Ok(Exit::Done)
}

pub fn text(arguments: &Arguments, reference: &str, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Read)?;
    let id = archive.resolve(&reference.parse::<DocumentRef>()?)?;
    let pages = archive.text(id)?;
    if arguments.json {
        output.json(&serde_json::json!({ "id": id.to_string(), "pages": pages }))?;
    } else {
        output.line(pages.join("\u{C}"))?;
    }
    Ok(Exit::Done)
}

/// Prints the filled fields, a line each.
pub fn print_fields(document: &DocumentDto, output: &mut Output) -> anyhow::Result<()> {
    let d = document;
    let fields = [
        ("số, ký hiệu", &d.number),
        ("loại", &d.kind_name),
        ("ngày ban hành", &d.issued_on),
        ("ngày đăng", &d.published_on),
        ("địa danh", &d.place),
        ("cơ quan ban hành", &d.issuer),
        ("cơ quan chủ quản", &d.parent_body),
        ("trích yếu", &d.subject),
        ("người ký", &d.signer),
        ("chức vụ", &d.signer_position),
        ("tác giả", &d.author),
    ];
    for (name, value) in fields.iter().filter_map(|(name, value)| value.as_ref().map(|value| (name, value))) {
        output.line(format!("  {name:<16} {value}"))?;
    }
    for warning in &d.warnings {
        let page = warning.page.map_or(String::new(), |page| format!(", trang {page}"));
        output.line(format!("  cảnh báo         {}{page}", warning.code))?;
    }
    Ok(())
}
