//! XLS, Excel 5 to 2003 (MS-XLS).

mod record;

use std::collections::{BTreeMap, HashMap, HashSet};

use vankho_model::{Engine, Hints, WarningCode};
use vankho_text::FontHint;

use self::record::{Reader, Record, Records};
use super::number::{Kind, shown};
use super::row::{Look, Row};
use crate::pages::{Pages, RawPage};
use crate::read::{Budget, Extracted, unread, whole};
use crate::sniff::Format;
use crate::sniff::ole::{Compound, u16_at, u32_at};

/// The records that are read (MS-XLS 2.3).
mod kind {
    pub(super) const FORMULA: u16 = 0x06;
    pub(super) const EOF: u16 = 0x0A;
    pub(super) const DATE_1904: u16 = 0x22;
    pub(super) const FILE_PASS: u16 = 0x2F;
    pub(super) const FONT: u16 = 0x31;
    pub(super) const BOUND_SHEET: u16 = 0x85;
    pub(super) const MUL_RK: u16 = 0xBD;
    pub(super) const RICH_STRING: u16 = 0xD6;
    pub(super) const XF: u16 = 0xE0;
    pub(super) const SST: u16 = 0xFC;
    pub(super) const LABEL_SST: u16 = 0xFD;
    pub(super) const NUMBER: u16 = 0x203;
    pub(super) const LABEL: u16 = 0x204;
    pub(super) const BOOL_ERR: u16 = 0x205;
    pub(super) const STRING: u16 = 0x207;
    pub(super) const RK: u16 = 0x27E;
    pub(super) const FORMAT: u16 = 0x41E;
    pub(super) const BOF: u16 = 0x809;
}

/// The version in a stream's first record from which on strings are Unicode.
const BIFF8: u16 = 0x600;

/// Reads a workbook, hidden sheets too.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let container = Compound::open(bytes);
    let stream = container.and_then(|found| found.stream("Workbook").or_else(|| found.stream("Book")));
    let Some(stream) = stream else { return unread(Format::Xls, whole(WarningCode::Damaged)) };
    let Some(book) = Book::read(&stream) else {
        return unread(Format::Xls, whole(WarningCode::Encrypted));
    };
    let mut pages = Pages::new(budget.text_bytes);
    let (mut room, mut is_whole) = (pages.room(), !book.sheets.is_empty());
    for offset in &book.sheets {
        let mut sheet = Sheet { book: &book, rows: BTreeMap::new(), formula: None, room };
        is_whole &= sheet.read(&stream, *offset);
        room = sheet.room;
        let mut page = sheet.finish();
        page.trim_end();
        if !page.text().is_empty() {
            pages.push(page, Engine::Format);
        }
        pages.truncated |= room == 0;
    }
    let warnings = (!is_whole && !pages.truncated).then(|| whole(WarningCode::Damaged));
    pages.finish(Format::Xls, warnings.into_iter().collect(), Hints::default())
}

/// What the sheets of a workbook share.
#[derive(Default)]
struct Book {
    is_unicode: bool,
    since_1904: bool,
    /// Where each sheet begins.
    sheets: Vec<usize>,
    strings: Vec<String>,
    formats: HashMap<u16, Kind>,
    fonts: Vec<FontHint>,
    /// Font and number format of each look.
    looks: Vec<(u16, u16)>,
}

impl Book {
    /// Reads the records before the sheets; `None` is an encrypted workbook.
    fn read(stream: &[u8]) -> Option<Self> {
        let mut book = Self { is_unicode: u16_at(stream, 4) == Some(BIFF8), ..Self::default() };
        for record in Records::from(stream, 0) {
            match record.kind {
                kind::EOF => break,
                kind::FILE_PASS => return None,
                _ => drop(book.take(&record)),
            }
        }
        let mut seen = HashSet::new();
        book.sheets.retain(|sheet| seen.insert(*sheet));
        Some(book)
    }

    /// Takes one record; `None` if it is shorter than it should be.
    fn take(&mut self, record: &Record<'_>) -> Option<()> {
        let bytes = record.bytes();
        let mut reader = record.reader();
        match record.kind {
            kind::DATE_1904 => self.since_1904 = u16_at(bytes, 0)? == 1,
            kind::FONT => {
                reader.skip(14);
                let name = self.short_string(&mut reader).unwrap_or_default();
                self.fonts.push(FontHint::of_font(&name));
            }
            kind::FORMAT => {
                let number = reader.u16()?;
                let code = match self.is_unicode {
                    true => self.string(&mut reader)?,
                    false => self.short_string(&mut reader)?,
                };
                self.formats.insert(number, Kind::of_code(&code));
            }
            kind::XF => self.looks.push((u16_at(bytes, 0)?, u16_at(bytes, 2)?)),
            // Sheets of cells only: charts and macros have none.
            kind::BOUND_SHEET if *bytes.get(5)? == 0 => self.sheets.push(u32_at(bytes, 0)? as usize),
            kind::SST => {
                reader.skip(8);
                while let Some(length) = reader.u16() {
                    self.strings.push(reader.string(length.into())?);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn string(&self, reader: &mut Reader<'_, '_>) -> Option<String> {
        let length = usize::from(reader.u16()?);
        if self.is_unicode { reader.string(length) } else { Some(reader.narrow(length)) }
    }

    fn short_string(&self, reader: &mut Reader<'_, '_>) -> Option<String> {
        let length = usize::from(reader.u8()?);
        if self.is_unicode { reader.string(length) } else { Some(reader.narrow(length)) }
    }

    fn look(&self, index: u16) -> Look {
        let (font, format) = self.looks.get(usize::from(index)).copied().unwrap_or_default();
        // No font has the number 4.
        let font = usize::from(font).saturating_sub(usize::from(font > 4));
        Look {
            kind: self.formats.get(&format).copied().unwrap_or_else(|| Kind::of_number(format.into())),
            font: self.fonts.get(font).copied().unwrap_or_default(),
        }
    }
}

/// Reads the cells of a sheet.
struct Sheet<'a> {
    book: &'a Book,
    rows: BTreeMap<u16, Row>,
    /// The cell whose formula's text comes in the next record: row, column, look.
    formula: Option<(u16, u16, u16)>,
    room: usize,
}

impl Sheet<'_> {
    /// Reads up to the end of the sheet, and whether there was one.
    fn read(&mut self, stream: &[u8], offset: usize) -> bool {
        // Charts lie inside sheets, with a beginning and an end of their own.
        let mut depth = 0_usize;
        for record in Records::from(stream, offset) {
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF if depth <= 1 => return true,
                kind::EOF => depth -= 1,
                _ if depth == 1 => drop(self.take(&record)),
                _ => {}
            }
            if self.room == 0 {
                break;
            }
        }
        false
    }

    fn finish(self) -> RawPage {
        let mut page = RawPage::default();
        self.rows.into_values().for_each(|row| page.append(&row.line()));
        page
    }

    fn put(&mut self, (row, column, look): (u16, u16, u16), text: &str) {
        let mut cell = RawPage::default();
        cell.push(text, self.book.look(look).font);
        self.room = self.room.saturating_sub(text.len() + 1);
        self.rows.entry(row).or_default().put(column.into(), cell);
    }

    fn put_number(&mut self, place: (u16, u16, u16), value: f64) {
        let text = shown(value, self.book.look(place.2).kind, self.book.since_1904);
        self.put(place, &text);
    }

    /// Takes one record; `None` if it is shorter than it should be.
    fn take(&mut self, record: &Record<'_>) -> Option<()> {
        let bytes = record.bytes();
        let place = || Some((u16_at(bytes, 0)?, u16_at(bytes, 2)?, u16_at(bytes, 4)?));
        match record.kind {
            kind::LABEL_SST => {
                let text = self.book.strings.get(u32_at(bytes, 6)? as usize)?;
                self.put(place()?, text);
            }
            kind::LABEL | kind::RICH_STRING => {
                let mut reader = record.reader();
                reader.skip(6);
                let text = self.book.string(&mut reader)?;
                self.put(place()?, &text);
            }
            kind::NUMBER => self.put_number(place()?, f64_at(bytes, 6)?),
            kind::RK => self.put_number(place()?, rk(u32_at(bytes, 6)?)),
            kind::MUL_RK => self.take_many(bytes)?,
            kind::BOOL_ERR if *bytes.get(7)? == 0 => {
                self.put(place()?, if *bytes.get(6)? == 0 { "FALSE" } else { "TRUE" });
            }
            kind::FORMULA => match (u16_at(bytes, 12)?, *bytes.get(6)?) {
                (0xFFFF, 0) => self.formula = place(),
                (0xFFFF, 1) => self.put(place()?, if *bytes.get(8)? == 0 { "FALSE" } else { "TRUE" }),
                (0xFFFF, _) => {}
                _ => self.put_number(place()?, f64_at(bytes, 6)?),
            },
            kind::STRING => {
                let text = self.book.string(&mut record.reader())?;
                let place = self.formula.take()?;
                self.put(place, &text);
            }
            _ => {}
        }
        Some(())
    }

    /// Takes numbers of one row, side by side.
    fn take_many(&mut self, bytes: &[u8]) -> Option<()> {
        let (row, first) = (u16_at(bytes, 0)?, u16_at(bytes, 2)?);
        for (index, cell) in (0..).zip(bytes.get(4..)?.chunks_exact(6)) {
            let place = (row, first.saturating_add(index), u16_at(cell, 0)?);
            self.put_number(place, rk(u32_at(cell, 2)?));
        }
        Some(())
    }
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map(f64::from_le_bytes)
}

/// A number packed into four bytes (MS-XLS 2.5.217).
fn rk(packed: u32) -> f64 {
    let value = match packed & 2 {
        0 => f64::from_bits(u64::from(packed & !3) << 32),
        _ => f64::from(packed.cast_signed() >> 2),
    };
    if packed & 1 == 0 { value } else { value / 100.0 }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use vankho_model::WarningCode;

    use super::{kind, read, rk};
    use crate::read::{Budget, Extracted};
    use crate::sniff::ole::tests::container;

    fn record(kind: u16, parts: &[&[u8]]) -> Vec<u8> {
        let bytes = parts.concat();
        let length = u16::try_from(bytes.len()).expect("short");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), &bytes].concat()
    }

    fn cell(row: u8, column: u8, look: u8) -> [u8; 6] {
        [row, 0, column, 0, look, 0]
    }

    fn workbook(more: &[u8], cells: &[Vec<u8>]) -> Vec<u8> {
        let bof = record(kind::BOF, &[&[0, 6, 5, 0, 0, 0, 0, 0]]);
        let shared = [
            record(kind::FORMAT, &[&[164, 0, 10, 0, 0], b"dd/mm/yyyy"]),
            record(kind::XF, &[&[0, 0, 0, 0]]),
            record(kind::XF, &[&[0, 0, 164, 0]]),
            record(kind::XF, &[&[0, 0, 10, 0]]),
            record(
                kind::SST,
                &[&[2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, b'T', b'T', 3, 0, 1, b'T', 0, 0xEA, 0, b'n', 0]],
            ),
        ]
        .concat();
        let eof = record(kind::EOF, &[]);
        let sheet = |offset: usize| {
            let offset = u32::try_from(offset).expect("small").to_le_bytes();
            record(kind::BOUND_SHEET, &[&offset, &[0, 0, 1, 0, b'S']])
        };
        let offset = bof.len() + more.len() + shared.len() + sheet(0).len() + eof.len();
        let stream = [&bof, more, &shared, &sheet(offset), &eof, &bof, &cells.concat(), &eof].concat();
        // Small streams lie elsewhere in real files; here each has its own sectors.
        container(&[("Workbook", &stream)])
    }

    fn read_xls(bytes: &[u8]) -> Extracted {
        read(bytes, Budget { text_bytes: 10_000, deadline: Instant::now() })
    }

    #[test]
    fn cells_of_every_kind_are_read_in_rows() {
        let rows = [
            record(kind::LABEL_SST, &[&cell(0, 0, 0), &[0; 4]]),
            record(kind::LABEL_SST, &[&cell(0, 1, 0), &[1, 0, 0, 0]]),
            record(kind::NUMBER, &[&cell(1, 2, 1), &29619_f64.to_le_bytes()]),
            record(kind::RK, &[&cell(1, 0, 0), &(137_u32 << 2 | 2).to_le_bytes()]),
            record(kind::MUL_RK, &[&[2, 0, 0, 0], &[0, 0, 6, 0, 0, 0], &[2, 0, 51, 0, 0, 0], &[1, 0]]),
            record(kind::FORMULA, &[&cell(3, 0, 0), &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF], &[0; 8]]),
            record(kind::STRING, &[&[2, 0, 0, b'o', b'k']]),
            record(kind::BOF, &[&[0; 8]]),
            record(kind::LABEL_SST, &[&cell(9, 0, 0), &[0; 4]]),
            record(kind::EOF, &[]),
            record(kind::BOOL_ERR, &[&cell(3, 1, 0), &[1, 0]]),
        ];
        let read = read_xls(&workbook(&[], &rows));
        assert_eq!(read.pages, ["TT\tTên\n137\t\t02/02/1981\n1\t12,00%\nok\tTRUE"]);
        assert_eq!(read.warnings, []);
    }

    #[test]
    fn locked_and_broken_workbooks_say_so() {
        let code = |bytes: &[u8]| read_xls(bytes).warnings.first().map(|warning| warning.code);
        let locked = workbook(&record(kind::FILE_PASS, &[&[0; 6]]), &[]);
        assert_eq!(code(&locked), Some(WarningCode::Encrypted));
        let rows = vec![record(kind::LABEL_SST, &[&cell(0, 0, 0), &[0; 4]]); 100];
        let long = workbook(&[], &rows);
        let cut = read_xls(&long[..long.len() - 1000]);
        assert_eq!((cut.pages[0].as_str(), cut.warnings[0].code), ("TT", WarningCode::Damaged));
        assert_eq!(code(&container(&[("Workbook", b"")])), Some(WarningCode::Damaged));
    }

    #[test]
    #[allow(clippy::float_cmp)] // exact by design
    fn packed_numbers_unfold() {
        assert_eq!((rk(0x3FF0_0000), rk(0x3FF0_0001), rk(0xFFFF_FFFE)), (1.0, 0.01, -1.0));
    }
}
