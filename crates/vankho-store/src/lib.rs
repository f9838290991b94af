//! The catalogue: SQLite, the record of truth for every filed document.
//!
//! Owns the schema, its migrations, durability (WAL, `synchronous=FULL`) and the outbox that tells the index
//! what changed. Refuses to know how text was read, where originals lie and how words are searched.
//! One writer, many readers: what writes takes a [`Writer`], which is a transaction.

mod connection;
mod error;
mod migrate;
mod store;
mod table;

pub use error::StoreError;
pub use store::{Access, Reader, Store, Writer};
pub use table::changes::{Action, Change, Changed, CitationState, FieldState};
pub use table::citations::{FiledCitation, MissingDocument};
pub use table::documents::{DuplicateOf, NewDocument, Row};
pub use table::dossiers::{Dossier, DossierState, InDossier};
pub use table::operations::{Act, Operation};
pub use table::outbox::OutboxLine;
pub use table::page_sources::WaitingPage;
pub use table::readings::NewReading;
pub use table::stats::{Count, StoreStats};
