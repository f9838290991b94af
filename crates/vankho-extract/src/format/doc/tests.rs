use std::time::Instant;

use vankho_model::WarningCode;
use vankho_text::FontHint;

use super::fib::WordFile;
use super::{Reader, read};
use crate::pages::RawPage;
use crate::read::{Budget, Extracted};
use crate::sniff::ole::tests::container;

/// Where the text begins in the stream.
const TEXT: usize = 0x600;
const HIDDEN: &[u8] = &[0x3C, 0x08, 1];
const DELETED: &[u8] = &[0x00, 0x08, 1];
const FONT_1: &[u8] = &[0x4F, 0x4A, 1, 0];
const IN_TABLE: &[u8] = &[0, 0, 0x16, 0x24, 1];
const ENDS_ROW: &[u8] = &[0, 0, 0x16, 0x24, 1, 0x17, 0x24, 1];
const PLAIN: &[u8] = &[0, 0];

/// A Word file in the making: its body in single bytes, then the notes and margins in UTF-16.
#[derive(Default)]
struct Draft {
    body: Vec<u8>,
    /// Where each run of the body ends, and its settings.
    runs: Vec<(usize, &'static [u8])>,
    /// Where each paragraph ends, and its style and settings.
    paragraphs: Vec<(usize, &'static [u8])>,
    footnote: &'static str,
    header: &'static str,
    footer: &'static str,
    is_encrypted: bool,
}

impl Draft {
    fn add(&mut self, text: &[u8], settings: &'static [u8]) {
        self.body.extend_from_slice(text);
        self.runs.push((self.body.len(), settings));
    }

    fn end_paragraph(&mut self, mark: u8, settings: &'static [u8]) {
        self.add(&[mark], b"");
        self.paragraphs.push((self.body.len(), settings));
    }

    fn file(&self) -> Vec<u8> {
        let wide: Vec<u16> = [self.footnote, self.header, self.footer].concat().encode_utf16().collect();
        let mut document = vec![0_u8; TEXT];
        document.extend_from_slice(&self.body);
        let wide_start = document.len();
        document.extend(wide.iter().flat_map(|unit| unit.to_le_bytes()));
        document.resize(document.len().next_multiple_of(512), 0);
        let pages = [
            formatted(&self.runs, 1, character_settings),
            formatted(&self.paragraphs, 13, paragraph_settings),
        ];
        let first_page = document.len() / 512;
        document.extend(pages.concat());

        let body_end = number(self.body.len());
        let end = body_end + number(wide.len());
        let pieces = [
            words(&[0, body_end, end]),
            vec![0; 2],
            words(&[number(2 * TEXT) | 1 << 30]),
            vec![0; 4],
            words(&[number(wide_start)]),
            vec![0; 2],
        ]
        .concat();
        let stories = [0, 0, 0, 0, 0, 0, 0, 0, letters(self.header), letters(self.header)];
        let mut stories: Vec<u32> = stories.map(number).to_vec();
        stories.extend([number(letters(self.header) + letters(self.footer)); 3]);
        let lists = [
            (11, words(&stories)),
            (12, words(&[0, u32::MAX, number(first_page)])),
            (13, words(&[0, u32::MAX, number(first_page + 1)])),
            (15, [&[2, 0, 0, 0][..], &font("Arial"), &font(".VnTimeH")].concat()),
            (33, [&[1, 2, 0, 9, 9, 2][..], &words(&[number(pieces.len())]), &pieces].concat()),
        ];
        let mut table = Vec::new();
        for (index, list) in lists {
            let place = words(&[number(table.len()), number(list.len())]);
            document[0x9A + 8 * index..][..8].copy_from_slice(&place);
            table.extend(list);
        }
        let lengths = [self.body.len(), letters(self.footnote), letters(self.header) + letters(self.footer)];
        document[0x4C..0x58].copy_from_slice(&words(&lengths.map(number)));
        document[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0]);
        document[11] = 2 | u8::from(self.is_encrypted);
        document[0x18..0x1C].copy_from_slice(&words(&[number(TEXT)]));
        container(&[("WordDocument", &document), ("1Table", &table)])
    }
}

fn letters(text: &str) -> usize {
    text.encode_utf16().count()
}

fn number(value: usize) -> u32 {
    u32::try_from(value).expect("small")
}

fn words(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn font(name: &str) -> Vec<u8> {
    let mut font = vec![0; 40];
    font.extend(name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
    font[0] = u8::try_from(font.len() - 1).expect("short");
    font
}

fn character_settings(settings: &[u8]) -> Vec<u8> {
    [&[u8::try_from(settings.len()).expect("short")][..], settings].concat()
}

fn paragraph_settings(settings: &[u8]) -> Vec<u8> {
    [&[0, u8::try_from(settings.len().div_ceil(2)).expect("short")][..], settings].concat()
}

/// A page of settings: where runs end, where the settings of each lie, and these from the end upwards.
fn formatted(runs: &[(usize, &'static [u8])], entry: usize, write: fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut page = vec![0_u8; 512];
    let ends = std::iter::once(0).chain(runs.iter().map(|(end, _)| *end));
    let bounds: Vec<u8> = ends.flat_map(|end| number(TEXT + end).to_le_bytes()).collect();
    page[..bounds.len()].copy_from_slice(&bounds);
    let mut free = 510;
    for (index, (_, settings)) in runs.iter().enumerate() {
        let settings = write(settings);
        free = (free - settings.len()) & !1;
        page[free..free + settings.len()].copy_from_slice(&settings);
        page[bounds.len() + entry * index] = u8::try_from(free / 2).expect("on the page");
    }
    page[511] = u8::try_from(runs.len()).expect("few");
    page
}

fn read_doc(bytes: &[u8]) -> Extracted {
    read(bytes, Budget { text_bytes: 10_000, deadline: Instant::now() })
}

#[test]
fn shows_the_text_as_it_stands() {
    let mut draft =
        Draft { footnote: "chú thích\r", header: "VĂN PHÒNG\r", footer: "cuối\r", ..Draft::default() };
    draft.add(b"S\xF4 04\x1ENQ\tx\x0By ", b"");
    draft.add(b"cu", DELETED);
    draft.add(b"an", HIDDEN);
    draft.add(b"\x13 PAGE \\* \x13 IF \x14x\x15 \x143\x15.\x01\x02", b"");
    draft.end_paragraph(b'\r', PLAIN);
    draft.add(b"\x13 broken ", b"");
    draft.end_paragraph(b'\r', PLAIN);
    draft.add(b"on", b"");
    draft.end_paragraph(b'\r', PLAIN);
    let read = read_doc(&draft.file());
    assert_eq!(read.pages, ["VĂN PHÒNG\nSô 04-NQ\tx\ny 3.\n\non\nchú thích\ncuối"]);
    assert_eq!(read.warnings, []);
}

#[test]
fn tables_keep_rows_and_letterheads_columns() {
    let mut draft = Draft::default();
    for row in [["TT", "Ten", "Noi"], ["1", "", "x"]] {
        for cell in row {
            draft.add(cell.as_bytes(), b"");
            draft.end_paragraph(7, IN_TABLE);
        }
        draft.end_paragraph(7, ENDS_ROW);
    }
    draft.end_paragraph(b'\r', PLAIN);
    draft.add(b"TINH UY", b"");
    draft.end_paragraph(b'\r', IN_TABLE);
    draft.add(b"So 04", b"");
    draft.end_paragraph(7, IN_TABLE);
    draft.add(b"DANG", b"");
    draft.end_paragraph(7, IN_TABLE);
    draft.end_paragraph(7, ENDS_ROW);
    assert_eq!(read_doc(&draft.file()).pages, ["TT\tTen\tNoi\n1\t\tx\n\nTINH UY\nSo 04\nDANG"]);
}

#[test]
fn old_fonts_are_told_and_their_bytes_kept() {
    let mut draft = Draft::default();
    draft.add(b"l\xADu \x1F ", FONT_1);
    draft.add(b"04", b"");
    draft.end_paragraph(b'\r', PLAIN);
    let file = WordFile::open(&draft.file()).expect("a Word file");
    let mut expected = RawPage::default();
    expected.push("l\u{AD}u \u{AD} ", FontHint::Tcvn3Capitals);
    expected.push("04", FontHint::Unknown);
    assert!(Reader::new(&file, 1000).document() == expected);
}

#[test]
fn locked_and_broken_files_say_so() {
    let mut draft = Draft { is_encrypted: true, ..Draft::default() };
    draft.add(b"noise", b"");
    draft.end_paragraph(b'\r', PLAIN);
    let code = |read: &Extracted| read.warnings.first().map(|warning| warning.code);
    assert_eq!(code(&read_doc(&draft.file())), Some(WarningCode::Encrypted));
    draft.is_encrypted = false;
    let whole = draft.file();
    let cut = read_doc(&whole[..whole.len() - 1024]);
    assert_eq!((cut.pages[0].as_str(), code(&cut)), ("noise", Some(WarningCode::Damaged)));
    assert_eq!(code(&read_doc(&container(&[("WordDocument", b"")]))), Some(WarningCode::Damaged));
}
