//! The values of named fields: who issued and signed, which labels there are, and how many documents have each.

use std::sync::{Arc, Mutex, PoisonError};

use tantivy::Searcher;
use tantivy::schema::Field;
use vankho_text::fold_phrase;

use crate::SearchError;
use crate::query::{Named, Vocabulary};
use crate::schema::IndexFields;

/// An issuer with at least one in this many documents is taken for the archive's own.
const OWN_SHARE: u64 = 5;

/// A value as printed.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub shown: String,
    pub folded: String,
    pub documents: u64,
}

/// All values at one state of the index, the most frequent first.
#[derive(Debug, Default)]
pub(crate) struct Values {
    issuers: Vec<Value>,
    signers: Vec<Value>,
    tags: Vec<Value>,
    documents: u64,
}

/// Keeps the values of the last state that was asked about: they are read from the whole dictionary.
#[derive(Debug, Default)]
pub(crate) struct ValuesCache {
    last: Mutex<Option<(u64, Arc<Values>)>>,
}

impl ValuesCache {
    pub fn get(&self, searcher: &Searcher, fields: &IndexFields) -> Result<Arc<Values>, SearchError> {
        let state = searcher.generation().generation_id();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, values)) = &*last
            && *of == state
        {
            return Ok(values.clone());
        }
        let values = Arc::new(Values {
            issuers: read(searcher, fields.issuer)?,
            signers: read(searcher, fields.signer)?,
            tags: read(searcher, fields.tag)?,
            documents: searcher.num_docs(),
        });
        *last = Some((state, values.clone()));
        Ok(values)
    }
}

impl Values {
    pub fn of(&self, field: Named) -> &[Value] {
        match field {
            Named::Issuer => &self.issuers,
            Named::Signer => &self.signers,
            Named::Tag => &self.tags,
        }
    }

    /// The issuer whose archive this seems to be.
    pub fn own_issuer(&self) -> Option<&str> {
        let most = self.issuers.first()?;
        (most.documents * OWN_SHARE >= self.documents).then_some(most.shown.as_str())
    }
}

impl Vocabulary for Values {
    fn values_with(&self, field: Named, folded: &str) -> Vec<String> {
        let holds = |value: &&Value| holds_words(&value.folded, folded);
        self.of(field).iter().filter(holds).map(|value| value.shown.clone()).collect()
    }
}

/// Whether whole words of `text` are `words`; both folded, one blank between words.
fn holds_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let end = at + words.len();
        (at == 0 || text[..at].ends_with(' ')) && (end == text.len() || text[end..].starts_with(' '))
    })
}

fn read(searcher: &Searcher, field: Field) -> Result<Vec<Value>, SearchError> {
    let mut counts = std::collections::HashMap::<String, u64>::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            if let Ok(text) = std::str::from_utf8(terms.key()) {
                *counts.entry(text.to_owned()).or_default() += u64::from(terms.value().doc_freq);
            }
        }
    }
    let value = |(shown, documents): (String, u64)| Value { folded: fold_phrase(&shown), shown, documents };
    let mut values: Vec<Value> = counts.into_iter().map(value).collect();
    values.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.shown.cmp(&b.shown)));
    Ok(values)
}
