//! Filing documents from files and folders.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Instant;

use vankho_extract::Refusal;
use vankho_model::{DocumentId, Warning};
use vankho_store::{DuplicateOf, NewDocument};
use walkdir::WalkDir;

use crate::read_file::{Read, ReadFile};
use crate::{AppError, Archive, Control, ReadFailure};

/// Files read at once at most: an office PC has other work to do as well.
const MAX_READERS: usize = 4;

/// Why a file was not filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureCode {
    /// Its bytes are no document format.
    UnsupportedFormat,
    /// It has no bytes.
    EmptyFile,
    /// It is larger than any office document.
    TooLarge,
    /// It can't be read: gone, locked, no right to.
    Unreadable,
    /// A migration record is no JSON object with what it needs.
    BadRecord,
    /// A migration record names a kind that is not in the table.
    UnknownKind,
}

impl FailureCode {
    /// Every code.
    pub const ALL: [Self; 6] = [
        Self::UnsupportedFormat,
        Self::EmptyFile,
        Self::TooLarge,
        Self::Unreadable,
        Self::BadRecord,
        Self::UnknownKind,
    ];

    /// The word for it in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnsupportedFormat => "unsupported_format",
            Self::EmptyFile => "empty_file",
            Self::TooLarge => "too_large",
            Self::Unreadable => "unreadable",
            Self::BadRecord => "bad_record",
            Self::UnknownKind => "unknown_kind",
        }
    }

    /// A sentence that says what happened.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::UnsupportedFormat => {
                "the file is not a document of a known format; it was left where it is"
            }
            Self::EmptyFile => "the file is empty",
            Self::TooLarge => "the file is larger than 512 MB",
            Self::Unreadable => "the file can't be read: it is gone, locked or not permitted",
            Self::BadRecord => "the line is not a JSON object with source_id and text or file",
            Self::UnknownKind => "the record names a kind that is not in the table of kinds",
        }
    }
}

impl From<&ReadFailure> for FailureCode {
    fn from(failure: &ReadFailure) -> Self {
        match failure {
            ReadFailure::Refused(Refusal::Empty) => Self::EmptyFile,
            ReadFailure::Refused(Refusal::TooLarge) | ReadFailure::TooLarge => Self::TooLarge,
            ReadFailure::Refused(_) => Self::UnsupportedFormat,
            ReadFailure::Unreadable(_) => Self::Unreadable,
        }
    }
}

/// What became of one file or record.
#[derive(Clone, Debug, PartialEq)]
pub enum Imported {
    /// Filed: from now on it survives power loss.
    Filed {
        /// Its identity.
        id: DocumentId,
        /// What could not be read.
        warnings: Vec<Warning>,
    },
    /// It was there already.
    Duplicate(DuplicateOf),
    /// Not filed, and why.
    Failed(FailureCode),
}

/// Tells that a file or record has ended.
#[derive(Clone, PartialEq)]
pub struct ImportEvent {
    /// Which one, by its place in the list that was given.
    pub index: usize,
    /// Its path, or the source id of a record.
    pub name: String,
    /// What became of it.
    pub result: Imported,
    /// How long it took, in milliseconds.
    pub ms: u64,
}

/// Shows the place and never the name.
impl std::fmt::Debug for ImportEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ImportEvent({}, {:?})", self.index, self.result)
    }
}

/// How an import ended. The three numbers add up to what was given, unless it was cancelled.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// Newly filed.
    pub filed: u64,
    /// Already there.
    pub duplicates: u64,
    /// Not filed.
    pub failed: u64,
}

impl Summary {
    /// Counts one result.
    pub fn count(&mut self, result: &Imported) {
        match result {
            Imported::Filed { .. } => self.filed += 1,
            Imported::Duplicate(_) => self.duplicates += 1,
            Imported::Failed(_) => self.failed += 1,
        }
    }
}

/// Lists the files under the given paths, folders walked in the order of names, links not followed.
#[must_use]
pub fn walk(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        for entry in WalkDir::new(path).follow_root_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => files.push(entry.into_path()),
                // What can't be looked at is listed too, so that the report names it.
                Err(error) => files.extend(error.path().map(Path::to_owned)),
            }
        }
    }
    files
}

impl Archive {
    /// Files every file of the list. Reads several at once; each is told to `on_event` when it has ended.
    ///
    /// # Errors
    /// If the archive itself can't be written (the disk is full, say). What was told as filed stays filed.
    pub fn import_files(
        &self,
        files: &[PathBuf],
        control: &Control,
        on_event: &mut dyn FnMut(ImportEvent),
    ) -> Result<Summary, AppError> {
        let readers = std::thread::available_parallelism().map_or(1, usize::from).min(MAX_READERS);
        let next = AtomicUsize::new(0);
        let (sender, receiver) = mpsc::sync_channel(readers);
        std::thread::scope(|scope| {
            for _ in 0..readers {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || {
                    while control.may_go_on() {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(path) = files.get(index) else { break };
                        let started = Instant::now();
                        let read = self.read_file(path, control);
                        if sender.send((index, started, read)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            let result = self.file_all(files, &receiver, on_event);
            // A reader that waits to hand over must find out that nobody takes it.
            drop(receiver);
            result
        })
    }

    fn file_all(
        &self,
        files: &[PathBuf],
        receiver: &mpsc::Receiver<(usize, Instant, Result<Read, AppError>)>,
        on_event: &mut dyn FnMut(ImportEvent),
    ) -> Result<Summary, AppError> {
        let mut summary = Summary::default();
        for (index, started, read) in receiver {
            let result = match read {
                Err(AppError::Cancelled) => continue,
                Err(error) => return Err(error),
                Ok(Read::Failed(failure)) => Imported::Failed(FailureCode::from(&failure)),
                Ok(Read::Duplicate(id)) => Imported::Duplicate(DuplicateOf::Content(id)),
                Ok(Read::Ready(file)) => self.file(*file)?,
            };
            summary.count(&result);
            let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
            on_event(ImportEvent { index, name: files[index].to_string_lossy().into_owned(), result, ms });
        }
        Ok(summary)
    }

    /// Files what was read: the original is kept first, so a row never lacks one.
    fn file(&self, file: ReadFile) -> Result<Imported, AppError> {
        let original = file.original();
        let ReadFile { staged, extracted, fields, evidence, .. } = file;
        self.vault.keep(staged)?;
        let id = DocumentId::generate();
        let filed_at = self.clock.now();
        self.store.write(|writer| {
            // The same bytes may have been filed a moment ago, from another place in the list.
            if let Some(duplicate) = writer.reader().duplicate_of(Some(&original.digest), None)? {
                return Ok(Imported::Duplicate(duplicate));
            }
            writer.insert_document(&NewDocument {
                id,
                source_id: None,
                fields: &fields,
                evidence: &evidence,
                pages: &extracted.pages,
                sources: &extracted.sources,
                warnings: &extracted.warnings,
                file: Some(&original),
                enclosed_in: None,
                tags: &[],
                filed_at: &filed_at,
            })?;
            Ok(Imported::Filed { id, warnings: extracted.warnings.clone() })
        })
    }
}
