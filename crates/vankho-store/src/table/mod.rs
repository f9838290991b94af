//! One file per table: its row, its reads on [`crate::Reader`], its writes on [`crate::Writer`].

pub(crate) mod changes;
pub(crate) mod citations;
pub(crate) mod documents;
pub(crate) mod dossiers;
pub(crate) mod evidence;
pub(crate) mod files;
pub(crate) mod operations;
pub(crate) mod outbox;
pub(crate) mod page_sources;
pub(crate) mod queue;
pub(crate) mod readings;
pub(crate) mod settings;
pub(crate) mod stats;
pub(crate) mod tags;
pub(crate) mod texts;
pub(crate) mod trash;
pub(crate) mod warnings;
