//! From a file to what can be filed: copied, read in a child process, recognised. Changes nothing yet.

use std::fs::File;
use std::io;
use std::path::Path;

use vankho_extract::{Extracted, Limits, Outcome, Refusal, UnpackFault};
use vankho_model::{DocumentId, FileRole, OriginalFile, Reading, Warning, WarningCode};
use vankho_store::DuplicateOf;
use vankho_text::repair;
use vankho_vault::{Staged, VaultError};

use crate::unpack::{Enclosure, Inside};
use crate::{AppError, Archive, Control};

/// Why one file was not filed; the rest of a batch goes on.
#[derive(Debug)]
pub enum ReadFailure {
    /// It is no document.
    Refused(Refusal),
    /// It can't be read from where it lies.
    Unreadable(io::Error),
    /// It is larger than any office document.
    TooLarge,
    /// It is an archive that can't be unpacked, or can't be taken out of one.
    Unpack(UnpackFault),
    /// It is an archive of nothing.
    NothingInside,
}

/// A file that is ready to be filed.
pub(crate) struct ReadFile {
    pub staged: Staged,
    pub name: String,
    pub extracted: Extracted,
    pub reading: Reading,
    /// What came in it, if it is a letter.
    pub enclosed: Vec<Enclosure>,
}

/// What became of a file.
pub(crate) enum Read {
    Ready(Box<ReadFile>),
    Duplicate(DocumentId),
    /// A folder in one file: what is in it is to be filed.
    Archive(Staged),
    Failed(ReadFailure),
}

impl ReadFile {
    pub fn original(&self) -> OriginalFile {
        OriginalFile {
            role: FileRole::Original,
            name: self.name.clone(),
            media_type: self.extracted.media_type.to_string(),
            bytes: self.staged.bytes(),
            digest: self.staged.digest(),
        }
    }
}

impl Archive {
    /// Copies a file into staging and reads it. A copy of a filed document is recognised before it is read.
    pub(crate) fn read_file(&self, path: &Path, control: &Control) -> Result<Read, AppError> {
        let source = match open_file(path) {
            Ok(source) => source,
            Err(error) => return Ok(Read::Failed(ReadFailure::Unreadable(error))),
        };
        let most = Limits::default().input_bytes;
        // Asked before it is copied: half a gigabyte would be copied in vain. The copy counts again.
        if source.metadata().is_ok_and(|metadata| metadata.len() > most) {
            return Ok(Read::Failed(ReadFailure::TooLarge));
        }
        let staged = match self.vault.stage(source, most) {
            Ok(staged) => staged,
            Err(VaultError::Source(error)) => return Ok(Read::Failed(ReadFailure::Unreadable(error))),
            Err(VaultError::TooLarge { .. }) => return Ok(Read::Failed(ReadFailure::TooLarge)),
            Err(error) => return Err(error.into()),
        };
        let name = path.file_name().map(|name| name_to_keep(&name.to_string_lossy())).unwrap_or_default();
        self.read_staged(staged, name, &Inside::outermost(), control)
    }

    /// Reads a staged copy, and what came in it if it is a letter.
    pub(crate) fn read_staged(
        &self,
        staged: Staged,
        name: String,
        inside: &Inside,
        control: &Control,
    ) -> Result<Read, AppError> {
        let duplicate = self.read(|reader| reader.duplicate_of(Some(&staged.digest()), None))?;
        if let Some(DuplicateOf::Content(id) | DuplicateOf::SourceId(id)) = duplicate {
            return Ok(Read::Duplicate(id));
        }
        let mut extracted = match self.extractor.extract(staged.open()?, control.cancel_flag())? {
            Outcome::Document(extracted) => extracted,
            Outcome::Archive => return Ok(Read::Archive(staged)),
            Outcome::Refused(refusal) => return Ok(Read::Failed(ReadFailure::Refused(refusal))),
        };
        let mut enclosed = Vec::new();
        if extracted.may_enclose() {
            let found = self.read_enclosed(&staged, inside, control)?;
            if found.left_out {
                extracted.warnings.push(Warning { code: WarningCode::EnclosureLeftOut, page: None });
            }
            enclosed = found.files;
        }
        let reading = recognize_pages(&extracted);
        Ok(Read::Ready(Box::new(ReadFile { staged, name, extracted, reading, enclosed })))
    }
}

/// Reads the fields and citations off what was extracted.
pub(crate) fn recognize_pages(extracted: &Extracted) -> Reading {
    vankho_recognize::recognize(&extracted.pages, &extracted.hints)
}

/// A file's name as people read it: repaired, on one line.
pub(crate) fn name_to_keep(name: &str) -> String {
    repair(name).replace(char::is_control, " ")
}

/// Opens a regular file: a pipe or a device would block or never end.
pub(crate) fn open_file(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"))
    }
}
