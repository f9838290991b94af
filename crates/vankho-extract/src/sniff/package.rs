//! Office packages: ZIP archives of XML parts (OOXML, OpenDocument).

use std::io::{Cursor, ErrorKind, Read};

use zip::ZipArchive;

use crate::process::limits::{PACKAGE_BYTES, PACKAGE_ENTRIES, PART_BYTES};
use crate::read::Refusal;
use crate::sniff::Format;
use crate::sniff::Identified;
use crate::sniff::head::find;

/// The package, or the part asked for, breaks the rules or the limits.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// An opened package that counts what it inflates.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    room: u64,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Broken> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Broken)?;
        if archive.len() > PACKAGE_ENTRIES {
            return Err(Broken);
        }
        let names = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
        Ok(Self { archive, names, room: PACKAGE_BYTES })
    }

    /// The names of all parts, as the archive orders them.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Inflates a part; `None` if there is none of that name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Broken> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let limit = PART_BYTES.min(self.room);
        let entry = self.archive.by_index(index).map_err(|_| Broken)?;
        let mut bytes = Vec::new();
        // The size an entry claims is its own word, so what really comes out is counted.
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(|error| {
            // That is the reader's end, like any other want of memory, and not the file's fault.
            assert_ne!(error.kind(), ErrorKind::OutOfMemory);
            Broken
        })?;
        let size = bytes.len() as u64;
        if size > limit {
            return Err(Broken);
        }
        self.room -= size;
        Ok(Some(bytes))
    }
}

/// Tells which office format a ZIP archive is.
pub(crate) fn identify(bytes: &[u8]) -> Result<Identified, Refusal> {
    let Ok(mut package) = Package::open(bytes) else {
        return Ok(guess(bytes).map_or(Identified::Archive, Identified::Damaged));
    };
    if let Some(format) = ooxml(package.names()) {
        return Ok(Identified::Sound(format));
    }
    let declared = package.part("mimetype").ok().flatten().unwrap_or_default();
    match open_document(&declared) {
        Some(format) => Ok(Identified::Sound(format)),
        None if is_program_or_package(package.names()) => Err(Refusal::NotADocument),
        None => Ok(Identified::Archive),
    }
}

/// Books, programs, drawings and the like are archives too, whose files are documents to nobody.
fn is_program_or_package<'a>(mut names: impl Iterator<Item = &'a str>) -> bool {
    const MARKS: [&str; 4] =
        ["mimetype", "[Content_Types].xml", "META-INF/MANIFEST.MF", "AndroidManifest.xml"];
    names.any(|name| MARKS.contains(&name))
}

fn ooxml<'a>(names: impl Iterator<Item = &'a str>) -> Option<Format> {
    let (mut has_types, mut format) = (false, None);
    for name in names {
        has_types |= name == "[Content_Types].xml";
        format = format.or(match name.split_once('/') {
            Some(("word", _)) => Some(Format::Docx),
            Some(("xl", _)) => Some(Format::Xlsx),
            Some(("ppt", _)) => Some(Format::Pptx),
            _ => None,
        });
    }
    format.filter(|_| has_types)
}

/// Templates and master documents count as documents of their kind.
fn open_document(declared: &[u8]) -> Option<Format> {
    let kind = declared.strip_prefix(b"application/vnd.oasis.opendocument.")?;
    [(&b"text"[..], Format::Odt), (b"spreadsheet", Format::Ods), (b"presentation", Format::Odp)]
        .into_iter()
        .find_map(|(start, format)| kind.starts_with(start).then_some(format))
}

/// Guesses the format of a cut-off archive from the entries that can still be seen.
pub(crate) fn guess(bytes: &[u8]) -> Option<Format> {
    const HEADER: usize = 30;
    let (mut rest, mut names) = (bytes, Vec::new());
    while let Some(at) = find(rest, b"PK\x03\x04") {
        let entry = &rest[at..];
        let Some(length) = entry.get(26..28) else { break };
        let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
        let Some(name) = entry.get(HEADER..HEADER + length) else { break };
        if name == b"mimetype" {
            let content = entry[HEADER + length..].iter().copied().take(80).collect::<Vec<u8>>();
            return open_document(&content);
        }
        names.push(std::str::from_utf8(name).unwrap_or_default());
        rest = &entry[HEADER..];
    }
    // A package that breaks off after its first part does not say which one it was.
    let is_package = names.contains(&"[Content_Types].xml");
    ooxml(names.into_iter()).or(is_package.then_some(Format::Zip))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{Broken, Package, guess, identify};
    use crate::process::limits::PART_BYTES;
    use crate::read::Refusal;
    use crate::sniff::Format;
    use crate::sniff::Identified;

    /// An archive of the given parts.
    pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            let stored = zip::CompressionMethod::Stored;
            let method = if *name == "mimetype" { stored } else { zip::CompressionMethod::Deflated };
            let options = SimpleFileOptions::default().compression_method(method);
            writer.start_file(*name, options).expect("a free name");
            writer.write_all(content).expect("room in memory");
        }
        writer.finish().expect("a complete archive").into_inner()
    }

    fn sound(bytes: &[u8]) -> Result<Format, Refusal> {
        identify(bytes).map(|found| match found {
            Identified::Sound(format) => format,
            _ => panic!("the archive is sound"),
        })
    }

    #[test]
    fn tells_office_files_from_archives() {
        let types = ("[Content_Types].xml", &b"<Types/>"[..]);
        assert_eq!(sound(&archive(&[types, ("word/document.xml", b"<a/>")])), Ok(Format::Docx));
        assert_eq!(sound(&archive(&[types, ("xl/workbook.xml", b"<a/>")])), Ok(Format::Xlsx));
        assert_eq!(sound(&archive(&[("ppt/a.xml", b"<a/>"), types])), Ok(Format::Pptx));
        let odt =
            archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]);
        assert_eq!((sound(&odt), guess(&odt)), (Ok(Format::Odt), Some(Format::Odt)));
        assert!(matches!(identify(&archive(&[("word/letter.docx", b"x")])), Ok(Identified::Archive)));
        assert!(matches!(identify(b"PK\x03\x04, and then nothing"), Ok(Identified::Archive)), "a broken one");
        assert_eq!(sound(&archive(&[("META-INF/MANIFEST.MF", b"x")])), Err(Refusal::NotADocument));
        assert_eq!(sound(&archive(&[("mimetype", b"application/epub+zip")])), Err(Refusal::NotADocument));
    }

    #[test]
    fn a_cut_off_document_is_still_one() {
        let whole = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &[b'x'; 500])]);
        let cut = &whole[..whole.len() - 30];
        assert!(matches!(identify(cut), Ok(Identified::Damaged(Format::Docx))));
    }

    #[test]
    fn a_part_that_inflates_without_end_is_stopped() {
        let bomb = vec![b' '; usize::try_from(PART_BYTES).expect("64 bits") + 10];
        let bytes = archive(&[("bomb", &bomb), ("small", b"x")]);
        let mut package = Package::open(&bytes).expect("an archive");
        assert_eq!(package.part("bomb"), Err(Broken));
        assert_eq!(package.part("small"), Ok(Some(b"x".to_vec())));
        assert_eq!(package.part("none"), Ok(None));
    }
}
