//! XLSX (ECMA-376 part 1, 18).

use std::collections::HashMap;

use quick_xml::events::BytesStart;
use vankho_model::{Engine, Hints, WarningCode};
use vankho_text::FontHint;

use super::number::{Kind, shown};
use super::row::{Look, Row};
use crate::format::docx::styles::Styles;
use crate::format::docx::text::Text;
use crate::format::docx::walk::walk;
use crate::format::relations;
use crate::format::xml::{self, Visit};
use crate::pages::{Pages, RawPage};
use crate::read::{Budget, Extracted, unread, whole};
use crate::sniff::Format;
use crate::sniff::package::{Broken, Package};

/// Where Excel and LibreOffice put the list of sheets, unless the package says otherwise.
const USUAL_BODY: &str = "xl/workbook.xml";

/// Reads a workbook, hidden sheets too.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let Ok(mut package) = Package::open(bytes) else {
        return unread(Format::Xlsx, whole(WarningCode::Damaged));
    };
    let mut pages = Pages::new(budget.text_bytes);
    let (book, mut is_whole) = Book::read(&mut package);
    let mut room = pages.room();
    for part in &book.sheets {
        let mut sheet = Sheet::new(&book, room);
        let bytes = package.part(part).ok().flatten();
        is_whole &= bytes.is_some_and(|bytes| xml::walk(&bytes, &mut sheet).is_ok());
        room = sheet.room;
        let mut page = sheet.finish();
        page.append(&boxes(&mut package, part, room));
        page.trim_end();
        if !page.text().is_empty() {
            pages.push(page, Engine::Format);
        }
        pages.truncated |= room == 0;
    }
    let warnings = (!is_whole).then(|| whole(WarningCode::Damaged)).into_iter().collect();
    pages.finish(Format::Xlsx, warnings, Hints::default())
}

/// The text boxes drawn over a sheet.
fn boxes(package: &mut Package<'_>, sheet: &str, room: usize) -> RawPage {
    let styles = Styles::default();
    let mut text = Text::new(room, &styles);
    for relation in relations::of(package, sheet).into_iter().filter(|relation| relation.kind == "drawing") {
        if let Ok(Some(part)) = package.part(&relation.target) {
            let _ = walk(&part, &mut text);
        }
    }
    text.flow.finish()
}

/// What the sheets of a workbook share.
#[derive(Default)]
struct Book {
    /// The parts of the sheets, in order.
    sheets: Vec<String>,
    since_1904: bool,
    strings: Vec<RawPage>,
    looks: Vec<Look>,
}

impl Book {
    /// Reads the shared parts, and whether they are whole.
    fn read(package: &mut Package<'_>) -> (Self, bool) {
        let named = relations::of(package, "").into_iter().find(|relation| relation.kind == "officeDocument");
        let body = named.map_or_else(|| USUAL_BODY.to_owned(), |relation| relation.target);
        let relations = relations::of(package, &body);
        let part_of = |kind: &str| relations.iter().find(|relation| relation.kind == kind);
        let mut read = |part: Option<&str>, visitor: &mut Shared| -> Result<(), Broken> {
            let Some(bytes) = package.part(part.unwrap_or_default())? else { return Ok(()) };
            visitor.open.clear();
            xml::walk(&bytes, visitor)
        };
        let mut shared = Shared::default();
        let mut is_whole = read(Some(&body), &mut shared).is_ok() && !shared.sheet_ids.is_empty();
        for kind in ["styles", "sharedStrings"] {
            let part = part_of(kind).map(|relation| relation.target.as_str());
            is_whole &= read(part, &mut shared).is_ok();
        }
        let targets: HashMap<&str, &str> =
            relations.iter().map(|relation| (relation.id.as_str(), relation.target.as_str())).collect();
        let mut book = shared.into_book();
        let ids = std::mem::take(&mut book.sheets);
        book.sheets.extend(ids.iter().filter_map(|id| Some((*targets.get(id.as_str())?).to_owned())));
        let mut seen = std::collections::HashSet::new();
        book.sheets.retain(|sheet| seen.insert(sheet.clone()));
        (book, is_whole)
    }
}

/// Reads the list of sheets, the styles and the shared strings: their elements have no name in common that matters.
#[derive(Default)]
struct Shared {
    open: Vec<String>,
    sheet_ids: Vec<String>,
    since_1904: bool,
    formats: HashMap<u32, Kind>,
    fonts: Vec<FontHint>,
    /// Number format and font of each look.
    looks: Vec<(u32, usize)>,
    strings: Vec<RawPage>,
    /// The font of the open stretch of a string.
    font: FontHint,
}

impl Shared {
    fn into_book(self) -> Book {
        let look = |(format, font): &(u32, usize)| Look {
            kind: self.formats.get(format).copied().unwrap_or_else(|| Kind::of_number(*format)),
            font: self.fonts.get(*font).copied().unwrap_or_default(),
        };
        let looks = self.looks.iter().map(look).collect();
        Book { sheets: self.sheet_ids, since_1904: self.since_1904, strings: self.strings, looks }
    }

    fn is_in(&self, names: &[&str]) -> bool {
        self.open.ends_with(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }
}

impl Visit for Shared {
    fn start(&mut self, element: &BytesStart<'_>) -> bool {
        let value = |name| xml::attribute(element, name);
        let number = |name| value(name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(0);
        let name = element.local_name();
        match name.as_ref() {
            "workbookPr" => self.since_1904 = matches!(value("date1904").as_deref(), Some("1" | "true")),
            "sheet" => self.sheet_ids.extend(value("id")),
            "numFmt" => {
                let kind = Kind::of_code(&value("formatCode").unwrap_or_default());
                self.formats.insert(number("numFmtId"), kind);
            }
            "font" if self.is_in(&["fonts"]) => self.fonts.push(FontHint::Unknown),
            "name" if self.is_in(&["fonts", "font"]) => {
                let hint = FontHint::of_font(&value("val").unwrap_or_default());
                self.fonts.last_mut().into_iter().for_each(|font| *font = hint);
            }
            "xf" if self.is_in(&["cellXfs"]) => {
                self.looks.push((number("numFmtId"), number("fontId") as usize));
            }
            "si" => self.strings.push(RawPage::default()),
            "r" => self.font = FontHint::Unknown,
            "rFont" => self.font = FontHint::of_font(&value("val").unwrap_or_default()),
            _ => {}
        }
        self.open.push(name.as_ref().to_owned());
        true
    }

    fn end(&mut self) -> bool {
        self.open.pop();
        true
    }

    fn text(&mut self, text: &str) -> bool {
        let font = if self.is_in(&["r", "t"]) { self.font } else { FontHint::Unknown };
        if self.is_in(&["si", "t"]) || self.is_in(&["si", "r", "t"]) {
            self.strings.last_mut().into_iter().for_each(|string| string.push(text, font));
        }
        true
    }
}

/// Reads the rows of a sheet.
struct Sheet<'a> {
    book: &'a Book,
    room: usize,
    page: RawPage,
    row: Row,
    cell: Cell,
    /// Elements open inside the cell, and itself; 0 outside cells.
    depth: usize,
    /// Whether the open element holds the value of a cell.
    in_value: bool,
}

#[derive(Default)]
struct Cell {
    column: u32,
    kind: String,
    look: Look,
    value: String,
}

impl<'a> Sheet<'a> {
    fn new(book: &'a Book, room: usize) -> Self {
        Self {
            book,
            room,
            page: RawPage::default(),
            row: Row::default(),
            cell: Cell::default(),
            depth: 0,
            in_value: false,
        }
    }

    fn finish(mut self) -> RawPage {
        self.end_row();
        self.page
    }

    fn end_row(&mut self) {
        let line = std::mem::take(&mut self.row).line();
        self.room = self.room.saturating_sub(line.text().len());
        self.page.append(&line);
    }

    fn begin_cell(&mut self, element: &BytesStart<'_>) {
        let value = |name| xml::attribute(element, name);
        let look = value("s").and_then(|index| self.book.looks.get(index.parse::<usize>().ok()?));
        self.cell = Cell {
            column: value("r").and_then(|place| column(&place)).unwrap_or(self.row.next_column()),
            kind: value("t").unwrap_or_default(),
            look: look.copied().unwrap_or_default(),
            value: String::new(),
        };
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let mut text = RawPage::default();
        match cell.kind.as_str() {
            "s" => {
                let string = cell.value.trim().parse::<usize>().ok().and_then(|i| self.book.strings.get(i));
                if let Some(string) = string {
                    // A string without fonts of its own has the cell's.
                    if string.fonts_are_unknown() {
                        text.push(string.text(), cell.look.font);
                    } else {
                        text.append(string);
                    }
                }
            }
            "str" | "inlineStr" | "d" => text.push(&cell.value, cell.look.font),
            "b" => text.push(if cell.value.trim() == "1" { "TRUE" } else { "FALSE" }, FontHint::Unknown),
            // What a formula that failed shows says nothing.
            "e" => {}
            _ => {
                if let Ok(value) = cell.value.trim().parse() {
                    text.push(&shown(value, cell.look.kind, self.book.since_1904), FontHint::Unknown);
                }
            }
        }
        self.row.put(cell.column, text);
    }
}

impl Visit for Sheet<'_> {
    fn start(&mut self, element: &BytesStart<'_>) -> bool {
        let name = element.local_name();
        self.in_value = self.depth > 0 && matches!(name.as_ref(), "v" | "t");
        match name.as_ref() {
            "row" => self.end_row(),
            "c" if self.depth == 0 => {
                self.begin_cell(element);
                self.depth = 1;
            }
            _ if self.depth > 0 => self.depth += 1,
            _ => {}
        }
        self.room > 0
    }

    fn end(&mut self) -> bool {
        self.in_value = false;
        if self.depth == 1 {
            self.end_cell();
        }
        self.depth = self.depth.saturating_sub(1);
        true
    }

    fn text(&mut self, text: &str) -> bool {
        if self.in_value {
            self.cell.value.push_str(text);
        }
        true
    }
}

/// The column of a place like `AB12`, counted from 0.
fn column(place: &str) -> Option<u32> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let value = letters.fold(0_u32, |value, letter| {
        value.saturating_mul(26).saturating_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    value.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use vankho_model::WarningCode;
    use vankho_text::FontHint;

    use super::{Book, Sheet, column, read};
    use crate::format::xml;
    use crate::pages::RawPage;
    use crate::read::{Budget, Extracted};
    use crate::sniff::package::Package;
    use crate::sniff::package::tests::archive;

    const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy;@'/></numFmts>\
        <fonts><font><name val='Arial'/></font><font><name val='.VnTimeH'/></font></fonts>\
        <cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0' fontId='0'/>\
        <xf numFmtId='164' fontId='0'/><xf numFmtId='10' fontId='1'/></cellXfs></styleSheet>";
    const STRINGS: &str = "<sst><si><t>Họ &amp; tên</t></si><si><r><rPr><rFont val='Arial'/></rPr><t>Đơn </t></r>\
        <r><t>vị</t></r><rPh><t>x</t></rPh></si></sst>";

    fn workbook(sheets: &[&str]) -> Vec<u8> {
        let each = |make: fn(usize) -> String| (1..=sheets.len()).map(make).collect::<String>();
        let list = format!(
            "<workbook><sheets>{}</sheets></workbook>",
            each(|i| format!("<sheet name='S{i}' state='hidden' r:id='rId{i}'/>"))
        );
        let relations = format!(
            "<R>{}<R Type='x/styles' Target='styles.xml'/><R Type='x/sharedStrings' Target='sharedStrings.xml'/></R>",
            each(|i| format!("<R Id='rId{i}' Type='x/worksheet' Target='worksheets/sheet{i}.xml'/>"))
        );
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
            ("xl/workbook.xml".to_owned(), list),
            ("xl/_rels/workbook.xml.rels".to_owned(), relations),
            ("xl/styles.xml".to_owned(), STYLES.to_owned()),
            ("xl/sharedStrings.xml".to_owned(), STRINGS.to_owned()),
        ];
        for (i, rows) in sheets.iter().enumerate() {
            let sheet = format!(
                "<worksheet><dimension ref='A1:XFD1048576'/><sheetData>{rows}</sheetData></worksheet>"
            );
            parts.push((format!("xl/worksheets/sheet{}.xml", i + 1), sheet));
        }
        archive(&parts.iter().map(|(name, part)| (name.as_str(), part.as_bytes())).collect::<Vec<_>>())
    }

    fn read_xlsx(bytes: &[u8]) -> Extracted {
        read(bytes, Budget { text_bytes: 10_000, deadline: Instant::now() })
    }

    #[test]
    fn sheets_are_pages_and_cells_are_shown_as_excel_shows_them() {
        let rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row><row r='2'/>\
            <row r='1048576'><c r='B9' s='1'><f>A1+1</f><v>29619</v></c><c r='D9'><v>137</v></c><c s='2'><v>0.5</v></c>\
            <c t='inlineStr'><is><t>một\nhai</t></is></c><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c><c t='s'><v>99</v></c></row>";
        let read = read_xlsx(&workbook(&[rows, "", "<row><c><v>2.5</v></c></row>"]));
        assert_eq!(read.pages, ["Họ & tên\tĐơn vị\n\t02/02/1981\t\t137\t50,00%\tmột hai\tTRUE", "2,5"]);
        assert_eq!(read.warnings, []);
    }

    #[test]
    fn fonts_of_cells_are_told() {
        let bytes = workbook(&["<row><c t='str' s='2'><v>\u{AD}</v></c></row>"]);
        let (book, is_whole) = Book::read(&mut Package::open(&bytes).expect("an archive"));
        let mut sheet = Sheet::new(&book, 100);
        xml::walk(b"<row><c t='str' s='2'><v>\xC2\xAD</v></c></row>", &mut sheet).expect("sound");
        let mut expected = RawPage::default();
        expected.push("\u{AD}\n", FontHint::Tcvn3Capitals);
        assert!(is_whole && sheet.finish() == expected);
    }

    #[test]
    fn a_broken_sheet_keeps_the_rows_before_the_break() {
        let read = read_xlsx(&workbook(&[
            "<row><c><v>1</v></c></row><row><c><v>2</v></x>",
            "<row><c><v>3</v></c></row>",
        ]));
        assert_eq!(
            (read.pages, read.warnings[0].code),
            (vec!["1".to_owned(), "3".to_owned()], WarningCode::Damaged)
        );
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!(
            [column("A1"), column("AB12"), column("xfd1"), column("7")],
            [Some(0), Some(27), Some(16383), None]
        );
        assert!(column(&"Z".repeat(100)).is_some());
    }
}
