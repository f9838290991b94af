//! `settings`: what a person chose, by name.

use rusqlite::{OptionalExtension, params};

use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Reads a setting.
    ///
    /// # Errors
    /// On I/O.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT value FROM settings WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }
}

impl Writer<'_> {
    /// Writes a setting.
    ///
    /// # Errors
    /// On I/O.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.sql
            .prepare_cached("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)")?
            .execute(params![name, value])?;
        Ok(())
    }

    /// Forgets a setting.
    ///
    /// # Errors
    /// On I/O.
    pub fn forget_setting(&self, name: &str) -> Result<(), StoreError> {
        self.sql.prepare_cached("DELETE FROM settings WHERE name = ?1")?.execute([name])?;
        Ok(())
    }
}
