//! Words as tantivy asks for them: every way of writing a word is one word, scored by BM25.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25StatisticsProvider, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED};

use crate::SearchError;
use crate::schema::IndexFields;

/// k1 + 1, the same for every field as tantivy has it.
const GAIN: f32 = 2.2;

/// A word, or a pair, that chooses or ranks documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RankTerm {
    /// The terms it stands for, all of one field; never empty.
    pub terms: Vec<Term>,
    /// How many documents have one of them.
    pub documents: u64,
    /// Its worth in hundredths beside a word in the text.
    pub percent: u16,
}

impl RankTerm {
    pub fn field(&self) -> Option<Field> {
        self.terms.first().map(Term::field)
    }
}

/// A word and what its score is made of: the same in every segment.
pub(crate) struct Weighed {
    terms: Vec<Term>,
    weight: f32,
    /// What length adds below the line, by the id of a document's field norm.
    lengths: [f32; 256],
}

impl Weighed {
    /// `None` if no document has the word.
    pub fn new(
        searcher: &Searcher,
        fields: &IndexFields,
        word: &RankTerm,
    ) -> Result<Option<Arc<Self>>, SearchError> {
        let Some(field) = word.field().filter(|_| word.documents > 0) else { return Ok(None) };
        let documents = searcher.num_docs().max(1);
        let having = word.documents.min(documents) as f32;
        let average = (searcher.total_num_tokens(field)? as f32 / documents as f32).max(1.0);
        let (constant, by_length) = shape(fields, field);
        let mut lengths = [0.0; 256];
        for (id, length) in (0..=u8::MAX).zip(&mut lengths) {
            *length = constant + by_length * FieldNormReader::id_to_fieldnorm(id) as f32 / average;
        }
        let rarity = (1.0 + (documents as f32 - having + 0.5) / (having + 0.5)).ln();
        let weight = GAIN * rarity * f32::from(word.percent) / 100.0;
        Ok(Some(Arc::new(Self { terms: word.terms.clone(), weight, lengths })))
    }

    /// Where the word is in one segment; `None` if nowhere.
    pub fn open(self: &Arc<Self>, segment: &SegmentReader) -> tantivy::Result<Option<SegmentWord>> {
        let Some(field) = self.terms.first().map(Term::field) else { return Ok(None) };
        let index = segment.inverted_index(field)?;
        let mut lists = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            lists.extend(index.read_postings(term, IndexRecordOption::WithFreqs)?);
        }
        if lists.is_empty() {
            return Ok(None);
        }
        let norms = segment.get_fieldnorms_reader(field)?;
        Ok(Some(SegmentWord::new(lists, norms, self.clone())))
    }
}

/// k1·(1 − b) and k1·b. Office documents are long because they treat more, not because they are wordy: in texts
/// length counts for less than BM25's usual k1 = 1.2, b = 0.75, and so does a word that comes again
/// (nDCG@10 on ALQAC .875 to .890, without marks .874 to .890).
fn shape(fields: &IndexFields, field: Field) -> (f32, f32) {
    if field == fields.body || field == fields.pairs { (0.3, 0.45) } else { (0.3, 0.9) }
}

/// The documents of one segment that have a word, in order.
pub(crate) struct SegmentWord {
    /// The postings of every way of writing it that are not at their end.
    lists: Vec<SegmentPostings>,
    doc: DocId,
    norms: FieldNormReader,
    weighed: Arc<Weighed>,
}

impl SegmentWord {
    fn new(lists: Vec<SegmentPostings>, norms: FieldNormReader, weighed: Arc<Weighed>) -> Self {
        let mut word = Self { lists, doc: 0, norms, weighed };
        word.find_first();
        word
    }

    /// Goes to the first document of any list, and drops lists at their end.
    fn find_first(&mut self) -> DocId {
        if self.lists.len() > 1 {
            self.lists.retain(|list| list.doc() != TERMINATED);
        }
        self.doc = self.lists.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        self.doc
    }

    pub fn worth(&self) -> f32 {
        let here = self.lists.iter().filter(|list| list.doc() == self.doc);
        let count = here.map(Postings::term_freq).sum::<u32>() as f32;
        let length = self.weighed.lengths[usize::from(self.norms.fieldnorm_id(self.doc))];
        self.weighed.weight * count / (count + length)
    }
}

impl DocSet for SegmentWord {
    fn advance(&mut self) -> DocId {
        if let [only] = &mut self.lists[..] {
            self.doc = only.advance();
            return self.doc;
        }
        for list in self.lists.iter_mut().filter(|list| list.doc() == self.doc) {
            list.advance();
        }
        self.find_first()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if let [only] = &mut self.lists[..] {
            self.doc = only.seek(target);
            return self.doc;
        }
        for list in self.lists.iter_mut().filter(|list| list.doc() < target) {
            list.seek(target);
        }
        self.find_first()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.lists.iter().map(DocSet::size_hint).sum()
    }
}

/// Asks for the documents that have a word.
#[derive(Clone)]
pub(crate) struct WordQuery(pub Arc<Weighed>);

/// Shows that it is one and never the word.
impl std::fmt::Debug for WordQuery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WordQuery")
    }
}

impl Query for WordQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(WordWeight(self.0.clone())))
    }
}

struct WordWeight(Arc<Weighed>);

impl Weight for WordWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match self.0.open(reader)? {
            Some(word) => Box::new(WordScorer { word, boost }),
            None => Box::new(tantivy::query::EmptyScorer),
        })
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("a word", 0.0))
    }
}

struct WordScorer {
    word: SegmentWord,
    boost: Score,
}

impl DocSet for WordScorer {
    fn advance(&mut self) -> DocId {
        self.word.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.word.seek(target)
    }

    fn doc(&self) -> DocId {
        self.word.doc()
    }

    fn size_hint(&self) -> u32 {
        self.word.size_hint()
    }
}

impl Scorer for WordScorer {
    fn score(&mut self) -> Score {
        self.word.worth() * self.boost
    }
}
