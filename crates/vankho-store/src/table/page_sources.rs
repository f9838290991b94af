//! `page_sources` and `page_words`: how each page was read, which wait for recognition, where words stand on
//! pictures.

use rusqlite::{OptionalExtension, params};
use vankho_model::{DocumentId, Doubt, Encoding, Engine, PageSource, WordBox};

use crate::table::documents::document_id;
use crate::table::trash::TRASHED;
use crate::{Reader, StoreError, Writer};

/// Bytes of one word in `page_words`: start, end, left, top, right, bottom, confidence, little-endian.
const WORD_BYTES: usize = 4 + 4 + 4 * 2 + 1;

/// zstd level of the words: small integers that repeat.
const LEVEL: i32 = 3;

/// A page has at most this many bytes of words, unpacked.
const MAX_WORDS: usize = 32 << 20;

/// A page that waits for recognition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingPage {
    /// Its document.
    pub id: DocumentId,
    /// The document's ordinal.
    pub no: u64,
    /// The page, from 1.
    pub page: u32,
}

impl Reader<'_> {
    /// Reads how each page of a document was read.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn page_sources(&self, no: u64) -> Result<Vec<PageSource>, StoreError> {
        let pages = self
            .sql
            .prepare_cached("SELECT pages FROM documents WHERE no = ?1")?
            .query_row([no], |row| row.get::<_, usize>(0))?;
        let mut sources = vec![PageSource::default(); pages];
        let mut statement = self.sql.prepare_cached(
            "SELECT page, engine, encoding, because FROM page_sources WHERE document = ?1 ORDER BY page",
        )?;
        let mut rows = statement.query([no])?;
        while let Some(row) = rows.next()? {
            let damaged = || StoreError::Damaged { what: "page_sources" };
            let because = row.get::<_, Option<String>>(3)?;
            let because = because.map(|code| Doubt::from_code(&code).ok_or_else(damaged)).transpose()?;
            let source = PageSource {
                engine: Engine::from_code(row.get_ref(1)?.as_str().unwrap_or_default())
                    .ok_or_else(damaged)?,
                encoding: Encoding::from_code(row.get_ref(2)?.as_str().unwrap_or_default())
                    .ok_or_else(damaged)?,
                instead_because: because,
            };
            *sources.get_mut(row.get::<_, usize>(0)? - 1).ok_or_else(damaged)? = source;
        }
        Ok(sources)
    }

    /// Counts the pages that wait for recognition: (documents, pages).
    ///
    /// # Errors
    /// On I/O.
    pub fn waiting_count(&self) -> Result<(u64, u64), StoreError> {
        let sql = format!(
            "SELECT count(DISTINCT document), count(*) FROM page_sources
             WHERE engine = 'waiting' AND document NOT IN ({TRASHED})"
        );
        Ok(self.sql.prepare_cached(&sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// Lists up to `limit` pages that wait after one (document's ordinal, page), in the order of filing.
    ///
    /// # Errors
    /// On I/O.
    pub fn waiting_pages(&self, after: (u64, u32), limit: usize) -> Result<Vec<WaitingPage>, StoreError> {
        self.waiting("AND (document, page) > (?2, ?3)", params![limit, after.0, after.1])
    }

    /// Lists the pages of one document that wait.
    ///
    /// # Errors
    /// On I/O.
    pub fn waiting_pages_of(&self, no: u64) -> Result<Vec<WaitingPage>, StoreError> {
        self.waiting("AND document = ?2", params![i64::MAX, no])
    }

    fn waiting(&self, filter: &str, params: &[&dyn rusqlite::ToSql]) -> Result<Vec<WaitingPage>, StoreError> {
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT id, document, page FROM page_sources JOIN documents ON no = document
             WHERE engine = 'waiting' AND trashed_at IS NULL {filter} ORDER BY document, page LIMIT ?1"
        ))?;
        let mut rows = statement.query(params)?;
        let mut pages = Vec::new();
        while let Some(row) = rows.next()? {
            let id = document_id(&row.get::<_, Vec<u8>>(0)?)?;
            pages.push(WaitingPage { id, no: row.get(1)?, page: row.get(2)? });
        }
        Ok(pages)
    }

    /// Reads where the words of a page stand on its picture; empty if nobody recognised it.
    ///
    /// # Errors
    /// On I/O, or if what is stored is damaged.
    pub fn page_words(&self, no: u64, page: u32) -> Result<Vec<WordBox>, StoreError> {
        let mut statement =
            self.sql.prepare_cached("SELECT words FROM page_words WHERE document = ?1 AND page = ?2")?;
        let packed: Option<Vec<u8>> =
            statement.query_row([no, u64::from(page)], |row| row.get(0)).optional()?;
        let Some(packed) = packed else { return Ok(Vec::new()) };
        let bytes = zstd::bulk::decompress(&packed, MAX_WORDS).map_err(StoreError::Text)?;
        if bytes.len() % WORD_BYTES != 0 {
            return Err(StoreError::Damaged { what: "page_words.words" });
        }
        Ok(bytes.chunks_exact(WORD_BYTES).map(word_from_bytes).collect())
    }
}

impl Writer<'_> {
    pub(crate) fn insert_page_sources(&self, no: u64, sources: &[PageSource]) -> Result<(), StoreError> {
        for (i, source) in sources.iter().enumerate().filter(|(_, s)| **s != PageSource::default()) {
            self.set_page_source(no, i + 1, *source)?;
        }
        Ok(())
    }

    fn set_page_source(&self, no: u64, page: usize, source: PageSource) -> Result<(), StoreError> {
        self.sql
            .prepare_cached(
                "INSERT OR REPLACE INTO page_sources (document, page, engine, encoding, because)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                no,
                page,
                source.engine.as_str(),
                source.encoding.as_str(),
                source.instead_because.map(Doubt::as_str),
            ])?;
        Ok(())
    }

    /// Keeps where the words of a page stand on its picture, in place of what was kept before.
    pub(crate) fn put_page_words(&self, no: u64, page: u32, words: &[WordBox]) -> Result<(), StoreError> {
        if words.is_empty() {
            let mut delete =
                self.sql.prepare_cached("DELETE FROM page_words WHERE document = ?1 AND page = ?2")?;
            delete.execute(params![no, page])?;
            return Ok(());
        }
        let bytes: Vec<u8> = words.iter().flat_map(word_to_bytes).collect();
        let packed = zstd::bulk::compress(&bytes, LEVEL).map_err(StoreError::Text)?;
        self.sql
            .prepare_cached("INSERT OR REPLACE INTO page_words (document, page, words) VALUES (?1, ?2, ?3)")?
            .execute(params![no, page, packed])?;
        Ok(())
    }
}

fn word_to_bytes(word: &WordBox) -> [u8; WORD_BYTES] {
    let mut bytes = [0; WORD_BYTES];
    bytes[0..4].copy_from_slice(&word.start.to_le_bytes());
    bytes[4..8].copy_from_slice(&word.end.to_le_bytes());
    for (i, edge) in [word.left, word.top, word.right, word.bottom].into_iter().enumerate() {
        bytes[8 + 2 * i..10 + 2 * i].copy_from_slice(&edge.to_le_bytes());
    }
    bytes[16] = word.confidence;
    bytes
}

fn word_from_bytes(bytes: &[u8]) -> WordBox {
    let long = |at: usize| u32::from_le_bytes(std::array::from_fn(|i| bytes[at + i]));
    let short = |at: usize| u16::from_le_bytes(std::array::from_fn(|i| bytes[at + i]));
    WordBox {
        start: long(0),
        end: long(4),
        left: short(8),
        top: short(10),
        right: short(12),
        bottom: short(14),
        confidence: bytes[16],
    }
}
