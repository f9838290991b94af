//! What was understood, in pieces that can be taken out again.

use std::ops::Range;

/// What a piece of a query means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipKind {
    /// A document number.
    Number,
    /// A range of ordinals.
    Ordinals,
    /// Kinds of documents.
    Kind,
    /// Years.
    Year,
    /// From a day on.
    From,
    /// Up to a day.
    To,
    /// Issuers.
    Issuer,
    /// Signers.
    Signer,
    /// Labels.
    Tag,
    /// Where words are looked for.
    Scope,
    /// Words next to each other.
    Phrase,
    /// One of several.
    AnyOf,
    /// Words near each other.
    Near,
    /// A word that is only begun.
    Prefix,
    /// Words that no document may hold.
    Without,
    /// A field whose value was not understood: its words are looked for.
    AsWords,
}

impl ChipKind {
    /// Every kind.
    pub const ALL: [Self; 16] = [
        Self::Number,
        Self::Ordinals,
        Self::Kind,
        Self::Year,
        Self::From,
        Self::To,
        Self::Issuer,
        Self::Signer,
        Self::Tag,
        Self::Scope,
        Self::Phrase,
        Self::AnyOf,
        Self::Near,
        Self::Prefix,
        Self::Without,
        Self::AsWords,
    ];

    /// The word for this kind in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Ordinals => "ordinals",
            Self::Kind => "kind",
            Self::Year => "year",
            Self::From => "from",
            Self::To => "to",
            Self::Issuer => "issuer",
            Self::Signer => "signer",
            Self::Tag => "tag",
            Self::Scope => "scope",
            Self::Phrase => "phrase",
            Self::AnyOf => "any_of",
            Self::Near => "near",
            Self::Prefix => "prefix",
            Self::Without => "without",
            Self::AsWords => "as_words",
        }
    }
}

/// A piece of a query that means more than its words.
#[derive(Clone, PartialEq, Eq)]
pub struct Chip {
    /// What it means.
    pub kind: ChipKind,
    /// What it says, the way it is best shown: `Nghị quyết`, `10–20`, `2016-07-01`.
    pub value: String,
    /// Whether it leaves documents out.
    pub negated: bool,
    /// The query without it.
    pub rest: String,
}

/// Shows the kind and never the words.
impl std::fmt::Debug for Chip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Chip({})", self.kind.as_str())
    }
}

impl Chip {
    /// The chip of the piece of `text` at the bytes `at`.
    pub(crate) fn of(kind: ChipKind, value: impl Into<String>, text: &str, at: Range<usize>) -> Self {
        let (before, after) = (text[..at.start].trim_end(), text[at.end..].trim_start());
        let blank = if before.is_empty() || after.is_empty() { "" } else { " " };
        Self { kind, value: value.into(), negated: false, rest: format!("{before}{blank}{after}") }
    }
}
