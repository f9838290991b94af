//! Reading fields and citations off a file without filing it.

use std::collections::HashMap;
use std::path::Path;

use vankho_extract::{Extracted, Extractor, Ocr, Outcome, Refusal};
use vankho_model::{Engine, PageSource, Reading, Warning, WordBox};

use crate::pictures::{take_in, temper, warnings_after};
use crate::read_file::open_file;
use crate::{AppError, Control, ReadFailure};

/// What was read off a file.
#[derive(Debug)]
pub struct Recognized {
    /// Fields, evidence and citations.
    pub reading: Reading,
    /// How each page was read.
    pub sources: Vec<PageSource>,
    /// What could not be read.
    pub warnings: Vec<Warning>,
    /// The type found in its bytes.
    pub media_type: String,
    /// How many pages of text it has.
    pub pages: u32,
}

/// Reads fields and citations off a file, pictures of pages too if `ocr` is there to read them. Needs no archive.
///
/// # Errors
/// If no reading process can be started, or it was cancelled.
pub fn recognize_file(
    extractor: &Extractor,
    ocr: Option<&Ocr>,
    path: &Path,
    control: &Control,
) -> Result<Result<Recognized, ReadFailure>, AppError> {
    let file = match open_file(path) {
        Ok(file) => file,
        Err(error) => return Ok(Err(ReadFailure::Unreadable(error))),
    };
    let mut extracted = match extractor.extract(file, control.cancel_flag())? {
        Outcome::Document(extracted) => extracted,
        // What is in it can be read once it is unpacked.
        Outcome::Archive => return Ok(Err(ReadFailure::Refused(Refusal::NotADocument))),
        Outcome::Refused(refusal) => return Ok(Err(ReadFailure::Refused(refusal))),
    };
    let words = match ocr {
        Some(ocr) => read_pictures(extractor, ocr, path, &mut extracted, control)?,
        None => HashMap::new(),
    };
    let mut reading = vankho_recognize::recognize(&extracted.pages, &extracted.hints);
    let words_of = |page| Ok::<_, AppError>(words.get(&page).cloned().unwrap_or_default());
    temper(&mut reading.evidence, words_of)?;
    Ok(Ok(Recognized {
        reading,
        sources: extracted.sources,
        warnings: extracted.warnings,
        media_type: extracted.media_type.to_string(),
        pages: u32::try_from(extracted.pages.len()).unwrap_or(u32::MAX),
    }))
}

/// Reads the pages that are pictures, in place; returns where their words stand.
fn read_pictures(
    extractor: &Extractor,
    ocr: &Ocr,
    path: &Path,
    extracted: &mut Extracted,
    control: &Control,
) -> Result<HashMap<u32, Vec<WordBox>>, AppError> {
    let mut words = HashMap::new();
    for (i, source) in extracted.sources.iter_mut().enumerate() {
        if source.engine != Engine::Waiting {
            continue;
        }
        let page = u32::try_from(i + 1).unwrap_or(u32::MAX);
        let read = extractor.read_picture(ocr, open_file(path)?, page, control.cancel_flag())?;
        extracted.warnings = warnings_after(&extracted.warnings, page, &read.warnings);
        words.insert(page, take_in(&mut extracted.pages[i], source, false, read));
    }
    Ok(words)
}
