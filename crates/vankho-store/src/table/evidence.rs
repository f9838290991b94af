//! `evidence`: where each machine-read field was read, and whether a person confirmed it.

use rusqlite::{OptionalExtension, params};
use vankho_model::{Evidence, Field};

use crate::table::trash::TRASHED;
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Reads the evidence of a document and which of its fields are only proposed.
    pub(crate) fn evidence(&self, no: u64) -> Result<(Vec<Evidence>, Vec<Field>), StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT field, state, page, first, after, quote, confidence FROM evidence WHERE document = ?1",
        )?;
        let mut rows = statement.query([no])?;
        let (mut evidence, mut proposed) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let field = Field::from_name(&name).ok_or(StoreError::Damaged { what: "evidence.field" })?;
            if row.get_ref(1)?.as_str().is_ok_and(|state| state == "proposed") {
                proposed.push(field);
            }
            evidence.push(Evidence {
                field,
                page: row.get(2)?,
                start: row.get(3)?,
                end: row.get(4)?,
                quote: row.get(5)?,
                confidence: row.get(6)?,
            });
        }
        evidence.sort_by_key(|e| e.field);
        proposed.sort();
        Ok((evidence, proposed))
    }
}

impl Reader<'_> {
    /// Reads where one field of a document was read.
    pub(crate) fn evidence_of(&self, no: u64, field: Field) -> Result<Option<Evidence>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT page, first, after, quote, confidence FROM evidence WHERE document = ?1 AND field = ?2",
        )?;
        let evidence = statement.query_row(params![no, field.as_str()], |row| {
            Ok(Evidence {
                field,
                page: row.get(0)?,
                start: row.get(1)?,
                end: row.get(2)?,
                quote: row.get(3)?,
                confidence: row.get(4)?,
            })
        });
        Ok(evidence.optional()?)
    }
}

/// What the index `evidence_in_doubt` holds.
const IN_DOUBT: &str = "state = 'proposed' AND confidence < 0.8999";

impl Reader<'_> {
    /// Lists up to `limit` ordinals after `after` of documents with a field that a machine was not sure of and no
    /// person decided.
    ///
    /// # Errors
    /// On I/O.
    pub fn documents_in_doubt(&self, after: u64, limit: usize) -> Result<Vec<u64>, StoreError> {
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT DISTINCT document FROM evidence WHERE {IN_DOUBT} AND document > ?1
                 AND document NOT IN ({TRASHED}) ORDER BY document LIMIT ?2"
        ))?;
        let nos = statement.query_map(params![after, limit], |row| row.get(0))?;
        Ok(nos.collect::<Result<_, _>>()?)
    }

    /// Counts those documents.
    ///
    /// # Errors
    /// On I/O.
    pub fn in_doubt_count(&self) -> Result<u64, StoreError> {
        let sql = format!(
            "SELECT count(DISTINCT document) FROM evidence WHERE {IN_DOUBT} AND document NOT IN ({TRASHED})"
        );
        Ok(self.sql.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    pub(crate) fn insert_evidence(&self, no: u64, evidence: &[Evidence]) -> Result<(), StoreError> {
        for e in evidence {
            self.sql
                .prepare_cached(
                    "INSERT OR REPLACE INTO evidence (document, field, state, page, first, after, quote, confidence)
                     VALUES (?1, ?2, 'proposed', ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![no, e.field.as_str(), e.page, e.start, e.end, e.quote, e.confidence])?;
        }
        Ok(())
    }
}
