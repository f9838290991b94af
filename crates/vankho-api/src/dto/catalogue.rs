//! Tidying: labels, dossiers, the trash, and one change to many documents.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BriefDto, SearchArgs};

/// Some documents.
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "of", rename_all = "snake_case")]
#[ts(rename = "Selection")]
pub enum SelectionDto {
    /// These.
    Ids {
        /// Their ids.
        ids: Vec<String>,
    },
    /// Everything that a search finds, whatever its limit, but these.
    Found {
        /// The search.
        search: Box<SearchArgs>,
        /// The ids of those that are left out.
        #[serde(default)]
        except: Vec<String>,
    },
}

/// What to do with each of some documents.
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(rename = "BulkEdit")]
pub enum BulkEditDto {
    /// Give a field these values, as typed; none empties it.
    SetField {
        /// The field.
        #[ts(type = "Field")]
        field: String,
        /// The values: one, or several for a list.
        values: Vec<String>,
    },
    /// Add labels.
    AddTags {
        /// The labels.
        tags: Vec<String>,
    },
    /// Take labels off.
    RemoveTags {
        /// The labels.
        tags: Vec<String>,
    },
    /// Put into a dossier, at its end.
    AddToDossier {
        /// Its id.
        dossier: String,
    },
    /// Take out of a dossier.
    RemoveFromDossier {
        /// Its id.
        dossier: String,
    },
    /// Put into the trash.
    Trash,
    /// Take out of the trash.
    Restore,
}

/// A change to many documents.
#[derive(Clone, Deserialize, TS)]
pub struct ChangeManyArgs {
    /// Which.
    pub selection: SelectionDto,
    /// What to do.
    pub edit: BulkEditDto,
    /// Whether to change also what a person decided otherwise before.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub over_decided: bool,
}

/// A label and what it shall be called.
#[derive(Clone, Deserialize, TS)]
pub struct RenameTagArgs {
    /// As it is called.
    pub from: String,
    /// As it shall be called.
    pub to: String,
}

/// What a change to many documents did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ChangedMany {
    /// What to take back; `null` if nothing was changed.
    pub operation: Option<u64>,
    /// Documents changed.
    pub changed: u64,
    /// Documents that were so already.
    pub unchanged: u64,
    /// Documents left because a person had decided otherwise.
    pub kept: u64,
}

/// A value and how many documents have it.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct ValuesCount {
    /// The values; several only for a list, none if it is empty.
    pub values: Vec<String>,
    /// How many documents have exactly these.
    pub documents: u64,
}

/// A document of a preview.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct PreviewRow {
    /// The document.
    pub document: BriefDto,
    /// The values before.
    pub before: Vec<String>,
    /// The values after.
    pub after: Vec<String>,
    /// Whether a person decided it before.
    pub decided: bool,
}

/// What a change to many documents would do.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct ManyPreview {
    /// How many documents are selected.
    pub documents: u64,
    /// How many would change, those decided before included.
    pub changes: u64,
    /// How many of them a person decided before.
    pub decided: u64,
    /// From which values, the most frequent first.
    pub from: Vec<ValuesCount>,
    /// Some that would change.
    pub sample: Vec<PreviewRow>,
}

/// What to take back.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct UndoManyArgs {
    /// The ordinal of the operation.
    pub operation: u64,
}

/// What taking back a change to many documents did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "UndoneMany")]
pub struct UndoneManyDto {
    /// What takes this back; `null` if nothing was changed.
    pub operation: Option<u64>,
    /// Documents taken back.
    pub undone: u64,
    /// Documents left because the same was changed again since.
    pub refused: u64,
    /// The ids of some of them.
    pub refused_ids: Vec<String>,
}

/// What was done to many documents at once.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "Operation")]
pub struct OperationDto {
    /// Its ordinal.
    pub no: u64,
    /// When: UTC, `YYYY-MM-DDThh:mm:ssZ`.
    pub at: String,
    /// What was done.
    #[ts(type = "Act")]
    pub act: String,
    /// The field, if one was set.
    #[ts(type = "Field | null")]
    pub field: Option<String>,
    /// The values, the labels, or the dossier's name.
    pub operand: Vec<String>,
    /// How many documents it changed.
    pub documents: u64,
    /// Whether it was taken back.
    pub undone: bool,
}

/// Whether documents may still be put into a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "DossierState")]
pub enum DossierStateDto {
    /// They may.
    Open,
    /// Nothing is put in, taken out or reordered.
    Closed,
}

/// A dossier (hồ sơ).
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "Dossier")]
pub struct DossierDto {
    /// Its id.
    pub id: String,
    /// Its number or sign; no two are alike.
    pub code: Option<String>,
    /// What it is about.
    pub title: String,
    /// Whether documents may still be put in.
    pub state: DossierStateDto,
    /// How many documents are in it.
    pub documents: u64,
}

/// A dossier to make or to change.
#[derive(Clone, Deserialize, TS)]
pub struct SaveDossierArgs {
    /// Its id; `null` makes a new one.
    pub id: Option<String>,
    /// Its number or sign.
    pub code: Option<String>,
    /// What it is about.
    pub title: String,
    /// Whether documents may still be put in.
    pub state: DossierStateDto,
}

/// A dossier.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct DossierArgs {
    /// Its id.
    pub id: String,
}

/// The order of a dossier.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct OrderDossierArgs {
    /// Its id.
    pub id: String,
    /// The ids of its documents in order; others come after them as they were.
    pub documents: Vec<String>,
}

/// A part of a list.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct PageArgs {
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A document in the trash.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct TrashedDocument {
    /// The document.
    pub document: BriefDto,
    /// Since when: UTC, `YYYY-MM-DDThh:mm:ssZ`.
    pub since: String,
    /// When it is forgotten, the same way.
    pub until: String,
}

/// The trash.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct Trash {
    /// How many documents lie there.
    pub total: u64,
    /// Some of them, the last put there first.
    pub documents: Vec<TrashedDocument>,
}

/// What to forget for ever.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct EmptyTrashArgs {
    /// The ids; `null` is everything in the trash.
    pub ids: Option<Vec<String>>,
}
