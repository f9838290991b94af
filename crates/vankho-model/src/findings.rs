//! What a reading gives beside fields and citations, kept for people to look at and to choose from.

use crate::{DateMention, Evidence, Reading, Relation};

/// Where a mention stands: page from 1, and its first character in the page's text.
pub type Place = (u32, u32);

/// A relation between two documents that this one cites, by where it mentions them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// The mention of the one that does it.
    pub from: Place,
    /// The mention of the one it is done to.
    pub to: Place,
    /// What it does.
    pub relation: Relation,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
}

/// What a reading gives beside fields and citations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Other stretches that could be what a field means.
    pub alternatives: Vec<Evidence>,
    /// What the document tells of cited documents among themselves.
    pub told: Vec<Told>,
    /// The section of the paper or page that a bulletin stands in.
    pub section: Option<String>,
    /// The dates of a bulletin told apart.
    pub dates: Vec<DateMention>,
}

impl Findings {
    /// Whether there is nothing to keep.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.alternatives.is_empty()
            && self.told.is_empty()
            && self.section.is_none()
            && self.dates.is_empty()
    }
}

impl Reading {
    /// What there is to keep beside fields and citations.
    #[must_use]
    pub fn findings(&self) -> Findings {
        let place = |at: usize| self.citations.get(at).map(|citation| (citation.page, citation.start));
        let told = self.told.iter().filter_map(|told| {
            let (from, to) = (place(told.from)?, place(told.to)?);
            Some(Told { from, to, relation: told.relation, confidence: told.confidence })
        });
        Findings {
            alternatives: self.alternatives.clone(),
            told: told.collect(),
            section: self.section.clone(),
            dates: self.dates.clone(),
        }
    }
}
