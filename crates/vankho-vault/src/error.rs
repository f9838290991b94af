//! What can go wrong with originals.

use vankho_model::Digest;

/// An error of the vault; names originals by their hash, never by path.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The source could not be read while it was copied.
    #[error("the source can't be read")]
    Source(#[source] std::io::Error),
    /// The source has more bytes than the limit.
    #[error("the source is larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// The vault's own folder can't be read or written.
    #[error("the vault can't be read or written")]
    Vault(#[source] std::io::Error),
    /// The vault has no such original.
    #[error("original {0} is missing")]
    Missing(Digest),
}
