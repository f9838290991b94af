//! OpenDocument: texts, spreadsheets and presentations.

mod fonts;
mod text;

use vankho_model::{Engine, Hints, WarningCode};

use self::text::Text;
use crate::format::flow::add_margin;
use crate::format::xml;
use crate::pages::{Pages, RawPage};
use crate::read::{Budget, Extracted, unread, whole};
use crate::sniff::Format;
use crate::sniff::head::contains;
use crate::sniff::package::{Broken, Package};

/// Reads a text as one page, a spreadsheet as a page for each sheet, a presentation as a page for each slide.
pub(crate) fn read(bytes: &[u8], kind: Format, budget: Budget) -> Extracted {
    let Ok(mut package) = Package::open(bytes) else { return unread(kind, whole(WarningCode::Damaged)) };
    if is_encrypted(&mut package) {
        return unread(kind, whole(WarningCode::Encrypted));
    }
    let mut pages = Pages::new(budget.text_bytes);
    let mut text = Text::new(kind, pages.room());
    // Styles and what stands around the text come first; a file without them is still read.
    let _ = walk(&mut package, "styles.xml", &mut text);
    text.begin_part();
    let is_whole = walk(&mut package, "content.xml", &mut text).is_ok();
    pages.truncated |= text.room() == 0;
    text.end_part();
    if kind == Format::Odt {
        pages.push(document(&text), Engine::Format);
    } else {
        for mut page in text.pages {
            page.append(&std::mem::take(&mut text.notes));
            page.trim_end();
            pages.push(page, Engine::Format);
        }
    }
    let warnings = (!is_whole).then(|| whole(WarningCode::Damaged)).into_iter().collect();
    pages.finish(kind, warnings, Hints::default())
}

fn walk(package: &mut Package<'_>, part: &str, text: &mut Text) -> Result<(), Broken> {
    let bytes = package.part(part)?.ok_or(Broken)?;
    xml::walk(&bytes, text)
}

/// Every part of an encrypted document but the list of parts is noise.
fn is_encrypted(package: &mut Package<'_>) -> bool {
    let manifest = package.part("META-INF/manifest.xml").ok().flatten().unwrap_or_default();
    contains(&manifest, b"encryption-data")
}

/// Headers, the body, notes, footers.
fn document(text: &Text) -> RawPage {
    let mut document = RawPage::default();
    add_margin(&mut document, &text.headers);
    text.pages.iter().for_each(|page| document.append(page));
    document.append(&text.notes);
    add_margin(&mut document, &text.footers);
    document.trim_end();
    document
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use vankho_model::WarningCode;
    use vankho_text::FontHint;

    use super::text::Text;
    use super::{read, xml};
    use crate::pages::RawPage;
    use crate::read::{Budget, Extracted};
    use crate::sniff::Format;
    use crate::sniff::package::tests::archive;

    fn read_odf(kind: Format, body: &str, more: &[(&str, &str)]) -> Extracted {
        let content =
            format!("<office:document-content><office:body>{body}</office:body></office:document-content>");
        let mut parts = vec![("content.xml", content.as_bytes())];
        parts.extend(more.iter().map(|(name, part)| (*name, part.as_bytes())));
        read(&archive(&parts), kind, Budget { text_bytes: 10_000, deadline: Instant::now() })
    }

    #[test]
    fn a_text_is_read_as_it_stands() {
        let body = "<office:text><text:tracked-changes><text:deletion><text:p>cũ</text:p></text:deletion></text:tracked-changes>\
            <table:table><table:table-row><table:table-cell><text:p>TỈNH ỦY</text:p><text:p>Số 04</text:p></table:table-cell>\
            <table:covered-table-cell/><table:table-cell><text:p>ĐẢNG</text:p></table:table-cell></table:table-row></table:table>\
            <text:p>một<text:s text:c='2'/>hai<text:tab/>ba \n  bốn<text:line-break/>năm<office:annotation><text:p>ghi</text:p></office:annotation>\
            <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>chú thích</text:p></text:note-body></text:note>\
            <draw:frame><draw:text-box><text:p>MẬT</text:p></draw:text-box><svg:title>ảnh</svg:title></draw:frame></text:p></office:text>";
        let styles = "<office:document-styles><office:master-styles><style:master-page><style:header><text:p>ĐẦU</text:p></style:header>\
            <style:footer><text:p>cuối</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>";
        let read = read_odf(Format::Odt, body, &[("styles.xml", styles)]);
        assert_eq!(read.pages, ["ĐẦU\nTỈNH ỦY\nSố 04\nĐẢNG\nMẬT\nmột  hai\tba bốn\nnăm\nchú thích\ncuối"]);
        assert_eq!(read.warnings, []);
    }

    #[test]
    fn a_sheet_is_a_page_and_a_row_a_line() {
        let row = "<table:table-row table:number-rows-repeated='1000000'><table:table-cell><text:p>1</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated='2'/><table:table-cell><text:p>Bá</text:p><text:p>x</text:p></table:table-cell>\
            <table:table-cell office:date-value='1981-02-02'><text:p>02.02.81</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated='16000000'/></table:table-row>";
        let empty =
            "<table:table-row table:number-rows-repeated='1000000'><table:table-cell/></table:table-row>";
        let body = format!(
            "<table:table>{row}{empty}{row}</table:table><table:table>{empty}</table:table><table:table>{row}</table:table>"
        );
        assert_eq!(
            read_odf(Format::Ods, &body, &[]).pages,
            ["1\t\t\tBá x\t02/02/1981\n1\t\t\tBá x\t02/02/1981", "1\t\t\tBá x\t02/02/1981"]
        );
    }

    #[test]
    fn a_slide_is_a_page() {
        let slide = |text| {
            format!(
                "<draw:page><draw:frame><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame></draw:page>"
            )
        };
        let body = format!("<office:presentation>{}{}</office:presentation>", slide("một"), slide("hai"));
        assert_eq!(read_odf(Format::Odp, &body, &[]).pages, ["một", "hai"]);
    }

    #[test]
    fn fonts_come_from_styles_and_their_parents() {
        let content = b"<c><style:font-face style:name='F1' svg:font-family=\"'.VnTimeH'\"/><style:style style:name='A'>\
            <style:text-properties style:font-name='F1'/></style:style><style:style style:name='B' style:parent-style-name='A'/>\
            <style:style style:name='T'><style:text-properties style:font-name='Tinos'/></style:style>\
            <text:p text:style-name='B'>\xC2\xAD<text:span text:style-name='T'>x</text:span></text:p></c>";
        let mut text = Text::new(Format::Odt, 100);
        xml::walk(content, &mut text).expect("sound");
        text.end_part();
        let mut expected = RawPage::default();
        expected.push("\u{AD}", FontHint::Tcvn3Capitals);
        expected.push("x\n", FontHint::Unknown);
        assert!(text.pages == [expected]);
    }

    #[test]
    fn broken_and_locked_files_say_so() {
        let code = |read: &Extracted| read.warnings.first().map(|warning| warning.code);
        let broken = read_odf(Format::Odt, "<text:p>một</text:p><text:p>hai</x>", &[]);
        assert_eq!((broken.pages[0].as_str(), code(&broken)), ("một\nhai", Some(WarningCode::Damaged)));
        let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
        let locked = read_odf(Format::Ods, "noise", &[("META-INF/manifest.xml", manifest)]);
        assert_eq!(code(&locked), Some(WarningCode::Encrypted));
        let deep = read_odf(Format::Odt, &"<text:p>".repeat(1000), &[]);
        assert_eq!(code(&deep), Some(WarningCode::Damaged));
    }
}
