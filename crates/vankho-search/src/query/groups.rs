//! Words and groups of words of a query.

use std::ops::Range;

use crate::analysis::{WordTerms, indexed_words};

/// More words than this are no question of a person; the rest is left out.
pub(super) const MAX_WORDS: usize = 64;

/// A word of a query and where it stands in the repaired text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryWord {
    pub terms: WordTerms,
    pub at: Range<usize>,
}

/// How the words of a group must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Next to each other, because signs glue them (`04-NQ/TU`) or there is only one.
    Plain,
    /// Next to each other because they are quoted, with at most so many other words between.
    Phrase(u32),
    /// The last one is only begun.
    Prefix,
}

/// Words that belong together: one word, a quoted phrase, or words glued by signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub words: Vec<QueryWord>,
    pub form: Form,
    /// Where it stands in the repaired text with its signs, in bytes.
    pub at: Range<usize>,
}

impl Group {
    /// The words of a stretch of the text that begins at byte `from`; `None` if it has none.
    pub fn of(stretch: &str, from: usize, form: Form, at: Range<usize>) -> Option<Self> {
        let word = |word: vankho_text::Word<'_>| QueryWord {
            terms: WordTerms::of(word),
            at: from + word.start..from + word.end,
        };
        let words: Vec<QueryWord> = indexed_words(stretch).take(MAX_WORDS).map(word).collect();
        (!words.is_empty()).then_some(Self { words, form, at })
    }

    /// Its only word, if nothing else is asked of it.
    pub fn single(&self) -> Option<&QueryWord> {
        match (&self.words[..], self.form) {
            ([only], Form::Plain) => Some(only),
            _ => None,
        }
    }
}
