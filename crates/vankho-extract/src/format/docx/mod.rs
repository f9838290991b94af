//! DOCX: the text of the body and of what stands around it.

pub(crate) mod fonts;
pub(crate) mod walk;

use quick_xml::Reader;
use quick_xml::events::Event;
use vankho_model::{Engine, Hints, WarningCode};

use self::fonts::{Fonts, Styles};
use self::walk::{Piece, Sink, walk};
use crate::pages::{Pages, RawPage};
use crate::read::{Budget, Extracted, unread, whole};
use crate::sniff::Format;
use crate::sniff::package::{Broken, Package};

/// Where Word and LibreOffice put the body, unless the package says otherwise.
const USUAL_BODY: &str = "word/document.xml";

/// Reads a DOCX as one page: headers that say something, the body, notes, footers.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let Ok(mut package) = Package::open(bytes) else { return damaged() };
    let Some(body) = body(&mut package) else { return damaged() };
    let styles = Styles::of(&mut package, &body);
    let (page, is_full, is_whole) = raw_page(&mut package, &body, &styles, budget.text_bytes);
    let warnings = (!is_whole).then(|| whole(WarningCode::Damaged)).into_iter().collect();
    let mut pages = Pages::new(budget.text_bytes);
    pages.push(page, Engine::Format);
    pages.truncated |= is_full;
    pages.finish(Format::Docx, warnings, Hints::default())
}

/// The text of all parts; whether it filled the room, and whether every part was whole.
pub(crate) fn raw_page(
    package: &mut Package<'_>,
    body: &str,
    styles: &Styles,
    text_bytes: u64,
) -> (RawPage, bool, bool) {
    let mut text = Text::new(styles, text_bytes);
    let mut is_whole = true;
    for name in parts_in_reading_order(package, body) {
        is_whole &= read_part(package, &name, name == body, &mut text).is_ok();
    }
    let end = text.done.text().trim_end().len();
    text.done.truncate(end);
    let is_full = text.is_full();
    (text.done, is_full, is_whole)
}

fn damaged() -> Extracted {
    unread(Format::Docx, whole(WarningCode::Damaged))
}

/// The name of the part with the body.
pub(crate) fn body(package: &mut Package<'_>) -> Option<String> {
    let relations = package.part("_rels/.rels").ok().flatten().unwrap_or_default();
    let named = main_target(&String::from_utf8_lossy(&relations)).unwrap_or_default();
    [named.as_str(), USUAL_BODY]
        .into_iter()
        .find(|name| package.names().any(|n| n == *name))
        .map(str::to_owned)
}

/// Where the package's relations say that the main document is.
fn main_target(relations: &str) -> Option<String> {
    let mut reader = Reader::from_str(relations);
    loop {
        let relation = match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => start,
            Event::Eof | Event::DocType(_) => return None,
            _ => continue,
        };
        let kind = relation.try_get_attribute("Type").ok().flatten();
        if kind.is_some_and(|kind| kind.value.ends_with("/officeDocument")) {
            let target = relation.try_get_attribute("Target").ok().flatten()?;
            return Some(target.value.trim_start_matches('/').to_owned());
        }
    }
}

fn parts_in_reading_order(package: &Package<'_>, body: &str) -> Vec<String> {
    let folder = body.rsplit_once('/').map_or("", |(folder, _)| folder);
    let of = |starts: &'static [&'static str]| {
        let mut names: Vec<String> = package
            .names()
            .filter(|name| {
                let inside = name.strip_prefix(folder).and_then(|n| n.strip_prefix('/')).unwrap_or_default();
                inside.ends_with(".xml") && starts.iter().any(|start| inside.starts_with(start))
            })
            .map(str::to_owned)
            .collect();
        names.sort();
        names
    };
    let before = of(&["header"]).into_iter().chain([body.to_owned()]);
    before.chain(of(&["footnotes", "endnotes"])).chain(of(&["footer"])).collect()
}

/// Adds the text of a part. Headers, notes and footers repeat: one that is there already, or that is only a page
/// number, is left out.
fn read_part(
    package: &mut Package<'_>,
    name: &str,
    is_body: bool,
    text: &mut Text<'_>,
) -> Result<(), Broken> {
    let xml = package.part(name)?.ok_or(Broken)?;
    let start = text.done.text().len();
    let walked = walk(&xml, text);
    text.close();
    let (before, added) = text.done.text().split_at(start);
    let new = added.trim();
    if !is_body && (!new.contains(char::is_alphabetic) || before.contains(new)) {
        text.done.truncate(start);
    }
    walked
}

/// Gathers paragraphs as lines. A text box stands inside a paragraph: its lines come before that paragraph's.
struct Text<'s> {
    done: RawPage,
    open: Vec<RawPage>,
    fonts: Fonts<'s>,
    room: usize,
}

impl<'s> Text<'s> {
    fn new(styles: &'s Styles, text_bytes: u64) -> Self {
        Self {
            done: RawPage::default(),
            open: Vec::new(),
            fonts: Fonts::new(styles),
            room: usize::try_from(text_bytes).unwrap_or(usize::MAX),
        }
    }

    fn is_full(&self) -> bool {
        self.room == 0
    }

    fn push(&mut self, text: &str) {
        self.room = self.room.saturating_sub(text.len());
        self.open.last_mut().unwrap_or(&mut self.done).push(text, self.fonts.hint());
    }

    fn end_paragraph(&mut self) {
        if let Some(mut line) = self.open.pop() {
            line.truncate(line.text().trim_end().len());
            line.push_blank("\n");
            self.done.append(&line);
        }
    }

    /// Ends what a part that broke off left open.
    fn close(&mut self) {
        while !self.open.is_empty() {
            self.end_paragraph();
        }
    }
}

impl Sink for Text<'_> {
    fn take(&mut self, piece: Piece<'_>) -> bool {
        self.fonts.follow(piece);
        match piece {
            Piece::ParagraphStart => self.open.push(RawPage::default()),
            Piece::ParagraphEnd => self.end_paragraph(),
            Piece::Text(text) => self.push(text),
            Piece::Tab => self.push("\t"),
            Piece::LineBreak => self.push("\n"),
            _ => {}
        }
        !self.is_full()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::time::Instant;

    use vankho_model::{Encoding, WarningCode};

    use super::read;
    use crate::read::{Budget, Extracted};
    use crate::sniff::package::tests::archive;

    /// A document with this body and more parts.
    pub(crate) fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
        let body = format!("<w:document xmlns:w='x'><w:body>{body}</w:body></w:document>");
        let mut parts =
            vec![("[Content_Types].xml", "<Types/>".as_bytes()), ("word/document.xml", body.as_bytes())];
        parts.extend(more.iter().map(|(name, xml)| (*name, xml.as_bytes())));
        archive(&parts)
    }

    fn read_docx(bytes: &[u8]) -> Extracted {
        read(bytes, Budget { text_bytes: 10_000, deadline: Instant::now() })
    }

    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn reads_paragraphs_tables_and_breaks() {
        let table = format!(
            "<w:tbl><w:tr><w:tc>{}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
            p("TỈNH ỦY"),
            p("Số 04-NQ/TU"),
            p("ĐẢNG CỘNG SẢN")
        );
        let body = format!(
            "{table}<w:p><w:pPr><w:tabs><w:tab w:pos='1'/></w:tabs></w:pPr><w:r><w:t>A &amp; B&#7879;</w:t>\
             <w:tab/><w:t xml:space='preserve'> c </w:t><w:br/><w:t>d</w:t><w:noBreakHyphen/></w:r></w:p>"
        );
        let read = read_docx(&docx(&body, &[]));
        assert_eq!(read.pages, ["TỈNH ỦY\nSố 04-NQ/TU\nĐẢNG CỘNG SẢN\nA & Bệ\t c \nd-"]);
        assert_eq!(read.warnings, []);
    }

    #[test]
    fn shows_the_text_as_it_stands() {
        let body = format!(
            "<w:p><w:ins><w:r><w:t>mới</w:t></w:r></w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>\
             <w:moveFrom><w:r><w:t>chỗ cũ</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r>\
             <w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{box_}</w:txbxContent></wps:txbx></mc:Choice>\
             <mc:Fallback><w:txbxContent>{box_}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            box_ = p("MẬT")
        );
        assert_eq!(read_docx(&docx(&body, &[])).pages, ["MẬT\nmới"]);
    }

    #[test]
    fn headers_notes_and_footers_are_not_lost() {
        let header = format!("<w:hdr>{}</w:hdr>", p("VĂN PHÒNG TỈNH ỦY"));
        let more = [
            ("word/header1.xml", header.as_str()),
            ("word/header2.xml", header.as_str()),
            ("word/header3.xml", "<w:hdr><w:p><w:r><w:t>2</w:t></w:r></w:p></w:hdr>"),
            ("word/footnotes.xml", "<w:f><w:p><w:r><w:t>chú thích</w:t></w:r></w:p></w:f>"),
            ("word/footer1.xml", "<w:f><w:p><w:r><w:t>cuối trang</w:t></w:r></w:p></w:f>"),
        ];
        let read = read_docx(&docx(&p("thân bài"), &more));
        assert_eq!(read.pages, ["VĂN PHÒNG TỈNH ỦY\nthân bài\nchú thích\ncuối trang"]);
    }

    #[test]
    fn fonts_of_old_encodings_are_known_from_run_style_and_default() {
        let styles = "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='Arial' w:hAnsi='Arial'/></w:rPr>\
            </w:rPrDefault></w:docDefaults><w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:rPr>\
            <w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/></w:rPr></w:style><w:style w:type='paragraph' w:styleId='Ten'>\
            <w:basedOn w:val='Head'/></w:style><w:style w:type='paragraph' w:styleId='Head'><w:rPr>\
            <w:rFonts w:ascii='.VnTimeH' w:hAnsi='.VnTimeH'/></w:rPr></w:style><w:style w:type='character' w:styleId='V'>\
            <w:rPr><w:rFonts w:hAnsi='VNI-Times'/></w:rPr></w:style></w:styles>";
        let body = "<w:p><w:pPr><w:pStyle w:val='Ten'/></w:pPr><w:r><w:t>nghÞ quyÕt</w:t></w:r></w:p>\
            <w:p><w:r><w:t>sè 4, th</w:t><w:softHyphen/><w:t>êng vô</w:t></w:r></w:p>\
            <w:p><w:r><w:rPr><w:rStyle w:val='V'/></w:rPr><w:t>Nghò quye</w:t></w:r><w:r><w:rPr><w:rFonts w:hAnsi='VNI-Helve'/>\
            </w:rPr><w:t>át</w:t></w:r><w:r><w:rPr><w:rStyle w:val='V'/><w:rFonts w:hAnsi='Arial'/></w:rPr><w:t> “café”</w:t></w:r></w:p>";
        let read = read_docx(&docx(body, &[("word/styles.xml", styles)]));
        assert_eq!(read.pages, ["NGHỊ QUYẾT\nsố 4, thường vụ\nNghị quyết “café”"]);
        assert_eq!(read.sources[0].encoding, Encoding::Tcvn3);
        assert_eq!(read.warnings[0].code, WarningCode::LegacyEncoding);
    }

    #[test]
    fn a_broken_or_hostile_part_is_damage() {
        let code = |bytes: &[u8]| read_docx(bytes).warnings.first().map(|w| w.code);
        let broken = docx("<w:p><w:r><w:t>một</w:t></w:r></w:p><w:p></w:r>", &[]);
        assert_eq!(
            (read_docx(&broken).pages[0].as_str(), code(&broken)),
            ("một", Some(WarningCode::Damaged))
        );
        assert_eq!(code(&docx(&"<w:x>".repeat(300), &[])), Some(WarningCode::Damaged));
        let swelling =
            "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><w:document><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>";
        let bomb =
            archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", swelling.as_bytes())]);
        assert_eq!((read_docx(&bomb).pages[0].as_str(), code(&bomb)), ("", Some(WarningCode::Damaged)));
        assert_eq!(code(&docx("<w:p/>", &[])), Some(WarningCode::Empty));
    }

    #[test]
    fn the_body_is_where_the_package_says_and_ends_at_the_limit() {
        let rels = "<Relationships><Relationship Type='http://x/relationships/officeDocument' Target='/word/document2.xml'/></Relationships>";
        let other = format!("<w:document>{}</w:document>", p("đúng"));
        let bytes = docx(&p("sai"), &[("_rels/.rels", rels), ("word/document2.xml", &other)]);
        assert_eq!(read_docx(&bytes).pages, ["đúng"]);
        let long = read_docx(&docx(&p(&"dài ".repeat(5000)), &[]));
        assert_eq!(
            (long.pages[0].len() <= 10_000, long.warnings[0].code),
            (true, WarningCode::TextTruncated)
        );
    }
}
