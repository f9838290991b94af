//! Search: the index of words, numbers and facets, and the questions asked of it.
//!
//! Owns the tantivy index, how text and queries are analysed, ranking, snippets and hits. Refuses to know
//! where documents are kept: it takes their fields and text and answers with ordinals. The index is derived:
//! it can be deleted and rebuilt from the catalogue at any time, and it says itself how far it has come.

mod abbreviations;
mod analysis;
mod correct;
mod error;
mod facets;
mod forms;
mod highlight;
mod index;
mod narrow;
mod number_query;
mod plan;
mod query;
mod rank;
mod reading;
mod schema;
mod search;
mod similar;
mod statistics;
mod suggest;
mod values;
mod view;
mod word;
mod writer;

pub use abbreviations::{Abbreviations, DEFAULT_ABBREVIATIONS};
pub use error::SearchError;
pub use facets::Facets;
pub use highlight::{Matcher, Snippet, WordCount};
pub use index::{Rebuild, SearchIndex};
pub use number_query::NumberAsked;
pub use query::{Chip, ChipKind};
pub use search::{Found, Hit, Question};
pub use suggest::Suggestions;
pub use writer::{IndexEntry, IndexWriter};
