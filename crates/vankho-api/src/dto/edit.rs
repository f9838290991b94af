//! What people decide, and its history.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dto::DocumentDto;

/// What to do with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EditAction {
    /// It is right.
    Confirm,
    /// The values are right instead.
    Correct,
    /// It is wrong, and nothing is known instead.
    Reject,
}

/// One field to edit.
#[derive(Clone, Deserialize, TS)]
#[ts(rename = "FieldEdit")]
pub struct FieldEditDto {
    /// The field, `issued_on`.
    #[ts(type = "Field")]
    pub field: String,
    /// What to do.
    pub action: EditAction,
    /// The values as typed, for `correct`: one, or several for a list.
    #[serde(default)]
    pub values: Vec<String>,
}

/// Fields to edit, all or none.
#[derive(Clone, Deserialize, TS)]
pub struct EditFieldsArgs {
    /// The id of the document.
    pub id: String,
    /// The edits.
    pub edits: Vec<FieldEditDto>,
}

/// What a person says of a citation.
#[derive(Clone, Deserialize, TS)]
pub struct RuleCitationArgs {
    /// Its ordinal.
    pub citation: u64,
    /// `confirmed`, `rejected`, or `proposed` to open it again.
    #[ts(type = "Ruling")]
    pub ruling: String,
    /// Another relation; `null` leaves it.
    #[ts(type = "Relation | null")]
    pub relation: Option<String>,
    /// The id of the document that is meant; `null` leaves it.
    pub cited: Option<String>,
}

/// A change to take back.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct UndoArgs {
    /// Its ordinal.
    pub change: u64,
}

/// A field.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct FieldArgs {
    /// Its name.
    #[ts(type = "Field")]
    pub field: String,
}

/// A change in the history of a document.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "Change")]
pub struct ChangeDto {
    /// Its ordinal.
    pub no: u64,
    /// The id of the document.
    pub document: String,
    /// When: UTC, `YYYY-MM-DDThh:mm:ssZ`.
    pub at: String,
    /// `confirm`, `correct`, `reject` or `undo`.
    #[ts(type = "ChangeAction")]
    pub action: String,
    /// What was changed: `field`, `citation`, `tags`, `dossiers` or `trash`.
    #[ts(type = "Changed")]
    pub what: String,
    /// The field, if one was changed.
    #[ts(type = "Field | null")]
    pub field: Option<String>,
    /// The ordinal of the citation, if one was changed.
    pub citation: Option<u64>,
    /// The values before; of a citation its ruling and relation; of the trash since when.
    pub before: Vec<String>,
    /// The values after.
    pub after: Vec<String>,
    /// Whether it was taken back.
    pub undone: bool,
    /// The operation it is a part of, if many documents were changed at once.
    pub operation: Option<u64>,
}

/// An edited document.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct Edited {
    /// The document as it is now.
    pub document: DocumentDto,
    /// The changes, to be taken back one by one, the last first.
    pub changes: Vec<ChangeDto>,
}
