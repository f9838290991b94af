//! From words to a tantivy query.

use tantivy::Searcher;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term};
use vankho_model::{Filters, Kind};

use crate::SearchError;
use crate::analysis::WordTerms;
use crate::lexer::{Group, Lexed};
use crate::number_query::NumberMatch;
use crate::pairs::pair;
use crate::schema::IndexFields;

/// What a document with the number asked for is worth: above any sum of words.
const OWN_NUMBER: f32 = 1000.0;

/// A word typed without marks among marked ones is meant so if at least one in this many of the words that
/// fold to it is written so; otherwise the marks were left out in a hurry.
const MEANT_BARE: u64 = 20;

/// What a word in the head of a document is worth beside one in its text (nDCG@10 on ALQAC: +.006 to +.009).
const HEAD: f32 = 0.4;

/// Builds queries against one state of the index.
pub(crate) struct Planner<'s> {
    pub searcher: &'s Searcher,
    pub fields: IndexFields,
}

/// How many of the words a document must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Demand {
    /// Every one.
    All,
    /// Any one; the more, the better it ranks.
    Any,
}

/// A query and the terms it looks for, group by group, for lighting hits.
pub(crate) struct Plan {
    pub query: Box<dyn Query>,
    pub sequences: Vec<Vec<String>>,
}

impl Planner<'_> {
    pub fn plan(
        &self,
        lexed: &Lexed,
        number: Option<&NumberMatch>,
        demand: Demand,
    ) -> Result<Plan, SearchError> {
        let is_marked = lexed.is_marked();
        let mut sequences: Vec<Vec<String>> = Vec::with_capacity(lexed.groups.len());
        for group in &lexed.groups {
            let terms = self.choose_terms(group, is_marked)?;
            if !sequences.contains(&terms) {
                sequences.push(terms);
            }
        }
        let words = self.combine(demand, &sequences, &neighbours(lexed));
        let Some(number) = number else { return Ok(Plan { query: words, sequences }) };
        let mut ways = vec![(Occur::Should, self.own_number(number, &sequences)), (Occur::Should, words)];
        if let Some(words) = &number.respelled {
            let words: Vec<Vec<String>> = words.iter().map(|word| vec![word.clone()]).collect();
            ways.push((Occur::Should, self.combine(demand, &words, &[])));
        }
        Ok(Plan { query: Box::new(BooleanQuery::new(ways)), sequences })
    }

    /// Narrows a query; what only filters adds nothing to a score.
    pub fn filter(&self, query: Box<dyn Query>, filters: &Filters) -> Box<dyn Query> {
        if filters.is_empty() {
            return query;
        }
        let f = &self.fields;
        let kinds = |kinds: &[Kind]| kinds.iter().map(|k| Term::from_field_text(f.kind, k.id())).collect();
        let years =
            |years: &[u16]| years.iter().map(|y| Term::from_field_u64(f.year, u64::from(*y))).collect();
        let issuers =
            |issuers: &[String]| issuers.iter().map(|i| Term::from_field_text(f.issuer, i)).collect();
        let mut clauses = vec![(Occur::Must, query)];
        for terms in [kinds(&filters.kinds), years(&filters.years), issuers(&filters.issuers)] {
            clauses.extend(any_of(terms).map(|any| (Occur::Must, any)));
        }
        let without =
            [kinds(&filters.without_kinds), years(&filters.without_years), issuers(&filters.without_issuers)];
        for terms in without {
            clauses.extend(any_of(terms).map(|any| (Occur::MustNot, any)));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    /// Documents that carry the number: the more of the other words they hold, the better.
    fn own_number(&self, number: &NumberMatch, sequences: &[Vec<String>]) -> Box<dyn Query> {
        let keys = number.keys.iter().enumerate().map(|(i, key)| {
            let term =
                TermQuery::new(Term::from_field_text(self.fields.number, key), IndexRecordOption::Basic);
            let is_last = i + 1 == number.keys.len();
            let score: Box<dyn Query> = Box::new(ConstScoreQuery::new(Box::new(term), OWN_NUMBER));
            (if is_last { Occur::Must } else { Occur::Should }, score)
        });
        let words = sequences.iter().map(|terms| (Occur::Should, self.sequence(terms)));
        Box::new(BooleanQuery::new(keys.chain(words).collect()))
    }

    /// All or any of the sequences; documents that hold neighbours of the query as neighbours rank higher.
    fn combine(&self, demand: Demand, sequences: &[Vec<String>], pairs: &[String]) -> Box<dyn Query> {
        let occur = match demand {
            Demand::All => Occur::Must,
            Demand::Any => Occur::Should,
        };
        let pair = |text: &String| -> Box<dyn Query> {
            let term = Term::from_field_text(self.fields.pairs, text);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        };
        match sequences {
            [] => Box::new(EmptyQuery),
            [only] if only.len() > 1 || pairs.is_empty() => self.sequence(only),
            many => {
                let words = many.iter().map(|terms| (occur, self.sequence(terms)));
                let pairs = pairs.iter().map(|text| (Occur::Should, pair(text)));
                let heads = many.iter().flatten().map(|text| (Occur::Should, self.in_head(text)));
                Box::new(BooleanQuery::new(words.chain(pairs).chain(heads).collect()))
            }
        }
    }

    fn sequence(&self, terms: &[String]) -> Box<dyn Query> {
        let term = |text: &String| Term::from_field_text(self.fields.body, text);
        match terms {
            [only] => Box::new(TermQuery::new(term(only), IndexRecordOption::WithFreqs)),
            many => Box::new(PhraseQuery::new(many.iter().map(term).collect())),
        }
    }

    fn in_head(&self, text: &str) -> Box<dyn Query> {
        let term =
            TermQuery::new(Term::from_field_text(self.fields.head, text), IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(Box::new(term), HEAD))
    }

    fn choose_terms(&self, group: &Group, query_is_marked: bool) -> Result<Vec<String>, SearchError> {
        group.words.iter().map(|word| self.choose_term(word, query_is_marked)).collect()
    }

    /// A marked word asks for its marks; an unmarked one for any, unless it is meant to have none.
    fn choose_term(&self, word: &WordTerms, query_is_marked: bool) -> Result<String, SearchError> {
        let body = self.fields.body;
        let ask_exact = !word.is_number()
            && query_is_marked
            && (if word.marked {
                // Nothing is spelled so: an unmarked text may still hold the word.
                self.frequency(body, &word.exact)? > 0
            } else {
                self.frequency(body, &word.exact)? * MEANT_BARE >= self.frequency(body, &word.folded)?
            });
        Ok(if ask_exact { word.exact.clone() } else { word.folded.clone() })
    }

    fn frequency(&self, field: Field, text: &str) -> Result<u64, SearchError> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(field, text))?)
    }
}

/// The pairs of neighbouring words of a query, each once.
fn neighbours(lexed: &Lexed) -> Vec<String> {
    let folded: Vec<&str> = lexed.words().map(|word| word.folded.as_str()).collect();
    let mut pairs: Vec<String> = folded.windows(2).map(|two| pair(two[0], two[1])).collect();
    pairs.sort();
    pairs.dedup();
    pairs
}

fn any_of(terms: Vec<Term>) -> Option<Box<dyn Query>> {
    let query = |term| Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Query>;
    let any = match terms.len() {
        0 => return None,
        _ => BooleanQuery::union(terms.into_iter().map(query).collect()),
    };
    Some(Box::new(ConstScoreQuery::new(Box::new(any), 0.0)))
}
