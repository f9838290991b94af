//! The archive as a whole, settings and events.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ImportStatus;

/// A kind and its name.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct KindName {
    /// `nghi_quyet`.
    pub id: String,
    /// `Nghị quyết`.
    pub name: String,
}

/// The language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// The colours of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a person chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// The language of the interface.
    pub language: Language,
    /// The colours of the interface.
    pub theme: Theme,
    /// Columns, panes and sort: JSON that only the interface reads.
    pub layout: String,
}

/// How the reading of pictures of pages stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PictureStatus")]
pub struct PictureStatusDto {
    /// Pages that wait.
    pub waiting_pages: u64,
    /// Documents with such pages.
    pub waiting_documents: u64,
    /// Pages read since the program started.
    pub done: u64,
    /// Whether a page is being read.
    pub running: bool,
    /// Whether it was asked to wait.
    pub paused: bool,
    /// Whether this computer has a program that reads pictures.
    pub able: bool,
}

/// The archive as a whole.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct Status {
    /// Documents filed, none in the trash.
    pub documents: u64,
    /// Documents in the trash.
    pub trashed: u64,
    /// How many of them the index does not show as they are.
    pub index_lag: u64,
    /// The version of the program.
    pub version: String,
    /// The name of the archive's folder.
    pub store_name: String,
    /// Every kind, in the order of the table.
    pub kinds: Vec<KindName>,
    /// The import in progress, or the last one.
    pub import: ImportStatus,
    /// The reading of pictures.
    pub pictures: PictureStatusDto,
    /// What the person chose.
    pub settings: Settings,
}

/// What a screen is told without asking.
#[derive(Clone, PartialEq, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AppEvent {
    /// An import went on.
    Import {
        /// How far it is.
        status: ImportStatus,
    },
    /// Pictures of pages were read.
    Pictures {
        /// How the reading stands.
        status: PictureStatusDto,
    },
    /// Documents were filed, or the index took some in.
    CatalogueChanged {
        /// Documents filed.
        documents: u64,
        /// How many of them the index does not show as they are.
        index_lag: u64,
    },
    /// Long work (a change to many documents, say) went on.
    Work {
        /// How much is done.
        done: u64,
        /// Of how much.
        total: u64,
    },
    /// Files are held over the window, or no longer.
    Drag {
        /// Whether they are over it.
        over: bool,
    },
}
