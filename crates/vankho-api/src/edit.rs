//! Edits and their history in JSON shapes.

use vankho_app::{Change, Changed, CitationEdit, CitationState, FieldEdit};
use vankho_model::{Field, Relation, Ruling};

use crate::ApiError;
use crate::dto::{ChangeDto, EditAction, FieldEditDto, RuleCitationArgs};

impl From<&Change> for ChangeDto {
    fn from(change: &Change) -> Self {
        let words = |state: &CitationState| {
            vec![state.ruling.as_str().to_owned(), state.relation.as_str().to_owned()]
        };
        let (field, citation, before, after) = match &change.changed {
            Changed::Field { field, before, after } => {
                (Some(field.as_str().to_owned()), None, before.values.clone(), after.values.clone())
            }
            Changed::Citation { before, after } => (None, Some(before.no), words(before), words(after)),
        };
        Self {
            no: change.no,
            document: change.document.to_string(),
            at: change.at.clone(),
            action: change.action.as_str().to_owned(),
            field,
            citation,
            before,
            after,
            undone: change.is_undone,
        }
    }
}

/// Reads the name of a field.
pub(crate) fn field(name: &str) -> Result<Field, ApiError> {
    Field::from_name(name).ok_or_else(|| ApiError::bad_request("there is no such field"))
}

/// Reads the edit of a field.
pub(crate) fn field_edit(edit: &FieldEditDto) -> Result<(Field, FieldEdit), ApiError> {
    let what = match edit.action {
        EditAction::Confirm => FieldEdit::Confirm,
        EditAction::Correct => FieldEdit::Correct(edit.values.clone()),
        EditAction::Reject => FieldEdit::Reject,
    };
    Ok((field(&edit.field)?, what))
}

/// Reads what a person says of a citation.
pub(crate) fn citation_edit(args: &RuleCitationArgs) -> Result<CitationEdit, ApiError> {
    let bad = || ApiError::bad_request("there is no such ruling, relation or document");
    let relation = args.relation.as_deref();
    let cited = args.cited.as_deref();
    Ok(CitationEdit {
        ruling: Ruling::from_code(&args.ruling).ok_or_else(bad)?,
        relation: relation.map(|code| Relation::from_code(code).ok_or_else(bad)).transpose()?,
        cited: cited.map(|id| id.parse().map_err(|_| bad())).transpose()?,
    })
}
