//! `sketches`, `sketch_bands` and `distinct_pairs`: which documents may be one and the same.

use rusqlite::{OptionalExtension, params};

use crate::{Reader, Row, StoreError, Writer};

impl Reader<'_> {
    /// Reads the sketch of a document's text; `None` if the text is too short for one.
    ///
    /// # Errors
    /// On I/O.
    pub fn sketch(&self, document: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT sketch FROM sketches WHERE document = ?1")?;
        Ok(statement.query_row([document], |row| row.get(0)).optional()?)
    }

    /// Lists up to `limit` other documents with a band of the sketch of `document` and with their sketches, for each
    /// band the first filed.
    ///
    /// # Errors
    /// On I/O.
    pub fn sketched_alike(
        &self,
        document: u64,
        bands: &[i64],
        limit: usize,
    ) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT document, sketch FROM sketch_bands JOIN sketches USING (document)
             WHERE band = ?1 AND document <> ?2 ORDER BY document LIMIT ?3",
        )?;
        let mut found: Vec<(u64, Vec<u8>)> = Vec::new();
        for band in bands {
            let mut rows = statement.query(params![band, document, limit])?;
            while let Some(row) = rows.next()? {
                let no = row.get(0)?;
                if found.len() < limit && found.iter().all(|(known, _)| *known != no) {
                    found.push((no, row.get(1)?));
                }
            }
        }
        Ok(found)
    }

    /// Lists up to `limit` documents with this number's identity key, issued in `year` or on no known day (of any
    /// year, if `None`).
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn rows_of_number_and_year(
        &self,
        key: &str,
        year: Option<u16>,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        let (from, to) =
            year.map_or((String::new(), ":".to_owned()), |year| (year.to_string(), (year + 1).to_string()));
        let mut statement = self.sql.prepare_cached(
            "SELECT no FROM documents WHERE number_key = ?1 AND issued_on >= ?2 AND issued_on < ?3
             UNION ALL SELECT no FROM documents WHERE number_key = ?1 AND issued_on IS NULL LIMIT ?4",
        )?;
        let nos = statement.query_map(params![key, from, to, limit], |row| row.get::<_, u64>(0))?;
        let rows = nos.collect::<Result<Vec<_>, _>>()?.into_iter().map(|no| self.row(no));
        Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// Lists the documents that a person called different from this one.
    ///
    /// # Errors
    /// On I/O.
    pub fn called_distinct(&self, document: u64) -> Result<Vec<u64>, StoreError> {
        let mut statement =
            self.sql.prepare_cached("SELECT other FROM distinct_pairs WHERE document = ?1")?;
        let nos = statement.query_map([document], |row| row.get(0))?;
        Ok(nos.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Replaces the sketch of a document; `None` if its text is too short for one.
    ///
    /// # Errors
    /// On I/O.
    pub fn put_sketch(&self, document: u64, sketch: Option<(&[u8], &[i64])>) -> Result<(), StoreError> {
        let Some((bytes, bands)) = sketch else {
            self.sql.prepare_cached("DELETE FROM sketches WHERE document = ?1")?.execute([document])?;
            return Ok(());
        };
        self.sql
            .prepare_cached("INSERT OR REPLACE INTO sketches (document, sketch) VALUES (?1, ?2)")?
            .execute(params![document, bytes])?;
        let mut insert =
            self.sql.prepare_cached("INSERT OR IGNORE INTO sketch_bands (band, document) VALUES (?1, ?2)")?;
        for band in bands {
            insert.execute(params![band, document])?;
        }
        Ok(())
    }

    /// Forgets the bands of a sketch that is about to be replaced.
    ///
    /// # Errors
    /// On I/O.
    pub fn forget_bands(&self, document: u64, bands: &[i64]) -> Result<(), StoreError> {
        let mut delete =
            self.sql.prepare_cached("DELETE FROM sketch_bands WHERE band = ?1 AND document = ?2")?;
        for band in bands {
            delete.execute(params![band, document])?;
        }
        Ok(())
    }

    /// Keeps that a person called two documents different, or takes that back.
    ///
    /// # Errors
    /// On I/O.
    pub fn set_distinct(&self, one: u64, other: u64, at: Option<&str>) -> Result<(), StoreError> {
        for (document, other) in [(one, other), (other, one)] {
            match at {
                Some(at) => self
                    .sql
                    .prepare_cached(
                        "INSERT OR IGNORE INTO distinct_pairs (document, other, at) VALUES (?1, ?2, ?3)",
                    )?
                    .execute(params![document, other, at])?,
                None => self
                    .sql
                    .prepare_cached("DELETE FROM distinct_pairs WHERE document = ?1 AND other = ?2")?
                    .execute([document, other])?,
            };
        }
        Ok(())
    }
}
