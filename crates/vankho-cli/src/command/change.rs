//! `vankho change`, `trash`, `dossiers`, `tags` and `undo --many`

use serde_json::json;
use vankho_api::dto::{
    BriefDto, ChangedMany, DossierDto, ManyPreview, SearchArgs, TrashedDocument, UndoneManyDto,
};
use vankho_api::search_request;
use vankho_app::{AppError, Archive, BulkEdit, Control, Decided, DocumentRef, DossierState, Mode, Selection};
use vankho_model::DossierId;

use crate::arguments::{Arguments, ChangeArguments, DossiersArguments, TrashArguments};
use crate::command::edit::field;
use crate::context::{Exit, WrongUsage, open};
use crate::output::Output;
use crate::progress;

pub fn change(arguments: &Arguments, change: &ChangeArguments, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, if change.preview { Mode::Read } else { Mode::Write })?;
    let selection = match &change.query {
        Some(query) => {
            let args = SearchArgs { query: query.clone(), ..SearchArgs::default() };
            Selection::Found(Box::new(search_request(&args, false)?), Vec::new())
        }
        None => Selection::Ids(
            change
                .on
                .iter()
                .map(|text| archive.resolve(&text.parse::<DocumentRef>()?))
                .collect::<Result<_, _>>()?,
        ),
    };
    let edit = edit(&archive, change)?;
    let bar = progress::bar(0, "Sửa");
    let tell = &mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    };
    if change.preview {
        let preview = ManyPreview::from(&archive.preview_many(&selection, &edit, &Control::default())?);
        bar.finish_and_clear();
        if arguments.json {
            output.json(&preview)?;
        } else {
            output.line(format!(
                "Chọn {}, sẽ đổi {}, trong đó {} đã có người quyết định.",
                preview.documents, preview.changes, preview.decided
            ))?;
            for from in &preview.from {
                output.line(format!("  {:>8}  {}", from.documents, from.values.join("; ")))?;
            }
        }
        return Ok(Exit::Done);
    }
    let decided = if change.over_decided { Decided::Change } else { Decided::Keep };
    let result =
        ChangedMany::from(archive.change_many(&selection, &edit, decided, &Control::default(), tell)?);
    bar.finish_and_clear();
    archive.close()?;
    if arguments.json {
        output.json(&result)?;
    } else {
        output.line(format!(
            "Đã đổi {}; {} vốn đã vậy; {} giữ nguyên vì đã có người quyết định.",
            result.changed, result.unchanged, result.kept
        ))?;
        if let Some(operation) = result.operation {
            output.line(format!("Hoàn tác: vankho undo --many {operation}"))?;
        }
    }
    Ok(Exit::Done)
}

fn edit(archive: &Archive, change: &ChangeArguments) -> anyhow::Result<BulkEdit> {
    if let Some(set) = &change.set {
        let (name, value) = set.split_once('=').ok_or_else(|| WrongUsage("--set TRƯỜNG=GIÁ_TRỊ".into()))?;
        return Ok(BulkEdit::SetField(field(name)?, vec![value.to_owned()]));
    }
    if !change.add_tag.is_empty() {
        return Ok(BulkEdit::AddTags(change.add_tag.clone()));
    }
    if !change.remove_tag.is_empty() {
        return Ok(BulkEdit::RemoveTags(change.remove_tag.clone()));
    }
    if let Some(name) = &change.dossier {
        return Ok(BulkEdit::AddToDossier(dossier(archive, name)?));
    }
    if let Some(name) = &change.out_of {
        return Ok(BulkEdit::RemoveFromDossier(dossier(archive, name)?));
    }
    Ok(if change.restore { BulkEdit::Restore } else { BulkEdit::Trash })
}

/// A dossier by its id or code.
fn dossier(archive: &Archive, text: &str) -> anyhow::Result<DossierId> {
    let known = archive.dossiers()?;
    let found = known.iter().find(|one| one.code.as_deref() == Some(text) || one.id.to_string() == text);
    Ok(found.ok_or(AppError::NoDossier)?.id)
}

pub fn undo_many(arguments: &Arguments, operation: u64, output: &mut Output) -> anyhow::Result<Exit> {
    let archive = open(arguments, Mode::Write)?;
    let undone = archive.undo_many(operation, &Control::default(), &mut |_, _| {})?.map(UndoneManyDto::from);
    archive.close()?;
    let refused = undone.as_ref().map_or(1, |undone| undone.refused);
    if arguments.json {
        output.json(&undone)?;
    } else if let Some(undone) = &undone {
        output.line(format!(
            "Đã hoàn tác {}; {} đã sửa lại sau đó nên giữ nguyên.",
            undone.undone, undone.refused
        ))?;
    } else {
        output.line("Lần sửa này đã được hoàn tác, hoặc không hoàn tác được.")?;
    }
    Ok(Exit::unless_failed(refused))
}

pub fn trash(arguments: &Arguments, trash: &TrashArguments, output: &mut Output) -> anyhow::Result<Exit> {
    if trash.empty || trash.expired {
        let archive = open(arguments, Mode::Write)?;
        let bar = progress::bar(0, "Xóa hẳn");
        let forgotten = if trash.empty {
            archive.empty_trash(None, &Control::default(), &mut |done, total| {
                bar.set_length(total);
                bar.set_position(done);
            })?
        } else {
            archive.purge_expired(&Control::default())?
        };
        bar.finish_and_clear();
        archive.close()?;
        if arguments.json {
            output.json(&json!({ "forgotten": forgotten }))?;
        } else {
            output.line(format!("Đã xóa hẳn {forgotten} văn bản cùng bản gốc."))?;
        }
        return Ok(Exit::Done);
    }
    let (total, documents) = open(arguments, Mode::Read)?.trash(0, trash.limit)?;
    for document in documents.iter().map(TrashedDocument::from) {
        if arguments.json {
            output.json(&document)?;
        } else {
            let BriefDto { id, number, subject, .. } = &document.document;
            let number = number.as_deref().unwrap_or("—");
            output.line(format!(
                "{id}  {number:<20} {}  {}",
                document.until,
                subject.as_deref().unwrap_or("")
            ))?;
        }
    }
    if !arguments.json {
        output.line(format!("{total} văn bản trong thùng rác."))?;
    }
    Ok(Exit::Done)
}

pub fn dossiers(
    arguments: &Arguments,
    dossiers: &DossiersArguments,
    output: &mut Output,
) -> anyhow::Result<Exit> {
    let archive = open(arguments, if dossiers.new.is_some() { Mode::Write } else { Mode::Read })?;
    if let Some(title) = &dossiers.new {
        archive.save_dossier(None, dossiers.code.as_deref(), title, DossierState::Open)?;
    }
    let known: Vec<DossierDto> = archive.dossiers()?.iter().map(DossierDto::from).collect();
    archive.close()?;
    for dossier in &known {
        if arguments.json {
            output.json(dossier)?;
        } else {
            let code = dossier.code.as_deref().unwrap_or("—");
            output.line(format!("{:>6}  {code:<16} {}", dossier.documents, dossier.title))?;
        }
    }
    Ok(Exit::Done)
}

pub fn tags(arguments: &Arguments, output: &mut Output) -> anyhow::Result<Exit> {
    for count in open(arguments, Mode::Read)?.tags()? {
        let tag = count.value.unwrap_or_default();
        if arguments.json {
            output.json(&json!({ "name": tag, "documents": count.documents }))?;
        } else {
            output.line(format!("{:>8}  {tag}", count.documents))?;
        }
    }
    Ok(Exit::Done)
}
