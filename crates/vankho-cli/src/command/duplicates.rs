//! `vankho duplicates`

use serde_json::json;
use vankho_api::dto::PossibleDuplicateDto;
use vankho_app::{Archive, DocumentRef, Mode, PossibleDuplicate};
use vankho_model::DocumentId;

use crate::arguments::{Arguments, DuplicatesArguments};
use crate::context::{Exit, open};
use crate::output::Output;

pub fn run(
    arguments: &Arguments,
    duplicates: &DuplicatesArguments,
    output: &mut Output,
) -> anyhow::Result<Exit> {
    let DuplicatesArguments { reference, distinct, undo_distinct, limit } = duplicates;
    let ruled = distinct.as_ref().or(undo_distinct.as_ref());
    let archive = open(arguments, if ruled.is_some() { Mode::Write } else { Mode::Read })?;
    let Some(reference) = reference else {
        for (id, like) in archive.all_possible_duplicates(*limit)? {
            print(arguments, id, &like, output)?;
        }
        return Ok(Exit::Done);
    };
    let id = resolve(&archive, reference)?;
    if let Some(other) = ruled {
        archive.set_distinct(id, resolve(&archive, other)?, distinct.is_some())?;
    }
    print(arguments, id, &archive.possible_duplicates(id)?, output)?;
    Ok(Exit::Done)
}

fn resolve(archive: &Archive, reference: &str) -> anyhow::Result<DocumentId> {
    Ok(archive.resolve(&reference.parse::<DocumentRef>()?)?)
}

fn print(
    arguments: &Arguments,
    id: DocumentId,
    like: &[PossibleDuplicate],
    output: &mut Output,
) -> anyhow::Result<()> {
    let like: Vec<_> = like.iter().map(PossibleDuplicateDto::from).collect();
    if arguments.json {
        return output.json(&json!({ "id": id.to_string(), "possible_duplicates": like }));
    }
    for one in &like {
        let other = &one.document;
        let mut why = Vec::new();
        if one.same_identity {
            why.push("cùng số, cơ quan, năm".to_owned());
        }
        why.extend(one.likeness.map(|share| format!("lời văn giống {:.0} %", share * 100.0)));
        if one.distinct {
            why.push("đã ghi là không trùng".to_owned());
        }
        let number = other.number.as_deref().unwrap_or("-");
        output.line(format!("{id}  ≟  {}  {number}  ({})", other.id, why.join("; ")))?;
    }
    Ok(())
}
