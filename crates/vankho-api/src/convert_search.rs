//! Searches from JSON shapes to domain values, and answers back.

use vankho_app::{Explanation as Explained, HitRole, SearchAnswer, SearchHit, SearchRequest, Suggested};
use vankho_model::{Filters, Kind, PartialDate, Sort};
use vankho_search::{Chip, Facets, NumberAsked};

use crate::ApiError;
use crate::catalogue::dossier_id;
use crate::convert::date;
use crate::dto::{
    ChipDto, Explanation, FacetsDto, FiltersDto, HitDto, HitRoleDto, NamedCount, NumberUnderstood,
    SearchArgs, SearchResult, SortDto, Suggestions, Understood, WordReason,
};

/// More results at a time than any screen shows.
const MAX_LIMIT: u32 = 1_000;

impl From<HitRole> for HitRoleDto {
    fn from(role: HitRole) -> Self {
        match role {
            HitRole::Itself => Self::Itself,
            HitRole::Cites => Self::Cites,
            HitRole::Holds => Self::Holds,
        }
    }
}

impl From<&Chip> for ChipDto {
    fn from(chip: &Chip) -> Self {
        let Chip { kind, value, negated, rest } = chip.clone();
        Self { kind: kind.as_str().to_owned(), value, negated, rest }
    }
}

impl From<Suggested> for Suggestions {
    fn from(suggested: Suggested) -> Self {
        let named = |values: Vec<(String, u64)>| {
            values.into_iter().map(|(name, documents)| NamedCount { name, documents }).collect()
        };
        Self {
            numbers: suggested.named.numbers,
            issuers: named(suggested.named.issuers),
            signers: named(suggested.named.signers),
            tags: named(suggested.named.tags),
            subjects: suggested.subjects,
        }
    }
}

impl From<Explained> for Explanation {
    fn from(explained: Explained) -> Self {
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let parts = explained.in_subject.into_iter().zip(explained.in_text);
        let words = parts.map(|(subject, text)| WordReason {
            words: text.words,
            is_other_form: text.is_other_form,
            in_subject: small(subject.count),
            in_text: small(text.count),
        });
        Self { role: explained.role.into(), words: words.collect() }
    }
}

impl From<&NumberAsked> for NumberUnderstood {
    fn from(asked: &NumberAsked) -> Self {
        let NumberAsked { seq, suffix, year, kind, issuer } = asked.clone();
        Self { seq, suffix, year, kind, issuer }
    }
}

impl From<Facets> for FacetsDto {
    fn from(facets: Facets) -> Self {
        Self {
            kind: facets.kinds.into_iter().collect(),
            year: facets.years.into_iter().map(|(year, count)| (year.to_string(), count)).collect(),
            issuer: facets.issuers.into_iter().collect(),
            signer: facets.signers.into_iter().collect(),
            tag: facets.tags.into_iter().collect(),
            dossier: facets.dossiers.into_iter().collect(),
        }
    }
}

impl From<&SearchHit> for HitDto {
    fn from(hit: &SearchHit) -> Self {
        let fields = &hit.row.fields;
        Self {
            id: hit.row.id.to_string(),
            source_id: hit.row.source_id.clone(),
            score: hit.score,
            role: hit.role.into(),
            number: fields.number.as_ref().map(ToString::to_string),
            kind: fields.kind.map(|kind| kind.id().to_owned()),
            kind_name: fields.kind.map(|kind| kind.name().to_owned()),
            issued_on: date(fields.issued_on),
            published_on: date(fields.published_on),
            issuer: fields.issuer.clone(),
            subject: fields.subject.clone(),
            pages: hit.row.pages,
            page: hit.snippet.as_ref().map(|snippet| snippet.page),
            snippet: hit.snippet.as_ref().map(|snippet| snippet.text.clone()),
            warnings: hit.warnings.iter().map(|warning| warning.code.as_str().to_owned()).collect(),
        }
    }
}

impl SearchResult {
    /// Writes an answer to `args` that took `took_us` microseconds.
    #[must_use]
    pub fn of(args: &SearchArgs, answer: SearchAnswer, took_us: u64) -> Self {
        Self {
            query: args.query.clone(),
            total: answer.total,
            took_us,
            understood: Understood {
                number: answer.number.as_ref().map(NumberUnderstood::from),
                filters: args.filters.clone(),
                words: answer.words,
                chips: answer.chips.iter().map(ChipDto::from).collect(),
            },
            relaxed: answer.relaxed,
            suggestion: answer.suggestion,
            hits: answer.hits.iter().map(HitDto::from).collect(),
            facets: answer.facets.map(FacetsDto::from),
            index_lag: answer.index_lag,
        }
    }
}

/// Reads a search as the archive takes it; `snippets` asks for snippets and warnings too.
///
/// # Errors
/// If a kind id is unknown or a date is none.
pub fn search_request(args: &SearchArgs, snippets: bool) -> Result<SearchRequest, ApiError> {
    Ok(SearchRequest {
        text: args.query.clone(),
        filters: filters(&args.filters)?,
        sort: match args.sort {
            SortDto::Relevance => Sort::Relevance,
            SortDto::Newest => Sort::Newest,
            SortDto::Oldest => Sort::Oldest,
            SortDto::Number => Sort::Number,
            SortDto::Issuer => Sort::Issuer,
            SortDto::Subject => Sort::Subject,
        },
        within: args.within.clone(),
        typing: args.typing,
        offset: args.offset as usize,
        limit: args.limit.min(MAX_LIMIT) as usize,
        facets: args.facets,
        snippets,
    })
}

fn filters(dto: &FiltersDto) -> Result<Filters, ApiError> {
    let kinds = |ids: &[String]| -> Result<Vec<Kind>, ApiError> {
        ids.iter().map(|id| Kind::from_id(id).map_err(|_| ApiError::bad_request("unknown kind id"))).collect()
    };
    let date = |text: &Option<String>| -> Result<Option<PartialDate>, ApiError> {
        let parse = |text: &String| text.parse().map_err(|()| ApiError::bad_request("not a date"));
        text.as_ref().map(parse).transpose()
    };
    let dossiers = |ids: &[String]| ids.iter().map(|id| dossier_id(id)).collect::<Result<Vec<_>, _>>();
    Ok(Filters {
        kinds: kinds(&dto.kind)?,
        without_kinds: kinds(&dto.without_kind)?,
        years: dto.year.clone(),
        without_years: dto.without_year.clone(),
        issuers: dto.issuer.clone(),
        without_issuers: dto.without_issuer.clone(),
        signers: dto.signer.clone(),
        without_signers: dto.without_signer.clone(),
        tags: dto.tag.clone(),
        without_tags: dto.without_tag.clone(),
        dossiers: dossiers(&dto.dossier)?,
        without_dossiers: dossiers(&dto.without_dossier)?,
        from: date(&dto.from)?,
        to: date(&dto.to)?,
        ordinals: None,
    })
}
