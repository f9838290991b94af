//! Reading filed documents again, when a reader has improved.

use vankho_extract::Outcome;
use vankho_model::{DocumentId, Engine, Hints, WarningCode};
use vankho_store::NewReading;

use crate::pictures::temper;
use crate::read_file::recognize_pages;
use crate::{AppError, Archive, Control, relate};

/// What became of a document that was to be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reread {
    /// It was read; `waiting` pages of it are pictures that wait for recognition now.
    Done {
        /// How many.
        waiting: usize,
    },
    /// It has no original, being migrated as text: its fields and citations were read off that again.
    FromText,
    /// Its reader gave nothing this time: what was read before stays.
    Kept,
}

impl Archive {
    /// Lists every document, in the order of filing.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn all_ids(&self) -> Result<Vec<DocumentId>, AppError> {
        self.read(|reader| reader.all_ids())
    }

    /// Reads the original of a document again, or what was migrated as its text. Fields that a person confirmed or another system gave stay.
    /// A picture that was recognised before keeps that text until it is recognised again.
    ///
    /// # Errors
    /// If there is no such document, its original is missing, or it was cancelled.
    pub fn reread(&self, id: DocumentId, control: &Control) -> Result<Reread, AppError> {
        let Some((_, file)) = self.original(id)? else { return self.recognize_again(id) };
        let extracted = match self.extractor.extract(file, control.cancel_flag())? {
            Outcome::Document(extracted) => extracted,
            Outcome::Archive | Outcome::Refused(_) => return Ok(Reread::Kept),
        };
        self.store.write(|writer| {
            let reader = writer.reader();
            let (Some(before), Some(no)) = (reader.document(id)?, reader.document_no(id)?) else {
                return Err(AppError::NotFound);
            };
            let failed = extracted.pages.is_empty() && before.pages > 0;
            if failed && extracted.warnings.iter().any(|w| w.code == WarningCode::ReaderStopped) {
                return Ok(Reread::Kept);
            }
            let mut extracted = extracted;
            let old = reader.text(no)?;
            let mut words = Vec::new();
            for (i, source) in extracted.sources.iter().enumerate() {
                let was_recognised = before.sources.get(i).is_some_and(|old| old.engine == Engine::Ocr);
                let page = u32::try_from(i + 1).unwrap_or(u32::MAX);
                match old.get(i) {
                    Some(text) if source.engine == Engine::Waiting && was_recognised => {
                        extracted.pages[i].clone_from(text);
                    }
                    _ => words.push((page, Vec::new())),
                }
            }
            // What came in a letter was filed with it, or left out of it then.
            extracted
                .warnings
                .extend(before.warnings.iter().filter(|w| w.code == WarningCode::EnclosureLeftOut));
            let mut reading = recognize_pages(&extracted);
            temper(&mut reading.evidence, |page| reader.page_words(no, page))?;
            relate::replace(
                writer,
                &before,
                &NewReading {
                    no,
                    pages: &extracted.pages,
                    sources: &extracted.sources,
                    words: &words,
                    warnings: &extracted.warnings,
                    fields: &reading.fields,
                    evidence: &reading.evidence,
                    citations: Some(&reading.citations),
                },
                Some(&reading.findings()),
            )?;
            let waiting = extracted.sources.iter().filter(|source| source.engine == Engine::Waiting).count();
            Ok(Reread::Done { waiting })
        })
    }

    /// Reads fields and citations off the text that was migrated in place of an original.
    fn recognize_again(&self, id: DocumentId) -> Result<Reread, AppError> {
        let (no, before, pages) = self.read(|reader| {
            let no = reader.document_no(id)?;
            let pages = no.map(|no| reader.text(no)).transpose()?;
            Ok((no, reader.document(id)?, pages.unwrap_or_default()))
        })?;
        let (Some(no), Some(before)) = (no, before) else { return Err(AppError::NotFound) };
        let reading = vankho_recognize::recognize(&pages, &Hints::default());
        let new = NewReading {
            no,
            pages: &pages,
            sources: &before.sources,
            words: &[],
            warnings: &before.warnings,
            fields: &reading.fields,
            evidence: &reading.evidence,
            citations: Some(&reading.citations),
        };
        self.store.write(|writer| relate::replace(writer, &before, &new, Some(&reading.findings())))?;
        Ok(Reread::FromText)
    }
}
