//! `import_queue`: files a person asked to import and that were not reached yet.

use std::path::{Path, PathBuf};

use rusqlite::params;

use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Lists the waiting files in the order they were given, with their places in the queue.
    ///
    /// # Errors
    /// On I/O.
    pub fn import_queue(&self) -> Result<Vec<(u64, PathBuf)>, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT no, path FROM import_queue ORDER BY no")?;
        let rows =
            statement.query_map([], |row| Ok((row.get(0)?, PathBuf::from(row.get::<_, String>(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Puts a file at the end of the queue and returns its place. A path that is no Unicode can't wait for
    /// the next start; it gets no place and is imported in this run only.
    ///
    /// # Errors
    /// On I/O.
    pub fn enqueue_import(&self, path: &Path) -> Result<Option<u64>, StoreError> {
        let Some(path) = path.to_str() else { return Ok(None) };
        self.sql.prepare_cached("INSERT INTO import_queue (path) VALUES (?1)")?.execute([path])?;
        Ok(u64::try_from(self.sql.last_insert_rowid()).ok())
    }

    /// Takes a file off the queue: it was filed, refused, or is no longer wanted.
    ///
    /// # Errors
    /// On I/O.
    pub fn finish_import(&self, place: u64) -> Result<(), StoreError> {
        self.sql.prepare_cached("DELETE FROM import_queue WHERE no = ?1")?.execute(params![place])?;
        Ok(())
    }

    /// Empties the queue.
    ///
    /// # Errors
    /// On I/O.
    pub fn clear_import_queue(&self) -> Result<(), StoreError> {
        self.sql.execute("DELETE FROM import_queue", [])?;
        Ok(())
    }
}
