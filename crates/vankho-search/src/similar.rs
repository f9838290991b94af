//! Documents like one: those that share its most telling pairs of neighbours.

use std::collections::HashMap;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Term};
use vankho_text::fold;

use crate::analysis::indexed_words;
use crate::search::ordinal;
use crate::statistics::Statistics;
use crate::{Hit, SearchError, SearchIndex};

/// Pairs of a document that others are compared by.
const TELLING: usize = 30;
/// Words of a text that are looked at: what a document is about it says early.
const WORDS: usize = 20_000;
/// A pair in fewer documents than this (beside the document itself) joins it to no other.
const SHARED: u64 = 2;

impl SearchIndex {
    /// Finds up to `limit` documents like the one with this ordinal and these texts (subject and pages).
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn similar<'t>(
        &self,
        no: u64,
        texts: impl IntoIterator<Item = &'t str>,
        limit: usize,
    ) -> Result<Vec<Hit>, SearchError> {
        let view = self.view()?;
        let (searcher, fields) = (&view.searcher, view.generation.fields);
        let mut telling = Vec::new();
        for (pair, count) in count_pairs(texts) {
            let term = Term::from_field_text(fields.pairs, &pair);
            let documents = searcher.doc_freq(&term)?;
            if documents >= SHARED {
                let rarity = (searcher.num_docs() as f32 / documents as f32).ln_1p();
                telling.push(((count as f32).sqrt() * rarity, term));
            }
        }
        telling.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        telling.truncate(TELLING);
        if telling.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let query = telling.into_iter().map(|(_, term)| {
            (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>)
        });
        let query = BooleanQuery::new(query.collect());
        // One more than asked for: the document is most like itself.
        let top = TopDocs::with_limit(limit + 1).order_by_score();
        let top = searcher.search_with_statistics_provider(&query, &top, &Statistics { searcher, fields })?;
        let mut hits = Vec::with_capacity(limit);
        for (score, address) in top {
            let other = ordinal(searcher, address)?;
            if other != no && hits.len() < limit {
                hits.push(Hit { no: other, score, is_itself: false });
            }
        }
        Ok(hits)
    }
}

fn count_pairs<'t>(texts: impl IntoIterator<Item = &'t str>) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    let mut left = WORDS;
    for text in texts {
        let words: Vec<String> =
            indexed_words(text).take(left).map(|word| fold(word.without_leading_zeros())).collect();
        left -= words.len();
        for two in words.windows(2) {
            *counts.entry(crate::analysis::pair(&two[0], &two[1])).or_default() += 1;
        }
    }
    counts
}
