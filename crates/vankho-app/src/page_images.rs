//! Pictures of pages: drawn on demand and cached. The cache is derived and may be deleted at any time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use vankho_model::{Digest, DocumentId};

use crate::{AppError, Archive, Control};

/// The widths that are drawn, in pixels: any other is rounded up, so that a page is drawn few times.
const WIDTHS: [u32; 4] = [160, 640, 1280, 2560];
/// The cache is cut back to half of this when it grows beyond.
const CACHE_BYTES: u64 = 512 << 20;
/// How many pictures are put in between two looks at the size of the cache.
const LOOK_AFTER: u32 = 64;

impl Archive {
    /// Draws a page (from 1) of an original as PNG, at least `width` pixels wide up to the widest there is.
    /// `None` if the document has no such page, or none that can be drawn.
    ///
    /// # Errors
    /// If there is no such document, or its original is missing from the vault.
    pub fn page_image(&self, id: DocumentId, page: u32, width: u32) -> Result<Option<Vec<u8>>, AppError> {
        let width = WIDTHS.into_iter().find(|known| *known >= width).unwrap_or(WIDTHS[WIDTHS.len() - 1]);
        let Some((original, file)) = self.original(id)? else { return Ok(None) };
        if let Some(png) = self.page_cache.get(&original.digest, page, width) {
            return Ok(Some(png));
        }
        let drawn = self.extractor.page_image(file, page, width, Control::default().cancel_flag())?;
        if let Some(png) = &drawn {
            // Without room for the cache the page is drawn again next time.
            let _ = self.page_cache.put(&original.digest, page, width, png);
        }
        Ok(drawn)
    }
}

/// The folder of drawn pages, `digest/page-width.png`.
#[derive(Debug)]
pub(crate) struct PageCache {
    root: PathBuf,
    puts: AtomicU32,
}

impl PageCache {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root, puts: AtomicU32::new(0) }
    }

    fn path(&self, digest: &Digest, page: u32, width: u32) -> PathBuf {
        self.root.join(digest.to_string()).join(format!("{page}-{width}.png"))
    }

    fn get(&self, digest: &Digest, page: u32, width: u32) -> Option<Vec<u8>> {
        fs::read(self.path(digest, page, width)).ok().filter(|png| png.starts_with(b"\x89PNG"))
    }

    /// Forgets the pictures of an original.
    pub(crate) fn forget(&self, digest: &Digest) -> io::Result<()> {
        match fs::remove_dir_all(self.root.join(digest.to_string())) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn put(&self, digest: &Digest, page: u32, width: u32, png: &[u8]) -> io::Result<()> {
        let path = self.path(digest, page, width);
        fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
        let unfinished = path.with_extension("part");
        #[expect(clippy::disallowed_methods, reason = "derived: what a crash spoils is drawn again")]
        fs::write(&unfinished, png)?;
        fs::rename(unfinished, path)?;
        if self.puts.fetch_add(1, Ordering::Relaxed).is_multiple_of(LOOK_AFTER) {
            cut_back(&self.root, CACHE_BYTES)?;
        }
        Ok(())
    }
}

/// Deletes the oldest pictures of a cache that has grown beyond `limit` bytes until half of that is left.
fn cut_back(root: &Path, limit: u64) -> io::Result<()> {
    let mut pictures: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for folder in fs::read_dir(root)? {
        for picture in fs::read_dir(folder?.path())? {
            let picture = picture?;
            let data = picture.metadata()?;
            pictures.push((data.modified()?, data.len(), picture.path()));
        }
    }
    let mut total: u64 = pictures.iter().map(|(_, bytes, _)| bytes).sum();
    if total <= limit {
        return Ok(());
    }
    pictures.sort();
    for (_, bytes, path) in pictures {
        if total <= limit / 2 {
            break;
        }
        fs::remove_file(&path)?;
        total -= bytes;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{PageCache, cut_back};
    use vankho_model::Digest;

    #[test]
    fn a_drawn_page_is_found_again_until_the_cache_is_cut_back() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let cache = PageCache::new(root.path().to_owned());
        let digest = Digest::new([7; 32]);
        let png = b"\x89PNG and so on".to_vec();
        assert_eq!(cache.get(&digest, 1, 640), None);
        cache.put(&digest, 1, 640, &png).expect("room on disk");
        assert_eq!(cache.get(&digest, 1, 640), Some(png.clone()));
        assert_eq!(cache.get(&digest, 1, 1280), None, "another width is another picture");
        cut_back(root.path(), 1000).expect("a folder that can be read");
        assert_eq!(cache.get(&digest, 1, 640), Some(png), "a small cache stays");
        cut_back(root.path(), 10).expect("a folder that can be written");
        assert_eq!(cache.get(&digest, 1, 640), None);
    }

    #[test]
    fn a_damaged_picture_is_no_picture() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let cache = PageCache::new(root.path().to_owned());
        let digest = Digest::new([7; 32]);
        cache.put(&digest, 1, 640, b"\x89PNG").expect("room on disk");
        fs::File::create(cache.path(&digest, 1, 640)).expect("room on disk");
        assert_eq!(cache.get(&digest, 1, 640), None);
    }
}
