//! `texts`: the pages of each document, packed.

use rusqlite::{OptionalExtension, params};

use crate::{Reader, StoreError, Writer};

/// Separates pages in a stored text; `vankho text` prints it too.
const PAGE_BREAK: char = '\u{C}';

/// zstd level 3: Vietnamese news text to 45 % at some 200 MB/s.
const LEVEL: i32 = 3;

/// No stored text unpacks to more: extraction stops far earlier.
const MAX_TEXT: usize = 256 << 20;

impl Reader<'_> {
    /// Reads the text of a document, a string a page; empty if it has none.
    ///
    /// # Errors
    /// On I/O, or if the stored text is damaged.
    pub fn text(&self, no: u64) -> Result<Vec<String>, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT body FROM texts WHERE document = ?1")?;
        let packed: Option<Vec<u8>> = statement.query_row([no], |row| row.get(0)).optional()?;
        let Some(packed) = packed else { return Ok(Vec::new()) };
        let bytes = zstd::bulk::decompress(&packed, unpacked_size(&packed)).map_err(StoreError::Text)?;
        let text = String::from_utf8(bytes).map_err(|_| StoreError::Damaged { what: "texts.body" })?;
        Ok(text.split(PAGE_BREAK).map(str::to_owned).collect())
    }
}

impl Writer<'_> {
    /// A form feed inside a page would split it on reading, so it becomes a line end.
    pub(crate) fn insert_text(&self, no: u64, pages: &[String]) -> Result<(), StoreError> {
        if pages.is_empty() {
            return Ok(());
        }
        let pages: Vec<String> = pages.iter().map(|page| page.replace(PAGE_BREAK, "\n")).collect();
        let text = pages.join(&PAGE_BREAK.to_string());
        let packed = zstd::bulk::compress(text.as_bytes(), LEVEL).map_err(StoreError::Text)?;
        self.sql
            .prepare_cached("INSERT INTO texts (document, body) VALUES (?1, ?2)")?
            .execute(params![no, packed])?;
        Ok(())
    }
}

fn unpacked_size(packed: &[u8]) -> usize {
    let written = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten().unwrap_or(0);
    usize::try_from(written).unwrap_or(MAX_TEXT).min(MAX_TEXT)
}
