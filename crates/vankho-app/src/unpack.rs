//! Files inside files: an archive is a folder of files to file, a letter is filed with what came in it.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use vankho_extract::{Limits, Refusal, Room, UnpackFault};
use vankho_model::DocumentId;
use vankho_vault::{Staged, VaultError};

use crate::read_file::{Read, ReadFile, name_to_keep};
use crate::{AppError, Archive, Control, ReadFailure};

/// An archive in an archive in an archive is opened; one deeper is a trap.
const MAX_DEPTH: u8 = 3;
/// More than anyone encloses in a letter. A letter is filed at once with all that came in it, so until then all
/// of it is in memory: this many files, and so much text.
const MAX_ENCLOSED: usize = 200;
const MAX_ENCLOSED_TEXT: usize = 64 << 20;

/// How deep a file lies in the file that was given, and what may still come out of that one.
#[derive(Clone)]
pub(crate) struct Inside {
    room: Arc<Mutex<Room>>,
    depth: u8,
}

impl Inside {
    /// A file that was given itself.
    pub fn outermost() -> Self {
        Self { room: Arc::new(Mutex::new(Limits::default().inside)), depth: 0 }
    }

    /// What lies in it; `None` is too deep.
    fn deeper(&self) -> Option<Self> {
        (self.depth < MAX_DEPTH).then(|| Self { room: self.room.clone(), depth: self.depth + 1 })
    }
}

/// A file taken out of another one: staged, or why not.
type Taken = Result<Staged, ReadFailure>;

/// What came out of a file.
struct Unpacked {
    /// Each with its name as the outer file gives it.
    files: Vec<(String, Taken)>,
    /// Why that is not all.
    fault: Option<UnpackFault>,
}

/// A file out of an archive, to be read like any other.
pub(crate) struct Entry {
    /// Its name in the archive, folders before it; empty for the archive itself.
    pub name: String,
    pub content: Taken,
    pub inside: Inside,
}

/// Something that came in a letter, with its name in it.
pub(crate) enum Enclosure {
    Ready(String, Box<ReadFile>),
    Duplicate(String, DocumentId),
}

/// All that came in a letter.
#[derive(Default)]
pub(crate) struct Enclosed {
    pub files: Vec<Enclosure>,
    /// Whether something in it was no document or could not be had.
    pub left_out: bool,
    text: usize,
}

impl Archive {
    /// Takes the files out of an archive.
    pub(crate) fn open_archive(
        &self,
        archive: &Staged,
        inside: &Inside,
        control: &Control,
    ) -> Result<Result<Vec<Entry>, ReadFailure>, AppError> {
        let Some(deeper) = inside.deeper() else {
            return Ok(Err(ReadFailure::Unpack(UnpackFault::TooLarge)));
        };
        let Unpacked { files, fault } = self.unpack(archive, inside, control)?;
        if files.is_empty() {
            return Ok(Err(fault.map_or(ReadFailure::NothingInside, ReadFailure::Unpack)));
        }
        let entry = |(name, content)| Entry { name, content, inside: deeper.clone() };
        let rest = fault.map(|fault| (String::new(), Err(ReadFailure::Unpack(fault))));
        Ok(Ok(files.into_iter().chain(rest).map(entry).collect()))
    }

    /// Reads what came in a letter.
    pub(crate) fn read_enclosed(
        &self,
        letter: &Staged,
        inside: &Inside,
        control: &Control,
    ) -> Result<Enclosed, AppError> {
        let mut enclosed = Enclosed::default();
        self.gather(letter, "", inside, control, &mut enclosed)?;
        Ok(enclosed)
    }

    /// Adds what lies in a letter, or in an archive in it, to what came in the letter.
    fn gather(
        &self,
        file: &Staged,
        folder: &str,
        inside: &Inside,
        control: &Control,
        enclosed: &mut Enclosed,
    ) -> Result<(), AppError> {
        let Unpacked { files, fault } = self.unpack(file, inside, control)?;
        enclosed.left_out |= fault.is_some();
        for (name, content) in files {
            let full = enclosed.files.len() >= MAX_ENCLOSED || enclosed.text >= MAX_ENCLOSED_TEXT;
            let (Ok(staged), Some(deeper), false) = (content, inside.deeper(), full) else {
                enclosed.left_out = true;
                continue;
            };
            let path = format!("{folder}{}", name_to_keep(&name));
            match self.read_staged(staged, file_name(&name), &deeper, control)? {
                Read::Ready(file) => {
                    enclosed.text += file.extracted.pages.iter().map(String::len).sum::<usize>();
                    enclosed.files.push(Enclosure::Ready(path, file));
                }
                Read::Duplicate(id) => enclosed.files.push(Enclosure::Duplicate(path, id)),
                Read::Archive(archive) => {
                    self.gather(&archive, &format!("{path}/"), &deeper, control, enclosed)?;
                }
                Read::Failed(ReadFailure::Refused(Refusal::Empty)) => {}
                Read::Failed(_) => enclosed.left_out = true,
            }
        }
        Ok(())
    }

    fn unpack(&self, file: &Staged, inside: &Inside, control: &Control) -> Result<Unpacked, AppError> {
        let limit = Limits::default().input_bytes;
        let (mut files, mut error) = (Vec::new(), None);
        let mut room = inside.room.lock().unwrap_or_else(PoisonError::into_inner);
        let cancelled = control.cancel_flag();
        let result = self.extractor.unpack(file.open()?, &mut room, cancelled, &mut |enclosed| {
            let staged = self.vault.stage(&mut *enclosed, limit);
            let taken = match (staged, enclosed.fault()) {
                (Err(VaultError::TooLarge { .. }), _) => Err(ReadFailure::TooLarge),
                (_, Some(fault)) => Err(ReadFailure::Unpack(fault)),
                (Err(VaultError::Source(_)), None) => Err(ReadFailure::Unpack(UnpackFault::Damaged)),
                (Ok(staged), None) => Ok(staged),
                (Err(other), None) => {
                    error = Some(other);
                    return ControlFlow::Break(());
                }
            };
            files.push((enclosed.name().to_owned(), taken));
            ControlFlow::Continue(())
        })?;
        match error {
            Some(error) => Err(error.into()),
            None => Ok(Unpacked { files, fault: result.err() }),
        }
    }
}

/// The name of a file without its folders, however its system parts them.
pub(crate) fn file_name(name: &str) -> String {
    name_to_keep(name.rsplit(['/', '\\']).next().unwrap_or_default())
}
