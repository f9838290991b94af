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
}

/// A search.
#[derive(Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[ts(rename = "SearchRequest")]
pub struct SearchArgs {
    /// The words; empty asks for everything.
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
    /// Whether to count by kind, year and issuer.
    pub facets: bool,
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

/// What a query was understood to mean.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct Understood {
    /// The document number.
    pub number: Option<NumberUnderstood>,
    /// What narrows it.
    pub filters: FiltersDto,
    /// The other words, folded.
    pub words: Vec<String>,
}

/// A document that answers.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "Hit")]
#[allow(missing_docs, reason = "the names are those of `DocumentDto`")]
pub struct HitDto {
    pub id: String,
    pub source_id: Option<String>,
    pub score: f32,
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
    /// What was perhaps meant.
    pub suggestion: Option<String>,
    /// The documents asked for, in order.
    pub hits: Vec<HitDto>,
    /// Counts, if asked for.
    pub facets: Option<FacetsDto>,
    /// How many documents the index does not show as they are.
    pub index_lag: u64,
}
