//! The figures that scores are computed from.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, Term};
use tantivy::{Result, Searcher};

use crate::schema::IndexFields;

/// Office documents are long because they treat more, not because they are wordy, so length counts for less than
/// BM25's usual b = 0.75, and a word that comes again for less: taking texts for this many times longer on average
/// than they are is k1 = 0.75, b = 0.6 (nDCG@10 on ALQAC .875 to .890, without marks .874 to .890).
const LENGTH_MATTERS_LESS: u64 = 2;

/// The figures of an index, its long fields taken for longer.
pub(crate) struct Statistics<'s> {
    pub searcher: &'s Searcher,
    pub fields: IndexFields,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> Result<u64> {
        let tokens = self.searcher.total_num_tokens(field)?;
        let is_long = field == self.fields.body || field == self.fields.pairs;
        Ok(if is_long { tokens * LENGTH_MATTERS_LESS } else { tokens })
    }

    fn total_num_docs(&self) -> Result<u64> {
        Bm25StatisticsProvider::total_num_docs(self.searcher)
    }

    fn doc_freq(&self, term: &Term) -> Result<u64> {
        self.searcher.doc_freq(term)
    }
}
