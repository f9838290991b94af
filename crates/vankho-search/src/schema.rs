//! The fields of the index.

use tantivy::Index;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::TextAnalyzer;

use crate::analysis::{LINES, LineTokenizer};

/// Names this schema and analysis. Change it with either: an index with another stamp is rebuilt.
pub(crate) const STAMP: &str = "6";

/// Raw terms, kept as they are.
const RAW: &str = "raw";

pub(crate) const NO: &str = "no";
pub(crate) const KIND: &str = "kind";
pub(crate) const YEAR: &str = "year";
pub(crate) const ISSUER: &str = "issuer";
pub(crate) const DATE: &str = "date";
pub(crate) const REGISTER: &str = "register";
pub(crate) const SIGNER: &str = "signer";
pub(crate) const TAG: &str = "tag";
pub(crate) const DOSSIER: &str = "dossier";
pub(crate) const ISSUER_ORDER: &str = "issuer_order";
pub(crate) const SUBJECT_ORDER: &str = "subject_order";

/// Handles of the fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IndexFields {
    /// Ordinal of the document in the catalogue.
    pub no: Field,
    /// Subject and text, by words, with their places.
    pub body: Field,
    /// Pairs of neighbouring syllables of subject and text.
    pub pairs: Field,
    /// Words of the subject and the first line: what the document is about.
    pub head: Field,
    /// Words of the subject alone, with their places.
    pub subject: Field,
    /// Every way of asking for the document's own number.
    pub number: Field,
    /// Every full way of asking for the number, a tab, the number as printed: what is suggested.
    pub number_shown: Field,
    /// Ordinal of the number.
    pub ordinal: Field,
    /// Kind id.
    pub kind: Field,
    /// Year of issue or publishing.
    pub year: Field,
    /// Issuer as printed.
    pub issuer: Field,
    /// Signer as printed.
    pub signer: Field,
    /// Labels.
    pub tag: Field,
    /// Ids of the dossiers it is in: their names may change without the index.
    pub dossier: Field,
    /// Date as `YYYYMMDD`.
    pub date: Field,
    /// Place in a register: kind, year, ordinal.
    pub register: Field,
    /// Sorts by issuer as a dictionary does.
    pub issuer_order: Field,
    /// Sorts by subject as a dictionary does.
    pub subject_order: Field,
}

pub(crate) fn build() -> (Schema, IndexFields) {
    let mut builder = SchemaBuilder::new();
    let analysed = |option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(LINES).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let placed = IndexRecordOption::WithFreqsAndPositions;
    let raw = TextFieldIndexing::default()
        .set_tokenizer(RAW)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    let facet = TextOptions::default().set_indexing_options(raw.clone()).set_fast(RAW);
    let order = TextOptions::default().set_fast(RAW);
    let raw = TextOptions::default().set_indexing_options(raw);
    let fields = IndexFields {
        no: builder.add_u64_field(NO, NumericOptions::from(INDEXED | FAST)),
        body: builder.add_text_field("body", analysed(placed)),
        pairs: builder.add_text_field("pairs", analysed(IndexRecordOption::WithFreqs)),
        head: builder.add_text_field("head", analysed(IndexRecordOption::Basic)),
        subject: builder.add_text_field("subject", analysed(placed)),
        number: builder.add_text_field("number", raw.clone()),
        number_shown: builder.add_text_field("number_shown", raw),
        ordinal: builder.add_u64_field("ordinal", NumericOptions::from(INDEXED | FAST)),
        kind: builder.add_text_field(KIND, facet.clone()),
        year: builder.add_u64_field(YEAR, NumericOptions::from(INDEXED | FAST)),
        issuer: builder.add_text_field(ISSUER, facet.clone()),
        signer: builder.add_text_field(SIGNER, facet.clone()),
        tag: builder.add_text_field(TAG, facet.clone()),
        dossier: builder.add_text_field(DOSSIER, facet),
        date: builder.add_u64_field(DATE, NumericOptions::from(INDEXED | FAST)),
        register: builder.add_u64_field(REGISTER, FAST),
        issuer_order: builder.add_text_field(ISSUER_ORDER, order.clone()),
        subject_order: builder.add_text_field(SUBJECT_ORDER, order),
    };
    (builder.build(), fields)
}

/// Teaches an opened index how terms are handed to it.
pub(crate) fn register_analysis(index: &Index) {
    index.tokenizers().register(LINES, TextAnalyzer::from(LineTokenizer));
}
