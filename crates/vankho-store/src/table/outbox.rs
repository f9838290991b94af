//! `outbox`: what the index has still to learn, in the order it happened.

use rusqlite::params;

use crate::{Reader, StoreError, Writer};

/// A document that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutboxLine {
    /// Counts all changes; never reused.
    pub seq: u64,
    /// The ordinal of the document.
    pub document: u64,
}

impl Reader<'_> {
    /// Lists up to `limit` changes after `seq`, in order.
    ///
    /// # Errors
    /// On I/O.
    pub fn changes_after(&self, seq: u64, limit: usize) -> Result<Vec<OutboxLine>, StoreError> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT seq, document FROM outbox WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
        let changes = statement.query_map(params![seq, limit], |row| {
            Ok(OutboxLine { seq: row.get(0)?, document: row.get(1)? })
        })?;
        Ok(changes.collect::<Result<_, _>>()?)
    }

    /// How many changes there are after `seq`: how far the index lags.
    ///
    /// # Errors
    /// On I/O.
    pub fn change_count_after(&self, seq: u64) -> Result<u64, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT count(*) FROM outbox WHERE seq > ?1")?;
        Ok(statement.query_row([seq], |row| row.get(0))?)
    }

    /// The number of the last change ever made, 0 if there was none.
    ///
    /// # Errors
    /// On I/O.
    pub fn last_change(&self) -> Result<u64, StoreError> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'outbox'")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    pub(crate) fn enqueue_change(&self, document: u64) -> Result<(), StoreError> {
        self.sql.prepare_cached("INSERT INTO outbox (document) VALUES (?1)")?.execute([document])?;
        Ok(())
    }

    /// Forgets changes the index has committed.
    ///
    /// # Errors
    /// On I/O.
    pub fn trim_changes(&self, up_to: u64) -> Result<(), StoreError> {
        self.sql.prepare_cached("DELETE FROM outbox WHERE seq <= ?1")?.execute([up_to])?;
        Ok(())
    }
}
