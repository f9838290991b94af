//! The fields of the index.

use tantivy::Index;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::TextAnalyzer;

use crate::analysis::{ANALYSIS, SyllableTokenizer};
use crate::pairs::{PAIRS, PairTokenizer};

/// Names this schema and analysis. Change it with either: an index with another stamp is rebuilt.
pub(crate) const STAMP: &str = "3";

/// Raw terms, kept as they are.
const RAW: &str = "raw";

pub(crate) const NO: &str = "no";
pub(crate) const KIND: &str = "kind";
pub(crate) const YEAR: &str = "year";
pub(crate) const ISSUER: &str = "issuer";
pub(crate) const DATE: &str = "date";
pub(crate) const REGISTER: &str = "register";

/// Handles of the fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IndexFields {
    /// Ordinal of the document in the catalogue.
    pub no: Field,
    /// Subject and text, by syllables.
    pub body: Field,
    /// Pairs of neighbouring syllables: in Vietnamese, most words.
    pub pairs: Field,
    /// Subject and first line, by syllables: what the document is about.
    pub head: Field,
    /// Every way of asking for the document's own number.
    pub number: Field,
    /// Kind id.
    pub kind: Field,
    /// Year of issue or publishing.
    pub year: Field,
    /// Issuer as printed.
    pub issuer: Field,
    /// Date as `YYYYMMDD`.
    pub date: Field,
    /// Place in a register: kind, year, ordinal.
    pub register: Field,
}

pub(crate) fn build() -> (Schema, IndexFields) {
    let mut builder = SchemaBuilder::new();
    let words = TextFieldIndexing::default()
        .set_tokenizer(ANALYSIS)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let pairs =
        TextFieldIndexing::default().set_tokenizer(PAIRS).set_index_option(IndexRecordOption::WithFreqs);
    let head =
        TextFieldIndexing::default().set_tokenizer(ANALYSIS).set_index_option(IndexRecordOption::WithFreqs);
    let raw = TextFieldIndexing::default()
        .set_tokenizer(RAW)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    let facet = TextOptions::default().set_indexing_options(raw.clone()).set_fast(RAW);
    let fields = IndexFields {
        no: builder.add_u64_field(NO, NumericOptions::from(INDEXED | FAST)),
        body: builder.add_text_field("body", TextOptions::default().set_indexing_options(words)),
        pairs: builder.add_text_field("pairs", TextOptions::default().set_indexing_options(pairs)),
        head: builder.add_text_field("head", TextOptions::default().set_indexing_options(head)),
        number: builder.add_text_field("number", TextOptions::default().set_indexing_options(raw)),
        kind: builder.add_text_field(KIND, facet.clone()),
        year: builder.add_u64_field(YEAR, NumericOptions::from(INDEXED | FAST)),
        issuer: builder.add_text_field(ISSUER, facet),
        date: builder.add_u64_field(DATE, FAST),
        register: builder.add_u64_field(REGISTER, FAST),
    };
    (builder.build(), fields)
}

/// Teaches an opened index our analysis.
pub(crate) fn register_analysis(index: &Index) {
    index.tokenizers().register(ANALYSIS, TextAnalyzer::from(SyllableTokenizer));
    index.tokenizers().register(PAIRS, TextAnalyzer::from(PairTokenizer));
}
