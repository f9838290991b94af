//! The vault: originals, write-once, each named by the BLAKE3 hash of its bytes.
//!
//! Owns the folder of originals and its crash safety: temporary file → fsync → rename → fsync of the folder.
//! Refuses to know what the bytes mean, who filed them and under which name; never changes or removes an
//! original. The layout is written down in `docs/archive-format.md`.

mod error;
mod staging;
mod vault;

pub use error::VaultError;
pub use staging::Staged;
pub use vault::{Integrity, Vault};
