//! How far an import is.

use serde::Serialize;
use ts_rs::TS;

use super::WarningDto;
use crate::ErrorCode;

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum ImportItemState {
    Filed,
    Duplicate,
    /// There already, in the trash, and taken out of it.
    Restored,
    Failed,
}

/// A file that has ended.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct ImportItem {
    /// Its name without its folders.
    pub name: String,
    /// Where it stands.
    pub state: ImportItemState,
    /// The document it became or is a copy of.
    pub id: Option<String>,
    /// Why it was not filed, `unsupported_format`.
    #[ts(type = "FailureCode | null")]
    pub code: Option<String>,
    /// What could not be read.
    pub warnings: Vec<WarningDto>,
}

/// How far an import is.
#[derive(Clone, Default, PartialEq, Serialize, TS)]
pub struct ImportStatus {
    /// Whether it is at work.
    pub running: bool,
    /// Whether it waits to be continued.
    pub paused: bool,
    /// Files given.
    pub total: u64,
    /// Files ended.
    pub done: u64,
    /// Newly filed.
    pub filed: u64,
    /// Already there.
    pub duplicates: u64,
    /// Not filed.
    pub failed: u64,
    /// Filed with a warning.
    pub warned: u64,
    /// Time at work, in seconds.
    pub seconds: f64,
    /// An error of the archive that stopped it.
    pub stopped_by: Option<ErrorCode>,
    /// Ended files, the newest first, at most 300 beside the failures.
    pub items: Vec<ImportItem>,
}
