//! The figures that scores are computed from.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, Term};
use tantivy::{Result, Searcher};

use crate::schema::IndexFields;

/// Taking texts for this many times longer on average than they are makes BM25 score by the same k1 and b as
/// `Ranker` does.
const LENGTH_MATTERS_LESS: u64 = 2;

/// The figures of an index, its long fields taken for longer.
pub(crate) struct Statistics<'s> {
    pub searcher: &'s Searcher,
    pub fields: IndexFields,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> Result<u64> {
        let tokens = self.searcher.total_num_tokens(field)?;
        let is_long = [self.fields.body, self.fields.pairs].contains(&field);
        Ok(if is_long { tokens * LENGTH_MATTERS_LESS } else { tokens })
    }

    fn total_num_docs(&self) -> Result<u64> {
        Bm25StatisticsProvider::total_num_docs(self.searcher)
    }

    fn doc_freq(&self, term: &Term) -> Result<u64> {
        self.searcher.doc_freq(term)
    }
}
