//! Scoring by terms: BM25 that looks at few documents closely rather than at all of them.
//!
//! Telling terms (pairs of neighbours and rarer syllables) choose the documents; what is in half of all documents,
//! or only ranks, is looked up for the best of them. That is faster than asking any-word queries and ranks better.

use std::sync::Arc;

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocId, DocSet, Score, Searcher, SegmentOrdinal, SegmentReader, TERMINATED};

use crate::SearchError;
use crate::schema::IndexFields;
use crate::word::{RankTerm, Weighed};

/// Documents looked at closely beyond those that are shown.
const CLOSELY: usize = 200;

/// Documents gathered beyond those that are kept before the worst are let go.
const KEPT_BEYOND: usize = 4_096;

/// Scores documents at one state of the index.
pub(crate) struct Ranker<'s> {
    pub searcher: &'s Searcher,
    pub fields: IndexFields,
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
                let mut doc = term.doc();
                while doc != TERMINATED {
                    let sum = &mut scores[doc as usize];
                    if *sum == 0.0 {
                        met.push(doc);
                    }
                    *sum += term.worth();
                    doc = term.advance();
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

    /// The best documents that have every one of these terms, at most `most`, and how many there are.
    pub fn gather_all(
        &self,
        terms: &[RankTerm],
        most: usize,
    ) -> Result<(Vec<(Score, DocAddress)>, u64), SearchError> {
        let mut best: Vec<(Score, DocAddress)> = Vec::new();
        let mut total = 0;
        let weighed = self.weigh(terms)?;
        if weighed.len() < terms.len() {
            return Ok((best, 0));
        }
        for (ordinal, segment) in (0..).zip(self.searcher.segment_readers()) {
            let words =
                weighed.iter().map(|term| term.open(segment)).collect::<Result<Option<Vec<_>>, _>>()?;
            let Some(mut words) = words else { continue };
            words.sort_by_key(DocSet::size_hint);
            let Some((rarest, others)) = words.split_first_mut() else { continue };
            let mut doc = rarest.doc();
            'documents: while doc != TERMINATED {
                for other in &mut *others {
                    let at = if other.doc() < doc { other.seek(doc) } else { other.doc() };
                    if at > doc {
                        doc = rarest.seek(at);
                        continue 'documents;
                    }
                }
                if segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
                    total += 1;
                    let score = rarest.worth() + others.iter().map(|other| other.worth()).sum::<f32>();
                    best.push((score, DocAddress::new(ordinal, doc)));
                    if best.len() > most + KEPT_BEYOND {
                        keep_best(&mut best, most);
                    }
                }
                doc = rarest.advance();
            }
        }
        keep_best(&mut best, most);
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
                    if term.doc() < address.doc_id {
                        term.seek(address.doc_id);
                    }
                    if term.doc() == address.doc_id {
                        *score += term.worth();
                    }
                }
            }
            rest = others;
        }
        found.sort_by(better_first);
        Ok(found)
    }

    /// Those of the terms that are in any document.
    fn weigh(&self, terms: &[RankTerm]) -> Result<Vec<Arc<Weighed>>, SearchError> {
        let weighed = terms.iter().map(|term| Weighed::new(self.searcher, &self.fields, term));
        Ok(weighed.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
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
