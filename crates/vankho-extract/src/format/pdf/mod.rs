//! PDF, page by page.

mod choose;
mod fonts;
mod glyphs;
mod layout;
mod prepare;
mod shown;
mod spacing;
mod widths;

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, Error, ObjectId};
use vankho_model::{Hints, WarningCode};

use crate::pages::Pages;
use crate::read::{Budget, Extracted, unread, whole};
use crate::sniff::Format;

/// Reads a PDF. An empty user password opens it; what only an owner password protects is read.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let mut document = match open(bytes) {
        Ok(document) => document,
        Err(code) => return unread(Format::Pdf, whole(code)),
    };
    // What was rewritten before a panic is as good as what was not.
    let _ = guarded(|| prepare::spell_out(&mut document, budget.deadline));
    let _ = guarded(|| widths::write_out(&mut document, budget.deadline));
    let _ = guarded(|| glyphs::name(&mut document, budget.deadline));
    let _ = guarded(|| fonts::mark(&mut document, budget.deadline));
    let page_ids: Vec<ObjectId> =
        guarded(|| document.get_pages().into_values().collect()).unwrap_or_default();
    if page_ids.is_empty() {
        return unread(Format::Pdf, whole(WarningCode::Damaged));
    }
    let read = choose::read_pages(&document, &page_ids, budget);
    let mut pages = Pages::new(budget.text_bytes);
    pages.truncated |= read.exhausted;
    for (page, source) in read.pages {
        pages.push(page, source);
    }
    pages.finish(Format::Pdf, read.warnings, Hints::default())
}

fn open(bytes: &[u8]) -> Result<Document, WarningCode> {
    let loaded = guarded(|| Document::load_mem(bytes)).ok_or(WarningCode::Damaged)?;
    let mut document = loaded.map_err(|error| match error {
        Error::Decryption(_) | Error::InvalidPassword => WarningCode::Encrypted,
        _ => WarningCode::Damaged,
    })?;
    if document.is_encrypted() {
        guarded(|| document.decrypt("")).and_then(Result::ok).ok_or(WarningCode::Encrypted)?;
    }
    Ok(document)
}

/// The parser panics on what it does not expect; the document it holds is only read afterwards.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

#[cfg(test)]
pub(crate) mod tests {
    use std::time::{Duration, Instant};

    use pdf_extract::{Dictionary, Document, Object, Stream, dictionary};
    use vankho_model::WarningCode;

    use super::read;
    use crate::read::{Budget, Extracted};

    /// A document with a page for each content; the resources hold a font `F` and a picture `P`.
    fn pdf(contents: &[&str], with_picture: bool) -> Vec<u8> {
        let mut document = Document::with_version("1.4");
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        let font = document.add_object(font);
        let mut resources = dictionary! { "Font" => dictionary! { "F" => font } };
        if with_picture {
            let picture =
                Stream::new(dictionary! { "Subtype" => "Image", "Width" => 1, "Height" => 1 }, vec![0]);
            let picture = document.add_object(picture);
            resources.set("XObject", dictionary! { "P" => picture });
        }
        saved(document, &contents.iter().map(|content| content.as_bytes()).collect::<Vec<_>>(), &resources)
    }

    /// The file of a document with a page for each content; all have these resources.
    pub(super) fn saved(mut document: Document, contents: &[&[u8]], resources: &Dictionary) -> Vec<u8> {
        let pages = document.new_object_id();
        let mut kids = Vec::new();
        for content in contents {
            let content = document.add_object(Stream::new(Dictionary::new(), content.to_vec()));
            let page = dictionary! {
                "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources.clone(),
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            };
            kids.push(Object::Reference(document.add_object(page)));
        }
        let count = i64::try_from(kids.len()).expect("few pages");
        let node = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
        document.objects.insert(pages, node.into());
        let catalogue = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalogue);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("room in memory");
        bytes
    }

    pub(super) fn read_pdf(bytes: &[u8], text_bytes: u64) -> Extracted {
        read(bytes, Budget { text_bytes, deadline: Instant::now() + Duration::from_secs(60) })
    }

    fn codes(read: &Extracted) -> Vec<(WarningCode, Option<u32>)> {
        read.warnings.iter().map(|w| (w.code, w.page)).collect()
    }

    #[test]
    fn reads_page_by_page() {
        let read = read_pdf(
            &pdf(&["BT /F 12 Tf 50 700 Td (trang one) Tj ET", "", "BT /F 12 Tf (three) Tj ET"], false),
            1000,
        );
        assert_eq!(
            (read.pages, read.warnings),
            (vec!["trang one".into(), String::new(), "three".into()], vec![])
        );
    }

    #[test]
    fn a_page_that_cannot_be_read_does_not_stop_the_next() {
        // An operator with too few operands makes the parser panic.
        let read = read_pdf(&pdf(&["BT /F 12 Tf (one) Tj 1 Td ET", "BT /F 12 Tf (two) Tj ET"], false), 1000);
        assert_eq!((read.pages[0].trim(), read.pages[1].as_str()), ("one", "two"));
        assert_eq!(codes(&read), [(WarningCode::ReaderStopped, Some(1))]);
    }

    #[test]
    fn scans_are_told_from_text() {
        let read = read_pdf(&pdf(&["q /P Do Q", "BT /F 12 Tf (2) Tj ET"], true), 1000);
        assert_eq!(codes(&read), [(WarningCode::NoTextLayer, Some(1)), (WarningCode::NoTextLayer, Some(2))]);
        let long = "BT /F 12 Tf (a page with a picture and with thirty letters and more) Tj ET";
        assert_eq!(codes(&read_pdf(&pdf(&[long], true), 1000)), []);
    }

    #[test]
    fn late_glyphs_go_back_into_their_holes() {
        // "TINH UY": the I and the U come later, from another font; then the line goes on.
        let late = "BT /F 10 Tf 1 0 0 1 50 700 Tm (T) Tj 1 0 0 1 58.9 700 Tm (NH ) Tj 1 0 0 1 84 700 Tm (Y) Tj \
                    1 0 0 1 56.1 700 Tm (I) Tj 1 0 0 1 76.1 700 Tm (U) Tj 1 0 0 1 95 700 Tm (so 4) Tj ET";
        assert_eq!(read_pdf(&pdf(&[late], false), 1000).pages, ["TINH UY so 4"]);
    }

    #[test]
    fn columns_stay_apart_and_rare_operators_are_known() {
        let columns = "BT /F 10 Tf 14 TL 1 0 0 1 50 714 Tm (TINH UY)' (So 4)' 1 0 0 1 300 714 Tm (DANG)' 0 0 (Ngay 1)\" ET";
        assert_eq!(read_pdf(&pdf(&[columns], false), 1000).pages, ["TINH UY\nSo 4\nDANG\nNgay 1"]);
    }

    #[test]
    fn raised_letters_stay_in_their_line() {
        let raised = "BT /F 14 Tf 1 0 0 1 50 700 Tm (20 m) Tj /F 8 Tf 1 0 0 1 81.2 705 Tm (2) Tj /F 14 Tf 1 0 0 1 85.7 700 Tm (, so) Tj ET";
        assert_eq!(read_pdf(&pdf(&[raised], false), 1000).pages, ["20 m2, so"]);
    }

    #[test]
    fn text_ends_at_the_limit_and_at_the_deadline() {
        let bytes = pdf(&["BT /F 12 Tf (first page) Tj ET", "BT /F 12 Tf (second) Tj ET"], false);
        let read_some = read_pdf(&bytes, 12);
        assert_eq!(
            (read_some.pages, read_some.warnings[0].code),
            (vec!["first page".into(), "se".into()], WarningCode::TextTruncated)
        );
        let late = read(&bytes, Budget { text_bytes: 1000, deadline: Instant::now() });
        assert_eq!((late.pages.len(), late.warnings[0].code), (0, WarningCode::TextTruncated));
    }

    #[test]
    fn wrecks_are_damaged() {
        let bytes = pdf(&["BT /F 12 Tf (text) Tj ET"], false);
        for wreck in [&bytes[..bytes.len() / 2], b"%PDF-1.4\n%%EOF"] {
            assert_eq!(codes(&read_pdf(wreck, 1000)), [(WarningCode::Damaged, None)]);
        }
    }
}
