//! Other programs: they get a copy of an original in a folder of ours, never the archive's own file.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use uuid::Uuid;
use vankho_api::NotOpened;

/// How long a program may take to say that it can't. Some of the system's own openers stay until it is closed.
const REFUSAL: Duration = Duration::from_secs(3);

/// Where the copies lie. What was left there by the last run goes at the start of the next.
pub struct Outside {
    folder: PathBuf,
}

impl Outside {
    /// Copies go below `folder`, which is nobody else's.
    pub fn new(folder: PathBuf) -> Self {
        clear(&folder);
        Self { folder }
    }

    /// Copies `original` as `name` and opens the copy.
    pub fn open(&self, name: &str, mut original: File) -> Result<(), NotOpened> {
        let copy = self.copy(name, &mut original).map_err(NotOpened::Io)?;
        let (done, refused) = mpsc::channel();
        let opener = std::thread::Builder::new().name("open outside".to_owned());
        opener
            .spawn(move || {
                // Nobody waits any more if it took long.
                let _ = done.send(open::that(copy));
            })
            .map_err(NotOpened::Io)?;
        match refused.recv_timeout(REFUSAL) {
            Ok(Err(_)) => Err(NotOpened::NoProgram),
            Ok(Ok(())) | Err(_) => Ok(()),
        }
    }

    /// A folder for each copy: two documents of one number must not meet.
    fn copy(&self, name: &str, original: &mut File) -> io::Result<PathBuf> {
        let folder = self.folder.join(Uuid::now_v7().to_string());
        private_folder(&folder)?;
        let path = folder.join(name);
        let mut copy = OpenOptions::new().write(true).create_new(true).open(&path)?;
        io::copy(original, &mut copy)?;
        let mut permissions = copy.metadata()?.permissions();
        drop(copy);
        mark_as_foreign(&path);
        // What is changed in the copy would be lost, and must not look as if it were kept.
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions)?;
        Ok(path)
    }
}

#[cfg(unix)]
fn private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> io::Result<()> {
    // Below the person's own folder of application data, which others can't read.
    fs::create_dir_all(path)
}

/// Office programs open what came from elsewhere in their protected view, without macros.
#[cfg(windows)]
fn mark_as_foreign(path: &Path) {
    use std::io::Write as _;
    let mut stream = path.as_os_str().to_owned();
    stream.push(":Zone.Identifier");
    // A disk that is not NTFS has no such place; the copy is opened without it.
    let _ = File::create(stream).and_then(|mut mark| mark.write_all(b"[ZoneTransfer]\r\nZoneId=3\r\n"));
}

#[cfg(not(windows))]
fn mark_as_foreign(_: &Path) {}

/// Best effort: what another program still holds open stays until the next start.
fn clear(folder: &Path) {
    for copies in fs::read_dir(folder).into_iter().flatten().flatten() {
        for copy in fs::read_dir(copies.path()).into_iter().flatten().flatten() {
            remove_read_only(&copy.path());
        }
        let _ = fs::remove_dir(copies.path());
    }
}

#[cfg(windows)]
fn remove_read_only(path: &Path) {
    if let Ok(metadata) = fs::metadata(path) {
        let mut permissions = metadata.permissions();
        permissions.set_readonly(false);
        let _ = fs::set_permissions(path, permissions);
    }
    let _ = fs::remove_file(path);
}

#[cfg(not(windows))]
fn remove_read_only(path: &Path) {
    let _ = fs::remove_file(path);
}

#[cfg(test)]
mod tests {
    use std::io::{Seek as _, Write as _};

    use super::*;

    #[test]
    fn a_copy_is_whole_private_and_read_only_and_gone_at_the_next_start() {
        let place = std::env::temp_dir().join(format!("van-kho-outside-{}", Uuid::now_v7()));
        fs::create_dir(&place).unwrap();
        let path = place.join("original");
        let mut original = File::options().read(true).write(true).create_new(true).open(path).unwrap();
        original.write_all(b"%PDF-1.7 thu").unwrap();
        original.rewind().unwrap();
        let folder = place.join("outside");
        let copy = Outside::new(folder.clone()).copy("Văn bản 04-NQ-TU.pdf", &mut original).unwrap();
        assert_eq!(fs::read(&copy).unwrap(), b"%PDF-1.7 thu");
        assert_eq!(copy.file_name().unwrap(), "Văn bản 04-NQ-TU.pdf");
        assert!(fs::metadata(&copy).unwrap().permissions().readonly());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(copy.parent().unwrap()).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "nobody else may look");
        }
        drop(Outside::new(folder.clone()));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir_all(place).unwrap();
    }
}
