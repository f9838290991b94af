//! What a person asks of the catalogue beside words.

use crate::{DossierId, Kind, PartialDate};

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
    /// By issuer in Vietnamese order.
    Issuer,
    /// By subject in Vietnamese order.
    Subject,
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
    /// Only these signers, as printed.
    pub signers: Vec<String>,
    /// None of these signers, as printed.
    pub without_signers: Vec<String>,
    /// Only these labels.
    pub tags: Vec<String>,
    /// None of these labels.
    pub without_tags: Vec<String>,
    /// Only what is in one of these dossiers.
    pub dossiers: Vec<DossierId>,
    /// Nothing that is in one of these dossiers.
    pub without_dossiers: Vec<DossierId>,
    /// Only what is dated this day or later; of a month or year, its first day.
    pub from: Option<PartialDate>,
    /// Only what is dated this day or earlier; of a month or year, its last day.
    pub to: Option<PartialDate>,
    /// Only numbers whose ordinal is at least and at most this.
    pub ordinals: Option<(u32, u32)>,
}

impl Filters {
    /// Tells whether every document passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
