//! Search: the index of words, numbers and facets, and the questions asked of it.
//!
//! Owns the tantivy index, how text and queries are analysed, ranking, snippets and hits. Refuses to know
//! where documents are kept: it takes their fields and text and answers with ordinals. The index is derived:
//! it can be deleted and rebuilt from the catalogue at any time, and it says itself how far it has come.

mod analysis;
mod error;
mod facets;
mod highlight;
mod index;
mod lexer;
mod number_query;
mod pairs;
mod plan;
mod schema;
mod search;
mod statistics;
mod writer;

pub use error::SearchError;
pub use facets::Facets;
pub use highlight::{Matcher, Snippet};
pub use index::{Rebuild, SearchIndex};
pub use number_query::NumberAsked;
pub use search::{Found, Hit, Question};
pub use writer::{IndexEntry, IndexWriter};
