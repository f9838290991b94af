//! `files`: which originals in the vault belong to which document.

use rusqlite::{OptionalExtension, params};
use vankho_model::{Digest, DocumentId, FileRole, OriginalFile};

use super::documents::document_id;
use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Finds the document that has exactly these bytes as its original.
    ///
    /// # Errors
    /// On I/O.
    pub fn document_with_content(&self, digest: &Digest) -> Result<Option<DocumentId>, StoreError> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT id FROM files JOIN documents ON no = document WHERE blake3 = ?1")?;
        let found = statement.query_row([digest.as_bytes()], |row| row.get::<_, Vec<u8>>(0)).optional()?;
        found.map(|bytes| document_id(&bytes)).transpose()
    }

    /// Lists every original the catalogue knows, with the document it belongs to.
    ///
    /// # Errors
    /// On I/O.
    pub fn originals(&self) -> Result<Vec<(DocumentId, Digest)>, StoreError> {
        let mut statement =
            self.sql.prepare("SELECT id, blake3 FROM files JOIN documents ON no = document")?;
        let pairs =
            statement.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, [u8; 32]>(1)?)))?;
        pairs
            .map(|pair| {
                pair.map_err(StoreError::from)
                    .and_then(|(id, hash)| Ok((document_id(&id)?, Digest::new(hash))))
            })
            .collect()
    }

    pub(crate) fn files(&self, no: u64) -> Result<Vec<OriginalFile>, StoreError> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT name, media_type, bytes, blake3 FROM files WHERE document = ?1")?;
        let files = statement.query_map([no], |row| {
            Ok(OriginalFile {
                role: FileRole::Original,
                name: row.get(0)?,
                media_type: row.get(1)?,
                bytes: row.get(2)?,
                digest: Digest::new(row.get(3)?),
            })
        })?;
        Ok(files.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    pub(crate) fn insert_file(&self, no: u64, file: &OriginalFile) -> Result<(), StoreError> {
        self.sql
            .prepare_cached(
                "INSERT INTO files (document, role, name, media_type, bytes, blake3) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                no,
                file.role.as_str(),
                file.name,
                file.media_type,
                file.bytes,
                file.digest.as_bytes()
            ])?;
        Ok(())
    }
}
