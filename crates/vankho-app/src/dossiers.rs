//! Dossiers (hồ sơ) and labels: what there is, and how it is called.

use std::collections::HashMap;

use vankho_model::{DocumentId, DossierId};
use vankho_store::{Count, Dossier, DossierState, Row};

use crate::{AppError, Archive};

/// No label, code or title is longer, in characters.
const LONGEST: usize = 300;

impl Archive {
    /// Counts the documents with each label, the most frequent first.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn tags(&self) -> Result<Vec<Count>, AppError> {
        self.read(|reader| reader.tag_counts())
    }

    /// Lists every dossier: open ones first, each group by code.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn dossiers(&self) -> Result<Vec<Dossier>, AppError> {
        self.read(|reader| reader.dossiers())
    }

    /// Makes a dossier (`id` is `None`), or gives one another code, title and state.
    ///
    /// # Errors
    /// If there is no such dossier, another one has the code, the title is none, or the catalogue can't be written.
    pub fn save_dossier(
        &self,
        id: Option<DossierId>,
        code: Option<&str>,
        title: &str,
        state: DossierState,
    ) -> Result<Dossier, AppError> {
        let title = name(title)?;
        let code = code.filter(|code| !code.trim().is_empty()).map(name).transpose()?;
        let at = self.clock.now();
        self.store.write(|writer| {
            let reader = writer.reader();
            if let Some(id) = id {
                reader.dossier(id)?.ok_or(AppError::NoDossier)?;
            }
            let id = id.unwrap_or_else(DossierId::generate);
            let owner = code.as_deref().map(|code| reader.dossier_with_code(code)).transpose()?.flatten();
            if let Some(other) = owner.filter(|other| *other != id) {
                return Err(AppError::DossierCodeTaken(other));
            }
            writer.put_dossier(&Dossier { id, code, title, state, documents: 0 }, &at)?;
            writer.reader().dossier(id)?.ok_or(AppError::NoDossier)
        })
    }

    /// Removes a dossier in which nothing lies.
    ///
    /// # Errors
    /// If there is no such dossier, something lies in it, or the catalogue can't be written.
    pub fn delete_dossier(&self, id: DossierId) -> Result<(), AppError> {
        self.store.write(|writer| {
            let no = writer.reader().dossier_no(id)?.ok_or(AppError::NoDossier)?;
            if !writer.reader().is_dossier_empty(no)? {
                return Err(AppError::DossierNotEmpty(id));
            }
            Ok(writer.remove_dossier(no)?)
        })
    }

    /// Lists the documents in a dossier in their order; none in the trash.
    ///
    /// # Errors
    /// If there is no such dossier, or the catalogue can't be read.
    pub fn documents_in_dossier(&self, id: DossierId) -> Result<Vec<Row>, AppError> {
        let found = self.read(|reader| {
            if reader.dossier(id)?.is_none() {
                return Ok(None);
            }
            let rows = reader.documents_in_dossier(id)?.into_iter().map(|no| reader.row(no));
            Ok(Some(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()))
        })?;
        found.ok_or(AppError::NoDossier)
    }

    /// Puts the documents of a dossier in this order; those that are not named come after them as they were.
    ///
    /// # Errors
    /// If there is no such dossier, it is closed, or the catalogue can't be written.
    pub fn order_dossier(&self, id: DossierId, order: &[DocumentId]) -> Result<(), AppError> {
        self.store.write(|writer| {
            let reader = writer.reader();
            let dossier = reader.dossier(id)?.ok_or(AppError::NoDossier)?;
            if dossier.state == DossierState::Closed {
                return Err(AppError::DossierClosed(id));
            }
            let no = reader.dossier_no(id)?.ok_or(AppError::NoDossier)?;
            let mut wanted = HashMap::new();
            for (place, document) in order.iter().enumerate() {
                wanted.extend(reader.document_no(*document)?.map(|no| (no, place)));
            }
            let mut documents = reader.documents_in_dossier(id)?;
            documents.sort_by_key(|document| wanted.get(document).copied().unwrap_or(usize::MAX));
            for (place, document) in (1..).zip(documents) {
                writer.set_place(no, document, place)?;
            }
            Ok(())
        })
    }
}

/// A label, code or title as it is kept: repaired, on one line.
pub(crate) fn name(typed: &str) -> Result<String, AppError> {
    let name = vankho_text::repair(typed).split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST {
        return Err(AppError::InvalidName);
    }
    Ok(name)
}
