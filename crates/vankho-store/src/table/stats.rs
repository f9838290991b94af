//! Counts over the whole catalogue.

use crate::table::trash::TRASHED;
use crate::{Reader, StoreError};

/// A value and how many documents have it; `None` for those without.
#[derive(Clone, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: Option<String>,
    /// How many.
    pub documents: u64,
}

/// What the catalogue holds.
#[derive(Clone)]
pub struct StoreStats {
    /// Documents.
    pub documents: u64,
    /// Documents with at least one warning.
    pub with_warnings: u64,
    /// Documents in the trash, which no other number but those of originals counts.
    pub trashed: u64,
    /// Originals and their bytes.
    pub originals: u64,
    /// Bytes of all originals.
    pub original_bytes: u64,
    /// By kind id, most first.
    pub by_kind: Vec<Count>,
    /// By year of issue or publishing, newest first.
    pub by_year: Vec<Count>,
    /// By issuer, most first, at most 50.
    pub by_issuer: Vec<Count>,
}

impl Reader<'_> {
    /// Counts the catalogue; reads every row once.
    ///
    /// # Errors
    /// On I/O.
    pub fn stats(&self) -> Result<StoreStats, StoreError> {
        let number = |sql: &str| self.sql.query_row(sql, [], |row| row.get::<_, u64>(0));
        let year = "substr(coalesce(issued_on, published_on), 1, 4)";
        Ok(StoreStats {
            documents: self.document_count()?,
            with_warnings: number(&format!(
                "SELECT count(DISTINCT document) FROM warnings WHERE document NOT IN ({TRASHED})"
            ))?,
            trashed: number("SELECT count(*) FROM documents WHERE trashed_at IS NOT NULL")?,
            originals: number("SELECT count(*) FROM files")?,
            original_bytes: number("SELECT coalesce(sum(bytes), 0) FROM files")?,
            by_kind: self.counts("SELECT kind, count(*) FROM documents WHERE trashed_at IS NULL GROUP BY kind ORDER BY 2 DESC, 1")?,
            by_year: self
                .counts(&format!("SELECT {year}, count(*) FROM documents WHERE trashed_at IS NULL GROUP BY 1 ORDER BY 1 DESC"))?,
            by_issuer: self.counts(
                "SELECT issuer, count(*) FROM documents WHERE trashed_at IS NULL
                 GROUP BY issuer ORDER BY 2 DESC, 1 LIMIT 50",
            )?,
        })
    }

    fn counts(&self, sql: &str) -> Result<Vec<Count>, StoreError> {
        let mut statement = self.sql.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok(Count { value: row.get(0)?, documents: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
