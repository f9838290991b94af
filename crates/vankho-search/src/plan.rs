//! From words to a tantivy query.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use tantivy::Searcher;
use tantivy::query::{
    BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as TantivyQuery, RegexPhraseQuery,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term};

use crate::SearchError;
use crate::abbreviations::Abbreviations;
use crate::analysis::{MARK, WordTerms, is_term, pair, unmarked};
use crate::forms::{Forms, completions, forms};
use crate::highlight::{Shape, Sought};
use crate::narrow::unscored;
use crate::number_query::NumberMatch;
use crate::query::{Form, Group, Query};
use crate::schema::IndexFields;
use crate::values::Values;
use crate::word::{RankTerm, Weighed, WordQuery};

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
    /// What each word that was asked about stands for.
    pub known: RefCell<HashMap<(Field, String), Rc<Forms>>>,
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
    /// The words that each document must have, if that is all that `words` asks for.
    pub every: Option<Vec<RankTerm>>,
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
                let any = choosing.iter().flat_map(|term| &term.terms).map(plain).collect();
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
            let ways = vec![
                self.phrase(query, &[one.clone(), other.clone()].concat(), near.between)?,
                self.phrase(query, &[other.clone(), one.clone()].concat(), near.between)?,
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
            let mut words = Vec::with_capacity(respelled.len());
            for word in respelled {
                words.push((Occur::Must, self.word(query, word)?));
            }
            let ways = vec![joined(demanded), Box::new(BooleanQuery::new(words)) as Clause];
            demanded = vec![(Occur::Must, Box::new(BooleanQuery::union(ways)))];
        }
        let is_plain = demand == Demand::All && fixed.is_empty() && number.is_none();
        let every = if is_plain { self.every(query, is_marked)? } else { None };
        let words = with_fixed(demanded, fixed);
        let own = number.map(|number| self.own_number(query, number, is_marked)).transpose()?;
        Ok(Plan { own, words, choosing, every, ranking, sought })
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
            self.join_forms(query, ways, &others, &mut clauses)?;
            at += len;
        }
        Ok(clauses)
    }

    /// The words of a query that asks for all of them and nothing more: no phrase, beginning or abbreviation.
    fn every(&self, query: &Query, is_marked: bool) -> Result<Option<Vec<RankTerm>>, SearchError> {
        if query.groups.iter().any(|group| group.single().is_none()) || !self.other_forms(query).is_empty() {
            return Ok(None);
        }
        let mut every = Vec::with_capacity(query.groups.len());
        for group in &query.groups {
            for text in self.choose_terms(group, is_marked)? {
                let Some(term) = self.rank_term(self.body_of(query), &text, 100)? else { return Ok(None) };
                every.push(term);
            }
        }
        every.sort();
        every.dedup();
        Ok((!every.is_empty()).then_some(every))
    }

    /// The words of a stretch, or another form of it.
    fn join_forms(
        &self,
        query: &Query,
        ways: Vec<Clause>,
        others: &[Vec<String>],
        clauses: &mut Vec<(Occur, Clause)>,
    ) -> Result<(), SearchError> {
        if others.is_empty() || ways.is_empty() {
            clauses.extend(ways.into_iter().map(|way| (Occur::Must, way)));
            return Ok(());
        }
        let whole = BooleanQuery::new(ways.into_iter().map(|way| (Occur::Must, way)).collect());
        let mut forms: Vec<Clause> = vec![Box::new(whole)];
        for terms in others {
            forms.push(self.phrase(query, terms, 0)?);
        }
        clauses.push((Occur::Must, Box::new(BooleanQuery::union(forms))));
        Ok(())
    }

    /// Neighbours of the query that are neighbours, and words in the head, rank a document higher.
    fn ranking(&self, query: &Query, is_marked: bool) -> Result<Vec<RankTerm>, SearchError> {
        let folded: Vec<&str> = query.words().map(|word| word.terms.folded.as_str()).collect();
        let mut pairs: Vec<String> = folded.windows(2).map(|two| pair(two[0], two[1])).collect();
        if let Some(last) = query.groups.last().filter(|last| last.form == Form::Prefix && folded.len() > 1) {
            for begun in last.words[0].terms.beginnings() {
                let begun = pair(folded[folded.len() - 2], &begun);
                let going_on = completions(self.searcher, self.fields.pairs, &begun)?;
                pairs.extend(going_on.into_iter().take(PAIRS_BEGUN).map(|(pair, _)| pair));
            }
        }
        let mut heads: Vec<String> = Vec::new();
        for group in query.groups.iter().filter(|group| group.form != Form::Prefix) {
            heads.extend(self.choose_terms(group, is_marked)?);
        }
        let mut terms = Vec::with_capacity(pairs.len() + heads.len());
        for text in &pairs {
            terms.extend(self.pair_term(text)?);
        }
        for text in &heads {
            terms.extend(self.rank_term(self.fields.head, text, HEAD_PERCENT)?);
        }
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
            for text in &words {
                terms.extend(self.rank_term(self.body_of(query), text, 100)?);
            }
            if !sought.iter().any(|one: &Sought| one.terms == words) {
                sought.push(Sought::words(words, label(&query.text, group)));
            }
        }
        for terms_of in self.other_forms(query) {
            if let [only] = &terms_of[..] {
                terms.extend(self.rank_term(self.body_of(query), only, 100)?);
            }
            for two in terms_of.windows(2) {
                terms.extend(self.pair_term(&pair(&two[0], &two[1]))?);
            }
            sought.push(Sought::other_form(terms_of));
        }
        terms.sort();
        terms.dedup();
        let most = self.searcher.num_docs() / TELLING;
        let is_telling = |term: &RankTerm| term.field() != Some(self.fields.head) && term.documents <= most;
        let (choosing, only_ranking): (Vec<_>, Vec<_>) = terms.iter().cloned().partition(is_telling);
        if choosing.is_empty() {
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
                for (_, forms) in completions(self.searcher, body, &begun)? {
                    ways.extend(forms.terms.iter().map(|(text, _)| Term::from_field_text(body, text)));
                }
                sought.push(Sought { terms: vec![begun], label: label.clone(), shape: Shape::Prefix });
            }
            // Ways to go on are not told apart by how rare they are; the word itself, if it is one, is.
            let any = unscored(Box::new(TermSetQuery::new(ways)));
            return Ok(Box::new(BooleanQuery::union(vec![any, self.word(query, &word.folded)?])));
        }
        let terms = self.choose_terms(group, is_marked)?;
        if !sought.iter().any(|one: &Sought| one.terms == terms) {
            sought.push(Sought::words(terms.clone(), label));
        }
        let slop = if let Form::Phrase(slop) = group.form { slop } else { 0 };
        self.phrase(query, &terms, slop)
    }

    /// Words that follow one another.
    fn phrase(&self, query: &Query, texts: &[String], slop: u32) -> Result<Clause, SearchError> {
        let field = self.body_of(query);
        match texts {
            [] => return Ok(Box::new(EmptyQuery)),
            [only] => return self.word(query, only),
            [one, other] if slop == 0 && !query.in_subject && !is_exact(one) && !is_exact(other) => {
                return self.clause(self.pair_term(&pair(one, other))?);
            }
            _ => {}
        }
        if texts.iter().all(|text| is_term(text)) {
            let terms = texts.iter().map(|text| Term::from_field_text(field, text)).collect();
            let mut phrase = PhraseQuery::new(terms);
            phrase.set_slop(slop);
            return Ok(Box::new(phrase));
        }
        // Words are letters and digits, which mean themselves in a pattern.
        let any_marks = |text: &String| if is_term(text) { text.clone() } else { format!("{text}{MARK}.*") };
        let mut phrase = RegexPhraseQuery::new(field, texts.iter().map(any_marks).collect());
        phrase.set_slop(slop);
        Ok(Box::new(phrase))
    }

    fn word(&self, query: &Query, text: &str) -> Result<Clause, SearchError> {
        self.clause(self.rank_term(self.body_of(query), text, 100)?)
    }

    /// The documents with a word, scored.
    fn clause(&self, word: Option<RankTerm>) -> Result<Clause, SearchError> {
        let weighed = word.map(|word| Weighed::new(self.searcher, &self.fields, &word)).transpose()?;
        Ok(match weighed.flatten() {
            Some(weighed) => Box::new(WordQuery(weighed)),
            None => Box::new(EmptyQuery),
        })
    }

    /// What a word is worth in a field; `None` if no document has it.
    fn rank_term(&self, field: Field, text: &str, percent: u16) -> Result<Option<RankTerm>, SearchError> {
        let forms = self.forms(field, text)?;
        let terms: Vec<Term> =
            forms.terms.iter().map(|(text, _)| Term::from_field_text(field, text)).collect();
        let documents = forms.documents().min(self.searcher.num_docs());
        Ok((!terms.is_empty()).then_some(RankTerm { terms, documents, percent }))
    }

    fn pair_term(&self, pair: &str) -> Result<Option<RankTerm>, SearchError> {
        let term = Term::from_field_text(self.fields.pairs, pair);
        let documents = self.searcher.doc_freq(&term)?;
        Ok((documents > 0).then(|| RankTerm { terms: vec![term], documents, percent: 100 }))
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

    /// How many texts hold a word, as far as its ways of writing tell.
    pub fn frequency(&self, text: &str) -> Result<u64, SearchError> {
        Ok(self.forms(self.fields.body, text)?.documents())
    }

    /// What a word stands for in a field.
    pub fn forms(&self, field: Field, text: &str) -> Result<Rc<Forms>, SearchError> {
        let word = (field, text.to_owned());
        if let Some(known) = self.known.borrow().get(&word) {
            return Ok(known.clone());
        }
        let found = Rc::new(forms(self.searcher, field, text)?);
        self.known.borrow_mut().insert(word, found.clone());
        Ok(found)
    }

    /// How many texts hold two neighbours.
    pub fn pair_frequency(&self, first: &str, second: &str) -> Result<u64, SearchError> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(self.fields.pairs, &pair(first, second)))?)
    }
}

/// Ways to go on that rank a document higher while its query is typed.
const PAIRS_BEGUN: usize = 8;

fn plain(term: &Term) -> Clause {
    Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic))
}

/// Whether a word says its marks.
fn is_exact(text: &str) -> bool {
    unmarked(text) != text
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
