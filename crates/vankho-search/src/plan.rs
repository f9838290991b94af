//! From words to a tantivy query.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use tantivy::Searcher;
use tantivy::query::{
    BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as TantivyQuery, TermQuery,
    TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term};

use crate::SearchError;
use crate::abbreviations::Abbreviations;
use crate::analysis::WordTerms;
use crate::highlight::{Shape, Sought};
use crate::narrow::unscored;
use crate::number_query::NumberMatch;
use crate::pairs::pair;
use crate::prefix::completions;
use crate::query::{Form, Group, Query};
use crate::rank::RankTerm;
use crate::schema::IndexFields;
use crate::values::Values;

type Clause = Box<dyn TantivyQuery>;

/// What the number itself is worth; no sum of other clauses of its query comes near.
const OWN_NUMBER: f32 = 1000.0;
/// The year beside a number ("nghị quyết 04 năm 2016") outweighs every word.
const OWN_YEAR: f32 = 100.0;
/// The archive's own issuer comes first among documents that are equal but for it.
const OWN_ISSUER: f32 = 0.5;

/// A word typed without marks among marked ones is meant so if at least one in this many of the words that
/// fold to it is written so; otherwise the marks were left out in a hurry.
const MEANT_BARE: u64 = 20;

/// What a word in the head of a document is worth beside one in its text (nDCG@10 on ALQAC: +.006 to +.009).
const HEAD_PERCENT: u16 = 40;

/// A term of a question is telling if it is in at most one in this many documents.
const TELLING: u64 = 10;

/// Builds queries against one state of the index.
pub(crate) struct Planner<'s> {
    pub searcher: &'s Searcher,
    pub fields: IndexFields,
    pub abbreviations: &'s Abbreviations,
    pub values: &'s Values,
    /// How many documents have each term that was asked about.
    pub frequencies: RefCell<HashMap<Term, u64>>,
}

/// How many of the words a document must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Demand {
    /// Every one.
    All,
    /// Any one; the more, the better it ranks.
    Any,
}

/// A query, and what it looks for, for lighting hits.
pub(crate) struct Plan {
    /// The documents that carry the number asked for, ranked among themselves.
    pub own: Option<Clause>,
    /// The documents that hold the words.
    pub words: Clause,
    /// The terms that choose the documents of a question; empty when `words` scores them.
    pub choosing: Vec<RankTerm>,
    /// The terms that only rank.
    pub ranking: Vec<RankTerm>,
    pub sought: Vec<Sought>,
}

impl Planner<'_> {
    pub fn plan(
        &self,
        query: &Query,
        number: Option<&NumberMatch>,
        demand: Demand,
    ) -> Result<Plan, SearchError> {
        let is_marked = query.is_marked();
        let mut sought = Vec::new();
        let (mut demanded, mut choosing) = (Vec::new(), Vec::new());
        let mut ranking = if query.in_subject { Vec::new() } else { self.ranking(query, is_marked)? };
        match demand {
            Demand::All => demanded = self.demanded(query, is_marked, &mut sought)?,
            Demand::Any => {
                (choosing, ranking) = self.choosing(query, is_marked, ranking, &mut sought)?;
                let any = choosing.iter().map(|term| self.plain(&term.term)).collect();
                if !query.groups.is_empty() {
                    demanded.push((Occur::Must, Box::new(BooleanQuery::union(any)) as Clause));
                }
            }
        }
        let mut fixed: Vec<(Occur, Clause)> = Vec::new();
        for any in &query.any_of {
            let mut ways = Vec::with_capacity(any.len());
            for group in any {
                ways.push(self.group(query, group, is_marked, &mut sought)?);
            }
            fixed.push((Occur::Must, Box::new(BooleanQuery::union(ways))));
        }
        for near in &query.near {
            let (one, other) =
                (self.choose_terms(&near.one, is_marked)?, self.choose_terms(&near.other, is_marked)?);
            let (one_folded, other_folded) = (folded_words(&near.one), folded_words(&near.other));
            let ways = vec![
                self.phrase(
                    query,
                    &[one.clone(), other.clone()].concat(),
                    &[&one_folded[..], &other_folded].concat(),
                    near.between,
                ),
                self.phrase(
                    query,
                    &[other.clone(), one.clone()].concat(),
                    &[&other_folded[..], &one_folded].concat(),
                    near.between,
                ),
            ];
            fixed.push((Occur::Must, Box::new(BooleanQuery::union(ways))));
            sought.push(Sought::words(one, label(&query.text, &near.one)));
            sought.push(Sought::words(other, label(&query.text, &near.other)));
        }
        for group in &query.without {
            let mut unlit = Vec::new();
            let left_out = self.group(query, group, is_marked, &mut unlit)?;
            // tantivy 0.27 asks an excluded phrase for documents before the one it stands at, which a phrase can't
            // answer and a union can; a union of one is the phrase itself, so it is named twice.
            let left_out = BooleanQuery::union(vec![left_out.box_clone(), left_out]);
            fixed.push((Occur::MustNot, Box::new(left_out)));
        }
        if let (Demand::All, Some(respelled)) = (demand, number.and_then(|n| n.respelled.as_ref())) {
            let words = respelled.iter().map(|word| (Occur::Must, self.word(query, word)));
            let ways = vec![joined(demanded), Box::new(BooleanQuery::new(words.collect())) as Clause];
            demanded = vec![(Occur::Must, Box::new(BooleanQuery::union(ways)))];
        }
        let words = with_fixed(demanded, fixed);
        let own = number.map(|number| self.own_number(query, number, is_marked)).transpose()?;
        Ok(Plan { own, words, choosing, ranking, sought })
    }

    /// One clause for each group, its abbreviations beside it.
    fn demanded(
        &self,
        query: &Query,
        is_marked: bool,
        sought: &mut Vec<Sought>,
    ) -> Result<Vec<(Occur, Clause)>, SearchError> {
        let mut clauses = Vec::new();
        let mut seen = HashSet::new();
        let groups = &query.groups;
        let mut at = 0;
        while at < groups.len() {
            let singles: Vec<&WordTerms> =
                groups[at..].iter().map_while(|group| group.single()).map(|word| &word.terms).collect();
            let (len, short) = match self.abbreviations.short_form(&singles) {
                Some((len, short)) => (len, Some(short)),
                None => (1, None),
            };
            let mut ways: Vec<Clause> = Vec::with_capacity(len);
            for group in &groups[at..at + len] {
                // A word that comes again asks for nothing more.
                if group.form == Form::Prefix || seen.insert(self.choose_terms(group, is_marked)?) {
                    ways.push(self.group(query, group, is_marked, sought)?);
                }
            }
            let long: Vec<Vec<String>> = match groups[at].single() {
                Some(word) if short.is_none() => self
                    .abbreviations
                    .long_forms(&word.terms)
                    .map(|long| long.iter().map(|word| word.folded.clone()).collect())
                    .collect(),
                _ => Vec::new(),
            };
            let others = short.map(|short| vec![short.exact.clone()]).into_iter().chain(long);
            let others: Vec<Vec<String>> = others.collect();
            for terms in &others {
                sought.push(Sought::other_form(terms.clone()));
            }
            self.join_forms(query, ways, &others, &mut clauses);
            at += len;
        }
        Ok(clauses)
    }

    /// The words of a stretch, or another form of it.
    fn join_forms(
        &self,
        query: &Query,
        ways: Vec<Clause>,
        others: &[Vec<String>],
        clauses: &mut Vec<(Occur, Clause)>,
    ) {
        if others.is_empty() || ways.is_empty() {
            clauses.extend(ways.into_iter().map(|way| (Occur::Must, way)));
            return;
        }
        let whole = BooleanQuery::new(ways.into_iter().map(|way| (Occur::Must, way)).collect());
        let others = others.iter().map(|terms| self.phrase(query, terms, terms, 0));
        let forms = std::iter::once(Box::new(whole) as Clause).chain(others).collect();
        clauses.push((Occur::Must, Box::new(BooleanQuery::union(forms))));
    }

    /// Neighbours of the query that are neighbours, and words in the head, rank a document higher.
    fn ranking(&self, query: &Query, is_marked: bool) -> Result<Vec<RankTerm>, SearchError> {
        let folded: Vec<&str> = query.words().map(|word| word.terms.folded.as_str()).collect();
        let mut pairs: Vec<String> = folded.windows(2).map(|two| pair(two[0], two[1])).collect();
        if let Some(last) = query.groups.last().filter(|last| last.form == Form::Prefix && folded.len() > 1) {
            for begun in last.words[0].terms.beginnings() {
                let begun = pair(folded[folded.len() - 2], &begun);
                let going_on = completions(self.searcher, self.fields.pairs, &begun)?;
                pairs.extend(going_on.into_iter().take(PAIRS_BEGUN));
            }
        }
        let mut heads: Vec<String> = Vec::new();
        for group in query.groups.iter().filter(|group| group.form != Form::Prefix) {
            heads.extend(self.choose_terms(group, is_marked)?);
        }
        let pairs = pairs.iter().map(|text| rank_term(self.fields.pairs, text, 100));
        let heads = heads.iter().map(|text| rank_term(self.fields.head, text, HEAD_PERCENT));
        let mut terms: Vec<RankTerm> = pairs.chain(heads).collect();
        terms.sort();
        terms.dedup();
        Ok(terms)
    }

    /// Parts the terms of a question into those that choose documents and those that only rank them: what is in a
    /// tenth of all documents tells little, and a document without any telling term answers no question.
    fn choosing(
        &self,
        query: &Query,
        is_marked: bool,
        ranking: Vec<RankTerm>,
        sought: &mut Vec<Sought>,
    ) -> Result<(Vec<RankTerm>, Vec<RankTerm>), SearchError> {
        let mut terms = ranking;
        for group in &query.groups {
            let words = self.choose_terms(group, is_marked)?;
            terms.extend(
                words.iter().map(|text| RankTerm { term: self.word_term(query, text), percent: 100 }),
            );
            if !sought.iter().any(|one: &Sought| one.terms == words) {
                sought.push(Sought::words(words, label(&query.text, group)));
            }
        }
        for terms_of in self.other_forms(query) {
            let pairs =
                terms_of.windows(2).map(|two| rank_term(self.fields.pairs, &pair(&two[0], &two[1]), 100));
            match &terms_of[..] {
                [only] => terms.push(RankTerm { term: self.word_term(query, only), percent: 100 }),
                _ => terms.extend(pairs),
            }
            sought.push(Sought::other_form(terms_of));
        }
        terms.sort();
        terms.dedup();
        let most = self.searcher.num_docs() / TELLING;
        let (mut choosing, mut only_ranking) = (Vec::new(), Vec::new());
        for term in terms.iter().cloned() {
            let is_telling =
                term.term.field() != self.fields.head && self.documents_with(term.term.clone())? <= most;
            if is_telling { &mut choosing } else { &mut only_ranking }.push(term);
        }
        let is_nowhere =
            |term: &RankTerm| self.documents_with(term.term.clone()).is_ok_and(|count| count == 0);
        if choosing.iter().all(is_nowhere) {
            return Ok((terms, Vec::new()));
        }
        Ok((choosing, only_ranking))
    }

    /// Abbreviations for stretches of the query, and what its abbreviations stand for.
    fn other_forms(&self, query: &Query) -> Vec<Vec<String>> {
        let mut forms = Vec::new();
        for (at, group) in query.groups.iter().enumerate() {
            let singles: Vec<&WordTerms> =
                query.groups[at..].iter().map_while(Group::single).map(|word| &word.terms).collect();
            if let Some((_, short)) = self.abbreviations.short_form(&singles) {
                forms.push(vec![short.exact.clone()]);
            }
            if let Some(word) = group.single() {
                let long = self.abbreviations.long_forms(&word.terms);
                forms.extend(long.map(|long| long.iter().map(|word| word.folded.clone()).collect()));
            }
        }
        forms
    }

    /// Documents that carry the number: by how many other words they hold, the archive's own first.
    fn own_number(
        &self,
        query: &Query,
        number: &NumberMatch,
        is_marked: bool,
    ) -> Result<Clause, SearchError> {
        let scored = |query: Clause, score: f32| Box::new(ConstScoreQuery::new(query, score)) as Clause;
        let mut clauses: Vec<(Occur, Clause)> = Vec::new();
        for (i, key) in number.keys.iter().enumerate() {
            let term =
                TermQuery::new(Term::from_field_text(self.fields.number, key), IndexRecordOption::Basic);
            let is_last = i + 1 == number.keys.len();
            clauses.push((
                if is_last { Occur::Must } else { Occur::Should },
                scored(Box::new(term), OWN_NUMBER),
            ));
        }
        let mut first = 0;
        for group in &query.groups {
            let words = first..first + group.words.len();
            first = words.end;
            if words.clone().all(|word| number.words.contains(&word)) {
                continue;
            }
            let mut unlit = Vec::new();
            clauses.push((Occur::Should, scored(self.group(query, group, is_marked, &mut unlit)?, 1.0)));
            let years = group.words.iter().filter_map(|word| word.terms.folded.parse::<u64>().ok());
            for year in years.filter(|year| (1900..2100).contains(year)) {
                let term =
                    TermQuery::new(Term::from_field_u64(self.fields.year, year), IndexRecordOption::Basic);
                clauses.push((Occur::Should, scored(Box::new(term), OWN_YEAR)));
            }
        }
        if let Some(issuer) = self.values.own_issuer() {
            let term =
                TermQuery::new(Term::from_field_text(self.fields.issuer, issuer), IndexRecordOption::Basic);
            clauses.push((Occur::Should, scored(Box::new(term), OWN_ISSUER)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// A group as a query, noting what to light.
    fn group(
        &self,
        query: &Query,
        group: &Group,
        is_marked: bool,
        sought: &mut Vec<Sought>,
    ) -> Result<Clause, SearchError> {
        let label = label(&query.text, group);
        let body = self.body_of(query);
        if group.form == Form::Prefix {
            let word = &group.words[0].terms;
            let mut ways = Vec::new();
            for begun in word.beginnings() {
                let going_on = completions(self.searcher, body, &begun)?;
                ways.extend(going_on.iter().map(|text| Term::from_field_text(body, text)));
                sought.push(Sought { terms: vec![begun], label: label.clone(), shape: Shape::Prefix });
            }
            // Ways to go on are not told apart by how rare they are; the word itself, if it is one, is.
            let any = unscored(Box::new(TermSetQuery::new(ways)));
            return Ok(Box::new(BooleanQuery::union(vec![any, self.word(query, &word.folded)])));
        }
        let terms = self.choose_terms(group, is_marked)?;
        if !sought.iter().any(|one: &Sought| one.terms == terms) {
            sought.push(Sought::words(terms.clone(), label));
        }
        let slop = if let Form::Phrase(slop) = group.form { slop } else { 0 };
        Ok(self.phrase(query, &terms, &folded_words(group), slop))
    }

    /// Words that follow one another. Texts keep the places of folded words only: that the words are written with
    /// their marks too is asked of the document, not of the place.
    fn phrase(&self, query: &Query, terms: &[String], folded: &[String], slop: u32) -> Clause {
        match terms {
            [] => Box::new(EmptyQuery),
            [only] => self.word(query, only),
            _ if query.in_subject => self.in_places(self.fields.subject, terms, slop),
            many => {
                let mut clauses = vec![(Occur::Must, self.in_places(self.fields.body, folded, slop))];
                let marked = many.iter().filter(|text| text.starts_with('='));
                clauses.extend(marked.map(|text| (Occur::Must, unscored(self.word(query, text)))));
                joined(clauses)
            }
        }
    }

    fn in_places(&self, field: Field, terms: &[String], slop: u32) -> Clause {
        let mut phrase =
            PhraseQuery::new(terms.iter().map(|text| Term::from_field_text(field, text)).collect());
        phrase.set_slop(slop);
        Box::new(phrase)
    }

    fn word(&self, query: &Query, text: &str) -> Clause {
        Box::new(TermQuery::new(self.word_term(query, text), IndexRecordOption::WithFreqs))
    }

    fn word_term(&self, query: &Query, text: &str) -> Term {
        let field = match (query.in_subject, text.starts_with('=')) {
            (true, _) => self.fields.subject,
            (false, true) => self.fields.exact,
            (false, false) => self.fields.body,
        };
        Term::from_field_text(field, text)
    }

    fn plain(&self, term: &Term) -> Clause {
        Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic))
    }

    fn body_of(&self, query: &Query) -> Field {
        if query.in_subject { self.fields.subject } else { self.fields.body }
    }

    fn choose_terms(&self, group: &Group, query_is_marked: bool) -> Result<Vec<String>, SearchError> {
        group.words.iter().map(|word| self.choose_term(&word.terms, query_is_marked)).collect()
    }

    /// A marked word asks for its marks; an unmarked one for any, unless it is meant to have none.
    fn choose_term(&self, word: &WordTerms, query_is_marked: bool) -> Result<String, SearchError> {
        let ask_exact = !word.is_number()
            && query_is_marked
            && (if word.marked {
                // Nothing is spelled so: an unmarked text may still hold the word.
                self.frequency(&word.exact)? > 0
            } else {
                self.frequency(&word.exact)? * MEANT_BARE >= self.frequency(&word.folded)?
            });
        Ok(if ask_exact { word.exact.clone() } else { word.folded.clone() })
    }

    /// How many texts hold a term.
    pub fn frequency(&self, text: &str) -> Result<u64, SearchError> {
        let field = if text.starts_with('=') { self.fields.exact } else { self.fields.body };
        self.documents_with(Term::from_field_text(field, text))
    }

    fn documents_with(&self, term: Term) -> Result<u64, SearchError> {
        if let Some(known) = self.frequencies.borrow().get(&term) {
            return Ok(*known);
        }
        let documents = self.searcher.doc_freq(&term)?;
        self.frequencies.borrow_mut().insert(term, documents);
        Ok(documents)
    }

    /// How many texts hold two neighbours.
    pub fn pair_frequency(&self, first: &str, second: &str) -> Result<u64, SearchError> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(self.fields.pairs, &pair(first, second)))?)
    }
}

/// Ways to go on that rank a document higher while its query is typed.
const PAIRS_BEGUN: usize = 8;

fn rank_term(field: Field, text: &str, percent: u16) -> RankTerm {
    RankTerm { term: Term::from_field_text(field, text), percent }
}

fn folded_words(group: &Group) -> Vec<String> {
    group.words.iter().map(|word| word.terms.folded.clone()).collect()
}

fn label(text: &str, group: &Group) -> String {
    match (group.words.first(), group.words.last()) {
        (Some(first), Some(last)) => text[first.at.start..last.at.end].to_owned(),
        _ => String::new(),
    }
}

fn joined(mut clauses: Vec<(Occur, Clause)>) -> Clause {
    match clauses.len() {
        0 => Box::new(EmptyQuery),
        1 => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    }
}

/// What is demanded, and what holds whatever is demanded.
fn with_fixed(demanded: Vec<(Occur, Clause)>, mut fixed: Vec<(Occur, Clause)>) -> Clause {
    if fixed.is_empty() {
        return joined(demanded);
    }
    if !demanded.is_empty() {
        fixed.push((Occur::Must, joined(demanded)));
    } else if fixed.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        fixed.push((Occur::Must, Box::new(tantivy::query::AllQuery)));
    }
    Box::new(BooleanQuery::new(fixed))
}
