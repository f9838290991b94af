//! Words that begin with some letters.

use std::collections::HashMap;

use tantivy::Searcher;
use tantivy::schema::Field;

use crate::SearchError;

/// Terms read at most in each segment: more begin with one letter only.
const READ: usize = 4_096;
/// Terms given at most: a person who means a rarer one types one more letter.
const MOST: usize = 64;

/// The most frequent terms that begin with `begun`, most frequent first.
pub(crate) fn completions(
    searcher: &Searcher,
    field: Field,
    begun: &str,
) -> Result<Vec<String>, SearchError> {
    let mut counts: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(begun).into_stream()?;
        for _ in 0..READ {
            if !terms.advance() || !terms.key().starts_with(begun.as_bytes()) {
                break;
            }
            if let Ok(text) = std::str::from_utf8(terms.key()) {
                *counts.entry(text.to_owned()).or_default() += u64::from(terms.value().doc_freq);
            }
        }
    }
    let mut found: Vec<(String, u64)> = counts.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(found.into_iter().take(MOST).map(|(text, _)| text).collect())
}
