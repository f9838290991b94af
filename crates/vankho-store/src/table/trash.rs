//! The trash, and what it takes to forget a document for ever.

use rusqlite::{OptionalExtension, params};
use vankho_model::{Digest, DocumentId};

use crate::table::documents::document_id;
use crate::{Reader, StoreError, Writer};

/// The ordinals of the documents in the trash: few, and in an index of their own.
pub(crate) const TRASHED: &str = "SELECT no FROM documents WHERE trashed_at IS NOT NULL";

impl Reader<'_> {
    /// Counts the documents in the trash.
    ///
    /// # Errors
    /// On I/O.
    pub fn trashed_count(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM documents WHERE trashed_at IS NOT NULL";
        Ok(self.sql.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Lists the ordinals of documents in the trash, the last put there first.
    ///
    /// # Errors
    /// On I/O.
    pub fn trashed(&self, offset: usize, limit: usize) -> Result<Vec<u64>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT no FROM documents WHERE trashed_at IS NOT NULL
             ORDER BY trashed_at DESC, no DESC LIMIT ?2 OFFSET ?1",
        )?;
        let nos = statement.query_map(params![offset, limit], |row| row.get(0))?;
        Ok(nos.collect::<Result<_, _>>()?)
    }

    /// Lists the ordinals of the documents that were put into the trash at `at` or before. One that seems to be there
    /// since before it was filed is left out: the computer's clock was wrong, and how long it is there is not known.
    ///
    /// # Errors
    /// On I/O.
    pub fn trashed_until(&self, at: &str) -> Result<Vec<u64>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT no FROM documents WHERE trashed_at <= ?1 AND trashed_at >= filed_at ORDER BY no",
        )?;
        let nos = statement.query_map([at], |row| row.get(0))?;
        Ok(nos.collect::<Result<_, _>>()?)
    }

    /// Since when a document is in the trash.
    ///
    /// # Errors
    /// On I/O.
    pub fn trashed_at(&self, id: DocumentId) -> Result<Option<String>, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT trashed_at FROM documents WHERE id = ?1")?;
        Ok(statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?.flatten())
    }

    /// Lists the originals that are still to be removed from the vault: those that no document has.
    ///
    /// # Errors
    /// On I/O.
    pub fn unwanted_originals(&self) -> Result<Vec<Digest>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT blake3 FROM unwanted_originals WHERE blake3 NOT IN (SELECT blake3 FROM files)",
        )?;
        let hashes = statement.query_map([], |row| row.get::<_, [u8; 32]>(0))?;
        Ok(hashes.map(|hash| hash.map(Digest::new)).collect::<Result<_, _>>()?)
    }

    /// Tells whether a document has this original.
    ///
    /// # Errors
    /// On I/O.
    pub fn has_original(&self, digest: &Digest) -> Result<bool, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT 1 FROM files WHERE blake3 = ?1")?;
        Ok(statement.query_row([digest.as_bytes()], |_| Ok(())).optional()?.is_some())
    }
}

impl Writer<'_> {
    /// Puts a document into the trash at a time, or takes it out; counts the change and tells the index.
    ///
    /// # Errors
    /// On I/O.
    pub fn set_trashed(&self, no: u64, at: Option<&str>) -> Result<(), StoreError> {
        self.sql
            .prepare_cached("UPDATE documents SET trashed_at = ?2 WHERE no = ?1")?
            .execute(params![no, at])?;
        self.count_change(no)
    }

    /// Forgets a document for ever: every row of it, whatever the table, and what others say of it points nowhere
    /// then. Its originals are noted as unwanted. Returns its id.
    ///
    /// # Errors
    /// On I/O.
    pub fn purge(&self, no: u64) -> Result<Option<DocumentId>, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT id FROM documents WHERE no = ?1")?;
        let Some(id) = statement.query_row([no], |row| row.get::<_, Vec<u8>>(0)).optional()? else {
            return Ok(None);
        };
        self.sql
            .prepare_cached(
                "INSERT OR IGNORE INTO unwanted_originals (blake3) SELECT blake3 FROM files WHERE document = ?1",
            )?
            .execute([no])?;
        for (table, column) in self.references()? {
            // A table's column `document` says whose the row is; any other one names another document.
            let sql = if column == "document" {
                format!("DELETE FROM \"{table}\" WHERE document = ?1")
            } else {
                format!("UPDATE \"{table}\" SET \"{column}\" = NULL WHERE \"{column}\" = ?1")
            };
            self.sql.prepare_cached(&sql)?.execute([no])?;
        }
        self.retire_no(no)?;
        self.sql.prepare_cached("DELETE FROM documents WHERE no = ?1")?.execute([no])?;
        self.enqueue_change(no)?;
        Ok(Some(document_id(&id)?))
    }

    /// Every column that names a document, as the schema itself says: a table that is added later is not forgotten.
    fn references(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT tables.name, keys.\"from\" FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
             WHERE tables.type = 'table' AND keys.\"table\" = 'documents'",
        )?;
        let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(columns.collect::<Result<_, _>>()?)
    }

    /// Notes that an original is gone from the vault, or is wanted again.
    ///
    /// # Errors
    /// On I/O.
    pub fn forget_unwanted(&self, digest: &Digest) -> Result<(), StoreError> {
        self.sql
            .prepare_cached("DELETE FROM unwanted_originals WHERE blake3 = ?1")?
            .execute([digest.as_bytes()])?;
        Ok(())
    }
}
