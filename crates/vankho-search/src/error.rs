//! What can go wrong with the index.

/// An error of the index. Since the index is derived, the answer is always: rebuild it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// There is no usable index here, or an older program made it.
    #[error("the index must be rebuilt")]
    NeedsRebuild,
    /// Another program is writing to the index.
    #[error("another program is writing to the index")]
    Busy,
    /// The folder of the index can't be read or written.
    #[error("the index can't be read or written")]
    Io(#[from] std::io::Error),
    /// tantivy reported an error.
    #[error("the index failed")]
    Tantivy(#[source] tantivy::TantivyError),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::LockFailure(..) => Self::Busy,
            other => Self::Tantivy(other),
        }
    }
}
