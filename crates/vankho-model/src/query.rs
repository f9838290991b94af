//! What a person asks of the catalogue beside words.

use crate::Kind;

/// The order of search results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best first; without words, newest first.
    #[default]
    Relevance,
    /// By date, newest first.
    Newest,
    /// By date, oldest first.
    Oldest,
    /// By kind, year and ordinal, the way a register is read.
    Number,
}

/// Narrows a search: inside one list any value fits, the lists all hold.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Filters {
    /// Only these kinds.
    pub kinds: Vec<Kind>,
    /// None of these kinds.
    pub without_kinds: Vec<Kind>,
    /// Only these years of issue.
    pub years: Vec<u16>,
    /// None of these years of issue.
    pub without_years: Vec<u16>,
    /// Only these issuers, as printed.
    pub issuers: Vec<String>,
    /// None of these issuers, as printed.
    pub without_issuers: Vec<String>,
}

impl Filters {
    /// Tells whether every document passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
