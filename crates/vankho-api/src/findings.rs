//! What else was read of a document, and what may be the same document, in JSON shapes.

use vankho_app::PossibleDuplicate;
use vankho_model::{DateMention, Evidence, Fields, Told};

use crate::ApiError;
use crate::convert::share;
use crate::desk::{Desk, parse_id};
use crate::dto::{CandidateDto, DateMentionDto, DistinctArgs, PossibleDuplicateDto, ToldDto};

impl Desk {
    pub(crate) fn possible_duplicates(&self, id: &str) -> Result<Vec<PossibleDuplicateDto>, ApiError> {
        let found = self.archive.possible_duplicates(parse_id(id)?)?;
        Ok(found.iter().map(PossibleDuplicateDto::from).collect())
    }

    pub(crate) fn set_distinct(&self, args: &DistinctArgs) -> Result<Vec<PossibleDuplicateDto>, ApiError> {
        self.archive.set_distinct(parse_id(&args.id)?, parse_id(&args.other)?, args.distinct)?;
        self.possible_duplicates(&args.id)
    }
}

/// What a field would hold if it stood where this does; `None` if it can't hold it.
pub(crate) fn candidate(evidence: &Evidence) -> Option<CandidateDto> {
    let mut fields = Fields::default();
    fields.set_values(evidence.field, std::slice::from_ref(&evidence.quote)).ok()?;
    let value = fields.values(evidence.field).pop()?;
    Some(CandidateDto { field: evidence.field.as_str().to_owned(), value, evidence: evidence.into() })
}

impl From<&DateMention> for DateMentionDto {
    fn from(mention: &DateMention) -> Self {
        Self {
            date: mention.date.to_string(),
            role: mention.role.as_str().to_owned(),
            page: mention.page,
            start: mention.start,
            end: mention.end,
        }
    }
}

impl From<&Told> for ToldDto {
    fn from(told: &Told) -> Self {
        Self {
            from: told.from,
            to: told.to,
            relation: told.relation.as_str().to_owned(),
            confidence: share(told.confidence),
        }
    }
}

impl From<&PossibleDuplicate> for PossibleDuplicateDto {
    fn from(one: &PossibleDuplicate) -> Self {
        Self {
            document: (&one.row).into(),
            same_identity: one.same_identity,
            likeness: one.likeness.map(share),
            distinct: one.is_distinct,
        }
    }
}
