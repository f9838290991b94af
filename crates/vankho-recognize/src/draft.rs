//! The reading under construction: fields, and where each was read.

use vankho_model::{Evidence, Field, Fields};

use crate::lines::Span;

/// Fields being filled, with their evidence.
pub(crate) struct Draft<'p> {
    pages: &'p [String],
    /// The fields so far.
    pub fields: Fields,
    /// The evidence so far.
    pub evidence: Vec<Evidence>,
    /// Other stretches that a field could mean.
    pub alternatives: Vec<Evidence>,
    /// The section a bulletin stands in.
    pub section: Option<String>,
}

impl<'p> Draft<'p> {
    /// An empty reading of these pages.
    pub fn new(pages: &'p [String]) -> Self {
        Self {
            pages,
            fields: Fields::default(),
            evidence: Vec::new(),
            alternatives: Vec::new(),
            section: None,
        }
    }

    /// Records where a field was read.
    pub fn note(&mut self, field: Field, span: Span, confidence: f32) {
        self.evidence.extend(self.evidence_of(field, span, confidence));
    }

    /// Records another stretch that a field could mean.
    pub fn note_alternative(&mut self, field: Field, span: Span, confidence: f32) {
        self.alternatives.extend(self.evidence_of(field, span, confidence));
    }

    fn evidence_of(&self, field: Field, span: Span, confidence: f32) -> Option<Evidence> {
        let text = self.pages.get(span.page)?;
        let (before, quote) = (text.get(..span.start)?, text.get(span.start..span.end)?);
        let start = count(before);
        Some(Evidence {
            field,
            page: as_u32(span.page + 1),
            start,
            end: start + count(quote),
            quote: quote.to_owned(),
            confidence,
        })
    }
}

/// How many characters a text has.
pub(crate) fn count(text: &str) -> u32 {
    as_u32(text.chars().count())
}

/// A size as the model keeps it; pages beyond four thousand million characters do not exist.
pub(crate) fn as_u32(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
