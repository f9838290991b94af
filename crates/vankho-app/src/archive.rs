//! An open archive: its catalogue, vault, index and lock.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use vankho_extract::Extractor;
use vankho_search::{IndexWriter, SearchError, SearchIndex};
use vankho_store::{Access, Reader, Store, StoreError};
use vankho_vault::Vault;

use crate::page_images::PageCache;
use crate::{AppError, Clock};

/// Where things are in the folder of an archive; `docs/archive-format.md` describes them.
const CATALOGUE: &str = "catalogue.db";
const VAULT: &str = "vault";
const INDEX: &str = "index";
const LOCK: &str = "lock";
const PAGE_CACHE: &str = "cache/pages";

/// How long to wait for another writer to let go.
const LOCK_PATIENCE: Duration = Duration::from_secs(1);

/// Where a person's archive lies if they don't say otherwise: the same for the desktop and the terminal.
#[must_use]
pub fn default_root() -> Option<PathBuf> {
    Some(dirs::data_local_dir()?.join("van-kho").join("store"))
}

/// What a program wants to do with an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Make it if it is not there; read and write.
    Create,
    /// Read and write one that is there.
    Write,
    /// Only read; any number of programs may, beside one that writes.
    Read,
}

/// An open archive. Share it between threads by reference.
#[derive(Debug)]
pub struct Archive {
    pub(crate) store: Store,
    pub(crate) vault: Vault,
    pub(crate) extractor: Extractor,
    pub(crate) clock: Clock,
    pub(crate) page_cache: PageCache,
    /// `None` only when reading an archive whose index has to be rebuilt by a writer first.
    pub(crate) index: Option<SearchIndex>,
    pub(crate) index_writer: Mutex<Option<IndexWriter>>,
    /// Read by whoever has kept an original and not filed it yet; written by whoever removes originals.
    pub(crate) originals_in_hand: RwLock<()>,
    root: PathBuf,
    mode: Mode,
    /// Held as long as the archive is open for writing; the system lets go of it however the program ends.
    _lock: Option<File>,
}

impl Archive {
    /// Opens the archive in the folder `root`. `extractor` reads foreign files, `clock` dates what is filed.
    ///
    /// # Errors
    /// If there is none (and `mode` does not make one), another program is writing to it, or it can't be read.
    pub fn open(root: &Path, mode: Mode, extractor: Extractor, clock: Clock) -> Result<Self, AppError> {
        let access = match mode {
            Mode::Create => Access::Create,
            Mode::Write => Access::Write,
            Mode::Read => Access::Read,
        };
        if mode == Mode::Create {
            make_private_folder(root)?;
        } else if !root.join(CATALOGUE).is_file() {
            return Err(AppError::NoArchive);
        }
        let lock = (mode != Mode::Read).then(|| take_lock(root)).transpose()?;
        let store = Store::open(&root.join(CATALOGUE), access)?;
        let vault = Vault::open(&root.join(VAULT))?;
        let index = match SearchIndex::open(&root.join(INDEX)) {
            Ok(index) => Some(index),
            Err(SearchError::NeedsRebuild) if mode == Mode::Read => None,
            Err(SearchError::NeedsRebuild) => Some(SearchIndex::create(&root.join(INDEX))?),
            Err(error) => return Err(error.into()),
        };
        if lock.is_some() {
            vault.sweep_staging()?;
        }
        let archive = Self {
            store,
            vault,
            extractor,
            clock,
            page_cache: PageCache::new(root.join(PAGE_CACHE)),
            index,
            index_writer: Mutex::new(None),
            originals_in_hand: RwLock::new(()),
            root: root.to_owned(),
            mode,
            _lock: lock,
        };
        archive.load_abbreviations()?;
        if archive.mode != Mode::Read {
            archive.remove_unwanted_originals()?;
        }
        Ok(archive)
    }

    /// The folder of the archive.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// How many documents are filed.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn document_count(&self) -> Result<u64, AppError> {
        self.read(|reader| reader.document_count())
    }

    /// Closes the archive: what is pending is indexed, the log is folded into the catalogue. A program that
    /// is killed instead loses nothing; the next start does this work.
    ///
    /// # Errors
    /// If the catalogue or the index can't be written.
    pub fn close(self) -> Result<(), AppError> {
        if self.mode != Mode::Read {
            self.catch_up()?;
            self.release_index_writer()?;
            self.store.checkpoint()?;
        }
        Ok(())
    }

    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>,
    ) -> Result<T, AppError> {
        Ok(self.store.read(work)?)
    }

    pub(crate) fn index(&self) -> Result<&SearchIndex, AppError> {
        self.index.as_ref().ok_or(AppError::Search(SearchError::NeedsRebuild))
    }

    pub(crate) fn release_index_writer(&self) -> Result<(), AppError> {
        let writer = self.index_writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(writer.map_or(Ok(()), IndexWriter::close)?)
    }

    /// What lies in the archive beside the catalogue, in bytes: (catalogue, index).
    pub(crate) fn sizes(&self) -> Result<(u64, u64), AppError> {
        let size = |name: &str| std::fs::metadata(self.root.join(name)).map_or(0, |data| data.len());
        let catalogue = size(CATALOGUE) + size("catalogue.db-wal");
        let index = self.index.as_ref().map_or(Ok(0), SearchIndex::bytes)?;
        Ok((catalogue, index))
    }
}

/// Takes the lock of the one writer. Waits a moment: a program that was killed while it started a reading
/// process leaves the lock to that child until the child has begun.
fn take_lock(root: &Path) -> Result<File, AppError> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(root.join(LOCK))?;
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if started.elapsed() < LOCK_PATIENCE => {
                std::thread::sleep(LOCK_PATIENCE / 20);
            }
            Err(TryLockError::WouldBlock) => return Err(AppError::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
}

fn make_private_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    // On Windows the folder inherits the rights of the user's profile, which others can't read.
    builder.create(path)
}
