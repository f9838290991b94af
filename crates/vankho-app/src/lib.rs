//! The use cases of an archive, one file each: the only place where vault, store, readers and index meet.
//!
//! Owns the order in which things happen (original kept, then row committed, then index told), locking,
//! cancelling and progress. Refuses to know terminals, windows, JSON shapes and languages.

mod abbreviations;
mod archive;
mod bulk;
mod check;
mod clock;
mod control;
mod dossiers;
mod duplicates;
mod edit;
mod error;
mod export;
mod filing;
mod import;
mod import_job;
mod indexing;
mod lookup;
mod outside;
mod page_images;
mod picture_job;
mod pictures;
mod read_file;
mod recognize;
mod records;
mod relate;
mod relations;
mod reread;
mod search;
mod selection;
mod settings;
mod stats;
mod trash;
mod unpack;
mod work;

pub use archive::{Archive, Mode, default_root};
pub use bulk::{BulkEdit, BulkPreview, BulkResult, Decided, SampleRow, UndoneMany};
pub use check::{CheckReport, Finding};
pub use clock::Clock;
pub use control::Control;
pub use duplicates::PossibleDuplicate;
pub use edit::{CitationEdit, FieldEdit};
pub use error::AppError;
pub use export::{WriteDocument, write_whole};
pub use import::{FailureCode, ImportEvent, Imported, Summary, walk};
pub use import_job::{ImportJob, ItemState, JobItem, JobStatus};
pub use indexing::IndexingThread;
pub use lookup::DocumentRef;
pub use outside::Outgoing;
pub use picture_job::{PictureJob, PictureStatus};
pub use pictures::{PictureEvent, Pictures, Waiting};
pub use read_file::ReadFailure;
pub use recognize::{Recognized, recognize_file};
pub use relations::{Effect, EffectStatus, End, Link, Relations};
pub use reread::Reread;
pub use search::{Explanation, HitRole, LitPage, SearchAnswer, SearchHit, SearchRequest, Suggested};
pub use selection::Selection;
pub use stats::ArchiveStats;
pub use trash::{KEPT_DAYS, Trashed};
pub use vankho_store::{
    Act, Action, Change, Changed, CitationState, Count, Dossier, DossierState, DuplicateOf, FiledCitation,
    InDossier, MissingDocument, Operation, Row,
};
