//! What was read off a document: proposed fields, each with the place it was read from.

use std::fmt;

use crate::document::Fields;
use crate::{DocumentNumber, Kind, PartialDate};

/// A catalogue field that can be read off the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Kind (loại).
    Kind,
    /// Number and symbol (số, ký hiệu).
    Number,
    /// Date of issue (ngày ban hành).
    IssuedOn,
    /// Date a bulletin was published.
    PublishedOn,
    /// Place of issue (địa danh).
    Place,
    /// Issuer (cơ quan ban hành).
    Issuer,
    /// The body above the issuer (cơ quan chủ quản).
    ParentBody,
    /// Subject (trích yếu), or a bulletin's headline.
    Subject,
    /// Signer (người ký).
    Signer,
    /// The signer's post (chức vụ).
    SignerPosition,
    /// In whose name it is signed: `T/M`, `KT.`
    SignerAuthority,
    /// Author of a bulletin.
    Author,
    /// Addressees (kính gửi).
    Addressees,
    /// Recipients (nơi nhận).
    Recipients,
    /// Secrecy (độ mật).
    Secrecy,
    /// Urgency (độ khẩn).
    Urgency,
}

impl Field {
    /// Every field, in the order of the page.
    pub const ALL: [Self; 16] = [
        Self::Kind,
        Self::Number,
        Self::IssuedOn,
        Self::PublishedOn,
        Self::Place,
        Self::Issuer,
        Self::ParentBody,
        Self::Subject,
        Self::Signer,
        Self::SignerPosition,
        Self::SignerAuthority,
        Self::Author,
        Self::Addressees,
        Self::Recipients,
        Self::Secrecy,
        Self::Urgency,
    ];

    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Number => "number",
            Self::IssuedOn => "issued_on",
            Self::PublishedOn => "published_on",
            Self::Place => "place",
            Self::Issuer => "issuer",
            Self::ParentBody => "parent_body",
            Self::Subject => "subject",
            Self::Signer => "signer",
            Self::SignerPosition => "signer_position",
            Self::SignerAuthority => "signer_authority",
            Self::Author => "author",
            Self::Addressees => "addressees",
            Self::Recipients => "recipients",
            Self::Secrecy => "secrecy",
            Self::Urgency => "urgency",
        }
    }

    /// Reads what `as_str` writes.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == text)
    }
}

/// Where a field was read: a stretch of one page.
#[derive(Clone, PartialEq)]
pub struct Evidence {
    /// The field it speaks for.
    pub field: Field,
    /// The page, from 1.
    pub page: u32,
    /// First character of the stretch, counted in characters (Unicode scalars) of the page's text.
    pub start: u32,
    /// Character after the stretch.
    pub end: u32,
    /// The stretch as it stands on the page.
    pub quote: String,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
}

/// Shows the place and never the words.
impl fmt::Debug for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}:{}-{}", self.field.as_str(), self.page, self.start, self.end)
    }
}

/// How a document relates to one it cites (handbook §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Căn cứ, theo.
    BasedOn,
    /// Thực hiện, triển khai, quán triệt.
    Implements,
    /// Hướng dẫn, quy định chi tiết.
    Guides,
    /// Sửa đổi, bổ sung.
    Amends,
    /// Thay thế.
    Replaces,
    /// Bãi bỏ, hủy bỏ.
    Repeals,
    /// Đính chính.
    Corrects,
    /// Sơ kết, tổng kết, kết quả thực hiện.
    ReportsOn,
    /// Ban hành kèm theo.
    AttachedTo,
    /// Trả lời, phúc đáp.
    RepliesTo,
    /// Anything else.
    Mentions,
}

impl Relation {
    /// Every relation, in the order of handbook §5.
    pub const ALL: [Self; 11] = [
        Self::BasedOn,
        Self::Implements,
        Self::Guides,
        Self::Amends,
        Self::Replaces,
        Self::Repeals,
        Self::Corrects,
        Self::ReportsOn,
        Self::AttachedTo,
        Self::RepliesTo,
        Self::Mentions,
    ];

    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BasedOn => "based_on",
            Self::Implements => "implements",
            Self::Guides => "guides",
            Self::Amends => "amends",
            Self::Replaces => "replaces",
            Self::Repeals => "repeals",
            Self::Corrects => "corrects",
            Self::ReportsOn => "reports_on",
            Self::AttachedTo => "attached_to",
            Self::RepliesTo => "replies_to",
            Self::Mentions => "mentions",
        }
    }

    /// Reads what `as_str` writes.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.as_str() == text)
    }

    /// Whether only a document that is older can be its object: nobody carries out what does not exist yet.
    #[must_use]
    pub fn needs_an_older_one(self) -> bool {
        !matches!(self, Self::Mentions | Self::AttachedTo)
    }
}

/// Whether a person has ruled on what a machine proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ruling {
    /// Not yet.
    Proposed,
    /// It is right.
    Confirmed,
    /// It is wrong: kept, so that it is not proposed again.
    Rejected,
}

impl Ruling {
    /// Every ruling.
    pub const ALL: [Self; 3] = [Self::Proposed, Self::Confirmed, Self::Rejected];

    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
        }
    }

    /// Reads what `as_str` writes.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ruling| ruling.as_str() == text)
    }
}

/// A mention of another document.
#[derive(Clone, PartialEq)]
pub struct Citation {
    /// The stretch with some words around it.
    pub quote: String,
    /// The page, from 1.
    pub page: u32,
    /// First character of the mention in the page's text.
    pub start: u32,
    /// Character after the mention.
    pub end: u32,
    /// The number cited. A short mention (`Nghị quyết 04`) has that of the mention it repeats, or its ordinal alone.
    /// `None` where a document is cited by its name: `Luật Khiếu nại ngày 11/11/2011`.
    pub number: Option<DocumentNumber>,
    /// The kind, by the name before the number or by its symbol.
    pub kind: Option<Kind>,
    /// The date given with it.
    pub date: Option<PartialDate>,
    /// The issuer given with it, as printed.
    pub issuer: Option<String>,
    /// What it is about, as printed: `về …`; or the name of a document cited without a number.
    pub subject: Option<String>,
    /// The part of it that is meant: `khoản 2 Điều 5`.
    pub article: Option<String>,
    /// Index in the document's citations of the earlier one that this repeats: the same number again, or in short.
    pub repeats: Option<usize>,
    /// What this document does with the cited one.
    pub relation: Relation,
    /// Whether it is the cited document that does it to this one: `được thay thế bởi`.
    pub passive: bool,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
}

/// A relation between two cited documents, told by this one: `Luật A được sửa đổi bởi Luật B`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ToldRelation {
    /// Index in the citations of the one that does it: B.
    pub from: usize,
    /// Index of the one it is done to: A.
    pub to: usize,
    /// What it does.
    pub relation: Relation,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
}

/// Shows the place and never the words.
impl fmt::Debug for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}:{}-{}", self.relation.as_str(), self.page, self.start, self.end)
    }
}

/// What a file format itself says about its document, such as a web page's `<meta>` tags.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Whether it is a letter (mail), whose title is its subject and whose author is its sender.
    pub letter: bool,
    /// The headline.
    pub title: Option<String>,
    /// The time of publishing or sending, as the file writes it.
    pub published: Option<String>,
    /// The author.
    pub author: Option<String>,
}

/// Shows which hints there are and never the words.
impl fmt::Debug for Hints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = [self.letter, self.title.is_some(), self.published.is_some(), self.author.is_some()];
        write!(f, "Hints{given:?}")
    }
}

/// What a date in the text of a bulletin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateRole {
    /// The day the bulletin appeared.
    Published,
    /// The day of something it tells.
    Event,
    /// The day of a document it cites.
    Cited,
    /// None of these for sure.
    Other,
}

impl DateRole {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Published, Self::Event, Self::Cited, Self::Other];

    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Event => "event",
            Self::Cited => "cited",
            Self::Other => "other",
        }
    }

    /// Reads what `as_str` writes.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DateMention {
    /// The date.
    pub date: PartialDate,
    /// What it is.
    pub role: DateRole,
    /// The page, from 1.
    pub page: u32,
    /// First character of it in the page's text.
    pub start: u32,
    /// Character after it.
    pub end: u32,
}

/// Everything read off one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The fields; what the page does not say stays empty.
    pub fields: Fields,
    /// Where each filled field was read.
    pub evidence: Vec<Evidence>,
    /// Other stretches that could be what a field means, less sure than its evidence.
    pub alternatives: Vec<Evidence>,
    /// The documents it cites, in the order of the text.
    pub citations: Vec<Citation>,
    /// What it tells of cited documents among themselves.
    pub told: Vec<ToldRelation>,
    /// The section of the paper or page that a bulletin stands in.
    pub section: Option<String>,
    /// The dates of a bulletin told apart, in the order of the text; empty for other documents.
    pub dates: Vec<DateMention>,
}
