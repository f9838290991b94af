//! Answering a question.

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query as TantivyQuery};
use tantivy::{DocAddress, Order, Score, Searcher};
use vankho_model::{Filters, Sort};

use crate::analysis::WordTerms;
use crate::correct::correct;
use crate::facets::{FacetCollector, Facets};
use crate::narrow::{narrow, unscored};
use crate::number_query::{NumberAsked, NumberMatch, find_number};
use crate::plan::{Demand, Plan, Planner};
use crate::query::{Chip, ChipKind, Query, parse};
use crate::rank::Ranker;
use crate::schema::{DATE, ISSUER_ORDER, NO, REGISTER, SUBJECT_ORDER};
use crate::statistics::Statistics;
use crate::view::View;
use crate::word::RankTerm;
use crate::{Matcher, SearchError, SearchIndex};

/// A query of more groups of words is a whole question: the best documents needn't hold every word.
const QUESTION: usize = 5;

/// Documents with one number that are put in order among themselves; more is a bare "1" in a large archive.
const MOST_OWN: usize = 2_000;

/// What is asked.
#[derive(Clone, Default)]
pub struct Question<'q> {
    /// The query, in the language of `docs/query-language.md`; empty asks for everything.
    pub text: &'q str,
    /// What narrows it beside the query.
    pub filters: Filters,
    /// Earlier queries whose results this one searches within.
    pub within: &'q [String],
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
}

/// A document that answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its ordinal in the catalogue.
    pub no: u64,
    /// Its rank; 0 in orders that don't rank.
    pub score: f32,
    /// Whether it carries the number that was asked for itself.
    pub is_itself: bool,
}

/// The answer.
#[derive(Debug, Default)]
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
    /// The pieces of the query that mean more than words.
    pub chips: Vec<Chip>,
    /// What was probably meant, when nothing is found as it was typed: the hits are this query's.
    pub suggestion: Option<String>,
    /// Lights the hits in a text.
    pub matcher: Matcher,
}

impl SearchIndex {
    /// Answers a question. Never fails because of what was asked.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn search(&self, question: &Question<'_>) -> Result<Found, SearchError> {
        let view = self.view()?;
        let query = parse(question.text, &*view.values, question.typing);
        let found = view.answer(question, &query)?;
        let may_be_slip = found.relaxed || found.total == 0;
        if may_be_slip && !query.groups.is_empty() && query.groups.len() <= QUESTION && found.number.is_none()
        {
            let Some(text) = correct(&view.planner(), &query)? else { return Ok(found) };
            let meant = parse(&text, &*view.values, question.typing);
            let corrected = view.answer(question, &meant)?;
            if corrected.total > 0 && !corrected.relaxed {
                return Ok(Found { suggestion: Some(text), ..corrected });
            }
        }
        Ok(found)
    }

    /// Makes what lights the hits of a query in the text of a document.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn matcher(&self, query: &str) -> Result<Matcher, SearchError> {
        let view = self.view()?;
        let query = parse(query, &*view.values, false);
        Ok(Matcher::new(view.planner().plan(&query, None, Demand::All)?.sought))
    }
}

impl View {
    fn answer(&self, question: &Question<'_>, query: &Query) -> Result<Found, SearchError> {
        let words: Vec<WordTerms> = query.words().map(|word| word.terms.clone()).collect();
        let planner = self.planner();
        let number =
            if query.in_subject { None } else { find_number(&words, planner.searcher, &planner.fields)? };
        let is_question = query.groups.len() > QUESTION;
        let ask = |demand: Demand| {
            let plan = planner.plan(query, number.as_ref(), demand)?;
            let round = Round { planner: &planner, question, query, number: number.as_ref() };
            round.answer(plan, demand)
        };
        let found = ask(if is_question { Demand::Any } else { Demand::All })?;
        let may_relax = found.total == 0 && !is_question && query.groups.len() > 1;
        if may_relax { ask(Demand::Any) } else { Ok(found) }
    }
}

type Scored = Vec<(Score, DocAddress)>;

/// The documents that hold the words.
struct Others {
    query: Box<dyn TantivyQuery>,
    choosing: Vec<RankTerm>,
    every: Option<Vec<RankTerm>>,
    ranking: Vec<RankTerm>,
}

/// One attempt at an answer.
struct Round<'r> {
    planner: &'r Planner<'r>,
    question: &'r Question<'r>,
    query: &'r Query,
    number: Option<&'r NumberMatch>,
}

impl Round<'_> {
    fn answer(&self, plan: Plan, demand: Demand) -> Result<Found, SearchError> {
        let Plan { own, words, choosing, every, ranking, sought } = plan;
        let is_everything = self.query.has_no_words() && self.query.without.is_empty();
        let words = self.within(if is_everything { Box::new(AllQuery) } else { words })?;
        let own = own.map(|own| self.within(own)).transpose()?;
        let either = match &own {
            Some(own) => Box::new(BooleanQuery::union(vec![own.box_clone(), words.box_clone()]))
                as Box<dyn TantivyQuery>,
            None => words.box_clone(),
        };
        let searcher = self.planner.searcher;
        let (question, all) = (self.question, self.narrowed(either.box_clone(), &self.question.filters));
        let top = || TopDocs::with_limit(question.limit.max(1)).and_offset(question.offset);
        let is_ranked = question.sort == Sort::Relevance && !self.query.has_no_words() && question.limit > 0;
        let mut counted = None;
        let hits = match question.sort {
            _ if question.limit == 0 => Vec::new(),
            _ if is_ranked => {
                let own = own.map(|own| self.narrowed(own, &question.filters));
                let query = self.narrowed(words, &question.filters);
                let others = Others { query, choosing, every, ranking };
                let (hits, total) = self.ranked(own, others)?;
                counted = total;
                hits
            }
            Sort::Relevance | Sort::Newest => by_column(searcher, &all, top(), DATE, Order::Desc)?,
            Sort::Oldest => by_column(searcher, &all, top(), DATE, Order::Asc)?,
            Sort::Number => by_column(searcher, &all, top(), REGISTER, Order::Asc)?,
            Sort::Issuer => by_text(searcher, &all, top(), ISSUER_ORDER)?,
            Sort::Subject => by_text(searcher, &all, top(), SUBJECT_ORDER)?,
        };
        let total = match counted {
            Some(total) => total,
            None => searcher.search(&all, &Count)? as u64,
        };
        let facets = question.facets.then(|| self.count_facets(either.as_ref())).transpose()?;
        Ok(Found {
            total,
            hits,
            facets,
            relaxed: demand == Demand::Any && !self.query.groups.is_empty(),
            number: self.number.map(|number| number.asked.clone()),
            words: self.words_beside_number(),
            chips: self.chips(),
            suggestion: None,
            matcher: Matcher::new(sought),
        })
    }

    fn narrowed(&self, query: Box<dyn TantivyQuery>, filters: &Filters) -> Box<dyn TantivyQuery> {
        let fields = &self.planner.fields;
        narrow(narrow(query, &self.query.filters, fields), filters, fields)
    }

    /// Only what the earlier queries found too.
    fn within(&self, query: Box<dyn TantivyQuery>) -> Result<Box<dyn TantivyQuery>, SearchError> {
        if self.question.within.is_empty() {
            return Ok(query);
        }
        let mut clauses = vec![(Occur::Must, query)];
        for text in self.question.within {
            let earlier = parse(text, self.planner.values, false);
            let words: Vec<WordTerms> = earlier.words().map(|word| word.terms.clone()).collect();
            let number = find_number(&words, self.planner.searcher, &self.planner.fields)?;
            let demand = if earlier.groups.len() > QUESTION { Demand::Any } else { Demand::All };
            let Plan { own, words, .. } = self.planner.plan(&earlier, number.as_ref(), demand)?;
            let is_everything = earlier.has_no_words() && earlier.without.is_empty();
            let words = if is_everything { Box::new(AllQuery) } else { words };
            let either = BooleanQuery::union(own.into_iter().chain([words]).collect());
            let narrowed = narrow(Box::new(either), &earlier.filters, &self.planner.fields);
            clauses.push((Occur::Must, unscored(narrowed)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// The documents that carry the number, then those that hold the words; and how many there are, where that
    /// was found out by the way.
    fn ranked(
        &self,
        own: Option<Box<dyn TantivyQuery>>,
        others: Others,
    ) -> Result<(Vec<Hit>, Option<u64>), SearchError> {
        let searcher = self.planner.searcher;
        let (offset, limit) = (self.question.offset, self.question.limit);
        let Some(own) = own else {
            let (best, total) = self.best(&others, offset + limit, false)?;
            let best = best.into_iter().skip(offset).take(limit);
            return Ok((in_order(searcher, best.collect(), false)?, total));
        };
        let top = TopDocs::with_limit(MOST_OWN).order_by_score();
        let hits = in_order(searcher, searcher.search(&own, &top)?, true)?;
        let own_count = hits.len();
        let mut hits: Vec<Hit> = hits.into_iter().skip(offset).take(limit).collect();
        if hits.len() < limit {
            let query = BooleanQuery::new(vec![(Occur::Must, others.query), (Occur::MustNot, own)]);
            let others = Others { query: Box::new(query), ..others };
            let skipped = offset.saturating_sub(own_count);
            let (best, _) = self.best(&others, skipped + limit - hits.len(), true)?;
            let best = best.into_iter().skip(skipped).take(limit - hits.len());
            hits.extend(in_order(searcher, best.collect(), false)?);
        }
        Ok((hits, None))
    }

    /// The best documents that hold the words, at least `shown` if there are.
    fn best(
        &self,
        others: &Others,
        shown: usize,
        is_narrowed: bool,
    ) -> Result<(Scored, Option<u64>), SearchError> {
        let Planner { searcher, fields, .. } = *self.planner;
        let ranker = Ranker { searcher, fields };
        let most = Ranker::closely(shown);
        let is_narrowed = is_narrowed
            || !self.question.filters.is_empty()
            || !self.query.filters.is_empty()
            || !self.question.within.is_empty()
            || self.query.has_conditions();
        if let Some(every) = others.every.as_ref().filter(|_| !is_narrowed) {
            let (best, total) = ranker.gather_all(every, most)?;
            return Ok((ranker.look_closely(best, &others.ranking)?, Some(total)));
        }
        if others.choosing.is_empty() {
            let statistics = Statistics { searcher, fields };
            let collector = (TopDocs::with_limit(most).order_by_score(), Count);
            let (best, total) =
                searcher.search_with_statistics_provider(&others.query, &collector, &statistics)?;
            return Ok((ranker.look_closely(best, &others.ranking)?, Some(total as u64)));
        }
        let allowed = is_narrowed.then_some(others.query.as_ref());
        let (best, total) = ranker.gather(&others.choosing, allowed, most)?;
        Ok((ranker.look_closely(best, &others.ranking)?, Some(total)))
    }

    /// Counts each facet under the filters of the other facets, so that a choice can be changed.
    fn count_facets(&self, query: &dyn TantivyQuery) -> Result<Facets, SearchError> {
        let filters = &self.question.filters;
        let count = |filters: &Filters| -> Result<Facets, SearchError> {
            Ok(self.planner.searcher.search(&self.narrowed(query.box_clone(), filters), &FacetCollector)?)
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
        if !filters.signers.is_empty() || !filters.without_signers.is_empty() {
            let others = Filters { signers: Vec::new(), without_signers: Vec::new(), ..filters.clone() };
            facets.signers = count(&others)?.signers;
        }
        if !filters.tags.is_empty() || !filters.without_tags.is_empty() {
            let others = Filters { tags: Vec::new(), without_tags: Vec::new(), ..filters.clone() };
            facets.tags = count(&others)?.tags;
        }
        if !filters.dossiers.is_empty() || !filters.without_dossiers.is_empty() {
            let others = Filters { dossiers: Vec::new(), without_dossiers: Vec::new(), ..filters.clone() };
            facets.dossiers = count(&others)?.dossiers;
        }
        Ok(facets)
    }

    fn words_beside_number(&self) -> Vec<String> {
        let in_number = self.number.map_or(0..0, |number| number.words.clone());
        let words = self.query.words().enumerate();
        let beside = words.filter(|(i, word)| !in_number.contains(i) || !word.terms.is_number());
        beside.map(|(_, word)| word.terms.folded.clone()).collect()
    }

    fn chips(&self) -> Vec<Chip> {
        let words: Vec<_> = self.query.words().collect();
        let number = self.number.and_then(|number| {
            let first = number.words.start;
            // "số" before a number goes with it.
            let has_label = first > 0 && words[first - 1].terms.folded == "so";
            let start = words.get(if has_label { first - 1 } else { first })?.at.start;
            let end = words.get(number.words.end.checked_sub(1)?)?.at.end;
            let shown = self.query.text.get(words[first].at.start..end)?;
            Some(Chip::of(ChipKind::Number, shown, &self.query.text, start..end))
        });
        number.into_iter().chain(self.query.chips.iter().cloned()).collect()
    }
}

/// Reads what was found; among equals the newer comes first.
fn in_order(
    searcher: &Searcher,
    top: Vec<(Score, DocAddress)>,
    is_itself: bool,
) -> Result<Vec<Hit>, SearchError> {
    let mut hits = Vec::with_capacity(top.len());
    for (score, address) in top {
        let columns = searcher.segment_reader(address.segment_ord).fast_fields();
        let date = columns.u64(DATE)?.first(address.doc_id).unwrap_or_default();
        hits.push((date, Hit { no: ordinal(searcher, address)?, score, is_itself }));
    }
    hits.sort_by(|(date, hit), (other_date, other)| {
        other.score.total_cmp(&hit.score).then(other_date.cmp(date))
    });
    Ok(hits.into_iter().map(|(_, hit)| hit).collect())
}

fn by_column(
    searcher: &Searcher,
    query: &dyn TantivyQuery,
    top: TopDocs,
    column: &str,
    order: Order,
) -> Result<Vec<Hit>, SearchError> {
    let top = searcher.search(query, &top.order_by_fast_field::<u64>(column, order))?;
    unranked(searcher, top.into_iter().map(|(_, address)| address))
}

fn by_text(
    searcher: &Searcher,
    query: &dyn TantivyQuery,
    top: TopDocs,
    column: &str,
) -> Result<Vec<Hit>, SearchError> {
    let top = searcher.search(query, &top.order_by_string_fast_field(column, Order::Asc))?;
    unranked(searcher, top.into_iter().map(|(_, address)| address))
}

fn unranked(searcher: &Searcher, top: impl Iterator<Item = DocAddress>) -> Result<Vec<Hit>, SearchError> {
    top.map(|address| Ok(Hit { no: ordinal(searcher, address)?, score: 0.0, is_itself: false })).collect()
}

pub(crate) fn ordinal(searcher: &Searcher, address: DocAddress) -> Result<u64, SearchError> {
    let column = searcher.segment_reader(address.segment_ord).fast_fields().u64(NO)?;
    Ok(column.first(address.doc_id).unwrap_or_default())
}
