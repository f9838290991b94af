//! `warnings`: what could not be read of a document.

use rusqlite::params;
use vankho_model::{Warning, WarningCode};

use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Reads the warnings of a document, those about the whole first.
    ///
    /// # Errors
    /// On I/O, or if a code is unknown.
    pub fn warnings(&self, no: u64) -> Result<Vec<Warning>, StoreError> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT page, code FROM warnings WHERE document = ?1 ORDER BY page, code")?;
        let rows = statement.query_map([no], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (page, code) = row?;
            let code = WarningCode::from_code(&code).ok_or(StoreError::Damaged { what: "warnings.code" })?;
            Ok(Warning { code, page: (page > 0).then_some(page) })
        })
        .collect()
    }
}

impl Writer<'_> {
    pub(crate) fn insert_warnings(&self, no: u64, warnings: &[Warning]) -> Result<(), StoreError> {
        for warning in warnings {
            self.sql
                .prepare_cached("INSERT OR IGNORE INTO warnings (document, page, code) VALUES (?1, ?2, ?3)")?
                .execute(params![no, warning.page.unwrap_or(0), warning.code.as_str()])?;
        }
        Ok(())
    }
}
