//! PDF, page by page.

mod fonts;
mod layout;
mod prepare;
mod spacing;
mod widths;

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Dictionary, Document, Error, Object, ObjectId, OutputError, output_doc, output_doc_page};
use vankho_model::{Engine, Hints, Warning, WarningCode};

use self::layout::TextDevice;
use crate::pages::{Pages, RawPage};
use crate::read::{Budget, Extracted, on_page, unread, whole};
use crate::sniff::Format;
use crate::sniff::head::contains;

/// A page with fewer letters than this and a picture is taken for a scan: a stamp or a page number is no text.
const FEW_LETTERS: usize = 30;
/// How deep drawings in drawings are looked into.
const FORM_DEPTH: usize = 3;

/// Reads a PDF. An empty user password opens it; what only an owner password protects is read.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let mut document = match open(bytes) {
        Ok(document) => document,
        Err(code) => return unread(Format::Pdf, whole(code)),
    };
    // What was rewritten before a panic is as good as what was not.
    let _ = guarded(|| prepare::spell_out(&mut document, budget.deadline));
    let _ = guarded(|| widths::write_out(&mut document, budget.deadline));
    let _ = guarded(|| fonts::mark(&mut document, budget.deadline));
    let page_ids: Vec<ObjectId> =
        guarded(|| document.get_pages().into_values().collect()).unwrap_or_default();
    if page_ids.is_empty() {
        return unread(Format::Pdf, whole(WarningCode::Damaged));
    }
    let read = read_pages(&document, page_ids.len(), budget);
    let mut pages = Pages::new(budget.text_bytes);
    let mut warnings = Vec::new();
    for (i, page_id) in page_ids.iter().enumerate().take(read.pages.len()) {
        let warning = judge(&document, *page_id, i + 1, &read);
        let is_picture = warning.is_some_and(|warning| warning.code == WarningCode::NoTextLayer);
        let engine = if is_picture { Engine::Waiting } else { Engine::PdfExtract };
        pages.push(read.pages[i].clone(), engine);
        warnings.extend(warning);
    }
    pages.truncated |= read.exhausted;
    pages.finish(Format::Pdf, warnings, Hints::default())
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

struct ReadPages {
    pages: Vec<RawPage>,
    /// Which pages the parser gave up on.
    failed: Vec<bool>,
    exhausted: bool,
}

/// Reads all pages in one go; after a page that fails, goes on page by page.
fn read_pages(document: &Document, count: usize, budget: Budget) -> ReadPages {
    let mut device = TextDevice::new(budget.text_bytes, budget.deadline);
    let mut failed = vec![false; count];
    let mut done = run(&mut device, |device| output_doc(document, device));
    let mut page = if done { count } else { device.completed + 1 };
    while !device.exhausted && page <= count {
        // The failure may come before or after the page was begun.
        device.pages.resize(page, RawPage::default());
        if !done {
            failed[page - 1] = true;
            retry(document, page, &mut device.pages[page - 1]);
        }
        page += 1;
        if page <= count {
            let number = u32::try_from(page).unwrap_or(u32::MAX);
            done = run(&mut device, |device| output_doc_page(document, device, number));
        }
    }
    device.pages.truncate(count);
    ReadPages { pages: device.pages, failed, exhausted: device.exhausted }
}

/// Runs the parser into the device; whether it came to its end.
fn run(device: &mut TextDevice, work: impl FnOnce(&mut TextDevice) -> Result<(), OutputError>) -> bool {
    let done = guarded(|| work(device)).is_some_and(|result| result.is_ok());
    device.finish_page();
    done
}

/// A simpler reader has the second try at a page; the longer text is kept.
fn retry(document: &Document, page: usize, text: &mut RawPage) {
    let number = u32::try_from(page).unwrap_or(u32::MAX);
    let second = guarded(|| document.extract_text(&[number])).and_then(Result::ok).unwrap_or_default();
    let mut revealed = RawPage::default();
    for (c, hint) in second.chars().map(fonts::reveal) {
        revealed.push(c.encode_utf8(&mut [0; 4]), hint);
    }
    if letters(revealed.text()) > letters(text.text()) {
        *text = revealed;
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// What to warn of on a page, after it was read.
fn judge(document: &Document, page_id: ObjectId, page: usize, read: &ReadPages) -> Option<Warning> {
    let letters = letters(read.pages[page - 1].text());
    if letters < FEW_LETTERS && guarded(|| shows_more(document, page_id, letters)).unwrap_or(false) {
        return Some(on_page(WarningCode::NoTextLayer, page));
    }
    (read.failed[page - 1] && letters < FEW_LETTERS).then(|| on_page(WarningCode::ReaderStopped, page))
}

/// Whether a page shows what its text does not say: a picture, or text in glyphs that stand for no letters.
fn shows_more(document: &Document, page_id: ObjectId, letters: usize) -> bool {
    let silent = letters == 0;
    let drawn = silent && document.get_page_content(page_id).is_ok_and(|content| shows_text(&content));
    drawn || resources(document, page_id).iter().any(|found| drawing_shows_more(document, found, silent, 0))
}

/// The resources of a page: its own and those of the nodes above it.
fn resources(document: &Document, page_id: ObjectId) -> Vec<&Dictionary> {
    let Ok((own, inherited)) = document.get_page_resources(page_id) else { return Vec::new() };
    own.into_iter().chain(inherited.iter().filter_map(|id| document.get_dictionary(*id).ok())).collect()
}

/// Looks into the drawings of a page: pictures, and forms, which are drawings of their own.
fn drawing_shows_more(document: &Document, resources: &Dictionary, silent: bool, depth: usize) -> bool {
    let Some(drawings) = inner_dictionary(document, resources, b"XObject") else { return false };
    drawings.iter().any(|(_, drawing)| {
        let stream =
            drawing.as_reference().and_then(|id| document.get_object(id)).and_then(Object::as_stream);
        let Ok(stream) = stream else { return false };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => true,
            // A chain of forms without end may be a trap.
            Ok(b"Form") if depth < FORM_DEPTH => {
                let text = silent && stream.decompressed_content().is_ok_and(|content| shows_text(&content));
                let inner = inner_dictionary(document, &stream.dict, b"Resources");
                text || inner.is_some_and(|inner| drawing_shows_more(document, inner, silent, depth + 1))
            }
            _ => false,
        }
    })
}

fn inner_dictionary<'a>(document: &'a Document, outer: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    match outer.get(key).ok()? {
        Object::Reference(id) => document.get_dictionary(*id).ok(),
        Object::Dictionary(dictionary) => Some(dictionary),
        _ => None,
    }
}

fn shows_text(content: &[u8]) -> bool {
    contains(content, b"Tj") || contains(content, b"TJ")
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use pdf_extract::{Dictionary, Document, Object, Stream, dictionary};
    use vankho_model::WarningCode;

    use super::read;
    use crate::read::{Budget, Extracted};

    /// A document with a page for each content; the resources hold a font `F` and a picture `P`.
    fn pdf(contents: &[&str], with_picture: bool) -> Vec<u8> {
        let mut document = Document::with_version("1.4");
        let pages = document.new_object_id();
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        let font = document.add_object(font);
        let mut resources = dictionary! { "Font" => dictionary! { "F" => font } };
        if with_picture {
            let picture =
                Stream::new(dictionary! { "Subtype" => "Image", "Width" => 1, "Height" => 1 }, vec![0]);
            let picture = document.add_object(picture);
            resources.set("XObject", dictionary! { "P" => picture });
        }
        let mut kids = Vec::new();
        for content in contents {
            let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
            let page = dictionary! {
                "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources.clone(),
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            };
            kids.push(Object::Reference(document.add_object(page)));
        }
        let count = i64::try_from(kids.len()).expect("few pages");
        document
            .objects
            .insert(pages, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
        let catalogue = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalogue);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("room in memory");
        bytes
    }

    fn read_pdf(bytes: &[u8], text_bytes: u64) -> Extracted {
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
