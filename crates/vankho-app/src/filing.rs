//! Filing what was read: the originals are kept first, so a row never lacks one; a letter and what came in it are
//! filed in one transaction, so that neither is ever without the other.

use std::sync::PoisonError;

use vankho_extract::Extracted;
use vankho_model::{DocumentId, OriginalFile, Reading};
use vankho_store::{DuplicateOf, NewDocument, Writer};

use crate::import::Imported;
use crate::read_file::ReadFile;
use crate::trash::met_again;
use crate::unpack::Enclosure;
use crate::{AppError, Archive, relate};

/// A file whose original is kept, or that was filed before.
pub(crate) struct Kept {
    /// Its name below the file that it came in, `/a.pdf`.
    below: String,
    /// The letter it came in, by its place in the same list.
    letter: Option<usize>,
    content: Result<Box<Document>, DocumentId>,
}

struct Document {
    id: DocumentId,
    original: OriginalFile,
    extracted: Extracted,
    reading: Reading,
}

impl Archive {
    /// Files a file and what came in it: the first result is its own, the others carry their name below it.
    pub(crate) fn file(&self, file: ReadFile) -> Result<Vec<(String, Imported)>, AppError> {
        let _held = self.originals_in_hand.read().unwrap_or_else(PoisonError::into_inner);
        let mut kept = Vec::new();
        self.keep_file(file, "", None, &mut kept)?;
        let filed_at = self.clock.now();
        self.store.write(|writer| insert_kept(writer, &kept, None, &filed_at))
    }

    /// Keeps the originals of what came in a letter.
    pub(crate) fn keep_enclosed(&self, enclosed: Vec<Enclosure>) -> Result<Vec<Kept>, AppError> {
        let mut kept = Vec::new();
        self.keep_below(enclosed, "", None, &mut kept)?;
        Ok(kept)
    }

    fn keep_file(
        &self,
        file: ReadFile,
        below: &str,
        letter: Option<usize>,
        kept: &mut Vec<Kept>,
    ) -> Result<(), AppError> {
        let original = file.original();
        let ReadFile { staged, extracted, reading, enclosed, .. } = file;
        self.vault.keep(staged)?;
        let document = Document { id: DocumentId::generate(), original, extracted, reading };
        let place = kept.len();
        kept.push(Kept { below: below.to_owned(), letter, content: Ok(Box::new(document)) });
        self.keep_below(enclosed, below, Some(place), kept)
    }

    fn keep_below(
        &self,
        enclosed: Vec<Enclosure>,
        below: &str,
        letter: Option<usize>,
        kept: &mut Vec<Kept>,
    ) -> Result<(), AppError> {
        for enclosure in enclosed {
            match enclosure {
                Enclosure::Ready(name, file) => {
                    self.keep_file(*file, &format!("{below}/{name}"), letter, kept)?;
                }
                Enclosure::Duplicate(name, id) => {
                    kept.push(Kept { below: format!("{below}/{name}"), letter, content: Err(id) });
                }
            }
        }
        Ok(())
    }
}

/// Inserts what was kept. What lies in no letter of the list is enclosed in `outer`.
pub(crate) fn insert_kept(
    writer: &Writer<'_>,
    kept: &[Kept],
    outer: Option<DocumentId>,
    filed_at: &str,
) -> Result<Vec<(String, Imported)>, AppError> {
    // The letters filed here, by place: what came in one that was there before is there as well.
    let mut filed: Vec<Option<DocumentId>> = Vec::with_capacity(kept.len());
    let mut results = Vec::with_capacity(kept.len());
    for one in kept {
        let letter = match one.letter {
            None => outer,
            Some(place) if filed[place].is_some() => filed[place],
            Some(_) => {
                filed.push(None);
                continue;
            }
        };
        let result = match &one.content {
            Err(id) => met_again(writer, DuplicateOf::Content(*id), filed_at)?,
            Ok(document) => insert(writer, document, letter, filed_at)?,
        };
        filed.push(match &result {
            Imported::Filed { id, .. } => Some(*id),
            _ => None,
        });
        results.push((one.below.clone(), result));
    }
    Ok(results)
}

fn insert(
    writer: &Writer<'_>,
    document: &Document,
    enclosed_in: Option<DocumentId>,
    filed_at: &str,
) -> Result<Imported, AppError> {
    let Document { id, original, extracted, reading } = document;
    // The same bytes may have been filed a moment ago, from another place in the list.
    if let Some(duplicate) = writer.reader().duplicate_of(Some(&original.digest), None)? {
        return met_again(writer, duplicate, filed_at);
    }
    relate::insert(
        writer,
        &NewDocument {
            id: *id,
            source_id: None,
            fields: &reading.fields,
            evidence: &reading.evidence,
            citations: &reading.citations,
            pages: &extracted.pages,
            sources: &extracted.sources,
            warnings: &extracted.warnings,
            file: Some(original),
            enclosed_in,
            tags: &[],
            filed_at,
        },
    )?;
    Ok(Imported::Filed { id: *id, warnings: extracted.warnings.clone() })
}
