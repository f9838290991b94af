//! A search and its answer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The order of results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "Sort")]
#[allow(missing_docs, reason = "the names are those of `Sort` in vankho-model")]
pub enum SortDto {
    #[default]
    Relevance,
    Newest,
    Oldest,
    Number,
    Issuer,
    Subject,
}

/// What narrows a search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "Filters")]
pub struct FiltersDto {
    /// Only these kind ids.
    pub kind: Vec<String>,
    /// None of these kind ids.
    pub without_kind: Vec<String>,
    /// Only these years.
    pub year: Vec<u16>,
    /// None of these years.
    pub without_year: Vec<u16>,
    /// Only these issuers as printed.
    pub issuer: Vec<String>,
    /// None of these issuers as printed.
    pub without_issuer: Vec<String>,
    /// Only these signers as printed.
    #[ts(optional, as = "Option<Vec<String>>")]
    pub signer: Vec<String>,
    /// None of these signers as printed.
    #[ts(optional, as = "Option<Vec<String>>")]
    pub without_signer: Vec<String>,
    /// Only these labels.
    #[ts(optional, as = "Option<Vec<String>>")]
    pub tag: Vec<String>,
    /// None of these labels.
    #[ts(optional, as = "Option<Vec<String>>")]
    pub without_tag: Vec<String>,
    /// Only what is dated this day (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`) or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub from: Option<String>,
    /// Only what is dated this day or earlier; a month or a year is meant whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub to: Option<String>,
}

/// A search.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "SearchRequest")]
pub struct SearchArgs {
    /// The query, in the language of `docs/query-language.md`; empty asks for everything.
    pub query: String,
    /// What narrows it.
    #[serde(default)]
    pub filters: FiltersDto,
    /// The order.
    #[serde(default)]
    pub sort: SortDto,
    /// How many results to pass over.
    pub offset: u32,
    /// How many results to give, at most 1,000.
    pub limit: u32,
    /// Whether to count by kind, year, issuer, signer and label.
    pub facets: bool,
    /// Earlier queries whose results this one searches within.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub within: Vec<String>,
    /// Whether it is still being typed: its last word may be only begun, and a newer search makes its first rows
    /// stale.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub typing: bool,
}

/// The number a query was understood to ask for.
#[derive(Clone, PartialEq, Serialize, TS)]
#[allow(missing_docs, reason = "the names are those of `NumberParts`")]
pub struct NumberUnderstood {
    pub seq: u32,
    pub suffix: Option<String>,
    pub year: Option<u16>,
    pub kind: Option<String>,
    pub issuer: Option<String>,
}

/// A piece of a query that means more than its words.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "Chip")]
pub struct ChipDto {
    /// What it means.
    #[ts(type = "ChipKind")]
    pub kind: String,
    /// What it says, as it is best shown.
    pub value: String,
    /// Whether it leaves documents out.
    pub negated: bool,
    /// The query without it.
    pub rest: String,
}

/// What a document has to do with the number that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "HitRole")]
#[allow(missing_docs, reason = "the names are those of `HitRole` in vankho-app")]
pub enum HitRoleDto {
    Itself,
    Cites,
    Holds,
}

/// What a query was understood to mean.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct Understood {
    /// The document number.
    pub number: Option<NumberUnderstood>,
    /// What narrows it.
    pub filters: FiltersDto,
    /// The other words, folded.
    pub words: Vec<String>,
    /// The pieces that can be taken out again.
    #[ts(optional, as = "Option<Vec<ChipDto>>")]
    pub chips: Vec<ChipDto>,
}

/// A document that answers.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "Hit")]
#[allow(missing_docs, reason = "the names are those of `DocumentDto`")]
pub struct HitDto {
    pub id: String,
    pub source_id: Option<String>,
    pub score: f32,
    #[ts(optional, as = "Option<HitRoleDto>")]
    pub role: HitRoleDto,
    pub number: Option<String>,
    pub kind: Option<String>,
    pub kind_name: Option<String>,
    pub issued_on: Option<String>,
    pub published_on: Option<String>,
    pub issuer: Option<String>,
    pub subject: Option<String>,
    pub pages: u32,
    /// The page of the snippet, from 1.
    pub page: Option<u32>,
    /// One line, the hits between « and ».
    pub snippet: Option<String>,
    /// Codes of what could not be read.
    #[ts(type = "Array<WarningCode>")]
    pub warnings: Vec<String>,
}

/// How many results have each value.
#[derive(Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "Facets")]
pub struct FacetsDto {
    /// By kind id.
    pub kind: BTreeMap<String, u64>,
    /// By year.
    pub year: BTreeMap<String, u64>,
    /// By issuer as printed.
    pub issuer: BTreeMap<String, u64>,
    /// By signer as printed.
    #[ts(optional, as = "Option<BTreeMap<String, u64>>")]
    pub signer: BTreeMap<String, u64>,
    /// By label.
    #[ts(optional, as = "Option<BTreeMap<String, u64>>")]
    pub tag: BTreeMap<String, u64>,
}

/// The answer to a search.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct SearchResult {
    /// The query as it was asked.
    pub query: String,
    /// How many documents answer.
    pub total: u64,
    /// Time taken, in microseconds.
    pub took_us: u64,
    /// What it was understood to mean.
    pub understood: Understood,
    /// Whether documents without some of the words were let in.
    pub relaxed: bool,
    /// What was probably meant, when nothing is found as it was typed: the hits are this query's.
    pub suggestion: Option<String>,
    /// The documents asked for, in order.
    pub hits: Vec<HitDto>,
    /// Counts, if asked for.
    pub facets: Option<FacetsDto>,
    /// How many documents the index does not show as they are.
    pub index_lag: u64,
}

/// A value and how many documents have it.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct NamedCount {
    /// The value as printed.
    pub name: String,
    /// How many documents have it.
    pub documents: u64,
}

/// What a query that is being typed may become.
#[derive(Clone, Default, PartialEq, Serialize, TS)]
pub struct Suggestions {
    /// Document numbers as printed.
    pub numbers: Vec<String>,
    /// Issuers.
    pub issuers: Vec<NamedCount>,
    /// Signers.
    pub signers: Vec<NamedCount>,
    /// Labels.
    pub tags: Vec<NamedCount>,
    /// Subjects that hold the words.
    pub subjects: Vec<String>,
}

/// How often a document holds a part of a query.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct WordReason {
    /// The words as typed, or their other form.
    pub words: String,
    /// Whether they stand for others of the query: an abbreviation, or what it is short for.
    pub is_other_form: bool,
    /// How often they are in the subject.
    pub in_subject: u32,
    /// How often they are in the text.
    pub in_text: u32,
}

/// Why a document answers a query.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct Explanation {
    /// What it has to do with the number that was asked for.
    pub role: HitRoleDto,
    /// Each part of the query; one that is nowhere has zeros.
    pub words: Vec<WordReason>,
}

/// A search that was given a name.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedSearch {
    /// Its name; no two are alike.
    pub name: String,
    /// What it asks.
    pub search: SearchArgs,
}

/// Searches to come back to.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Searches {
    /// Those with a name, in Vietnamese order.
    pub saved: Vec<SavedSearch>,
    /// The last queries, newest first.
    pub recent: Vec<String>,
}

/// A table of abbreviations.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct AbbreviationTable {
    /// A line each: `CCHC`, a tab, `cải cách hành chính`.
    pub table: String,
    /// Numbers, from 1, of lines that make no sense and are passed over.
    pub bad_lines: Vec<u32>,
}
