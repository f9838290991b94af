//! The documents that something is done with: named one by one, or all that a search finds.

use std::collections::HashSet;

use vankho_model::{DocumentId, Sort};

use crate::{AppError, Archive, SearchRequest};

/// Some documents.
#[derive(Clone)]
pub enum Selection {
    /// These.
    Ids(Vec<DocumentId>),
    /// Everything that a search finds, whatever its limit, but these.
    Found(Box<SearchRequest>, Vec<DocumentId>),
}

impl Archive {
    /// The ordinals of the selected documents. A document that is no more is passed over.
    pub(crate) fn select(&self, selection: &Selection) -> Result<Vec<u64>, AppError> {
        let nos_of = |ids: &[DocumentId]| {
            self.read(|reader| ids.iter().map(|id| reader.document_no(*id)).collect::<Result<Vec<_>, _>>())
        };
        match selection {
            Selection::Ids(ids) => {
                let mut met = HashSet::new();
                Ok(nos_of(ids)?.into_iter().flatten().filter(|no| met.insert(*no)).collect())
            }
            Selection::Found(request, except) => {
                let except: HashSet<u64> = nos_of(except)?.into_iter().flatten().collect();
                // The order is of no account, and that of dates is the cheapest.
                let mut nos = self.found_nos(&SearchRequest { sort: Sort::Newest, ..(**request).clone() })?;
                nos.retain(|no| !except.contains(no));
                Ok(nos)
            }
        }
    }
}
