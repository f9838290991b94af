//! PPT, PowerPoint 97 to 2003 (MS-PPT): a page for each slide, in the order they are shown, with its notes.

use std::collections::{HashMap, HashSet};

use vankho_model::{Engine, Hints, WarningCode};
use vankho_text::FontHint;

use crate::pages::{Pages, RawPage};
use crate::read::{Budget, Extracted, unread, whole};
use crate::sniff::Format;
use crate::sniff::ole::{Compound, u16_at, u32_at};

/// The records that are read (MS-PPT 2.13.24).
mod kind {
    pub(super) const SLIDE_ATOM: u16 = 1007;
    pub(super) const SLIDE_PERSIST: u16 = 1011;
    pub(super) const TEXT_CHARS: u16 = 4000;
    pub(super) const TEXT_BYTES: u16 = 4008;
    pub(super) const SLIDE_LIST: u16 = 4080;
    pub(super) const USER_EDIT: u16 = 4085;
    pub(super) const PERSIST_DIRECTORY: u16 = 6002;
}

/// In a current user's record: the presentation is encrypted.
const ENCRYPTED: u32 = 0xF3D1_C4DF;
/// Records inside one another.
const DEPTH: usize = 32;
/// Times a presentation was saved by adding to it.
const SAVES: usize = 1_000;
/// Which of the lists of slides: those shown, or their notes.
const SHOWN: u16 = 0;
const NOTES: u16 = 2;

/// Reads a presentation.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let container = Compound::open(bytes);
    let stream = |name| container.as_ref().and_then(|found| found.stream(name));
    let Some(document) = stream("PowerPoint Document") else {
        return unread(Format::Ppt, whole(WarningCode::Damaged));
    };
    let user = stream("Current User").unwrap_or_default();
    if u32_at(&user, 12) == Some(ENCRYPTED) {
        return unread(Format::Ppt, whole(WarningCode::Encrypted));
    }
    let mut pages = Pages::new(budget.text_bytes);
    let mut room = pages.room();
    let slides = Presentation::open(&document, &user).map(|found| found.slides());
    let is_whole = slides.is_some();
    // Without its directory, a presentation still has its texts, those of earlier saves among them.
    for mut page in slides.unwrap_or_else(|| vec![text(&document)]) {
        page.trim_end();
        room = room.saturating_sub(page.text().len());
        pages.push(page, Engine::Format);
    }
    pages.truncated = room == 0;
    let warnings = (!is_whole).then(|| whole(WarningCode::Damaged)).into_iter().collect();
    pages.finish(Format::Ppt, warnings, Hints::default())
}

/// A record: its instance, its kind, and what it holds.
#[derive(Clone, Copy)]
struct Record<'a> {
    instance: u16,
    kind: u16,
    is_container: bool,
    bytes: &'a [u8],
}

/// The records in these bytes, one after another; the last may be cut off.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (flags, kind, length) = (u16_at(self.0, 0)?, u16_at(self.0, 2)?, u32_at(self.0, 4)?);
        let rest = &self.0[8..];
        let (bytes, rest) = rest.split_at(rest.len().min(length as usize));
        self.0 = rest;
        Some(Record { instance: flags >> 4, kind, is_container: flags & 0xF == 0xF, bytes })
    }
}

fn record_at(stream: &[u8], offset: u32) -> Option<Record<'_>> {
    Records(stream.get(offset as usize..)?).next()
}

/// A slide as its list names it.
struct Listed {
    /// Where the directory has its record.
    persist: u32,
    /// Its number.
    id: u32,
    /// The texts of its outline, which are kept in the list.
    outline: RawPage,
}

struct Presentation<'a> {
    stream: &'a [u8],
    /// Where the newest of each record begins.
    directory: HashMap<u32, u32>,
    document: Record<'a>,
}

impl<'a> Presentation<'a> {
    /// Follows the saves from the last one back.
    fn open(stream: &'a [u8], user: &[u8]) -> Option<Self> {
        let mut directory = HashMap::new();
        let mut offset = u32_at(user, 16)?;
        let mut document = None;
        for _ in 0..SAVES {
            let Some(edit) = record_at(stream, offset).filter(|edit| edit.kind == kind::USER_EDIT) else {
                break;
            };
            document = document.or(u32_at(edit.bytes, 16));
            let list = u32_at(edit.bytes, 12).and_then(|list| record_at(stream, list));
            if let Some(list) = list.filter(|list| list.kind == kind::PERSIST_DIRECTORY) {
                add_places(list.bytes, &mut directory);
            }
            offset = u32_at(edit.bytes, 8).unwrap_or(0);
            if offset == 0 {
                break;
            }
        }
        let document = record_at(stream, *directory.get(&document?)?)?;
        Some(Self { stream, directory, document })
    }

    fn slides(&self) -> Vec<RawPage> {
        let notes = self.listed(NOTES);
        let notes: HashMap<u32, u32> = notes.iter().map(|notes| (notes.id, notes.persist)).collect();
        let mut seen = HashSet::new();
        let listed = self.listed(SHOWN).into_iter().filter(|slide| seen.insert(slide.persist));
        let page = |slide: Listed| {
            let mut page = slide.outline;
            let Some(record) = self.record(slide.persist) else { return page };
            add_text(record.bytes, DEPTH, &mut page);
            let atom = Records(record.bytes).find(|record| record.kind == kind::SLIDE_ATOM);
            let notes = atom.and_then(|atom| notes.get(&u32_at(atom.bytes, 16)?));
            if let Some(notes) = notes.and_then(|notes| self.record(*notes)) {
                add_text(notes.bytes, DEPTH, &mut page);
            }
            page
        };
        listed.map(page).collect()
    }

    fn record(&self, persist: u32) -> Option<Record<'a>> {
        record_at(self.stream, *self.directory.get(&persist)?)
    }

    /// The slides of a list.
    fn listed(&self, list: u16) -> Vec<Listed> {
        let lists = Records(self.document.bytes);
        let records = lists.filter(|record| record.kind == kind::SLIDE_LIST && record.instance == list);
        let mut slides: Vec<Listed> = Vec::new();
        for record in records.flat_map(|list| Records(list.bytes)) {
            if record.kind == kind::SLIDE_PERSIST {
                let (persist, id) = (u32_at(record.bytes, 0), u32_at(record.bytes, 12));
                let (persist, id) = (persist.unwrap_or(0), id.unwrap_or(0));
                slides.push(Listed { persist, id, outline: RawPage::default() });
            } else if let Some(slide) = slides.last_mut() {
                add_own_text(record, &mut slide.outline);
            }
        }
        slides
    }
}

/// Adds the places that a directory names, but for those a later one has named.
fn add_places(mut entries: &[u8], directory: &mut HashMap<u32, u32>) {
    while let Some(head) = u32_at(entries, 0) {
        let (first, count) = (head & 0xF_FFFF, (head >> 20) as usize);
        for index in 0..count {
            let Some(offset) = u32_at(entries, 4 + 4 * index) else { return };
            directory.entry(first.saturating_add(index as u32)).or_insert(offset);
        }
        entries = entries.get(4 + 4 * count..).unwrap_or_default();
    }
}

/// All the texts in these records.
fn text(records: &[u8]) -> RawPage {
    let mut page = RawPage::default();
    add_text(records, DEPTH, &mut page);
    page
}

fn add_text(records: &[u8], depth: usize, page: &mut RawPage) {
    for record in Records(records) {
        if !record.is_container {
            add_own_text(record, page);
        } else if depth > 0 {
            add_text(record.bytes, depth - 1, page);
        }
    }
}

/// Adds the text of a record, if it is one: UTF-16, or its low bytes alone.
fn add_own_text(record: Record<'_>, page: &mut RawPage) {
    let text: String = match record.kind {
        kind::TEXT_CHARS => {
            let units: Vec<u16> =
                record.bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
            String::from_utf16_lossy(&units)
        }
        kind::TEXT_BYTES => record.bytes.iter().map(|byte| char::from(*byte)).collect(),
        _ => return,
    };
    page.push(&text.replace(['\r', '\u{B}'], "\n"), FontHint::Unknown);
    page.push("\n", FontHint::Unknown);
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use vankho_model::WarningCode;

    use super::{kind, read};
    use crate::read::{Budget, Extracted};
    use crate::sniff::ole::tests::container;

    fn record(flags: u16, kind: u16, parts: &[&[u8]]) -> Vec<u8> {
        let bytes = parts.concat();
        let length = u32::try_from(bytes.len()).expect("short");
        [&flags.to_le_bytes()[..], &kind.to_le_bytes(), &length.to_le_bytes(), &bytes].concat()
    }

    fn words(values: &[u32]) -> Vec<u8> {
        values.iter().flat_map(|value| value.to_le_bytes()).collect()
    }

    fn read_ppt(document: &[u8], user: &[u8]) -> Extracted {
        let bytes = container(&[("Current User", user), ("PowerPoint Document", document)]);
        read(&bytes, Budget { text_bytes: 10_000, deadline: Instant::now() })
    }

    /// A presentation saved twice: one slide with an outline, a box and notes, whose first state is still there.
    fn saved_twice() -> (Vec<u8>, Vec<u8>) {
        let wide: Vec<u8> = "Đại hội\rlần XIII".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let list = |instance: u16, persist, more: &[u8]| {
            let slide = record(0, kind::SLIDE_PERSIST, &[&words(&[persist, 0, 0, 256, 0])]);
            record(instance << 4 | 0xF, kind::SLIDE_LIST, &[&slide, more])
        };
        let outline = record(0, kind::TEXT_CHARS, &[&wide]);
        let slide = |text: &[u8]| {
            let atom = record(2, kind::SLIDE_ATOM, &[&words(&[0, 0, 0, 0, 256, 0])]);
            let drawing = record(0xF, 1036, &[&record(0, kind::TEXT_BYTES, &[text])]);
            record(0xF, 1006, &[&atom, &drawing])
        };
        let records = [
            record(0xF, 1000, &[&list(0, 2, &outline), &list(2, 3, b"")]),
            slide(b"old"),
            record(0xF, 1008, &[&record(0, kind::TEXT_BYTES, &[b"notes"])]),
            slide(b"box"),
        ];
        let starts: Vec<u32> =
            (0..=4).map(|i| u32::try_from(records[..i].concat().len()).expect("small")).collect();
        let mut stream = records.concat();
        let mut save = |previous: u32, directory: &[u32]| {
            let list = u32::try_from(stream.len()).expect("small");
            stream.extend(record(0, kind::PERSIST_DIRECTORY, &[&words(directory)]));
            let edit = u32::try_from(stream.len()).expect("small");
            stream.extend(record(0, kind::USER_EDIT, &[&words(&[256, 0, previous, list, 1])]));
            edit
        };
        let first = save(0, &[3 << 20 | 1, starts[0], starts[1], starts[2]]);
        let last = save(first, &[1 << 20 | 2, starts[3]]);
        (stream, [vec![0; 12], words(&[0xE391_C05F, last])].concat())
    }

    #[test]
    fn the_last_save_of_each_slide_is_read_with_its_outline_and_notes() {
        let (document, user) = saved_twice();
        let read = read_ppt(&document, &user);
        assert_eq!((read.pages, read.warnings), (vec!["Đại hội\nlần XIII\nbox\nnotes".to_owned()], vec![]));
    }

    #[test]
    fn locked_and_broken_presentations_say_so() {
        let (document, mut user) = saved_twice();
        let lost = read_ppt(&document, b"");
        assert!(lost.pages[0].contains("old") && lost.pages[0].contains("box"));
        assert_eq!(lost.warnings[0].code, WarningCode::Damaged);
        user[12..16].copy_from_slice(&0xF3D1_C4DF_u32.to_le_bytes());
        assert_eq!(read_ppt(&document, &user).warnings[0].code, WarningCode::Encrypted);
    }
}
