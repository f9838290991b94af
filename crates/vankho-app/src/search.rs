//! Searching: the index answers with ordinals, the catalogue with rows, the text with snippets.

use std::ops::Range;

use vankho_model::{DocumentId, Filters, Sort, Warning, find_numbers};
use vankho_search::{
    Chip, Facets, Found, Hit, Matcher, NumberAsked, Question, SearchError, SearchIndex, Snippet, Suggestions,
    WordCount,
};
use vankho_store::{Reader, Row, StoreError};

use crate::{AppError, Archive};

/// What is asked.
#[derive(Clone, Default)]
pub struct SearchRequest {
    /// The query, in the language of `docs/query-language.md`; empty asks for everything.
    pub text: String,
    /// What narrows it beside the query.
    pub filters: Filters,
    /// Earlier queries whose results this one searches within.
    pub within: Vec<String>,
    /// The order of the answer.
    pub sort: Sort,
    /// How many results to pass over.
    pub offset: usize,
    /// How many results to give.
    pub limit: usize,
    /// Whether to count by kind, year, issuer, signer and label.
    pub facets: bool,
    /// Whether it is still being typed: its last word may be only begun.
    pub typing: bool,
    /// Whether to give snippets and warnings, which reads each document's text.
    pub snippets: bool,
}

/// What a document has to do with the number that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitRole {
    /// It carries the number.
    Itself,
    /// It cites a document with the number.
    Cites,
    /// It holds the words.
    Holds,
}

/// A document that answers.
#[derive(Debug)]
pub struct SearchHit {
    /// What it has to do with the number that was asked for.
    pub role: HitRole,
    /// Its rank; 0 in orders that don't rank.
    pub score: f32,
    /// The document as a list shows it.
    pub row: Row,
    /// Why it was found.
    pub snippet: Option<Snippet>,
    /// What could not be read of it.
    pub warnings: Vec<Warning>,
}

/// The answer.
#[derive(Debug, Default)]
pub struct SearchAnswer {
    /// How many documents answer.
    pub total: u64,
    /// The ones asked for, in order.
    pub hits: Vec<SearchHit>,
    /// Counts, if asked for.
    pub facets: Option<Facets>,
    /// Whether documents without some of the words were let in.
    pub relaxed: bool,
    /// The document number that was understood.
    pub number: Option<NumberAsked>,
    /// The words beside the number, folded.
    pub words: Vec<String>,
    /// The pieces of the query that mean more than words.
    pub chips: Vec<Chip>,
    /// What was probably meant, when nothing is found as it was typed: the hits are this query's.
    pub suggestion: Option<String>,
    /// How many documents the index does not show as they are.
    pub index_lag: u64,
}

/// Why a document answers a query.
#[derive(Debug)]
pub struct Explanation {
    /// What it has to do with the number that was asked for.
    pub role: HitRole,
    /// How often each part of the query is in the subject.
    pub in_subject: Vec<WordCount>,
    /// How often each part of the query is in the text.
    pub in_text: Vec<WordCount>,
}

/// What a query that is being typed may become.
#[derive(Clone, Default)]
pub struct Suggested {
    /// Numbers, issuers, signers and labels.
    pub named: Suggestions,
    /// Subjects that hold the words.
    pub subjects: Vec<String>,
}

/// A page of text and the byte ranges of its hits.
pub type LitPage = (String, Vec<Range<usize>>);

impl Archive {
    /// Answers a search. No query is an error; if the index must be rebuilt first, the answer is empty and
    /// its lag says so.
    ///
    /// # Errors
    /// If the catalogue or the index can't be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchAnswer, AppError> {
        self.search_unless(request, &|| false)
    }

    /// Answers a search as long as it is not `stale`: the next key has not been pressed.
    ///
    /// # Errors
    /// `Cancelled` when it became stale; or if the catalogue or the index can't be read.
    pub fn search_unless(
        &self,
        request: &SearchRequest,
        stale: &dyn Fn() -> bool,
    ) -> Result<SearchAnswer, AppError> {
        let index_lag = self.index_lag()?;
        let Some(index) = &self.index else {
            return Ok(SearchAnswer { index_lag, ..SearchAnswer::default() });
        };
        if stale() {
            return Err(AppError::Cancelled);
        }
        let found = index.search(&Question {
            text: &request.text,
            filters: request.filters.clone(),
            within: &request.within,
            sort: request.sort,
            offset: request.offset,
            limit: request.limit,
            facets: request.facets,
            typing: request.typing,
        })?;
        let hits = self.read(|reader| {
            let mut hits = Vec::with_capacity(found.hits.len());
            for hit in found.hits.iter().take_while(|_| !stale()) {
                // The index may be a moment behind: a document that is gone is not shown.
                hits.extend(shown(reader, &found, hit, request.snippets)?);
            }
            Ok(hits)
        })?;
        if stale() {
            return Err(AppError::Cancelled);
        }
        let Found { total, facets, relaxed, number, words, chips, suggestion, .. } = found;
        Ok(SearchAnswer { total, hits, facets, relaxed, number, words, chips, suggestion, index_lag })
    }

    /// The ordinals of all that a search finds, in its order, whatever its offset and limit.
    pub(crate) fn found_nos(&self, request: &SearchRequest) -> Result<Vec<u64>, AppError> {
        let index = self.index()?;
        let found = index.search(&Question {
            text: &request.text,
            filters: request.filters.clone(),
            within: &request.within,
            sort: request.sort,
            offset: 0,
            limit: usize::try_from(index.document_count()).unwrap_or(usize::MAX).max(1),
            facets: false,
            typing: false,
        })?;
        Ok(found.hits.into_iter().map(|hit| hit.no).collect())
    }

    /// Finds up to `limit` documents like this one, the likest first.
    ///
    /// # Errors
    /// If there is no document with this id, or the index can't be read.
    pub fn similar(&self, id: DocumentId, limit: usize) -> Result<Vec<SearchHit>, AppError> {
        let pages = self.text(id)?;
        let subject = self.document(id)?.fields.subject;
        let no = self.read(|reader| reader.document_no(id))?.ok_or(AppError::NotFound)?;
        let texts = subject.iter().chain(&pages).map(String::as_str);
        let hits = self.index()?.similar(no, texts, limit)?;
        let nothing = Found::default();
        self.read(|reader| {
            let hits = hits.iter().map(|hit| shown(reader, &nothing, hit, false));
            Ok(hits.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        })
    }

    /// Says why a document answers a query.
    ///
    /// # Errors
    /// If there is no document with this id, or the index can't be read.
    pub fn explain(&self, id: DocumentId, query: &str) -> Result<Explanation, AppError> {
        let index = self.index()?;
        let matcher = index.matcher(query)?;
        let pages = self.text(id)?;
        let fields = self.document(id)?.fields;
        let role = match number_asked(index, query)? {
            None => HitRole::Holds,
            Some(asked) if fields.number.as_ref().is_some_and(|number| asked.fits(number)) => HitRole::Itself,
            Some(asked) if cites(&pages, &asked) => HitRole::Cites,
            Some(_) => HitRole::Holds,
        };
        let in_subject = matcher.counts(&fields.subject.unwrap_or_default());
        let mut in_text = matcher.counts("");
        for page in &pages {
            for (sum, count) in in_text.iter_mut().zip(matcher.counts(page)) {
                sum.count += count.count;
            }
        }
        Ok(Explanation { role, in_subject, in_text })
    }

    /// Suggests what a query that is being typed may become, up to `limit` of each kind.
    ///
    /// # Errors
    /// If the catalogue or the index can't be read.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Suggested, AppError> {
        let Some(index) = &self.index else { return Ok(Suggested::default()) };
        let named = index.suggest(typed, limit)?;
        let text = format!("trong:\"trích yếu\" {typed}");
        let found = index.search(&Question { text: &text, limit, typing: true, ..Question::default() })?;
        let is_told = !found.relaxed && found.suggestion.is_none() && !found.matcher.is_empty();
        let hits = if is_told { found.hits } else { Vec::new() };
        let mut subjects = self.read(|reader| {
            let rows = hits.iter().map(|hit| reader.row(hit.no));
            Ok(rows
                .collect::<Result<Vec<_>, _>>()?
                .into_iter()
                .flatten()
                .filter_map(|row| row.fields.subject)
                .collect())
        })?;
        Vec::<String>::dedup(&mut subjects);
        Ok(Suggested { named, subjects })
    }

    /// Finds the hits of a query in the text of a document: for each page its text and byte ranges.
    ///
    /// # Errors
    /// If there is no document with this id.
    pub fn hits_in(&self, id: DocumentId, query: &str) -> Result<Vec<LitPage>, AppError> {
        let matcher = match &self.index {
            Some(index) => index.matcher(query)?,
            None => return Err(SearchError::NeedsRebuild.into()),
        };
        let light = |page: String| {
            let hits = matcher.hits(&page);
            (page, hits)
        };
        Ok(self.text(id)?.into_iter().map(light).collect())
    }
}

/// A document as a list shows it; `None` if the catalogue no longer has it.
fn shown(
    reader: &Reader<'_>,
    found: &Found,
    hit: &Hit,
    with_text: bool,
) -> Result<Option<SearchHit>, StoreError> {
    let Some(row) = reader.row(hit.no)?.filter(|row| row.trashed_at.is_none()) else { return Ok(None) };
    let mut role = if hit.is_itself { HitRole::Itself } else { HitRole::Holds };
    let (mut snippet, mut warnings) = (None, Vec::new());
    if with_text {
        warnings = reader.warnings(hit.no)?;
        if !found.matcher.is_empty() {
            let pages = reader.text(hit.no)?;
            snippet = light(&found.matcher, &pages);
            if found.number.as_ref().is_some_and(|asked| !hit.is_itself && cites(&pages, asked)) {
                role = HitRole::Cites;
            }
        }
    }
    Ok(Some(SearchHit { role, score: hit.score, row, snippet, warnings }))
}

fn light(matcher: &Matcher, pages: &[String]) -> Option<Snippet> {
    matcher.snippet(pages.iter().map(String::as_str))
}

/// Whether a text names a number that fits.
fn cites(pages: &[String], asked: &NumberAsked) -> bool {
    pages.iter().any(|page| find_numbers(page).any(|found| asked.fits(&found.number)))
}

fn number_asked(index: &SearchIndex, query: &str) -> Result<Option<NumberAsked>, SearchError> {
    Ok(index.search(&Question { text: query, ..Question::default() })?.number)
}
