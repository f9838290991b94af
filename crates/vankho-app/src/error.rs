//! What can go wrong with an archive as a whole. What is wrong with one file is an event, not an error.

use vankho_extract::ExtractError;
use vankho_search::SearchError;
use vankho_store::StoreError;
use vankho_vault::VaultError;

/// An error of a use case. Carries ids and never titles, names or contents.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AppError {
    /// The folder holds no archive.
    #[error("there is no archive in this folder")]
    NoArchive,
    /// Another program has the archive open for writing.
    #[error("the archive is open for writing in another program")]
    Busy,
    /// The archive was opened for reading only.
    #[error("the archive is open for reading only")]
    ReadOnly,
    /// No document answers to this reference.
    #[error("no document has this id or number")]
    NotFound,
    /// Several documents carry this number.
    #[error("{} documents carry this number", .0.len())]
    Ambiguous(Vec<vankho_model::DocumentId>),
    /// A field can't hold the value that was typed.
    #[error("this is no value for the field {}", .0.as_str())]
    InvalidValue(vankho_model::Field),
    /// A label or a dossier's title with nothing in it, or longer than any.
    #[error("this is no label or title")]
    InvalidName,
    /// No dossier has this id.
    #[error("no dossier has this id")]
    NoDossier,
    /// The dossier is closed: nothing is put in or taken out.
    #[error("the dossier {0} is closed")]
    DossierClosed(vankho_model::DossierId),
    /// Documents lie in the dossier, perhaps in the trash.
    #[error("documents lie in the dossier {0}")]
    DossierNotEmpty(vankho_model::DossierId),
    /// Another dossier has the code.
    #[error("the dossier {0} has this code")]
    DossierCodeTaken(vankho_model::DossierId),
    /// The original is of a type that no other program is given.
    #[error("a file of this type is shown here only")]
    StaysInside,
    /// The caller changed its mind.
    #[error("cancelled")]
    Cancelled,
    /// The folder or a file can't be read or written.
    #[error("the folder can't be read or written")]
    Io(#[from] std::io::Error),
    /// The catalogue failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The vault failed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The index failed; it can be rebuilt.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// A reading process could not be started.
    #[error(transparent)]
    Extract(ExtractError),
}

impl From<ExtractError> for AppError {
    fn from(error: ExtractError) -> Self {
        match error {
            ExtractError::Cancelled => Self::Cancelled,
            other => Self::Extract(other),
        }
    }
}
