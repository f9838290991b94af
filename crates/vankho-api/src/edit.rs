//! Edits and their history in JSON shapes.

use vankho_app::{Change, Changed, CitationEdit, CitationState, FieldEdit, InDossier};
use vankho_model::{Field, Relation, Ruling};

use crate::ApiError;
use crate::command::DocumentArgs;
use crate::desk::{Desk, parse_id};
use crate::dto::{
    ChangeDto, DocumentDto, EditAction, EditFieldsArgs, Edited, FieldArgs, FieldEditDto, Review, ReviewArgs,
    RuleCitationArgs, UndoArgs,
};
use crate::relations::MOST_LISTED;

/// Values offered for a field.
const MOST_OFFERED: usize = 20;

impl Desk {
    pub(crate) fn edit_fields(&self, args: &EditFieldsArgs) -> Result<Edited, ApiError> {
        let edits = args.edits.iter().map(field_edit).collect::<Result<Vec<_>, _>>()?;
        let id = parse_id(&args.id)?;
        let changes = self.archive.edit_fields(id, &edits)?;
        let document = DocumentDto::from(&self.archive.document(id)?);
        Ok(Edited { document, changes: changes.iter().map(ChangeDto::from).collect() })
    }

    pub(crate) fn rule_citation(&self, args: &RuleCitationArgs) -> Result<ChangeDto, ApiError> {
        Ok((&self.archive.rule_on_citation(args.citation, citation_edit(args)?)?).into())
    }

    pub(crate) fn undo(&self, args: UndoArgs) -> Result<Option<ChangeDto>, ApiError> {
        Ok(self.archive.undo(args.change)?.as_ref().map(ChangeDto::from))
    }

    pub(crate) fn history(&self, args: &DocumentArgs) -> Result<Vec<ChangeDto>, ApiError> {
        Ok(self.archive.history(parse_id(&args.id)?)?.iter().map(ChangeDto::from).collect())
    }

    pub(crate) fn decided_values(&self, args: &FieldArgs) -> Result<Vec<String>, ApiError> {
        Ok(self.archive.decided_values(field(&args.field)?, MOST_OFFERED)?)
    }

    pub(crate) fn review(&self, args: &ReviewArgs) -> Result<Review, ApiError> {
        let after = args.after.as_deref().map(parse_id).transpose()?;
        let (waiting, documents) = self.archive.in_doubt(after, args.limit.min(MOST_LISTED) as usize)?;
        Ok(Review { waiting, documents: documents.iter().map(DocumentDto::from).collect() })
    }
}

impl From<&Change> for ChangeDto {
    fn from(change: &Change) -> Self {
        let (field, citation) = match &change.changed {
            Changed::Field { field, .. } => (Some(field.as_str().to_owned()), None),
            Changed::Citation { before, .. } => (None, Some(before.no)),
            _ => (None, None),
        };
        let (before, after) = values_of(&change.changed);
        Self {
            no: change.no,
            document: change.document.to_string(),
            at: change.at.clone(),
            action: change.action.as_str().to_owned(),
            what: change.changed.what().to_owned(),
            field,
            citation,
            before,
            after,
            undone: change.is_undone,
            operation: change.operation,
        }
    }
}

/// What stands there before and after a change.
pub(crate) fn values_of(changed: &Changed) -> (Vec<String>, Vec<String>) {
    let words =
        |state: &CitationState| vec![state.ruling.as_str().to_owned(), state.relation.as_str().to_owned()];
    let names = |dossiers: &[InDossier]| dossiers.iter().map(|dossier| dossier.name.clone()).collect();
    match changed {
        Changed::Field { before, after, .. } => (before.values.clone(), after.values.clone()),
        Changed::Citation { before, after } => (words(before), words(after)),
        Changed::Tags { before, after } => (before.clone(), after.clone()),
        Changed::Dossiers { before, after } => (names(before), names(after)),
        Changed::Trash { before, after } => {
            (before.clone().into_iter().collect(), after.clone().into_iter().collect())
        }
    }
}

/// Reads the name of a field.
pub(crate) fn field(name: &str) -> Result<Field, ApiError> {
    Field::from_name(name).ok_or_else(|| ApiError::bad_request("there is no such field"))
}

/// Reads the edit of a field.
fn field_edit(edit: &FieldEditDto) -> Result<(Field, FieldEdit), ApiError> {
    let what = match edit.action {
        EditAction::Confirm => FieldEdit::Confirm,
        EditAction::Correct => FieldEdit::Correct(edit.values.clone()),
        EditAction::Reject => FieldEdit::Reject,
    };
    Ok((field(&edit.field)?, what))
}

/// Reads what a person says of a citation.
fn citation_edit(args: &RuleCitationArgs) -> Result<CitationEdit, ApiError> {
    let bad = || ApiError::bad_request("there is no such ruling, relation or document");
    let relation = args.relation.as_deref();
    let cited = args.cited.as_deref();
    Ok(CitationEdit {
        ruling: Ruling::from_code(&args.ruling).ok_or_else(bad)?,
        relation: relation.map(|code| Relation::from_code(code).ok_or_else(bad)).transpose()?,
        cited: cited.map(|id| id.parse().map_err(|_| bad())).transpose()?,
    })
}
