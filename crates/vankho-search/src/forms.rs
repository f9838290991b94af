//! Words without marks, and beginnings of words: the terms they stand for.

use std::collections::HashMap;

use tantivy::Searcher;
use tantivy::schema::Field;

use crate::SearchError;
use crate::analysis::{MARK, is_term, unmarked};

/// Terms read at most in each segment for one beginning: more begin with one or two letters only.
const READ: usize = 8_192;
/// Words given at most: a person who means a rarer one types one more letter.
const MOST: usize = 64;

/// A word without marks, or a pair, and the terms it stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forms {
    /// The terms, and how many documents have each.
    pub terms: Vec<(String, u64)>,
}

impl Forms {
    /// How many documents have one of the terms, those that have several counted for each.
    pub fn documents(&self) -> u64 {
        self.terms.iter().map(|(_, documents)| documents).sum()
    }
}

/// The terms of a field that `text` stands for: itself if it is one, or every way of writing it with marks.
pub(crate) fn forms(searcher: &Searcher, field: Field, text: &str) -> Result<Forms, SearchError> {
    if is_term(text) {
        let documents = searcher.doc_freq(&tantivy::Term::from_field_text(field, text))?;
        let terms = if documents > 0 { vec![(text.to_owned(), documents)] } else { Vec::new() };
        return Ok(Forms { terms });
    }
    let mut counts: Vec<(String, u64)> = Vec::new();
    read_terms(searcher, field, &format!("{text}{MARK}"), usize::MAX, |term, documents| {
        match counts.iter_mut().find(|(known, _)| known == term) {
            Some((_, sum)) => *sum += documents,
            None => counts.push((term.to_owned(), documents)),
        }
    })?;
    Ok(Forms { terms: counts })
}

/// The most frequent words of a field that begin with `begun`, most frequent first; of pairs, the pairs.
pub(crate) fn completions(
    searcher: &Searcher,
    field: Field,
    begun: &str,
) -> Result<Vec<(String, Forms)>, SearchError> {
    let mut words: HashMap<String, HashMap<String, u64>> = HashMap::new();
    read_terms(searcher, field, begun, READ, |term, documents| {
        let word = unmarked(term);
        match words.get_mut(word).and_then(|terms| terms.get_mut(term)) {
            Some(sum) => *sum += documents,
            None => {
                words.entry(word.to_owned()).or_default().insert(term.to_owned(), documents);
            }
        }
    })?;
    let mut found: Vec<(String, Forms)> =
        words.into_iter().map(|(word, terms)| (word, Forms { terms: terms.into_iter().collect() })).collect();
    found.sort_by(|a, b| b.1.documents().cmp(&a.1.documents()).then_with(|| a.0.cmp(&b.0)));
    found.truncate(MOST);
    Ok(found)
}

/// Gives `each` the terms that begin with `begun`, and how many documents of a segment have them.
fn read_terms(
    searcher: &Searcher,
    field: Field,
    begun: &str,
    most: usize,
    mut each: impl FnMut(&str, u64),
) -> Result<(), SearchError> {
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(begun).into_stream()?;
        let mut read = 0;
        while read < most && terms.advance() && terms.key().starts_with(begun.as_bytes()) {
            if let Ok(text) = std::str::from_utf8(terms.key()) {
                each(text, u64::from(terms.value().doc_freq));
            }
            read += 1;
        }
    }
    Ok(())
}
