//! A copy on its way into the vault: complete and hashed, not yet kept.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;
use vankho_model::Digest;

use crate::VaultError;

/// Bytes read at a time.
const CHUNK: usize = 256 * 1024;

/// A copied and hashed file in the vault's staging folder; dropping it without `keep` removes the copy.
#[derive(Debug)]
pub struct Staged {
    path: PathBuf,
    digest: Digest,
    bytes: u64,
    kept: bool,
}

impl Staged {
    pub(crate) fn copy(folder: &Path, mut source: impl Read, limit: u64) -> Result<Self, VaultError> {
        let path = folder.join(Uuid::new_v4().simple().to_string());
        let mut file =
            OpenOptions::new().write(true).create_new(true).open(&path).map_err(VaultError::Vault)?;
        let mut staged = Self { path, digest: Digest::new([0; 32]), bytes: 0, kept: false };
        let mut hasher = blake3::Hasher::new();
        let mut chunk = vec![0; CHUNK];
        loop {
            let len = source.read(&mut chunk).map_err(VaultError::Source)?;
            if len == 0 {
                break;
            }
            staged.bytes += len as u64;
            if staged.bytes > limit {
                return Err(VaultError::TooLarge { limit });
            }
            hasher.update(&chunk[..len]);
            file.write_all(&chunk[..len]).map_err(VaultError::Vault)?;
        }
        staged.digest = Digest::new(hasher.finalize().into());
        Ok(staged)
    }

    /// The BLAKE3 hash of the copy.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The size of the copy in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Opens the copy for reading.
    ///
    /// # Errors
    /// If the staging folder can't be read.
    pub fn open(&self) -> Result<File, VaultError> {
        File::open(&self.path).map_err(VaultError::Vault)
    }

    /// Moves the copy to its place among the originals, safe from power loss when this returns.
    pub(crate) fn settle(mut self, home: &Path) -> Result<(), VaultError> {
        File::options()
            .write(true)
            .open(&self.path)
            .and_then(|file| file.sync_all())
            .map_err(VaultError::Vault)?;
        make_read_only(&self.path).map_err(VaultError::Vault)?;
        std::fs::rename(&self.path, home).map_err(VaultError::Vault)?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.kept {
            // A copy that stays behind is swept away when the vault is next opened for writing.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Nobody writes to an original: the file system is asked to say so as well.
fn make_read_only(path: &Path) -> std::io::Result<()> {
    let mut permissions = std::fs::metadata(path)?.permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(path, permissions)
}
