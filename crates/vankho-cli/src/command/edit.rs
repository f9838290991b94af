//! `vankho confirm`, `correct`, `reject`, `cite`, `history` and `undo`

use vankho_api::dto::{ChangeDto, DocumentDto};
use vankho_app::{Archive, Change, CitationEdit, DocumentRef, FieldEdit, Mode};
use vankho_model::{DocumentId, Field, Ruling};

use crate::arguments::{Arguments, CiteArguments};
use crate::command::document::print_fields;
use crate::context::{Exit, WrongUsage, open, relation};
use crate::output::Output;

/// Below this the review lane asks for a look, as the catalogue counts it.
const SURE: f32 = 0.9;

pub fn review(arguments: &Arguments, limit: usize, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Read)?;
    let (waiting, documents) = archive.in_doubt(None, limit)?;
    for document in &documents {
        if arguments.json {
            output.json(&DocumentDto::from(document))?;
        } else {
            let doubtful = document.evidence.iter().filter(|item| item.confidence < SURE);
            let doubtful = doubtful.filter(|item| document.proposed.contains(&item.field));
            let names: Vec<String> =
                doubtful.map(|item| format!("{} “{}”", item.field.as_str(), item.quote)).collect();
            output.line(format!("{}  {}", document.id, names.join(" · ")))?;
        }
    }
    if !arguments.json {
        output.line(format!("{waiting} văn bản cần kiểm tra."))?;
    }
    Ok(Exit::Done)
}

/// Confirms or rejects fields; none named means all that are only proposed.
pub fn decide(
    arguments: &Arguments,
    reference: &str,
    fields: &[String],
    edit: &FieldEdit,
    output: &mut Output,
) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Write)?;
    let id = find(&archive, reference)?;
    let fields = if fields.is_empty() {
        archive.document(id)?.proposed
    } else {
        fields.iter().map(|name| field(name)).collect::<Result<_, _>>()?
    };
    let edits: Vec<(Field, FieldEdit)> = fields.into_iter().map(|field| (field, edit.clone())).collect();
    finish(arguments, archive, id, &edits, output)
}

pub fn correct(
    arguments: &Arguments,
    reference: &str,
    name: &str,
    values: &[String],
    output: &mut Output,
) -> anyhow::Result<Exit> {
    let field = field(name)?;
    let archive = open(arguments, Mode::Write)?;
    let id = find(&archive, reference)?;
    finish(arguments, archive, id, &[(field, FieldEdit::Correct(values.to_vec()))], output)
}

fn finish(
    arguments: &Arguments,
    archive: Archive,
    id: DocumentId,
    edits: &[(Field, FieldEdit)],
    output: &mut Output,
) -> anyhow::Result<Exit> {
    let changes = archive.edit_fields(id, edits)?;
    let document = DocumentDto::from(&archive.document(id)?);
    archive.close()?;
    if arguments.json {
        output.json(&document)?;
    } else {
        output.line(&document.id)?;
        print_fields(&document, output)?;
        print_changes(&changes, output)?;
    }
    Ok(Exit::Done)
}

pub fn cite(arguments: &Arguments, cite: &CiteArguments, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Write)?;
    let edit = CitationEdit {
        ruling: if cite.reject { Ruling::Rejected } else { Ruling::Confirmed },
        relation: cite.relation.as_deref().map(relation).transpose()?,
        cited: cite.to.as_deref().map(|reference| find(&archive, reference)).transpose()?,
    };
    let change = archive.rule_on_citation(cite.citation, edit)?;
    archive.close()?;
    print(arguments, &[change], output)
}

pub fn history(arguments: &Arguments, reference: &str, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Read)?;
    let changes = archive.history(find(&archive, reference)?)?;
    print(arguments, &changes, output)
}

pub fn undo(arguments: &Arguments, change: u64, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Write)?;
    let undone = archive.undo(change)?;
    archive.close()?;
    print(arguments, &undone.into_iter().collect::<Vec<_>>(), output)
}

fn print(arguments: &Arguments, changes: &[Change], output: &mut Output) -> anyhow::Result<Exit> {
    if arguments.json {
        for change in changes {
            output.json(&ChangeDto::from(change))?;
        }
    } else {
        print_changes(changes, output)?;
    }
    Ok(Exit::Done)
}

/// `#12 2026-11-24T03:00:00Z đã sửa issuer: Tỉnh uỷ → Tỉnh ủy`
fn print_changes(changes: &[Change], output: &mut Output) -> anyhow::Result<()> {
    for change in changes {
        let ChangeDto { no, at, action, what, field, citation, before, after, undone, .. } = change.into();
        let action = match action.as_str() {
            "confirm" => "xác nhận",
            "correct" => "sửa",
            "reject" => "bác bỏ",
            _ => "hoàn tác",
        };
        let what = match what.as_str() {
            "tags" => "nhãn".to_owned(),
            "dossiers" => "hồ sơ".to_owned(),
            "trash" => "thùng rác".to_owned(),
            _ => field.unwrap_or_else(|| format!("viện dẫn {}", citation.unwrap_or_default())),
        };
        let undone = if undone { " (đã hoàn tác)" } else { "" };
        let (before, after) = (before.join("; "), after.join("; "));
        output.line(format!("#{no} {at} {action} {what}: {before} → {after}{undone}"))?;
    }
    Ok(())
}

fn find(archive: &Archive, reference: &str) -> anyhow::Result<DocumentId> {
    Ok(archive.resolve(&reference.parse::<DocumentRef>()?)?)
}

pub(crate) fn field(name: &str) -> Result<Field, WrongUsage> {
    Field::from_name(name).ok_or_else(|| {
        let all = Field::ALL.map(Field::as_str).join(" ");
        WrongUsage(format!("không có trường {name}; có: {all}"))
    })
}
