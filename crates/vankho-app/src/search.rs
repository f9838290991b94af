//! Searching: the index answers with ordinals, the catalogue with rows, the text with snippets.

use std::ops::Range;

use vankho_model::{DocumentId, Filters, Sort, Warning};
use vankho_search::{Facets, Matcher, NumberAsked, Question, SearchError, Snippet};
use vankho_store::{Row, StoreError};

use crate::{AppError, Archive};

/// What is asked.
#[derive(Clone, Default)]
pub struct SearchRequest {
    /// The words; empty asks for everything.
    pub text: String,
    /// What narrows it.
    pub filters: Filters,
    /// The order of the answer.
    pub sort: Sort,
    /// How many results to pass over.
    pub offset: usize,
    /// How many results to give.
    pub limit: usize,
    /// Whether to count by kind, year and issuer.
    pub facets: bool,
    /// Whether to give snippets and warnings, which reads each document's text.
    pub snippets: bool,
}

/// A document that answers.
#[derive(Debug)]
pub struct SearchHit {
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
    /// How many documents the index does not show as they are.
    pub index_lag: u64,
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
        let index_lag = self.index_lag()?;
        let Some(index) = &self.index else {
            return Ok(SearchAnswer { index_lag, ..SearchAnswer::default() });
        };
        let found = index.search(&Question {
            text: &request.text,
            filters: &request.filters,
            sort: request.sort,
            offset: request.offset,
            limit: request.limit,
            facets: request.facets,
        })?;
        let hits = self.read(|reader| {
            let mut hits = Vec::with_capacity(found.hits.len());
            for hit in &found.hits {
                // The index may be a moment behind: a document that is gone is not shown.
                let Some(row) = reader.row(hit.no)? else { continue };
                let (snippet, warnings) = if request.snippets {
                    (snippet(reader, &found.matcher, hit.no)?, reader.warnings(hit.no)?)
                } else {
                    (None, Vec::new())
                };
                hits.push(SearchHit { score: hit.score, row, snippet, warnings });
            }
            Ok(hits)
        })?;
        Ok(SearchAnswer {
            total: found.total,
            hits,
            facets: found.facets,
            relaxed: found.relaxed,
            number: found.number,
            words: found.words,
            index_lag,
        })
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

fn snippet(
    reader: &vankho_store::Reader<'_>,
    matcher: &Matcher,
    no: u64,
) -> Result<Option<Snippet>, StoreError> {
    if matcher.is_empty() {
        return Ok(None);
    }
    let pages = reader.text(no)?;
    Ok(matcher.snippet(pages.iter().map(String::as_str)))
}
