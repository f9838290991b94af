//! What an archive holds, in numbers.

use vankho_store::StoreStats;

use crate::{AppError, Archive};

/// Counts and sizes.
pub struct ArchiveStats {
    /// What the catalogue counts.
    pub catalogue: StoreStats,
    /// Size of the catalogue in bytes.
    pub catalogue_bytes: u64,
    /// Size of the index in bytes.
    pub index_bytes: u64,
    /// How many documents the index does not show as they are.
    pub index_lag: u64,
}

impl Archive {
    /// Counts the archive.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn stats(&self) -> Result<ArchiveStats, AppError> {
        let (catalogue_bytes, index_bytes) = self.sizes()?;
        Ok(ArchiveStats {
            catalogue: self.read(|reader| reader.stats())?,
            catalogue_bytes,
            index_bytes,
            index_lag: self.index_lag()?,
        })
    }
}
