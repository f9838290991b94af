//! One file per command.

mod change;
mod check;
mod document;
mod duplicates;
mod edit;
mod export;
mod import;
mod init;
mod pictures;
mod recognize;
mod reindex;
mod relations;
mod reread;
mod search;
mod stats;

use vankho_app::FieldEdit;

use crate::arguments::{Arguments, Command};
use crate::context::Exit;
use crate::output::Output;

/// Runs the command that was typed.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let mut output = Output::new();
    let exit = match &arguments.command {
        Command::Init => init::run(arguments, &mut output),
        Command::Import(import) => import::run(arguments, import, &mut output),
        Command::Recognize { paths } => recognize::run(arguments, paths, &mut output),
        Command::Search(search) => search::run(arguments, search, &mut output),
        Command::Show { reference } => document::show(arguments, reference, &mut output),
        Command::Text { reference } => document::text(arguments, reference, &mut output),
        Command::Relations { reference, depth } => {
            relations::relations(arguments, reference, *depth, &mut output)
        }
        Command::Duplicates(duplicates) => duplicates::run(arguments, duplicates, &mut output),
        Command::Missing { limit } => relations::missing(arguments, *limit, &mut output),
        Command::Uncited(uncited) => relations::uncited(arguments, uncited, &mut output),
        Command::Review { limit } => edit::review(arguments, *limit, &mut output),
        Command::Confirm { reference, fields } => {
            edit::decide(arguments, reference, fields, &FieldEdit::Confirm, &mut output)
        }
        Command::Reject { reference, fields } => {
            edit::decide(arguments, reference, fields, &FieldEdit::Reject, &mut output)
        }
        Command::Correct { reference, field, values } => {
            edit::correct(arguments, reference, field, values, &mut output)
        }
        Command::Cite(cite) => edit::cite(arguments, cite, &mut output),
        Command::History { reference } => edit::history(arguments, reference, &mut output),
        Command::Undo { change, many: true } => change::undo_many(arguments, *change, &mut output),
        Command::Change(change) => change::change(arguments, change, &mut output),
        Command::Trash(trash) => change::trash(arguments, trash, &mut output),
        Command::Dossiers(dossiers) => change::dossiers(arguments, dossiers, &mut output),
        Command::Export(export) => export::run(arguments, export, &mut output),
        Command::Tags => change::tags(arguments, &mut output),
        Command::Undo { change, .. } => edit::undo(arguments, *change, &mut output),
        Command::Check { read_data } => check::run(arguments, *read_data, &mut output),
        Command::Reread(reread) => reread::run(arguments, reread, &mut output),
        Command::Reindex => reindex::run(arguments, &mut output),
        Command::Stats => stats::run(arguments, &mut output),
    }?;
    output.flush()?;
    Ok(exit)
}
