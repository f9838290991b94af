//! The query language: from what a person types to what is asked. Never fails; `docs/query-language.md` has it
//! for people.
//!
//! Pure but for one question to the index: whether any issuer, signer or label holds some words, since names
//! are typed without quotes and only the archive knows where they end.

mod chip;
mod field;
mod groups;
mod ordinals;
mod parse;
mod token;

use vankho_model::Filters;

pub use chip::{Chip, ChipKind};
pub(crate) use groups::{Form, Group, QueryWord};
pub(crate) use parse::parse;

/// Two groups that stand near each other, in either order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub one: Group,
    pub other: Group,
    /// The most words between them.
    pub between: u32,
}

/// A field whose values only the archive knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Issuer,
    Signer,
    Tag,
}

/// Knows the values of the named fields.
pub(crate) trait Vocabulary {
    /// The values, as printed, that hold these words (folded, one blank between) in this order.
    fn values_with(&self, field: Named, folded: &str) -> Vec<String>;
}

/// A query, understood.
#[derive(Clone, Default)]
pub(crate) struct Query {
    /// The repaired text that byte ranges count in.
    pub text: String,
    /// What a document should hold, in order.
    pub groups: Vec<Group>,
    /// Of each list a document must hold one.
    pub any_of: Vec<Vec<Group>>,
    pub near: Vec<Near>,
    /// What no document may hold.
    pub without: Vec<Group>,
    /// What fields narrow it to.
    pub filters: Filters,
    /// Whether words are looked for in the subject only.
    pub in_subject: bool,
    pub chips: Vec<Chip>,
}

impl Query {
    /// All words that are looked for, in order.
    pub fn words(&self) -> impl Iterator<Item = &QueryWord> {
        self.groups.iter().flat_map(|group| &group.words)
    }

    /// Every group that is looked for.
    pub fn sought(&self) -> impl Iterator<Item = &Group> {
        let near = self.near.iter().flat_map(|near| [&near.one, &near.other]);
        self.groups.iter().chain(self.any_of.iter().flatten()).chain(near)
    }

    /// Whether a document must or must not hold something beside the words.
    pub fn has_conditions(&self) -> bool {
        !self.any_of.is_empty() || !self.near.is_empty() || !self.without.is_empty()
    }

    /// Whether nothing is looked for in texts.
    pub fn has_no_words(&self) -> bool {
        self.sought().next().is_none()
    }

    /// Whether the person used an input method: then a word without marks is probably meant so.
    pub fn is_marked(&self) -> bool {
        self.sought().flat_map(|group| &group.words).any(|word| word.terms.marked)
    }
}
