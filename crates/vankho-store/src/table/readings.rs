//! Changing what was read of a document: a page recognised, a document read again.

use rusqlite::params;
use vankho_model::{Citation, Document, Evidence, Field, Fields, PageSource, Warning, WordBox};

use crate::table::documents::write_fields;
use crate::{StoreError, Writer};

/// What a new reading of a document gives.
#[derive(Debug)]
pub struct NewReading<'a> {
    /// The document's ordinal.
    pub no: u64,
    /// Its text, a string a page.
    pub pages: &'a [String],
    /// How each page was read.
    pub sources: &'a [PageSource],
    /// Words on pictures, by page from 1; pages that are not named keep theirs.
    pub words: &'a [(u32, Vec<WordBox>)],
    /// What could not be read.
    pub warnings: &'a [Warning],
    /// The fields as read now; those a person confirmed or that came from another system stay as they are.
    pub fields: &'a Fields,
    /// Where they were read.
    pub evidence: &'a [Evidence],
    /// What it cites, if that was read anew; citations that a person ruled on stay.
    pub citations: Option<&'a [Citation]>,
}

impl Writer<'_> {
    /// Replaces what a machine read of a document; what a person confirmed, or another system gave, stays.
    /// A field without evidence of a machine counts as given.
    ///
    /// # Errors
    /// On I/O, or if `before` is not the document with this ordinal.
    pub fn replace_reading(&self, before: &Document, new: &NewReading<'_>) -> Result<(), StoreError> {
        let no = new.no;
        let settled = self.reader().settled_fields(no)?;
        let keeps = |field: Field| {
            settled.contains(&field) || !before.proposed.contains(&field) && before.fields.has(field)
        };
        let fields = before.fields.kept_over(new.fields, keeps);
        write_fields(self.sql, no, &fields, new.pages.len())?;
        for table in ["texts", "page_sources", "warnings"] {
            self.sql.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1"))?.execute([no])?;
        }
        let forget = "DELETE FROM evidence WHERE document = ?1 AND state = 'proposed'";
        self.sql.prepare_cached(forget)?.execute([no])?;
        self.insert_text(no, new.pages)?;
        self.insert_page_sources(no, new.sources)?;
        self.insert_warnings(no, new.warnings)?;
        let evidence: Vec<Evidence> =
            new.evidence.iter().filter(|evidence| !keeps(evidence.field)).cloned().collect();
        self.insert_evidence(no, &evidence)?;
        if let Some(citations) = new.citations {
            self.replace_citations(no, citations)?;
        }
        for (page, words) in new.words {
            self.put_page_words(no, *page, words)?;
        }
        let pages = new.pages.len();
        self.sql
            .prepare_cached("DELETE FROM page_words WHERE document = ?1 AND page > ?2")?
            .execute(params![no, pages])?;
        self.enqueue_change(no)
    }
}
