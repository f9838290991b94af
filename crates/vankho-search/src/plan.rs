//! From words to a tantivy query.

use std::collections::HashSet;

use tantivy::Searcher;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as TantivyQuery,
    TermQuery, TermSetQuery,
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
const HEAD: f32 = 0.4;

/// Builds queries against one state of the index.
pub(crate) struct Planner<'s> {
    pub searcher: &'s Searcher,
    pub fields: IndexFields,
    pub abbreviations: &'s Abbreviations,
    pub values: &'s Values,
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
        let mut demanded = self.demanded(query, is_marked, demand, &mut sought)?;
        let mut fixed: Vec<(Occur, Clause)> = Vec::new();
        for any in &query.any_of {
            let mut ways = Vec::with_capacity(any.len());
            for group in any {
                ways.push(self.group(query, group, is_marked, &mut sought)?);
            }
            fixed.push((Occur::Must, Box::new(BooleanQuery::union(ways))));
        }
        for near in &query.near {
            let mut terms = self.choose_terms(&near.one, is_marked)?;
            sought.push(Sought::words(terms.clone(), label(&query.text, &near.one)));
            let other = self.choose_terms(&near.other, is_marked)?;
            sought.push(Sought::words(other.clone(), label(&query.text, &near.other)));
            terms.extend(other);
            // In the other order each of the two is moved over the other.
            fixed.push((Occur::Must, self.phrase(query, &terms, near.between + 2)));
        }
        for group in &query.without {
            let mut unlit = Vec::new();
            fixed.push((Occur::MustNot, self.group(query, group, is_marked, &mut unlit)?));
        }
        if let (true, Some(respelled)) = (query.groups.len() > 1, number.and_then(|n| n.respelled.as_ref())) {
            let words = respelled.iter().map(|word| (occur(demand), self.term(self.body_of(query), word)));
            let ways = vec![joined(demanded), Box::new(BooleanQuery::new(words.collect())) as Clause];
            demanded = vec![(Occur::Must, Box::new(BooleanQuery::union(ways)))];
        }
        let words = with_fixed(demanded, fixed);
        let own = number.map(|number| self.own_number(query, number, is_marked)).transpose()?;
        Ok(Plan { own, words, sought })
    }

    /// One clause for each group, its abbreviations beside it; what only ranks comes last.
    fn demanded(
        &self,
        query: &Query,
        is_marked: bool,
        demand: Demand,
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
            self.join_forms(query, demand, ways, &others, &mut clauses);
            at += len;
        }
        if !query.in_subject && groups.len() + query.any_of.len() > 0 {
            self.add_ranking(query, is_marked, &mut clauses)?;
        }
        Ok(clauses)
    }

    /// The words of a stretch, or another form of it.
    fn join_forms(
        &self,
        query: &Query,
        demand: Demand,
        ways: Vec<Clause>,
        others: &[Vec<String>],
        clauses: &mut Vec<(Occur, Clause)>,
    ) {
        if others.is_empty() || ways.is_empty() || demand == Demand::Any {
            clauses.extend(ways.into_iter().map(|way| (occur(demand), way)));
            // In a question only single terms, whose best documents are found without reading them all.
            let singles = others.iter().filter_map(|terms| match &terms[..] {
                [only] => Some(vec![self.term(self.body_of(query), only)]),
                many => Some(many.windows(2).map(|two| self.pair(&pair(&two[0], &two[1]))).collect()),
            });
            clauses.extend(singles.flatten().map(|term| (Occur::Should, term)));
            return;
        }
        let whole = BooleanQuery::new(ways.into_iter().map(|way| (Occur::Must, way)).collect());
        let others = others.iter().map(|terms| self.phrase(query, terms, 0));
        let forms = std::iter::once(Box::new(whole) as Clause).chain(others).collect();
        clauses.push((Occur::Must, Box::new(BooleanQuery::union(forms))));
    }

    /// Neighbours of the query that are neighbours, and words in the head, rank a document higher.
    fn add_ranking(
        &self,
        query: &Query,
        is_marked: bool,
        clauses: &mut Vec<(Occur, Clause)>,
    ) -> Result<(), SearchError> {
        let folded: Vec<&str> = query.words().map(|word| word.terms.folded.as_str()).collect();
        let mut pairs: Vec<String> = folded.windows(2).map(|two| pair(two[0], two[1])).collect();
        pairs.sort();
        pairs.dedup();
        if let Some(last) = query.groups.last().filter(|last| last.form == Form::Prefix && folded.len() > 1) {
            for begun in last.words[0].terms.beginnings() {
                let begun = pair(folded[folded.len() - 2], &begun);
                let going_on = completions(self.searcher, self.fields.pairs, &begun)?;
                pairs.extend(going_on.into_iter().take(PAIRS_BEGUN));
            }
            pairs.sort();
            pairs.dedup();
        }
        clauses.extend(pairs.iter().map(|text| (Occur::Should, self.pair(text))));
        let mut heads: Vec<String> = Vec::new();
        for group in query.groups.iter().filter(|group| group.form != Form::Prefix) {
            heads.extend(self.choose_terms(group, is_marked)?);
        }
        if folded.len() > 1 {
            heads.sort();
            heads.dedup();
        }
        clauses.extend(heads.iter().map(|text| (Occur::Should, self.in_head(text))));
        Ok(())
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
            return Ok(Box::new(BooleanQuery::union(vec![any, self.term(body, &word.folded)])));
        }
        let terms = self.choose_terms(group, is_marked)?;
        if !sought.iter().any(|one: &Sought| one.terms == terms) {
            sought.push(Sought::words(terms.clone(), label));
        }
        let slop = if let Form::Phrase(slop) = group.form { slop } else { 0 };
        Ok(self.phrase(query, &terms, slop))
    }

    fn phrase(&self, query: &Query, terms: &[String], slop: u32) -> Clause {
        let body = self.body_of(query);
        match terms {
            [] => Box::new(EmptyQuery),
            [only] => self.term(body, only),
            many => {
                let mut phrase =
                    PhraseQuery::new(many.iter().map(|text| Term::from_field_text(body, text)).collect());
                phrase.set_slop(slop);
                Box::new(phrase)
            }
        }
    }

    fn term(&self, field: Field, text: &str) -> Clause {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
    }

    fn pair(&self, text: &str) -> Clause {
        self.term(self.fields.pairs, text)
    }

    fn in_head(&self, text: &str) -> Clause {
        Box::new(BoostQuery::new(self.term(self.fields.head, text), HEAD))
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
        Ok(self.searcher.doc_freq(&Term::from_field_text(self.fields.body, text))?)
    }

    /// How many texts hold two neighbours.
    pub fn pair_frequency(&self, first: &str, second: &str) -> Result<u64, SearchError> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(self.fields.pairs, &pair(first, second)))?)
    }
}

/// Ways to go on that rank a document higher while its query is typed.
const PAIRS_BEGUN: usize = 8;

fn occur(demand: Demand) -> Occur {
    match demand {
        Demand::All => Occur::Must,
        Demand::Any => Occur::Should,
    }
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
