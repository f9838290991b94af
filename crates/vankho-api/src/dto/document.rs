//! A document and its parts.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

/// The parts of a document number.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct NumberParts {
    /// The ordinal.
    pub seq: u32,
    /// The letter after it.
    pub suffix: Option<String>,
    /// The year inside the number.
    pub year: Option<u16>,
    /// The symbol of the kind.
    pub kind: Option<String>,
    /// The symbols of the issuers joined by `-`.
    pub issuer: String,
    /// `party`, `state`, `law` or `other`.
    pub system: String,
}

/// Where a field was read.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct EvidenceItem {
    /// The page, from 1.
    pub page: u32,
    /// First character, in Unicode scalars of the page's text.
    pub start: u32,
    /// Character after the last.
    pub end: u32,
    /// The words on the page.
    pub quote: String,
    /// How sure the reading is, 0 to 1.
    pub confidence: f64,
}

/// A kept file.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "OriginalFile")]
pub struct OriginalFileDto {
    /// `original`.
    pub role: String,
    /// The name it came with.
    pub name: String,
    /// The type found in its bytes.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its BLAKE3 hash in hexadecimal.
    pub blake3: String,
}

/// What could not be read.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "Warning")]
pub struct WarningDto {
    /// The code, `no_text_layer`.
    #[ts(type = "WarningCode")]
    pub code: String,
    /// The page, or `null` for the whole document.
    pub page: Option<u32>,
}

/// How a page was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "PageSource")]
pub struct PageSourceDto {
    /// What read it: `format`, `pdf_extract`, `pdf_second`, `ocr`, or `waiting` for recognition.
    #[ts(type = "Engine")]
    pub engine: String,
    /// What its letters were written in: `unicode`, `tcvn3`, `vni`…
    pub encoding: String,
    /// Why an earlier engine's text was not taken, `fragments`.
    pub because: Option<String>,
}

/// A document without its text.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "Document")]
#[allow(missing_docs, reason = "the names are those of `Document` and `Fields` in vankho-model")]
pub struct DocumentDto {
    pub id: String,
    pub source_id: Option<String>,
    pub kind: Option<String>,
    pub kind_name: Option<String>,
    pub number: Option<String>,
    pub number_parts: Option<NumberParts>,
    pub issued_on: Option<String>,
    pub published_on: Option<String>,
    pub place: Option<String>,
    pub issuer: Option<String>,
    pub parent_body: Option<String>,
    pub subject: Option<String>,
    pub signer: Option<String>,
    pub signer_position: Option<String>,
    pub signer_authority: Option<String>,
    pub author: Option<String>,
    pub addressees: Vec<String>,
    pub recipients: Vec<String>,
    pub secrecy: String,
    pub urgency: String,
    pub proposed: Vec<String>,
    pub evidence: BTreeMap<String, EvidenceItem>,
    pub files: Vec<OriginalFileDto>,
    pub pages: u32,
    pub sources: Vec<PageSourceDto>,
    pub enclosed_in: Option<String>,
    pub enclosures: Vec<String>,
    pub tags: Vec<String>,
    pub dossiers: Vec<String>,
    /// Their ids, in the same order.
    pub dossier_ids: Vec<String>,
    /// Since when it is in the trash: UTC, `YYYY-MM-DDThh:mm:ssZ`.
    pub trashed_at: Option<String>,
    pub filed_at: String,
    pub version: u32,
    pub warnings: Vec<WarningDto>,
}

/// A mention of another document.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(rename = "Citation")]
#[allow(missing_docs, reason = "the names are those of `Citation` in vankho-model")]
pub struct CitationDto {
    pub quote: String,
    pub page: u32,
    pub start: u32,
    pub end: u32,
    pub number: Option<String>,
    pub kind: Option<String>,
    pub date: Option<String>,
    pub issuer: Option<String>,
    #[ts(type = "Relation")]
    pub relation: String,
    pub article: Option<String>,
    pub resolves_to: Option<String>,
    pub confidence: f64,
    /// What the cited document is about, or its name, as printed.
    pub subject: Option<String>,
    /// Whether the cited document does it to this one: `được thay thế bởi`.
    pub passive: bool,
    /// Its ordinal in the catalogue; `null` if the document is not filed.
    pub no: Option<u64>,
    /// `proposed`, `confirmed` or `rejected`; `null` if the document is not filed.
    #[ts(type = "Ruling | null")]
    pub ruling: Option<String>,
}

/// A page of text with the hits of a query.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct TextPage {
    /// The page, from 1.
    pub page: u32,
    /// Its text.
    pub text: String,
    /// Hits as (first character, character after), in Unicode scalars.
    pub hits: Vec<(u32, u32)>,
}

/// The text of a document.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct DocumentText {
    /// Its pages.
    pub pages: Vec<TextPage>,
}

/// A document as it looks, as harmless HTML.
#[derive(Clone, PartialEq, Serialize, TS)]
pub struct DocumentPreview {
    /// `null` if its format is not shown so.
    pub html: Option<String>,
}
