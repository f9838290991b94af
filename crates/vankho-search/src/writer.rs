//! Putting documents into the index.

use tantivy::indexer::LogMergePolicy;
use tantivy::schema::{TantivyDocument, Term};
use tantivy::{Index, IndexWriter as TantivyWriter};
use vankho_model::{DossierId, Fields, Kind};
use vankho_text::collation_key;

use crate::SearchError;
use crate::analysis::{Analyzer, indexed_words};
use crate::index::Payload;
use crate::schema::{IndexFields, STAMP};

/// Memory for documents not yet on disk. One indexing thread keeps the other core for reading files.
const MEMORY_BYTES: usize = 160 << 20;

/// Segments of more documents than this are merged no further: a merge in the background stays a matter of seconds.
const LARGEST_MERGED: usize = 200_000;

/// Headings have fewer words than this; a first line that has more is prose.
const HEADING_WORDS: usize = 40;

/// A document as the index takes it in.
#[derive(Clone, Copy)]
pub struct IndexEntry<'a> {
    /// Its ordinal in the catalogue.
    pub no: u64,
    /// Its fields.
    pub fields: &'a Fields,
    /// Its labels.
    pub tags: &'a [String],
    /// The dossiers it is in.
    pub dossiers: &'a [DossierId],
    /// Its text, a string a page.
    pub pages: &'a [String],
}

/// Shows the ordinal and never the words.
impl std::fmt::Debug for IndexEntry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IndexEntry({})", self.no)
    }
}

/// The one writer of a generation. What it was given shows after `commit` and a reload.
pub struct IndexWriter {
    inner: TantivyWriter,
    fields: IndexFields,
    analyzer: Analyzer,
}

impl std::fmt::Debug for IndexWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IndexWriter")
    }
}

impl IndexWriter {
    pub(crate) fn open(index: &Index, fields: IndexFields) -> Result<Self, SearchError> {
        let inner: TantivyWriter = index.writer_with_num_threads(1, MEMORY_BYTES)?;
        let mut merges = LogMergePolicy::default();
        merges.set_max_docs_before_merge(LARGEST_MERGED);
        inner.set_merge_policy(Box::new(merges));
        Ok(Self { inner, fields, analyzer: Analyzer::default() })
    }

    /// Puts a document in, in place of what the index had of it.
    ///
    /// # Errors
    /// If the index can't be written.
    pub fn put(&mut self, entry: &IndexEntry<'_>) -> Result<(), SearchError> {
        self.remove(entry.no);
        self.add_new(entry)
    }

    /// Puts a document in that the index has never had: a rebuild needs no search for older versions.
    ///
    /// # Errors
    /// If the index can't be written.
    pub fn add_new(&mut self, entry: &IndexEntry<'_>) -> Result<(), SearchError> {
        let document = self.document(entry);
        self.inner.add_document(document)?;
        Ok(())
    }

    /// Takes a document out.
    pub fn remove(&mut self, no: u64) {
        self.inner.delete_term(Term::from_field_u64(self.fields.no, no));
    }

    /// Makes everything so far durable, together with the last catalogue change it holds.
    ///
    /// # Errors
    /// If the index can't be written; nothing since the last commit is kept then.
    pub fn commit(&mut self, applied: u64) -> Result<(), SearchError> {
        let payload = Payload { stamp: STAMP.to_owned(), applied };
        let mut commit = self.inner.prepare_commit()?;
        commit.set_payload(&serde_json::to_string(&payload).expect("a payload is always JSON"));
        commit.commit()?;
        Ok(())
    }

    /// Waits for merges in progress and lets go of the index.
    ///
    /// # Errors
    /// If a merge failed.
    pub fn close(self) -> Result<(), SearchError> {
        Ok(self.inner.wait_merging_threads()?)
    }

    fn document(&mut self, entry: &IndexEntry<'_>) -> TantivyDocument {
        let (fields, known) = (self.fields, entry.fields);
        let mut document = TantivyDocument::new();
        document.add_u64(fields.no, entry.no);
        if let Some(subject) = &known.subject {
            let lines = self.analyzer.lines(subject);
            for field in [fields.body, fields.head, fields.subject] {
                document.add_text(field, &lines.words);
            }
            document.add_text(fields.pairs, lines.pairs);
            document.add_text(fields.subject_order, order_key(subject));
        }
        for page in entry.pages {
            let lines = self.analyzer.lines(page);
            document.add_text(fields.body, lines.words);
            document.add_text(fields.pairs, lines.pairs);
        }
        if let Some(line) = first_line(entry.pages) {
            document.add_text(fields.head, self.analyzer.lines(line).words);
        }
        if let Some(number) = &known.number {
            document.add_u64(fields.ordinal, u64::from(number.seq()));
            for key in number.lookup_keys(known.kind) {
                if key.whole {
                    document.add_text(fields.number, whole_key(&key.words));
                    document.add_text(fields.number_shown, shown_key(&key.words, number));
                }
                document.add_text(fields.number, key.words);
            }
        }
        if let Some(kind) = known.kind {
            document.add_text(fields.kind, kind.id());
        }
        if let Some(issuer) = &known.issuer {
            document.add_text(fields.issuer, issuer);
            document.add_text(fields.issuer_order, order_key(issuer));
        }
        if let Some(signer) = &known.signer {
            document.add_text(fields.signer, signer);
        }
        for tag in entry.tags {
            document.add_text(fields.tag, tag);
        }
        for dossier in entry.dossiers {
            document.add_text(fields.dossier, dossier.to_string());
        }
        if let Some(date) = known.appeared_on() {
            document.add_u64(fields.year, u64::from(date.year()));
            document.add_u64(fields.date, u64::from(date.as_sort_key()));
        }
        if let Some(place) = register_place(known) {
            document.add_u64(fields.register, place);
        }
        document
    }
}

/// The term under which a number is suggested.
pub(crate) fn shown_key(words: &str, number: &vankho_model::DocumentNumber) -> String {
    format!("{words}\t{number}")
}

/// Enough of a text to sort by.
fn order_key(text: &str) -> String {
    const LETTERS: usize = 24;
    let end = text.char_indices().nth(LETTERS).map_or(text.len(), |(at, _)| at);
    collation_key(&text[..end])
}

/// The first line of a text, cut where no heading is longer: a heading, or the name of the body that issues.
fn first_line(pages: &[String]) -> Option<&str> {
    let line = pages.iter().flat_map(|page| page.lines()).map(str::trim).find(|line| !line.is_empty())?;
    let end = indexed_words(line).take(HEADING_WORDS).last()?.end;
    Some(&line[..end])
}

/// The term of a key that names every part of a number.
pub(crate) fn whole_key(words: &str) -> String {
    format!("={words}")
}

/// Where a document stands in a register: by kind, then year, then ordinal, then the letter after it.
fn register_place(fields: &Fields) -> Option<u64> {
    let number = fields.number.as_ref()?;
    let kind = fields.kind.and_then(|kind| Kind::all().position(|k| k == kind)).unwrap_or(0xFF);
    let year = number.year().or(fields.appeared_on().map(vankho_model::PartialDate::year)).unwrap_or(0);
    let letter = number.suffix().and_then(|s| s.bytes().next()).unwrap_or(0);
    Some(
        (kind as u64) << 48
            | u64::from(year) << 32
            | u64::from(number.seq() & 0xFF_FFFF) << 8
            | u64::from(letter),
    )
}
