//! What lies around a document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dto::{CitationDto, DocumentDto};

/// A document as a link names it.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "DocumentBrief")]
pub struct BriefDto {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// The kind's name.
    pub kind_name: Option<String>,
    /// Its date: issued, or else published.
    pub date: Option<String>,
    /// Its issuer as printed.
    pub issuer: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
}

/// A document that others cite.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "CitedDocument")]
pub struct CitedDto {
    /// The document.
    pub document: BriefDto,
    /// How many others cite it.
    pub cited_by: u64,
}

/// A document that is cited and not filed.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "MissingDocument")]
pub struct MissingDto {
    /// Its number; `null` if it is cited by its name.
    pub number: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// The kind's name.
    pub kind_name: Option<String>,
    /// What it is about, or its name, as cited.
    pub subject: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Its issuer as cited.
    pub issuer: Option<String>,
    /// How many documents cite it.
    pub cited_by: u64,
    /// The id of the first of them.
    pub first: Option<String>,
}

/// All that one document says of another.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "Link")]
pub struct LinkDto {
    /// The id of the one that cites.
    pub from: String,
    /// The id of what is cited; `null` if it is not filed.
    pub to: Option<String>,
    /// What is cited, if it is not filed.
    pub missing: Option<MissingDto>,
    /// The strongest relation.
    #[ts(type = "Relation")]
    pub relation: String,
    /// Whether it is the cited one that does it: `được thay thế bởi`.
    pub passive: bool,
    /// How many steps it lies from the document that was asked for, from 1.
    pub level: u32,
    /// The sentences.
    pub citations: Vec<CitationDto>,
}

/// Whether a document still holds, as far as the archive knows.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "EffectStatus")]
pub struct EffectDto {
    /// `in_force`, `amended`, `replaced` or `repealed`.
    #[ts(type = "Effect")]
    pub state: String,
    /// Since when.
    pub since: Option<String>,
    /// The ids of the documents that did it.
    pub because: Vec<String>,
}

/// What lies around a document.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "Relations")]
pub struct RelationsDto {
    /// Its id.
    pub id: String,
    /// Whether it still holds.
    pub effect: EffectDto,
    /// What it cites.
    pub cites: Vec<LinkDto>,
    /// What cites it.
    pub cited_by: Vec<LinkDto>,
    /// The documents at the ends of the links, by id.
    pub documents: BTreeMap<String, BriefDto>,
}

/// What lists of the graph to read.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct UncitedArgs {
    /// Only this kind.
    pub kind: Option<String>,
    /// Only these relations count; empty is any.
    #[ts(type = "Array<Relation>")]
    pub relations: Vec<String>,
    /// How many documents at most.
    pub limit: u32,
}

/// How long a list to read.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct ListArgs {
    /// How many at most.
    pub limit: u32,
}

/// Which documents to review.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReviewArgs {
    /// The id of the last document that was seen; `null` begins.
    pub after: Option<String>,
    /// How many at most.
    pub limit: u32,
}

/// Documents with fields in doubt.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct Review {
    /// How many wait in all.
    pub waiting: u64,
    /// The next of them, in the order of filing.
    pub documents: Vec<DocumentDto>,
}

/// Which neighbourhood to read.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct RelationsArgs {
    /// The id of the document.
    pub id: String,
    /// How many steps far, from 1.
    pub depth: u32,
}
