//! Rewrites what the PDF parser does not know into what it does.
//!
//! The operators `'` and `"` (next line and show text) are rare but whole: a program that uses them uses no
//! other, and its documents would come out empty.

use std::collections::BTreeSet;
use std::time::Instant;

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Document, Object, ObjectId, Stream};

/// Spells out `'` and `"` in the content of all pages and forms, as far as there is time.
pub(crate) fn spell_out(document: &mut Document, deadline: Instant) {
    for id in drawn_streams(document) {
        if Instant::now() >= deadline {
            return;
        }
        if let Ok(stream) = document.get_object_mut(id).and_then(Object::as_stream_mut)
            && let Some(content) = spelled_out(stream)
        {
            stream.set_plain_content(content);
        }
    }
}

fn drawn_streams(document: &Document) -> BTreeSet<ObjectId> {
    let pages: BTreeSet<ObjectId> = document.get_pages().into_values().collect();
    let contents = pages.into_iter().flat_map(|page| document.get_page_contents(page));
    let is_form = |object: &Object| {
        let subtype =
            object.as_stream().and_then(|stream| stream.dict.get(b"Subtype")).and_then(Object::as_name);
        matches!(subtype, Ok(b"Form"))
    };
    let forms = document.objects.iter().filter(|(_, object)| is_form(object)).map(|(id, _)| *id);
    contents.chain(forms).collect()
}

/// The new content of a stream; `None` if it can stay as it is.
fn spelled_out(stream: &Stream) -> Option<Vec<u8>> {
    let content = stream.decompressed_content().ok().filter(|content| may_hold_quotes(content))?;
    let operations = Content::decode(&content).ok()?.operations;
    let operations: Vec<Operation> = operations.into_iter().flat_map(spell).collect();
    Content { operations }.encode().ok()
}

/// Whether a `'` or `"` follows a string, with or without blanks: inside a text it hardly does.
fn may_hold_quotes(content: &[u8]) -> bool {
    let mut after_string = false;
    content.iter().any(|byte| {
        let found = after_string && matches!(byte, b'\'' | b'"');
        after_string = matches!(byte, b')' | b'>') || (after_string && byte.is_ascii_whitespace());
        found
    })
}

fn spell(operation: Operation) -> Vec<Operation> {
    let show = |text: Object| [Operation::new("T*", Vec::new()), Operation::new("Tj", vec![text])];
    match (operation.operator.as_str(), operation.operands.as_slice()) {
        ("'", [text]) => show(text.clone()).into(),
        ("\"", [words, letters, text]) => {
            let spacing = [("Tw", words), ("Tc", letters)];
            let spacing = spacing.into_iter().map(|(name, value)| Operation::new(name, vec![value.clone()]));
            spacing.chain(show(text.clone())).collect()
        }
        _ => vec![operation],
    }
}
