//! What can go wrong with the catalogue.

use rusqlite::ffi::ErrorCode;

/// An error of the catalogue; never carries a title, a name or a text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no catalogue at this place.
    #[error("there is no catalogue here")]
    NotFound,
    /// The file is no catalogue of ours.
    #[error("the file is not a Văn Khố catalogue")]
    NotACatalogue,
    /// A newer program wrote this catalogue; it was left untouched.
    #[error("the catalogue has format {found}, this program knows up to {known}")]
    TooNew {
        /// The format of the catalogue.
        found: u32,
        /// The newest format this program knows.
        known: u32,
    },
    /// The disk is full; nothing of the last change was saved.
    #[error("the disk is full")]
    DiskFull,
    /// The catalogue holds a value that it can't have written.
    #[error("the catalogue is damaged: {what}")]
    Damaged {
        /// Which value, by column and never by content.
        what: &'static str,
    },
    /// SQLite reported an error.
    #[error("the catalogue can't be read or written")]
    Sqlite(#[source] rusqlite::Error),
    /// A text could not be packed or unpacked.
    #[error("a stored text can't be packed or unpacked")]
    Text(#[source] std::io::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::NotADatabase) => Self::NotACatalogue,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { what: "database pages" },
            Some(ErrorCode::CannotOpen) => Self::NotFound,
            _ => Self::Sqlite(error),
        }
    }
}
