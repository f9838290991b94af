//! The graph of citations in JSON shapes.

use std::collections::BTreeMap;

use vankho_app::{EffectStatus, End, FiledCitation, Link, MissingDocument, Relations, Row};
use vankho_model::{Citation, Kind, Relation};

use crate::ApiError;
use crate::desk::{Desk, parse_id};
use crate::dto::{
    BriefDto, CitationDto, CitedDto, EffectDto, LinkDto, ListArgs, MissingDto, RelationsArgs, RelationsDto,
    UncitedArgs,
};

/// No screen shows a longer list.
pub(crate) const MOST_LISTED: u32 = 1_000;

impl Desk {
    pub(crate) fn relations(&self, args: &RelationsArgs) -> Result<RelationsDto, ApiError> {
        Ok((&self.archive.relations(parse_id(&args.id)?, args.depth)?).into())
    }

    pub(crate) fn missing(&self, args: ListArgs) -> Result<Vec<MissingDto>, ApiError> {
        let missing = self.archive.missing(args.limit.min(MOST_LISTED) as usize)?;
        let dto = |missing: &MissingDocument| {
            let first = self.archive.id_of(missing.first)?.map(|id| id.to_string());
            Ok(MissingDto::of(missing, first))
        };
        missing.iter().map(dto).collect()
    }

    pub(crate) fn most_cited(&self, args: ListArgs) -> Result<Vec<CitedDto>, ApiError> {
        let rows = self.archive.most_cited(args.limit.min(MOST_LISTED) as usize)?;
        Ok(rows
            .iter()
            .map(|(row, cited_by)| CitedDto { document: row.into(), cited_by: *cited_by })
            .collect())
    }

    pub(crate) fn uncited(&self, args: &UncitedArgs) -> Result<Vec<BriefDto>, ApiError> {
        let bad = || ApiError::bad_request("there is no such kind or relation");
        let kind = args.kind.as_deref().map(|id| Kind::from_id(id).map_err(|_| bad())).transpose()?;
        let relations = args.relations.iter().map(|code| Relation::from_code(code).ok_or_else(bad));
        let relations = relations.collect::<Result<Vec<_>, _>>()?;
        let rows = self.archive.uncited(kind, &relations, args.limit.min(MOST_LISTED) as usize)?;
        Ok(rows.iter().map(BriefDto::from).collect())
    }
}

impl From<&Row> for BriefDto {
    fn from(row: &Row) -> Self {
        let fields = &row.fields;
        Self {
            id: row.id.to_string(),
            number: fields.number.as_ref().map(ToString::to_string),
            kind: fields.kind.map(|kind| kind.id().to_owned()),
            kind_name: fields.kind.map(|kind| kind.name().to_owned()),
            date: fields.appeared_on().map(|date| date.to_string()),
            issuer: fields.issuer.clone(),
            subject: fields.subject.clone(),
        }
    }
}

impl MissingDto {
    /// `first` is the id of the first document that cites it.
    #[must_use]
    pub fn of(missing: &MissingDocument, first: Option<String>) -> Self {
        Self {
            number: missing.number.as_ref().map(ToString::to_string),
            subject: missing.subject.clone(),
            kind: missing.kind.map(|kind| kind.id().to_owned()),
            kind_name: missing.kind.map(|kind| kind.name().to_owned()),
            date: missing.date.map(|date| date.to_string()),
            issuer: missing.issuer.clone(),
            cited_by: missing.cited_by,
            first,
        }
    }

    fn cited(citation: &Citation, by: &str) -> Self {
        Self {
            number: citation.number.as_ref().map(ToString::to_string),
            subject: citation.subject.clone(),
            kind: citation.kind.map(|kind| kind.id().to_owned()),
            kind_name: citation.kind.map(Kind::name).map(str::to_owned),
            date: citation.date.map(|date| date.to_string()),
            issuer: citation.issuer.clone(),
            cited_by: 1,
            first: Some(by.to_owned()),
        }
    }
}

impl From<&EffectStatus> for EffectDto {
    fn from(status: &EffectStatus) -> Self {
        Self {
            state: status.effect.as_str().to_owned(),
            since: status.since.map(|date| date.to_string()),
            because: status.because.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&Relations> for RelationsDto {
    fn from(relations: &Relations) -> Self {
        let id_of = |no: u64| relations.documents.get(&no).map(|row| row.id.to_string());
        let links = |links: &[Link]| links.iter().filter_map(|link| link_dto(link, &id_of)).collect();
        let documents: BTreeMap<String, BriefDto> =
            relations.documents.values().map(|row| (row.id.to_string(), row.into())).collect();
        Self {
            id: relations.document.id.to_string(),
            effect: (&relations.effect).into(),
            cites: links(&relations.cites),
            cited_by: links(&relations.cited_by),
            documents,
        }
    }
}

fn link_dto(link: &Link, id_of: &impl Fn(u64) -> Option<String>) -> Option<LinkDto> {
    let from = id_of(link.from)?;
    let to = match link.to {
        End::Filed(no) => Some(id_of(no)?),
        End::Missing(_) => None,
    };
    let first = link.citations.first()?;
    Some(LinkDto {
        missing: to.is_none().then(|| MissingDto::cited(&first.citation, &from)),
        relation: link.relation.as_str().to_owned(),
        passive: link.passive,
        level: link.level,
        citations: link.citations.iter().map(|filed| CitationDto::filed(filed, to.clone())).collect(),
        from,
        to,
    })
}

impl CitationDto {
    /// A citation in the catalogue, of the document with the id `cited`.
    fn filed(filed: &FiledCitation, cited: Option<String>) -> Self {
        Self {
            no: Some(filed.no),
            ruling: Some(filed.ruling.as_str().to_owned()),
            resolves_to: cited,
            ..Self::from(&filed.citation)
        }
    }
}
