//! One state of the index, and everything a question needs of it.

use std::cell::RefCell;
use std::sync::Arc;

use tantivy::Searcher;

use crate::abbreviations::Abbreviations;
use crate::index::Generation;
use crate::plan::Planner;
use crate::values::Values;
use crate::{SearchError, SearchIndex};

/// One state of the index: what is committed meanwhile is not seen.
pub(crate) struct View {
    pub generation: Arc<Generation>,
    pub searcher: Searcher,
    pub values: Arc<Values>,
    pub abbreviations: Arc<Abbreviations>,
}

impl View {
    pub fn planner(&self) -> Planner<'_> {
        Planner {
            searcher: &self.searcher,
            fields: self.generation.fields,
            abbreviations: &self.abbreviations,
            values: &self.values,
            known: RefCell::default(),
        }
    }
}

impl SearchIndex {
    pub(crate) fn view(&self) -> Result<View, SearchError> {
        let generation = self.generation();
        let searcher = generation.reader.searcher();
        let values = generation.values.get(&searcher, &generation.fields)?;
        Ok(View { generation, searcher, values, abbreviations: self.abbreviations() })
    }
}
