//! Plain ZIP archives (APPNOTE.TXT): a folder in one file.

use std::io::{self, BufReader, Read, Seek, Write};

use zip::ZipArchive;

use crate::inside::{Room, UnpackFault};
use crate::process::frames::FrameWriter;

/// A file that inflates to more than this many times its packed size is a bomb, not a document …
const INFLATES: u64 = 200;
/// … unless it stays as small as this: an empty page scanned as a bitmap packs well too.
const SMALL: u64 = 32 << 20;
/// Bytes inflated at a time.
const CHUNK: usize = 64 << 10;

/// An entry that is a file to somebody.
struct Entry {
    index: usize,
    name: String,
    is_encrypted: bool,
    packed: u64,
}

/// Writes out every file of the archive. Folders, links and what systems leave for themselves are passed over.
pub(crate) fn unpack(
    input: impl Read + Seek,
    room: Room,
    file_bytes: u64,
    out: &mut FrameWriter<impl Write>,
) -> io::Result<Result<(), UnpackFault>> {
    let Ok(mut archive) = ZipArchive::new(BufReader::new(input)) else {
        return Ok(Err(UnpackFault::Damaged));
    };
    let (entries, claimed) = list(&mut archive);
    if entries.len() as u64 > room.files || claimed > room.bytes {
        return Ok(Err(UnpackFault::TooLarge));
    }
    if !entries.is_empty() && entries.iter().all(|entry| entry.is_encrypted) {
        return Ok(Err(UnpackFault::Encrypted));
    }
    let mut left = room.bytes;
    for entry in entries {
        out.file(&entry.name)?;
        let limit = file_bytes.min(entry.packed.saturating_mul(INFLATES).max(SMALL));
        let result = match entry.is_encrypted {
            true => Err(UnpackFault::Encrypted),
            false => inflate(&mut archive, entry.index, limit, &mut left, out)?,
        };
        out.end(result)?;
        if left == 0 {
            return Ok(Err(UnpackFault::TooLarge));
        }
    }
    Ok(Ok(()))
}

/// The files, and how large the archive says they are together.
fn list(archive: &mut ZipArchive<impl Read + Seek>) -> (Vec<Entry>, u64) {
    let (mut entries, mut claimed) = (Vec::new(), 0_u64);
    for index in 0..archive.len() {
        let Ok(data) = archive.by_index_data(index) else { continue };
        let name = name(data.name_raw(), || Some(data.name().ok()?.into_owned()));
        if data.is_dir() || data.is_symlink() || is_left_by_a_system(&name) {
            continue;
        }
        claimed = claimed.saturating_add(data.size());
        entries.push(Entry { index, name, is_encrypted: data.encrypted(), packed: data.compressed_size() });
    }
    (entries, claimed)
}

/// UTF-8 is never anything else by chance, whether or not the archive says so; else the code page 437 of DOS.
fn name(raw: &[u8], declared: impl FnOnce() -> Option<String>) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => declared().unwrap_or_else(|| String::from_utf8_lossy(raw).into_owned()),
    }
}

/// What macOS and Windows put into folders for themselves.
fn is_left_by_a_system(name: &str) -> bool {
    const FILES: [&str; 3] = [".ds_store", "thumbs.db", "desktop.ini"];
    let parts = || name.split(['/', '\\']);
    let file = parts().next_back().unwrap_or_default().to_ascii_lowercase();
    parts().any(|part| part == "__MACOSX") || FILES.contains(&file.as_str())
}

/// Writes the content of an entry, `left` counting down over all of them. Sizes are counted as they come out:
/// what the archive says of them is its own word.
fn inflate(
    archive: &mut ZipArchive<impl Read + Seek>,
    index: usize,
    limit: u64,
    left: &mut u64,
    out: &mut FrameWriter<impl Write>,
) -> io::Result<Result<(), UnpackFault>> {
    let Ok(mut entry) = archive.by_index(index) else { return Ok(Err(UnpackFault::Damaged)) };
    let mut chunk = vec![0; CHUNK];
    let mut size = 0;
    loop {
        let Ok(got) = entry.read(&mut chunk) else { return Ok(Err(UnpackFault::Damaged)) };
        if got == 0 {
            return Ok(Ok(()));
        }
        size += got as u64;
        let enough = left.checked_sub(got as u64);
        *left = enough.unwrap_or(0);
        if size > limit || enough.is_none() {
            return Ok(Err(UnpackFault::TooLarge));
        }
        out.bytes(&chunk[..got])?;
    }
}

#[cfg(test)]
mod tests {
    use super::{is_left_by_a_system, name};

    #[test]
    fn names_are_utf8_where_they_can_be() {
        let dos = || Some("Å".to_owned());
        assert_eq!(name("nghị quyết.pdf".as_bytes(), dos), "nghị quyết.pdf");
        assert_eq!(name(b"\x8F.pdf", dos), "Å");
    }

    #[test]
    fn what_systems_leave_is_known() {
        for name in ["a/.DS_Store", "THUMBS.DB", "__MACOSX/a/._b.pdf", "a\\desktop.ini"] {
            assert!(is_left_by_a_system(name), "{name}");
        }
        assert!(!is_left_by_a_system("a/thumbs.db.pdf"));
    }
}
