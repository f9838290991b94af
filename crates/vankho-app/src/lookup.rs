//! Getting at one document: its row, text, original and preview.

use std::fs::File;
use std::str::FromStr;

use vankho_model::{Document, DocumentId, DocumentNumber, OriginalFile};
use vankho_store::{Reader, StoreError};

use crate::{AppError, Archive, Control};

/// How a person names a document: by id, or by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentRef {
    /// Its identity.
    Id(DocumentId),
    /// Its number, which several documents can carry.
    Number(DocumentNumber),
}

impl FromStr for DocumentRef {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self, AppError> {
        if let Ok(id) = text.parse() {
            return Ok(Self::Id(id));
        }
        DocumentNumber::as_written(text).map(Self::Number).ok_or(AppError::NotFound)
    }
}

impl Archive {
    /// Finds the one document that is meant.
    ///
    /// # Errors
    /// If there is none, or several carry the number.
    pub fn resolve(&self, reference: &DocumentRef) -> Result<DocumentId, AppError> {
        let number = match reference {
            DocumentRef::Id(id) => return Ok(*id),
            DocumentRef::Number(number) => number,
        };
        let ids = self.read(|reader| reader.ids_by_number(number))?;
        match ids[..] {
            [] => Err(AppError::NotFound),
            [only] => Ok(only),
            _ => Err(AppError::Ambiguous(ids)),
        }
    }

    /// Finds the identity of the document with this ordinal.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn id_of(&self, no: u64) -> Result<Option<DocumentId>, AppError> {
        Ok(self.read(|reader| reader.row(no))?.map(|row| row.id))
    }

    /// Reads a document without its text.
    ///
    /// # Errors
    /// If there is none with this id.
    pub fn document(&self, id: DocumentId) -> Result<Document, AppError> {
        self.read(|reader| reader.document(id))?.ok_or(AppError::NotFound)
    }

    /// Reads the text of a document, a string a page.
    ///
    /// # Errors
    /// If there is none with this id.
    pub fn text(&self, id: DocumentId) -> Result<Vec<String>, AppError> {
        self.by_no(id, |reader, no| reader.text(no))
    }

    /// Opens the original of a document; `None` if it was migrated as text.
    ///
    /// # Errors
    /// If there is no such document, or its original is missing from the vault.
    pub fn original(&self, id: DocumentId) -> Result<Option<(OriginalFile, File)>, AppError> {
        let document = self.document(id)?;
        let Some(original) = document.files.into_iter().next() else { return Ok(None) };
        let file = self.vault.open_original(&original.digest)?;
        Ok(Some((original, file)))
    }

    /// Renders the original as harmless HTML, if its format allows.
    ///
    /// # Errors
    /// If there is no such document, or its original is missing from the vault.
    pub fn preview_html(&self, id: DocumentId) -> Result<Option<String>, AppError> {
        let Some((_, file)) = self.original(id)? else { return Ok(None) };
        Ok(self.extractor.preview_html(file, Control::default().cancel_flag())?)
    }

    pub(crate) fn by_no<T>(
        &self,
        id: DocumentId,
        work: impl FnOnce(&Reader<'_>, u64) -> Result<T, StoreError>,
    ) -> Result<T, AppError> {
        let found = self.read(|reader| match reader.document_no(id)? {
            Some(no) => work(reader, no).map(Some),
            None => Ok(None),
        })?;
        found.ok_or(AppError::NotFound)
    }
}
