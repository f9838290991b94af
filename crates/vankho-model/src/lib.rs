//! The values an archive is made of: documents, their numbers, kinds, dates and the questions asked of them.
//!
//! Owns the grammar of a document number and the meaning of every field. Pure: refuses to know files,
//! databases, indexes, screens and the clock.

mod conference;
mod date;
mod document;
mod field_value;
mod id;
mod identity;
mod issuer;
mod kind;
mod number;
mod page_source;
mod query;
mod reading;
mod scan;
mod warning;

pub use conference::Conference;
pub use date::PartialDate;
pub use document::{Document, DossierName, Fields, FileRole, OriginalFile, Secrecy, Urgency};
pub use field_value::InvalidValue;
pub use id::{Digest, DocumentId, DossierId, ParseIdError};
pub use identity::{Fit, fit};
pub use issuer::{Issuer, Province};
pub use kind::{Kind, System, UnknownKind};
pub use number::{DocumentNumber, LookupKey, NotANumber};
pub use page_source::{Doubt, Encoding, Engine, PageSource, WordBox};
pub use query::{Filters, Sort};
pub use reading::{
    Citation, DateMention, DateRole, Evidence, Field, Hints, Reading, Relation, Ruling, ToldRelation,
};
pub use scan::{FoundNumber, find_numbers};
pub use warning::{Warning, WarningCode};
