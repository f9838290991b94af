//! Letters saved by Outlook (MS-OXMSG): a compound file whose streams are named by property.

use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use cfb::CompoundFile;
use encoding_rs::UTF_16LE;
use vankho_model::WarningCode;

use super::{Letter, Sent, decode, is_decoration, line, person, put};
use crate::format::html;
use crate::inside::{Room, UnpackFault};
use crate::process::frames::FrameWriter;
use crate::process::limits::PART_BYTES;
use crate::read::{Budget, Extracted, unread, whole};
use crate::sniff::Format;

/// Property identifiers (MS-OXPROPS).
mod id {
    pub(super) const SUBJECT: u16 = 0x0037;
    pub(super) const SUBMITTED: u16 = 0x0039;
    pub(super) const DELIVERED: u16 = 0x0E06;
    pub(super) const SENDER_NAME: u16 = 0x0C1A;
    pub(super) const SENDER_ADDRESS: u16 = 0x0C1F;
    pub(super) const SENDER_SMTP: u16 = 0x5D01;
    pub(super) const DISPLAY_TO: u16 = 0x0E04;
    pub(super) const DISPLAY_CC: u16 = 0x0E03;
    pub(super) const BODY: u16 = 0x1000;
    pub(super) const RTF: u16 = 0x1009;
    pub(super) const HTML: u16 = 0x1013;
    pub(super) const DISPLAY_NAME: u16 = 0x3001;
    pub(super) const CODE_PAGE: u16 = 0x3FFD;
    pub(super) const ATTACHED: u16 = 0x3701;
    pub(super) const SHORT_NAME: u16 = 0x3704;
    pub(super) const METHOD: u16 = 0x3705;
    pub(super) const LONG_NAME: u16 = 0x3707;
    pub(super) const MEDIA_TYPE: u16 = 0x370E;
    pub(super) const CONTENT_ID: u16 = 0x3712;
}

/// Types of property values (MS-OXCDATA 2.11.1).
const TEXT_8: u16 = 0x001E;
const TEXT_16: u16 = 0x001F;
const BINARY: u16 = 0x0102;
const OBJECT: u16 = 0x000D;

const PROPERTIES: &str = "__properties_version1.0";
const NAMED: &str = "/__nameid_version1.0";
/// Value of [`id::METHOD`]: the attachment is a letter itself.
const EMBEDDED: u64 = 5;
/// Vietnam is seven hours ahead of the times in these files, which are UTC.
const HOURS_AHEAD: u64 = 7;

/// Reads the head and the body as one page.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let Some(mut file) = Msg::open(bytes) else { return unread(Format::Msg, whole(WarningCode::Damaged)) };
    let root = Storage { path: "/".into(), header: 32 };
    // Within one company Outlook writes a path of its directory instead of an address.
    let mut addresses =
        [id::SENDER_SMTP, id::SENDER_ADDRESS].into_iter().filter_map(|id| file.text(&root, id));
    let address = addresses.find(|address| address.contains('@'));
    let plain = file.text(&root, id::BODY).filter(|text| !text.trim().is_empty());
    let body = plain.or_else(|| file.html(&root).map(|source| html::whole_text(&source)));
    let unread_body = body.is_none() && file.value(&root, id::RTF, BINARY).is_some();
    let mut text = |id| file.text(&root, id).unwrap_or_default();
    let letter = Letter {
        from: person(&text(id::SENDER_NAME), &address.unwrap_or_default()),
        to: line(&text(id::DISPLAY_TO)),
        copies_to: line(&text(id::DISPLAY_CC)),
        subject: line(&text(id::SUBJECT)),
        sent: [id::SUBMITTED, id::DELIVERED].into_iter().find_map(|id| sent(file.number(&root, id)?)),
        body: body.unwrap_or_default(),
    };
    let warnings = unread_body.then(|| whole(WarningCode::FormatNotRead)).into_iter().collect();
    letter.into_extracted(Format::Msg, budget, warnings)
}

/// Writes out what is attached.
pub(crate) fn unpack(
    bytes: &[u8],
    mut room: Room,
    out: &mut FrameWriter<impl Write>,
) -> io::Result<Result<(), UnpackFault>> {
    let Some(mut file) = Msg::open(bytes) else { return Ok(Err(UnpackFault::Damaged)) };
    let html = file.html(&Storage { path: "/".into(), header: 32 }).unwrap_or_default();
    let mut result = Ok(());
    for (at, path) in file.attachments().into_iter().enumerate() {
        let storage = Storage { path, header: 8 };
        let is_letter = file.number(&storage, id::METHOD) == Some(EMBEDDED);
        let content =
            if is_letter { file.embedded(&storage) } else { file.value(&storage, id::ATTACHED, BINARY) };
        // An object of another program, or a link to a file elsewhere.
        let Some(content) = content else {
            result = Err(UnpackFault::Damaged);
            continue;
        };
        let mut text = |id| file.text(&storage, id).map(|text| line(&text)).filter(|text| !text.is_empty());
        let (media_type, content_id) = (text(id::MEDIA_TYPE), text(id::CONTENT_ID));
        if is_decoration(&media_type.unwrap_or_default(), &content, &content_id.unwrap_or_default(), &html) {
            continue;
        }
        let name = [id::LONG_NAME, id::SHORT_NAME, id::DISPLAY_NAME].into_iter().find_map(text);
        let name = name.unwrap_or_else(|| format!("attachment-{}", at + 1));
        let name = if is_letter { format!("{name}.msg") } else { name };
        if let Err(fault) = put(&name, &content, &mut room, out)? {
            return Ok(Err(fault));
        }
    }
    Ok(result)
}

/// A storage with its table of properties.
struct Storage {
    path: PathBuf,
    /// Bytes before the first property: 32 for a letter, 8 for an attachment (MS-OXMSG 2.4.1).
    header: usize,
}

struct Msg<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    code_page: Option<String>,
}

impl<'a> Msg<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut msg = Self { file: CompoundFile::open(Cursor::new(bytes)).ok()?, code_page: None };
        let page = msg.number(&Storage { path: "/".into(), header: 32 }, id::CODE_PAGE);
        msg.code_page = page.map(|page| format!("windows-{}", page & 0xFFFF_FFFF));
        Some(msg)
    }

    fn stream(&mut self, path: &Path) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        // What a broken stream gave before it broke is kept.
        let _ = self.file.open_stream(path).ok()?.take(PART_BYTES * 8).read_to_end(&mut bytes);
        Some(bytes)
    }

    /// A property that has a stream of its own.
    fn value(&mut self, storage: &Storage, id: u16, kind: u16) -> Option<Vec<u8>> {
        self.stream(&storage.path.join(format!("__substg1.0_{id:04X}{kind:04X}")))
    }

    fn text(&mut self, storage: &Storage, id: u16) -> Option<String> {
        let text = match self.value(storage, id, TEXT_16) {
            Some(wide) => UTF_16LE.decode_without_bom_handling(&wide).0.into_owned(),
            None => decode(&self.value(storage, id, TEXT_8)?, self.code_page.as_deref()),
        };
        Some(text.trim_end_matches('\0').to_owned())
    }

    fn html(&mut self, storage: &Storage) -> Option<String> {
        match self.value(storage, id::HTML, BINARY) {
            Some(bytes) => Some(html::decode(&bytes).0),
            None => self.text(storage, id::HTML),
        }
    }

    /// A property of fixed size out of the table: 16 bytes each, type, identifier, flags and value.
    fn number(&mut self, storage: &Storage, id: u16) -> Option<u64> {
        let table = self.stream(&storage.path.join(PROPERTIES))?;
        let rows = table.get(storage.header..)?.as_chunks::<16>().0;
        let row = rows.iter().find(|row| u16::from_le_bytes([row[2], row[3]]) == id)?;
        row.last_chunk::<8>().copied().map(u64::from_le_bytes)
    }

    /// The storages of attachments, in the order of their numbers.
    fn attachments(&self) -> Vec<PathBuf> {
        let entries = self.file.read_root_storage().filter(|entry| entry.is_storage());
        let attached = entries.filter(|entry| entry.name().starts_with("__attach_version1.0_"));
        let mut paths: Vec<PathBuf> = attached.map(|entry| entry.path().to_owned()).collect();
        paths.sort();
        paths
    }

    /// A letter inside this one, as the file it would have been. The same letter always gives the same bytes.
    fn embedded(&mut self, storage: &Storage) -> Option<Vec<u8>> {
        let inner = storage.path.join(format!("__substg1.0_{:04X}{OBJECT:04X}", id::ATTACHED));
        let mut copy = CompoundFile::create(Cursor::new(Vec::new())).ok()?;
        // The names of properties are kept once for all letters in a file.
        for (root, target) in [(Path::new(NAMED), Path::new(NAMED)), (&inner, Path::new("/"))] {
            if self.file.is_storage(root) {
                self.copy_storage(root, target, &mut copy).ok()?;
            }
        }
        copy.flush().ok()?;
        Some(copy.into_inner().into_inner())
    }

    fn copy_storage(
        &mut self,
        root: &Path,
        target: &Path,
        copy: &mut CompoundFile<Cursor<Vec<u8>>>,
    ) -> io::Result<()> {
        let entries: Vec<_> =
            self.file.walk_storage(root)?.map(|e| (e.path().to_owned(), e.is_storage())).collect();
        for (path, is_storage) in entries {
            let below = path.strip_prefix(root).map_err(io::Error::other)?;
            let to = if below.as_os_str().is_empty() { target.to_owned() } else { target.join(below) };
            if is_storage {
                if to != Path::new("/") {
                    copy.create_storage(&to)?;
                }
                copy.set_created_time(&to, SystemTime::UNIX_EPOCH)?;
                copy.set_modified_time(&to, SystemTime::UNIX_EPOCH)?;
                continue;
            }
            let mut bytes = self.stream(&path).unwrap_or_default();
            if to == Path::new("/").join(PROPERTIES) && bytes.len() >= 24 {
                // A letter on its own has eight more bytes of header, reserved (MS-OXMSG 2.4.1.1).
                bytes.splice(24..24, [0; 8]);
            }
            copy.create_stream(&to)?.write_all(&bytes)?;
        }
        Ok(())
    }
}

/// A count of 100 nanoseconds since 1601 as the clock in Vietnam showed it.
fn sent(file_time: u64) -> Option<Sent> {
    let minutes = file_time / 600_000_000 + HOURS_AHEAD * 60;
    let (days, minute_of_day) = (minutes / 1440, minutes % 1440);
    let (year, month, day) = civil(days.checked_add(DAYS_TO_1601)?)?;
    let part = |value: u64| u8::try_from(value).ok();
    (file_time > 0).then_some(Sent {
        year,
        month,
        day,
        hour: part(minute_of_day / 60)?,
        minute: part(minute_of_day % 60)?,
    })
}

/// Days from 1 March of the year 0 to 1 January 1601.
const DAYS_TO_1601: u64 = 584_694;

/// The date of a day counted from 1 March of the year 0 (H. Hinnant, "chrono-compatible low-level date algorithms").
fn civil(day: u64) -> Option<(u16, u8, u8)> {
    let (era, of_era) = (day / 146_097, day % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = (year_of_era + era * 400).checked_add(u64::from(month <= 2))?;
    Some((u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};
    use std::time::Instant;

    use cfb::CompoundFile;

    use super::{Sent, read, sent, unpack};
    use crate::format::letter::tests::{Taken, take_out};
    use crate::inside::{Room, UnpackFault};
    use crate::read::{Budget, Extracted};
    use crate::sniff::{Format, Identified, identify};

    type Writing = CompoundFile<Cursor<Vec<u8>>>;

    fn new() -> Writing {
        CompoundFile::create(Cursor::new(Vec::new())).expect("memory")
    }

    fn stream(file: &mut Writing, path: &str, bytes: &[u8]) {
        file.create_stream(path).expect("a free name").write_all(bytes).expect("memory");
    }

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    /// A table of properties: its header and rows of (identifier, type, value).
    fn table(header: usize, rows: &[(u16, u16, u64)]) -> Vec<u8> {
        let mut bytes = vec![0; header];
        for (id, kind, value) in rows {
            bytes.extend(kind.to_le_bytes());
            bytes.extend(id.to_le_bytes());
            bytes.extend([6, 0, 0, 0]);
            bytes.extend(value.to_le_bytes());
        }
        bytes
    }

    /// 1 July 2016, 01:30 UTC.
    const SENT: u64 = 131_118_102_000_000_000;

    fn bytes(mut file: Writing) -> Vec<u8> {
        file.flush().expect("memory");
        file.into_inner().into_inner()
    }

    fn attachments(bytes: &[u8]) -> Taken {
        take_out(|out| unpack(bytes, Room { files: 9, bytes: 1 << 20 }, out))
    }

    fn letter(bytes: &[u8]) -> Extracted {
        read(bytes, Budget { text_bytes: 100_000, deadline: Instant::now() })
    }

    #[test]
    fn reads_what_outlook_saves() {
        let mut file = new();
        stream(&mut file, "/__properties_version1.0", &table(32, &[(0x0039, 0x40, SENT)]));
        stream(&mut file, "/__substg1.0_0037001F", &wide("Gửi công văn\r\n"));
        stream(&mut file, "/__substg1.0_0C1A001F", &wide("Đỗ Minh Khuê"));
        stream(&mut file, "/__substg1.0_0C1F001F", &wide("/O=SONG THANH/CN=KHUE"));
        stream(&mut file, "/__substg1.0_5D01001F", &wide("khue@example.vn"));
        stream(&mut file, "/__substg1.0_0E04001F", &wide("Văn thư"));
        stream(&mut file, "/__substg1.0_1000001F", &wide("Kính gửi các đồng chí."));
        let bytes = bytes(file);
        assert!(matches!(identify(&bytes), Ok(Identified::Sound(Format::Msg))));
        let read = letter(&bytes);
        assert_eq!(
            read.pages,
            ["From: Đỗ Minh Khuê <khue@example.vn>\nTo: Văn thư\nDate: 01/07/2016 08:30\n\
              Subject: Gửi công văn\n\nKính gửi các đồng chí."]
        );
        assert_eq!(read.hints.published.as_deref(), Some("2016-07-01"));
    }

    #[test]
    fn eight_bit_texts_and_web_pages_are_read_too() {
        let mut file = new();
        stream(&mut file, "/__properties_version1.0", &table(32, &[(0x3FFD, 3, 1258)]));
        stream(&mut file, "/__substg1.0_0037001E", b"Ngh\x69\xF2 quy\xEA\xECt");
        stream(&mut file, "/__substg1.0_10130102", "<html><p>lời <b>trang</b></p>".as_bytes());
        let read = letter(&bytes(file));
        assert_eq!(read.pages, ["Subject: Nghị quyết\n\nlời trang"]);
    }

    /// A letter with a paper, a logo, a letter and a link.
    fn with_attachments() -> Vec<u8> {
        let mut file = new();
        stream(&mut file, "/__properties_version1.0", &table(32, &[]));
        stream(&mut file, "/__substg1.0_10130102", b"<html><img src='cid:logo@1'>");
        file.create_storage("/__nameid_version1.0").expect("free");
        stream(&mut file, "/__nameid_version1.0/__substg1.0_00020102", b"names");
        for at in 0..4 {
            file.create_storage(format!("/__attach_version1.0_#0000000{at}")).expect("free");
        }
        let at = "/__attach_version1.0_#00000000";
        stream(&mut file, &format!("{at}/__properties_version1.0"), &table(8, &[(0x3705, 3, 1)]));
        stream(&mut file, &format!("{at}/__substg1.0_37010102"), b"%PDF-1.4");
        stream(&mut file, &format!("{at}/__substg1.0_3707001F"), &wide("Công văn.pdf"));
        let at = "/__attach_version1.0_#00000001";
        stream(&mut file, &format!("{at}/__substg1.0_37010102"), b"\x89PNG");
        stream(&mut file, &format!("{at}/__substg1.0_370E001F"), &wide("image/png"));
        stream(&mut file, &format!("{at}/__substg1.0_3712001F"), &wide("logo@1"));
        let at = "/__attach_version1.0_#00000002";
        stream(&mut file, &format!("{at}/__properties_version1.0"), &table(8, &[(0x3705, 3, 5)]));
        stream(&mut file, &format!("{at}/__substg1.0_3001001F"), &wide("Thư trước"));
        let inner = format!("{at}/__substg1.0_3701000D");
        file.create_storage(&inner).expect("free");
        stream(&mut file, &format!("{inner}/__properties_version1.0"), &table(24, &[(0x0039, 0x40, SENT)]));
        stream(&mut file, &format!("{inner}/__substg1.0_1000001F"), &wide("lời trước"));
        bytes(file)
    }

    #[test]
    fn attachments_and_letters_in_letters_come_out() {
        let bytes = with_attachments();
        let (files, result) = attachments(&bytes);
        assert_eq!(result, Err(UnpackFault::Damaged), "the link has no content");
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Công văn.pdf", "Thư trước.msg"]);
        assert_eq!(files[0].1, b"%PDF-1.4");
        assert_eq!(letter(&files[1].1).pages, ["Date: 01/07/2016 08:30\n\nlời trước"]);
        assert!(matches!(identify(&files[1].1), Ok(Identified::Sound(Format::Msg))));
        assert!(attachments(&bytes).0 == files, "the same bytes each time: a copy must be known as one");
    }

    #[test]
    fn a_broken_letter_is_no_end() {
        let bytes = with_attachments();
        for cut in (0..bytes.len()).step_by(97) {
            let _ = (letter(&bytes[..cut]), attachments(&bytes[..cut]));
            let mut flipped = bytes.clone();
            flipped[cut] ^= 0xFF;
            let _ = (letter(&flipped), attachments(&flipped));
        }
    }

    #[test]
    fn times_are_those_of_vietnam() {
        let at = |file_time| sent(file_time).expect("a date");
        assert_eq!(at(SENT), Sent { year: 2016, month: 7, day: 1, hour: 8, minute: 30 });
        // 29 February 2000, 23:59 UTC is the next morning.
        assert_eq!(at(125_963_423_400_000_000), Sent { year: 2000, month: 3, day: 1, hour: 6, minute: 59 });
        assert_eq!((sent(0), sent(u64::MAX).is_some()), (None, true));
    }
}
