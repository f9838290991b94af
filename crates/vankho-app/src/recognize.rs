//! Reading fields and citations off a file without filing it.

use std::path::Path;

use vankho_extract::{Extractor, Outcome, Refusal};
use vankho_model::{Reading, Warning};

use crate::read_file::open_file;
use crate::{AppError, Control, ReadFailure};

/// What was read off a file.
#[derive(Debug)]
pub struct Recognized {
    /// Fields, evidence and citations.
    pub reading: Reading,
    /// What could not be read.
    pub warnings: Vec<Warning>,
    /// The type found in its bytes.
    pub media_type: String,
    /// How many pages of text it has.
    pub pages: u32,
}

/// Reads fields and citations off a file. Needs no archive.
///
/// # Errors
/// If no reading process can be started, or it was cancelled.
pub fn recognize_file(
    extractor: &Extractor,
    path: &Path,
    control: &Control,
) -> Result<Result<Recognized, ReadFailure>, AppError> {
    let file = match open_file(path) {
        Ok(file) => file,
        Err(error) => return Ok(Err(ReadFailure::Unreadable(error))),
    };
    let extracted = match extractor.extract(file, control.cancel_flag())? {
        Outcome::Document(extracted) => extracted,
        // What is in it can be read once it is unpacked.
        Outcome::Archive => return Ok(Err(ReadFailure::Refused(Refusal::NotADocument))),
        Outcome::Refused(refusal) => return Ok(Err(ReadFailure::Refused(refusal))),
    };
    Ok(Ok(Recognized {
        reading: vankho_recognize::recognize(&extracted.pages, &extracted.hints),
        warnings: extracted.warnings,
        media_type: extracted.media_type.to_string(),
        pages: u32::try_from(extracted.pages.len()).unwrap_or(u32::MAX),
    }))
}
