//! What a page shows beside the text that was read.

use pdf_extract::{Dictionary, Document, Object, ObjectId};

use crate::sniff::head::contains;

/// How deep drawings in drawings are looked into.
const FORM_DEPTH: usize = 3;

/// Whether the content of a page itself draws text.
pub(crate) fn draws_text(document: &Document, page_id: ObjectId) -> bool {
    document.get_page_content(page_id).is_ok_and(|content| shows_text(&content))
}

/// Whether a page shows what its text does not say: a picture, or text in glyphs that stand for no letters.
pub(crate) fn shows_more(document: &Document, page_id: ObjectId, letters: usize) -> bool {
    let silent = letters == 0;
    (silent && draws_text(document, page_id))
        || resources(document, page_id).iter().any(|found| drawing_shows_more(document, found, silent, 0))
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
