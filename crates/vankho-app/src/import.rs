//! Filing documents from files and folders.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, SendError, SyncSender};
use std::time::Instant;

use vankho_extract::{Refusal, UnpackFault};
use vankho_model::{DocumentId, Warning};
use vankho_store::DuplicateOf;
use vankho_text::repair;
use walkdir::WalkDir;

use crate::read_file::Read;
use crate::unpack::file_name;
use crate::work::{Content, Item, Work};
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
    /// An archive, or a file in one, asks for a password.
    EncryptedArchive,
    /// An archive with too many or too large files, or too deep in others; or such a file in one.
    ArchiveTooLarge,
    /// An archive, or a file in one, is broken.
    DamagedArchive,
    /// An archive holds no files.
    NothingInside,
    /// A migration record is no JSON object with what it needs.
    BadRecord,
    /// A migration record names a kind that is not in the table.
    UnknownKind,
}

impl FailureCode {
    /// Every code.
    pub const ALL: [Self; 10] = [
        Self::UnsupportedFormat,
        Self::EmptyFile,
        Self::TooLarge,
        Self::Unreadable,
        Self::EncryptedArchive,
        Self::ArchiveTooLarge,
        Self::DamagedArchive,
        Self::NothingInside,
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
            Self::EncryptedArchive => "encrypted_archive",
            Self::ArchiveTooLarge => "archive_too_large",
            Self::DamagedArchive => "damaged_archive",
            Self::NothingInside => "nothing_inside",
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
            Self::EncryptedArchive => {
                "locked with a password in the archive; unpack it with the password and file what is inside"
            }
            Self::ArchiveTooLarge => {
                "too many, too large or too deeply packed files in the archive; unpack it and file what is inside"
            }
            Self::DamagedArchive => "the archive is damaged or packed in an unknown way",
            Self::NothingInside => "the archive holds no files",
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
            ReadFailure::Unpack(UnpackFault::Encrypted) => Self::EncryptedArchive,
            ReadFailure::Unpack(UnpackFault::TooLarge) => Self::ArchiveTooLarge,
            ReadFailure::Unpack(UnpackFault::Damaged) => Self::DamagedArchive,
            ReadFailure::NothingInside => Self::NothingInside,
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
    /// It was there already, in the trash, and was taken out of it.
    Restored(DuplicateOf),
    /// Not filed, and why.
    Failed(FailureCode),
}

/// Tells that a file or record has ended.
#[derive(Clone, PartialEq)]
pub struct ImportEvent {
    /// Which one, by its place in the list that was given.
    pub index: usize,
    /// Its path, or the source id of a record. A file in an archive or letter: its path in it after the path of that.
    pub name: String,
    /// What became of it.
    pub result: Imported,
    /// How long it took, in milliseconds.
    pub ms: u64,
    /// Further files found since the last event in the one that was given: what an archive or a letter holds.
    pub found: u64,
    /// Whether all of the one that was given has ended with this.
    pub is_last: bool,
}

/// Shows the place and never the name.
impl std::fmt::Debug for ImportEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ImportEvent({}, {:?})", self.index, self.result)
    }
}

/// How an import ended. The three numbers add up to what was given, unless it was cancelled; for an archive count
/// the files in it, for a letter also what came in it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// Newly filed.
    pub filed: u64,
    /// Already there, in the trash or not.
    pub duplicates: u64,
    /// Not filed.
    pub failed: u64,
}

impl Summary {
    /// Counts one result.
    pub fn count(&mut self, result: &Imported) {
        match result {
            Imported::Filed { .. } => self.filed += 1,
            Imported::Duplicate(_) | Imported::Restored(_) => self.duplicates += 1,
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

/// What a reader tells.
enum Told {
    /// A file was an archive of so many files, one at least.
    Opened { index: usize, files: u64 },
    /// A file was read.
    Read { index: usize, below: String, started: Instant, read: Read },
}

/// How far one of the given files is.
#[derive(Clone, Copy)]
struct Progress {
    /// Files still to end: itself, or those in it.
    left: u64,
    /// Files met in it that were not told of yet.
    found: u64,
}

impl Archive {
    /// Files every file of the list, and what lies in archives and letters among them. Reads several at once; each
    /// is told to `on_event` when it has ended.
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
        let work = Work::new(files.len());
        let (sender, receiver) = mpsc::sync_channel(readers);
        std::thread::scope(|scope| {
            for _ in 0..readers {
                let (sender, work) = (sender.clone(), &work);
                scope.spawn(move || {
                    while let Some((item, _turn)) = work.take(control) {
                        if self.read_item(files, item, work, control, &sender).is_err() {
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

    /// Reads a file and tells of it; an error is that nobody listens any more.
    fn read_item(
        &self,
        files: &[PathBuf],
        item: Item,
        work: &Work,
        control: &Control,
        tell: &SyncSender<Result<Told, AppError>>,
    ) -> Result<(), SendError<Result<Told, AppError>>> {
        let Item { index, below, content, inside } = item;
        let started = Instant::now();
        let read = match content {
            Content::Given => self.read_file(&files[index], control),
            Content::Staged(staged) => self.read_staged(staged, file_name(&below), &inside, control),
            Content::Lost(failure) => Ok(Read::Failed(failure)),
        };
        let read = match read {
            Ok(Read::Archive(archive)) => match self.open_archive(&archive, &inside, control) {
                Ok(Ok(entries)) => {
                    // Told first: nobody may hear of a file before the archive it came in.
                    tell.send(Ok(Told::Opened { index, files: entries.len() as u64 }))?;
                    work.add(index, &below, entries);
                    return Ok(());
                }
                Ok(Err(failure)) => Ok(Read::Failed(failure)),
                Err(error) => Err(error),
            },
            other => other,
        };
        tell.send(read.map(|read| Told::Read { index, below, started, read }))
    }

    fn file_all(
        &self,
        files: &[PathBuf],
        receiver: &Receiver<Result<Told, AppError>>,
        on_event: &mut dyn FnMut(ImportEvent),
    ) -> Result<Summary, AppError> {
        let mut summary = Summary::default();
        let mut opened: HashMap<usize, Progress> = HashMap::new();
        for told in receiver {
            let (index, below, started, read) = match told {
                Err(AppError::Cancelled) => continue,
                Err(error) => return Err(error),
                Ok(Told::Opened { index, files }) => {
                    let progress = opened.entry(index).or_insert(Progress { left: 1, found: 0 });
                    progress.left += files - 1;
                    progress.found += files - 1;
                    continue;
                }
                Ok(Told::Read { index, below, started, read }) => (index, below, started, read),
            };
            let results = match read {
                Read::Failed(failure) => vec![(String::new(), Imported::Failed((&failure).into()))],
                // Its reader has opened it.
                Read::Archive(_) => vec![(String::new(), Imported::Failed(FailureCode::UnsupportedFormat))],
                Read::Duplicate(id) => {
                    vec![(String::new(), self.meet_again(DuplicateOf::Content(id))?)]
                }
                Read::Ready(file) => self.file(*file)?,
            };
            let Progress { left, mut found } =
                opened.remove(&index).unwrap_or(Progress { left: 1, found: 0 });
            if left > 1 {
                opened.insert(index, Progress { left: left - 1, found: 0 });
            }
            let (ms, count) = (milliseconds(started), results.len());
            found += count as u64 - 1;
            for (at, (inner, result)) in results.into_iter().enumerate() {
                summary.count(&result);
                let name = format!("{}{}{inner}", files[index].to_string_lossy(), repair(&below));
                let is_last = left == 1 && at + 1 == count;
                on_event(ImportEvent { index, name, result, ms, found: std::mem::take(&mut found), is_last });
            }
        }
        Ok(summary)
    }
}

pub(crate) fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
