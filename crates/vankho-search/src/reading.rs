//! How answers read the index: posting lists and positions by plain reads, all else mapped.
//!
//! What a search touches of a mapped file stays in the program's memory until the system is short of it. Lists
//! are long, and each is wanted for one query only; a read copies just that list and gives it back.

use std::fmt;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};
use tantivy::{HasLen, Index};

/// The files that hold posting lists and positions.
const LISTS: [&str; 2] = ["idx", "pos"];

/// Opens the index in `folder` for answering queries.
pub(crate) fn open(folder: &Path) -> tantivy::Result<Index> {
    Index::open(ReadingDirectory::open(folder)?)
}

#[derive(Clone)]
struct ReadingDirectory {
    folder: PathBuf,
    mapped: MmapDirectory,
}

impl ReadingDirectory {
    fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { folder: folder.to_owned(), mapped: MmapDirectory::open(folder)? })
    }
}

impl fmt::Debug for ReadingDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReadingDirectory")
    }
}

impl Directory for ReadingDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let holds_lists =
            path.extension().is_some_and(|extension| LISTS.iter().any(|list| extension == *list));
        if !holds_lists {
            return self.mapped.get_file_handle(path);
        }
        match ListFile::open(&self.folder.join(path)) {
            Ok(file) => Ok(Arc::new(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(OpenReadError::FileDoesNotExist(path.to_owned()))
            }
            Err(error) => Err(OpenReadError::wrap_io_error(error, path.to_owned())),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.mapped.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.mapped.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.mapped.acquire_lock(lock)
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(watch_callback)
    }
}

/// One file, read piece by piece; it never changes once it is there.
#[derive(Debug)]
struct ListFile {
    file: File,
    length: usize,
}

impl ListFile {
    fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
        Ok(Self { file, length })
    }
}

impl HasLen for ListFile {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for ListFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let mut bytes = vec![0; range.len()];
        read_exact_at(&self.file, &mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

/// Many threads read at once, so none may move the file's cursor and rely on it.
#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut bytes: &mut [u8], mut offset: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt as _;
    while !bytes.is_empty() {
        match file.seek_read(bytes, offset) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => {
                bytes = &mut bytes[read..];
                offset += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn digits(path: &Path) {
        File::create(path).unwrap().write_all(b"0123456789").unwrap();
    }

    #[test]
    fn reads_the_pieces_that_are_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        digits(&folder.path().join("a.idx"));
        let directory = ReadingDirectory::open(folder.path()).unwrap();
        let file = directory.open_read(Path::new("a.idx")).unwrap();
        assert_eq!(file.len(), 10);
        assert_eq!(file.slice(2..5).read_bytes().unwrap().as_slice(), b"234");
        assert_eq!(file.slice(10..10).read_bytes().unwrap().as_slice(), b"");
    }

    #[test]
    fn a_file_cut_short_is_an_error_and_a_missing_one_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pos");
        digits(&path);
        let directory = ReadingDirectory::open(folder.path()).unwrap();
        let file = directory.open_read(Path::new("a.pos")).unwrap();
        File::options().write(true).open(&path).unwrap().set_len(4).unwrap();
        assert!(file.read_bytes().is_err());
        let missing = directory.open_read(Path::new("b.pos")).unwrap_err();
        assert!(matches!(missing, OpenReadError::FileDoesNotExist(_)));
    }
}
