//! What a query that is being typed may become: numbers, issuers, signers, labels.

use std::collections::HashSet;

use vankho_text::{fold_phrase, repair};

use crate::query::Named;
use crate::view::View;
use crate::{SearchError, SearchIndex};

/// Numbers looked at for each way of asking that begins so.
const READ: usize = 256;

/// What may be meant.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Document numbers as printed.
    pub numbers: Vec<String>,
    /// Issuers as printed, and how many documents each has.
    pub issuers: Vec<(String, u64)>,
    /// Signers as printed, and how many documents each has.
    pub signers: Vec<(String, u64)>,
    /// Labels, and how many documents each has.
    pub tags: Vec<(String, u64)>,
}

/// Shows how many there are and never the names.
impl std::fmt::Debug for Suggestions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Suggestions({}, {}, {})", self.numbers.len(), self.issuers.len(), self.signers.len())
    }
}

impl SearchIndex {
    /// Suggests up to `limit` of each kind for a query that is being typed.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Suggestions, SearchError> {
        let view = self.view()?;
        let folded = fold_phrase(&repair(typed));
        if folded.is_empty() {
            return Ok(Suggestions::default());
        }
        let named = |field: Named| -> Vec<(String, u64)> {
            let values = view.values.of(field).iter();
            let fitting = values.filter(|value| begins_a_word(&value.folded, &folded));
            fitting.take(limit).map(|value| (value.shown.clone(), value.documents)).collect()
        };
        Ok(Suggestions {
            numbers: numbers(&view, &folded, limit)?,
            issuers: named(Named::Issuer),
            signers: named(Named::Signer),
            tags: named(Named::Tag),
        })
    }
}

/// Whether `begun` is in `text` from the beginning of a word on; both folded.
fn begins_a_word(text: &str, begun: &str) -> bool {
    text.match_indices(begun).any(|(at, _)| at == 0 || text[..at].ends_with(' '))
}

/// Numbers one of whose ways of asking begins so, in the order of those ways.
fn numbers(view: &View, folded: &str, limit: usize) -> Result<Vec<String>, SearchError> {
    let begun = folded.strip_prefix("so ").unwrap_or(folded);
    if !begun.bytes().any(|b| b.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut seen = HashSet::new();
    for segment in view.searcher.segment_readers() {
        let index = segment.inverted_index(view.generation.fields.number_shown)?;
        let mut terms = index.terms().range().ge(begun).into_stream()?;
        for _ in 0..READ {
            if !terms.advance() || !terms.key().starts_with(begun.as_bytes()) {
                break;
            }
            let Some((words, shown)) =
                std::str::from_utf8(terms.key()).ok().and_then(|key| key.split_once('\t'))
            else {
                continue;
            };
            if seen.insert(shown.to_owned()) {
                found.push((words.len(), shown.to_owned()));
            }
        }
    }
    found.sort();
    Ok(found.into_iter().take(limit).map(|(_, shown)| shown).collect())
}
