//! The folder of originals.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use vankho_model::Digest;

use crate::{Staged, VaultError};

/// What a check of one original found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// There, and its bytes have the hash it is named by.
    Sound,
    /// Not there.
    Missing,
    /// There, and its bytes have changed.
    Changed,
}

/// The vault of one archive.
#[derive(Debug)]
pub struct Vault {
    originals: PathBuf,
    staging: PathBuf,
}

impl Vault {
    /// Opens the vault in `root`, making its folders if they are not there.
    ///
    /// # Errors
    /// If the folders can't be made.
    pub fn open(root: &Path) -> Result<Self, VaultError> {
        let vault = Self { originals: root.join("originals"), staging: root.join("staging") };
        for folder in [&vault.originals, &vault.staging] {
            make_private_folder(folder).map_err(VaultError::Vault)?;
        }
        Ok(vault)
    }

    /// Removes copies that an interrupted import left in the staging folder. Only the one writer may call it.
    ///
    /// # Errors
    /// If the staging folder can't be read or cleared.
    pub fn sweep_staging(&self) -> Result<(), VaultError> {
        for entry in std::fs::read_dir(&self.staging).map_err(VaultError::Vault)? {
            std::fs::remove_file(entry.map_err(VaultError::Vault)?.path()).map_err(VaultError::Vault)?;
        }
        Ok(())
    }

    /// Copies and hashes a source of at most `limit` bytes into the staging folder.
    ///
    /// # Errors
    /// If the source can't be read or is too large, or the copy can't be written.
    pub fn stage(&self, source: impl Read, limit: u64) -> Result<Staged, VaultError> {
        Staged::copy(&self.staging, source, limit)
    }

    /// Keeps a staged copy for ever. When this returns it survives power loss. Keeping the same bytes twice
    /// is harmless.
    ///
    /// # Errors
    /// If the vault can't be written; the original is then not kept.
    pub fn keep(&self, staged: Staged) -> Result<Digest, VaultError> {
        let digest = staged.digest();
        let home = self.home(&digest);
        if home.exists() {
            return Ok(digest);
        }
        let shelf = home.parent().expect("every home has a shelf");
        if !shelf.exists() {
            make_private_folder(shelf).map_err(VaultError::Vault)?;
            sync_folder(&self.originals).map_err(VaultError::Vault)?;
        }
        staged.settle(&home)?;
        sync_folder(shelf).map_err(VaultError::Vault)?;
        Ok(digest)
    }

    /// Opens an original for reading.
    ///
    /// # Errors
    /// If it is missing or can't be read.
    pub fn open_original(&self, digest: &Digest) -> Result<File, VaultError> {
        File::open(self.home(digest)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => VaultError::Missing(*digest),
            _ => VaultError::Vault(error),
        })
    }

    /// Checks that an original is there; with `read_data`, that its bytes are unchanged too.
    ///
    /// # Errors
    /// If the original is there and can't be read.
    pub fn check(&self, digest: &Digest, read_data: bool) -> Result<Integrity, VaultError> {
        let file = match self.open_original(digest) {
            Ok(file) => file,
            Err(VaultError::Missing(_)) => return Ok(Integrity::Missing),
            Err(error) => return Err(error),
        };
        if !read_data {
            return Ok(Integrity::Sound);
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(file).map_err(VaultError::Vault)?;
        let sound = Digest::new(hasher.finalize().into()) == *digest;
        Ok(if sound { Integrity::Sound } else { Integrity::Changed })
    }

    /// Removes an original for ever; one that is not there is none the less gone. When this returns, it stays gone.
    /// Only for an original that no document has any more.
    ///
    /// # Errors
    /// If it can't be removed.
    pub fn remove(&self, digest: &Digest) -> Result<(), VaultError> {
        let home = self.home(digest);
        let removed = allow_removal(&home).and_then(|()| std::fs::remove_file(&home));
        match removed {
            Ok(()) => sync_folder(home.parent().expect("every home has a shelf")).map_err(VaultError::Vault),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(VaultError::Vault(error)),
        }
    }

    /// Lists every original in the vault, in no order.
    ///
    /// # Errors
    /// If the folders can't be read.
    pub fn digests(&self) -> Result<Vec<Digest>, VaultError> {
        let mut digests = Vec::new();
        for shelf in std::fs::read_dir(&self.originals).map_err(VaultError::Vault)? {
            for file in
                std::fs::read_dir(shelf.map_err(VaultError::Vault)?.path()).map_err(VaultError::Vault)?
            {
                let name = file.map_err(VaultError::Vault)?.file_name();
                digests.extend(name.to_str().and_then(|name| name.parse::<Digest>().ok()));
            }
        }
        Ok(digests)
    }

    /// One shelf per first byte keeps folders small: 256 shelves of 400 files at 100,000 originals.
    fn home(&self, digest: &Digest) -> PathBuf {
        let name = digest.to_string();
        self.originals.join(&name[..2]).join(name)
    }
}

/// Makes a folder that only its owner may enter.
fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    // On Windows the folder inherits the rights of the user's profile, which others can't read.
    builder.create(path)
}

/// A folder's rights decide who may remove a file from it.
#[cfg(unix)]
fn allow_removal(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Windows removes no file that is marked read-only.
#[cfg(not(unix))]
fn allow_removal(path: &Path) -> io::Result<()> {
    let mut permissions = std::fs::metadata(path)?.permissions();
    permissions.set_readonly(false);
    std::fs::set_permissions(path, permissions)
}

/// Makes a rename in a folder survive power loss.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// NTFS journals renames itself and gives no way to sync a folder.
#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Integrity, Vault};
    use crate::VaultError;

    fn vault() -> (tempfile::TempDir, Vault) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let vault = Vault::open(folder.path()).expect("opens");
        (folder, vault)
    }

    #[test]
    fn keeps_bytes_under_their_hash() {
        let (_folder, vault) = vault();
        let staged = vault.stage(&b"van kho"[..], 100).expect("stages");
        let digest = vault.keep(staged).expect("keeps");
        assert_eq!(digest.to_string(), blake3::hash(b"van kho").to_hex().to_string());
        assert_eq!(vault.check(&digest, true).expect("checks"), Integrity::Sound);
        assert_eq!(vault.digests().expect("lists"), [digest]);
    }

    #[test]
    fn keeping_twice_is_harmless() {
        let (_folder, vault) = vault();
        for _ in 0..2 {
            let staged = vault.stage(&b"same"[..], 100).expect("stages");
            vault.keep(staged).expect("keeps");
        }
        assert_eq!(vault.digests().expect("lists").len(), 1);
    }

    #[test]
    fn dropped_copies_leave_nothing() {
        let (folder, vault) = vault();
        drop(vault.stage(&b"refused"[..], 100).expect("stages"));
        let left = std::fs::read_dir(folder.path().join("staging")).expect("reads").count();
        assert_eq!((left, vault.digests().expect("lists").len()), (0, 0));
    }

    #[test]
    fn refuses_more_than_the_limit() {
        let (folder, vault) = vault();
        assert!(matches!(vault.stage(&[0; 200][..], 100), Err(VaultError::TooLarge { limit: 100 })));
        assert_eq!(std::fs::read_dir(folder.path().join("staging")).expect("reads").count(), 0);
    }

    #[test]
    fn what_is_removed_is_gone_and_can_be_kept_again() {
        let (_folder, vault) = vault();
        let keep = || vault.keep(vault.stage(&b"once"[..], 100).expect("stages")).expect("keeps");
        let digest = keep();
        vault.remove(&digest).expect("removes");
        vault.remove(&digest).expect("what is gone is gone");
        assert_eq!(vault.check(&digest, false).expect("checks"), Integrity::Missing);
        assert_eq!(keep(), digest);
        assert_eq!(vault.check(&digest, true).expect("checks"), Integrity::Sound);
    }

    #[test]
    fn sees_changed_and_missing_originals() {
        let (folder, vault) = vault();
        let digest = vault.keep(vault.stage(&b"true words"[..], 100).expect("stages")).expect("keeps");
        let name = digest.to_string();
        let path = folder.path().join("originals").join(&name[..2]).join(&name);
        std::fs::remove_file(&path).expect("removes");
        assert_eq!(vault.check(&digest, false).expect("checks"), Integrity::Missing);
        let forged = vault.stage(&b"false words"[..], 100).expect("stages");
        forged.settle(&path).expect("forges");
        assert_eq!(vault.check(&digest, true).expect("checks"), Integrity::Changed);
        assert!(
            matches!(vault.check(&digest, false), Ok(Integrity::Sound)),
            "only reading the data can tell"
        );
    }
}
