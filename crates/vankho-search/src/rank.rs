//! Scoring by terms: BM25 that looks at few documents closely rather than at all of them.
//!
//! Telling terms (pairs of neighbours and rarer syllables) choose the documents; what is in half of all documents,
//! or only ranks, is looked up for the best of them. That is faster than asking any-word queries and ranks better.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25StatisticsProvider, EnableScoring, Query};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocAddress, DocId, DocSet, Score, Searcher, SegmentOrdinal, SegmentReader, TERMINATED};

use crate::SearchError;
use crate::schema::IndexFields;

/// Documents looked at closely beyond those that are shown.
const CLOSELY: usize = 200;

/// k1 + 1, the same for every field as tantivy has it.
const GAIN: f32 = 2.2;

/// A term that ranks documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RankTerm {
    pub term: Term,
    /// Its worth in hundredths beside a word in the text.
    pub percent: u16,
}

/// Scores documents at one state of the index.
pub(crate) struct Ranker<'s> {
    pub searcher: &'s Searcher,
    pub fields: IndexFields,
}

/// A term and what its score is made of: the same in every segment.
struct Weighed<'t> {
    term: &'t Term,
    weight: f32,
    /// What length adds below the line, by the id of a document's field norm.
    lengths: [f32; 256],
}

/// A term in one segment, ready to be scored.
struct SegmentTerm<'w> {
    postings: SegmentPostings,
    norms: FieldNormReader,
    weighed: &'w Weighed<'w>,
}

impl Weighed<'_> {
    fn open(&self, segment: &SegmentReader) -> Result<Option<SegmentTerm<'_>>, SearchError> {
        let field = self.term.field();
        let index = segment.inverted_index(field)?;
        let postings = index.read_postings(self.term, IndexRecordOption::WithFreqs)?;
        let norms = segment.get_fieldnorms_reader(field)?;
        Ok(postings.map(|postings| SegmentTerm { postings, norms, weighed: self }))
    }
}

impl SegmentTerm<'_> {
    fn score(&mut self) -> f32 {
        let count = self.postings.term_freq() as f32;
        let length = self.weighed.lengths[usize::from(self.norms.fieldnorm_id(self.postings.doc()))];
        self.weighed.weight * count / (count + length)
    }
}

impl Ranker<'_> {
    /// How many documents to look at closely to show this many.
    pub fn closely(shown: usize) -> usize {
        shown + CLOSELY
    }

    /// The best documents by the sum of these terms, at most `most`, and how many there
    /// are; `allowed` narrows them.
    pub fn gather(
        &self,
        terms: &[RankTerm],
        allowed: Option<&dyn Query>,
        most: usize,
    ) -> Result<(Vec<(Score, DocAddress)>, u64), SearchError> {
        let mut best: Vec<(Score, DocAddress)> = Vec::new();
        let mut total = 0;
        let terms = self.weigh(terms)?;
        for (ordinal, segment) in (0..).zip(self.searcher.segment_readers()) {
            let mut scores = vec![0.0_f32; segment.max_doc() as usize];
            let mut met: Vec<DocId> = Vec::new();
            for term in &terms {
                let Some(mut term) = term.open(segment)? else { continue };
                let mut doc = term.postings.doc();
                while doc != TERMINATED {
                    let sum = &mut scores[doc as usize];
                    if *sum == 0.0 {
                        met.push(doc);
                    }
                    *sum += term.score();
                    doc = term.postings.advance();
                }
            }
            let allowed = allowed.map(|query| self.allowed(query, segment)).transpose()?;
            let is_allowed = |doc: &DocId| allowed.as_ref().is_none_or(|allowed| allowed[*doc as usize]);
            let is_alive = |doc: &DocId| segment.alive_bitset().is_none_or(|alive| alive.is_alive(*doc));
            met.retain(|doc| is_allowed(doc) && is_alive(doc));
            total += met.len() as u64;
            best.extend(met.iter().map(|doc| (scores[*doc as usize], DocAddress::new(ordinal, *doc))));
            keep_best(&mut best, most);
        }
        Ok((best, total))
    }

    /// Adds what these terms are worth to each document, and puts the documents in order.
    pub fn look_closely(
        &self,
        mut found: Vec<(Score, DocAddress)>,
        terms: &[RankTerm],
    ) -> Result<Vec<(Score, DocAddress)>, SearchError> {
        let terms = self.weigh(terms)?;
        found.sort_by_key(|(_, address)| *address);
        let mut rest = &mut found[..];
        while let Some((_, first)) = rest.first() {
            let segment: SegmentOrdinal = first.segment_ord;
            let (here, others) = rest.split_at_mut(rest.partition_point(|(_, at)| at.segment_ord == segment));
            let reader = self.searcher.segment_reader(segment);
            for term in &terms {
                let Some(mut term) = term.open(reader)? else { continue };
                for (score, address) in &mut *here {
                    if term.postings.doc() < address.doc_id {
                        term.postings.seek(address.doc_id);
                    }
                    if term.postings.doc() == address.doc_id {
                        *score += term.score();
                    }
                }
            }
            rest = others;
        }
        found.sort_by(better_first);
        Ok(found)
    }

    /// Those of the terms that are in any document.
    fn weigh<'t>(&self, terms: &'t [RankTerm]) -> Result<Vec<Weighed<'t>>, SearchError> {
        let documents = self.searcher.num_docs().max(1);
        let mut weighed = Vec::with_capacity(terms.len());
        for RankTerm { term, percent } in terms {
            let having = self.searcher.doc_freq(term)?.min(documents) as f32;
            if having == 0.0 {
                continue;
            }
            let field = term.field();
            let average = (self.searcher.total_num_tokens(field)? as f32 / documents as f32).max(1.0);
            let (constant, by_length) = self.shape(field);
            let mut lengths = [0.0; 256];
            for (id, length) in (0..=u8::MAX).zip(&mut lengths) {
                *length = constant + by_length * FieldNormReader::id_to_fieldnorm(id) as f32 / average;
            }
            let rarity = (1.0 + (documents as f32 - having + 0.5) / (having + 0.5)).ln();
            weighed.push(Weighed { term, weight: GAIN * rarity * f32::from(*percent) / 100.0, lengths });
        }
        Ok(weighed)
    }

    /// k1·(1 − b) and k1·b. Office documents are long because they treat more, not because they are wordy: in texts
    /// length counts for less than BM25's usual k1 = 1.2, b = 0.75, and so does a word that comes again
    /// (nDCG@10 on ALQAC .875 to .890, without marks .874 to .890).
    fn shape(&self, field: Field) -> (f32, f32) {
        let f = &self.fields;
        if field == f.body || field == f.exact || field == f.pairs { (0.3, 0.45) } else { (0.3, 0.9) }
    }

    fn allowed(&self, query: &dyn Query, segment: &SegmentReader) -> Result<Vec<bool>, SearchError> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        let mut documents = weight.scorer(segment, 1.0)?;
        let mut allowed = vec![false; segment.max_doc() as usize];
        while documents.doc() != TERMINATED {
            allowed[documents.doc() as usize] = true;
            documents.advance();
        }
        Ok(allowed)
    }
}

fn keep_best(found: &mut Vec<(Score, DocAddress)>, most: usize) {
    if found.len() > most {
        found.select_nth_unstable_by(most, better_first);
        found.truncate(most);
    }
}

/// The higher score first; among equals the one filed first, so that the order never changes by chance.
fn better_first(one: &(Score, DocAddress), other: &(Score, DocAddress)) -> std::cmp::Ordering {
    other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
}
