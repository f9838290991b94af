//! Answering a question.

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, Query};
use tantivy::{DocAddress, Order, Score, Searcher};
use vankho_model::{Filters, Sort};

use crate::analysis::WordTerms;
use crate::facets::{FacetCollector, Facets};
use crate::lexer::{Lexed, lex};
use crate::number_query::{NumberAsked, NumberMatch, find_number};
use crate::plan::{Demand, Planner};
use crate::schema::{DATE, NO, REGISTER};
use crate::statistics::Statistics;
use crate::{Matcher, SearchError, SearchIndex};

/// A query of more groups of words is a whole question: the best documents needn't hold every word.
const QUESTION: usize = 5;

/// What is asked.
#[derive(Clone)]
pub struct Question<'q> {
    /// The words; empty asks for everything.
    pub text: &'q str,
    /// What narrows it.
    pub filters: &'q Filters,
    /// The order of the answer.
    pub sort: Sort,
    /// How many results to pass over.
    pub offset: usize,
    /// How many results to give.
    pub limit: usize,
    /// Whether to count by kind, year and issuer.
    pub facets: bool,
}

/// A document that answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its ordinal in the catalogue.
    pub no: u64,
    /// Its rank; 0 in orders that don't rank.
    pub score: f32,
}

/// The answer.
#[derive(Debug)]
pub struct Found {
    /// How many documents answer.
    pub total: u64,
    /// The ones asked for, in order.
    pub hits: Vec<Hit>,
    /// Counts, if asked for.
    pub facets: Option<Facets>,
    /// Whether documents without some of the words were let in.
    pub relaxed: bool,
    /// The document number that was understood.
    pub number: Option<NumberAsked>,
    /// The words beside the number, folded.
    pub words: Vec<String>,
    /// Lights the hits in a text.
    pub matcher: Matcher,
}

impl SearchIndex {
    /// Answers a question. Never fails because of what was asked.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn search(&self, question: &Question<'_>) -> Result<Found, SearchError> {
        let generation = self.generation();
        let searcher = generation.reader.searcher();
        let planner = Planner { searcher: &searcher, fields: generation.fields };
        let lexed = lex(question.text);
        let words: Vec<WordTerms> = lexed.words().cloned().collect();
        let number = find_number(&words, &searcher, &generation.fields)?;
        if words.is_empty() {
            return answer(&planner, question, &AllQuery, Understood::default());
        }
        let is_question = lexed.groups.len() > QUESTION;
        let ask = |demand: Demand| {
            let plan = planner.plan(&lexed, number.as_ref(), demand)?;
            let understood = Understood::of(&lexed, number.as_ref(), Matcher::new(plan.sequences), demand);
            answer(&planner, question, plan.query.as_ref(), understood)
        };
        let found = ask(if is_question { Demand::Any } else { Demand::All })?;
        if found.total == 0 && !is_question && lexed.groups.len() > 1 { ask(Demand::Any) } else { Ok(found) }
    }

    /// Makes what lights the hits of a query in the text of a document.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn matcher(&self, query: &str) -> Result<Matcher, SearchError> {
        let generation = self.generation();
        let searcher = generation.reader.searcher();
        let planner = Planner { searcher: &searcher, fields: generation.fields };
        Ok(Matcher::new(planner.plan(&lex(query), None, Demand::All)?.sequences))
    }
}

#[derive(Default)]
struct Understood {
    number: Option<NumberAsked>,
    words: Vec<String>,
    matcher: Matcher,
    relaxed: bool,
}

impl Understood {
    fn of(lexed: &Lexed, number: Option<&NumberMatch>, matcher: Matcher, demand: Demand) -> Self {
        let in_number = number.map_or(0..0, |number| number.words.clone());
        let beside = |i: &usize, word: &WordTerms| !in_number.contains(i) || !word.is_number();
        let words = lexed
            .words()
            .enumerate()
            .filter(|(i, word)| beside(i, word))
            .map(|(_, word)| word.folded.clone());
        let number = number.map(|number| number.asked.clone());
        Self { words: words.collect(), number, matcher, relaxed: demand == Demand::Any }
    }
}

fn answer(
    planner: &Planner<'_>,
    question: &Question<'_>,
    query: &dyn Query,
    understood: Understood,
) -> Result<Found, SearchError> {
    let searcher = planner.searcher;
    let narrowed = planner.filter(query.box_clone(), question.filters);
    let total = searcher.search(&narrowed, &Count)? as u64;
    let is_everything = understood.matcher.is_empty();
    let top = TopDocs::with_limit(question.limit.max(1)).and_offset(question.offset);
    let hits = match question.sort {
        _ if question.limit == 0 => Vec::new(),
        Sort::Relevance if !is_everything => {
            let statistics = Statistics { searcher, fields: planner.fields };
            let top = top.order_by_score();
            by_score(searcher, searcher.search_with_statistics_provider(&narrowed, &top, &statistics)?)?
        }
        Sort::Relevance | Sort::Newest => by_column(searcher, &narrowed, top, DATE, Order::Desc)?,
        Sort::Oldest => by_column(searcher, &narrowed, top, DATE, Order::Asc)?,
        Sort::Number => by_column(searcher, &narrowed, top, REGISTER, Order::Asc)?,
    };
    let facets = question.facets.then(|| count_facets(planner, query, question.filters)).transpose()?;
    let Understood { number, words, matcher, relaxed } = understood;
    Ok(Found { total, hits, facets, relaxed, number, words, matcher })
}

fn by_score(searcher: &Searcher, top: Vec<(Score, DocAddress)>) -> Result<Vec<Hit>, SearchError> {
    top.into_iter().map(|(score, address)| Ok(Hit { no: ordinal(searcher, address)?, score })).collect()
}

fn by_column(
    searcher: &Searcher,
    query: &dyn Query,
    top: TopDocs,
    column: &str,
    order: Order,
) -> Result<Vec<Hit>, SearchError> {
    let top = searcher.search(query, &top.order_by_fast_field::<u64>(column, order))?;
    top.into_iter().map(|(_, address)| Ok(Hit { no: ordinal(searcher, address)?, score: 0.0 })).collect()
}

fn ordinal(searcher: &Searcher, address: DocAddress) -> Result<u64, SearchError> {
    let column = searcher.segment_reader(address.segment_ord).fast_fields().u64(NO)?;
    Ok(column.first(address.doc_id).unwrap_or_default())
}

/// Counts each facet under the filters of the other facets, so that a choice can be changed.
fn count_facets(planner: &Planner<'_>, query: &dyn Query, filters: &Filters) -> Result<Facets, SearchError> {
    let count = |filters: &Filters| -> Result<Facets, SearchError> {
        Ok(planner.searcher.search(&planner.filter(query.box_clone(), filters), &FacetCollector)?)
    };
    let mut facets = count(filters)?;
    if !filters.kinds.is_empty() || !filters.without_kinds.is_empty() {
        let others = Filters { kinds: Vec::new(), without_kinds: Vec::new(), ..filters.clone() };
        facets.kinds = count(&others)?.kinds;
    }
    if !filters.years.is_empty() || !filters.without_years.is_empty() {
        let others = Filters { years: Vec::new(), without_years: Vec::new(), ..filters.clone() };
        facets.years = count(&others)?.years;
    }
    if !filters.issuers.is_empty() || !filters.without_issuers.is_empty() {
        let others = Filters { issuers: Vec::new(), without_issuers: Vec::new(), ..filters.clone() };
        facets.issuers = count(&others)?.issuers;
    }
    Ok(facets)
}
