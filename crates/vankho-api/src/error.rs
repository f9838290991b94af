//! One table from what can go wrong to what a person can be told.

use serde::Serialize;
use ts_rs::TS;
use vankho_app::AppError;
use vankho_store::StoreError;
use vankho_vault::VaultError;

/// What a screen can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// No such document.
    NotFound,
    /// Another program has the archive open.
    StoreBusy,
    /// The archive can't be read: missing, damaged, newer than this program.
    StoreUnreadable,
    /// The disk is full.
    DiskFull,
    /// A field can't hold the value that was typed.
    InvalidValue,
    /// A file can't be written where the person wants it.
    NotWritten,
    /// The screen asked for something that makes no sense.
    BadRequest,
    /// The person changed their mind.
    Cancelled,
    /// A fault of the program.
    Internal,
}

/// An error as a screen gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ApiError {
    /// What to tell the person.
    pub code: ErrorCode,
    /// Technical detail for support; carries ids and never contents.
    pub message: String,
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ApiError {}

impl ApiError {
    pub(crate) fn bad_request(what: &str) -> Self {
        Self { code: ErrorCode::BadRequest, message: what.to_owned() }
    }
}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        Self { code: ErrorCode::of(&error), message: with_causes(&error) }
    }
}

impl ErrorCode {
    /// The code of an error.
    pub(crate) fn of(error: &AppError) -> Self {
        match error {
            AppError::NotFound | AppError::Ambiguous(_) => Self::NotFound,
            AppError::Busy => Self::StoreBusy,
            AppError::Cancelled => Self::Cancelled,
            AppError::InvalidValue(_) => Self::InvalidValue,
            AppError::Store(StoreError::DiskFull) => Self::DiskFull,
            AppError::Io(cause) | AppError::Vault(VaultError::Vault(cause))
                if cause.kind() == std::io::ErrorKind::StorageFull =>
            {
                Self::DiskFull
            }
            AppError::NoArchive | AppError::Store(_) | AppError::Vault(_) | AppError::Io(_) => {
                Self::StoreUnreadable
            }
            _ => Self::Internal,
        }
    }
}

/// The error and what caused it, outermost first.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if !message.ends_with(&text) {
            message = format!("{message}: {text}");
        }
        cause = error.source();
    }
    message
}
