//! Documents that may be one and the same: told, and never merged.

use vankho_model::{DocumentId, DocumentNumber, may_be_one};
use vankho_store::{Reader, Row, StoreError, Writer};
use vankho_text::Sketch;

use crate::{AppError, Archive};

/// Documents that are compared with one, for each reason.
const MOST_COMPARED: usize = 64;
/// Texts with this share in common are near-equal: a scan of what there is as a file, a draft of what was signed.
const NEAR: f32 = 0.8;
/// Documents sketched in one transaction.
const BATCH: usize = 256;
/// The setting that says down to which ordinal documents of an older archive still lack a sketch.
const SKETCHES_LEFT: &str = "sketches_left";

/// A document that may be the same as another.
#[derive(Clone, Debug)]
pub struct PossibleDuplicate {
    /// The document.
    pub row: Row,
    /// Whether issuer, kind, number and year are the same.
    pub same_identity: bool,
    /// How much of the texts is common to both, 0 to 1; `None` if one is too short to tell.
    pub likeness: Option<f32>,
    /// Whether a person called them different.
    pub is_distinct: bool,
}

impl Archive {
    /// Lists what may be the same document, the likeliest first; those that a person called different come last.
    ///
    /// # Errors
    /// If there is no such document, or the catalogue can't be read.
    pub fn possible_duplicates(&self, id: DocumentId) -> Result<Vec<PossibleDuplicate>, AppError> {
        self.by_no(id, find)
    }

    /// Lists documents that may repeat one filed before, in the order of filing, each with those.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn all_possible_duplicates(
        &self,
        limit: usize,
    ) -> Result<Vec<(DocumentId, Vec<PossibleDuplicate>)>, AppError> {
        let (mut found, mut after) = (Vec::new(), 0);
        loop {
            let nos = self.read(|reader| reader.document_nos_after(after, BATCH))?;
            let Some(last) = nos.last() else { return Ok(found) };
            after = *last;
            for no in nos {
                let like = self.read(|reader| {
                    let like = find(reader, no)?;
                    let like: Vec<_> =
                        like.into_iter().filter(|one| one.row.no < no && !one.is_distinct).collect();
                    Ok(reader.row(no)?.filter(|_| !like.is_empty()).map(|row| (row.id, like)))
                })?;
                found.extend(like);
                if found.len() >= limit {
                    return Ok(found);
                }
            }
        }
    }

    /// Keeps that two documents are different, or takes that back.
    ///
    /// # Errors
    /// If one of them is not there, both are one, or the catalogue can't be written.
    pub fn set_distinct(
        &self,
        one: DocumentId,
        other: DocumentId,
        is_distinct: bool,
    ) -> Result<(), AppError> {
        let at = self.clock.now();
        self.store.write(|writer| {
            let reader = writer.reader();
            let (Some(one), Some(other)) = (reader.document_no(one)?, reader.document_no(other)?) else {
                return Err(AppError::NotFound);
            };
            if one == other {
                return Err(AppError::NotFound);
            }
            Ok(writer.set_distinct(one, other, is_distinct.then_some(&*at))?)
        })
    }

    /// Sketches some of the documents that were filed before texts were sketched; tells whether others are left.
    ///
    /// # Errors
    /// If the catalogue can't be read or written.
    pub fn sketch_older(&self) -> Result<bool, AppError> {
        let left = self.setting(SKETCHES_LEFT)?.and_then(|left| left.parse::<u64>().ok());
        let Some(left) = left else { return Ok(false) };
        let lowest = left.saturating_sub(BATCH as u64);
        self.store.write(|writer| {
            for no in (lowest + 1)..=left {
                let reader = writer.reader();
                if reader.row(no)?.is_some() {
                    sketch(writer, no, &reader.text(no)?)?;
                }
            }
            match lowest {
                0 => writer.forget_setting(SKETCHES_LEFT),
                _ => writer.set_setting(SKETCHES_LEFT, &lowest.to_string()),
            }
        })?;
        Ok(lowest > 0)
    }
}

/// Puts the sketch of a document's text in the place of the one it had.
pub(crate) fn sketch(writer: &Writer<'_>, no: u64, pages: &[String]) -> Result<(), StoreError> {
    let before = writer.reader().sketch(no)?.and_then(|bytes| Sketch::from_bytes(&bytes));
    let after = Sketch::of(pages.iter().map(String::as_str));
    if before == after {
        return Ok(());
    }
    if let Some(before) = before {
        writer.forget_bands(no, &before.bands().collect::<Vec<_>>())?;
    }
    let after = after.map(|sketch| (sketch.to_bytes(), sketch.bands().collect::<Vec<_>>()));
    writer.put_sketch(no, after.as_ref().map(|(bytes, bands)| (&bytes[..], &bands[..])))
}

/// Finds what may be the same document: as many lookups as a sketch has bands, however many documents there are.
pub(crate) fn find(reader: &Reader<'_>, no: u64) -> Result<Vec<PossibleDuplicate>, StoreError> {
    let Some(own) = reader.row(no)? else { return Ok(Vec::new()) };
    let sketch = reader.sketch(no)?.and_then(|bytes| Sketch::from_bytes(&bytes));
    let key = own.fields.number.as_ref().map(DocumentNumber::identity_key);
    let distinct = reader.called_distinct(no)?;
    let mut found: Vec<PossibleDuplicate> = Vec::new();
    if let Some(key) = &key {
        let year = own.fields.issued_on.map(vankho_model::PartialDate::year);
        for row in reader.rows_of_number_and_year(key, year, MOST_COMPARED)? {
            if row.no != no && may_be_one(&own.fields, &row.fields) {
                let theirs = reader.sketch(row.no)?.and_then(|bytes| Sketch::from_bytes(&bytes));
                let likeness = sketch.as_ref().zip(theirs).map(|(one, other)| one.likeness(&other));
                let is_distinct = distinct.contains(&row.no);
                found.push(PossibleDuplicate { row, same_identity: true, likeness, is_distinct });
            }
        }
    }
    if let Some(sketch) = &sketch {
        let bands: Vec<i64> = sketch.bands().collect();
        for (other, bytes) in reader.sketched_alike(no, &bands, MOST_COMPARED)? {
            let likeness = Sketch::from_bytes(&bytes).map_or(0.0, |other| sketch.likeness(&other));
            if likeness < NEAR || found.iter().any(|known| known.row.no == other) {
                continue;
            }
            let Some(row) = reader.row(other)? else { continue };
            // The same form filled in twice is two documents, and their numbers say so.
            let is_another = row
                .fields
                .number
                .as_ref()
                .zip(key.as_ref())
                .is_some_and(|(number, key)| number.identity_key() != *key);
            if !is_another {
                let is_distinct = distinct.contains(&other);
                found.push(PossibleDuplicate {
                    row,
                    same_identity: false,
                    likeness: Some(likeness),
                    is_distinct,
                });
            }
        }
    }
    // What lies in the trash is no copy that anybody keeps.
    found.retain(|one| one.row.trashed_at.is_none());
    found.sort_by(|one, other| {
        let rank = |one: &PossibleDuplicate| (one.is_distinct, !one.same_identity);
        rank(one)
            .cmp(&rank(other))
            .then_with(|| other.likeness.partial_cmp(&one.likeness).unwrap_or(std::cmp::Ordering::Equal))
    });
    Ok(found)
}
