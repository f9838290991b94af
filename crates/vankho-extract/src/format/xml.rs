//! A bounded walk over the XML of one part of an office package.
//!
//! Elements are known by their local names: writers differ in prefixes and in namespaces (transitional and
//! strict), never in these names.

use quick_xml::Reader;
use quick_xml::escape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::process::limits::XML_DEPTH;
use crate::sniff::package::Broken;

/// Receives what a walk meets, in document order. Every call answers whether the walk goes on.
pub(crate) trait Visit {
    /// An element begins.
    fn start(&mut self, element: &BytesStart<'_>) -> bool;
    /// The innermost element ends.
    fn end(&mut self) -> bool;
    /// Characters stand in the innermost element; references come one by one.
    fn text(&mut self, text: &str) -> bool;
}

/// Walks one part. A part that breaks off keeps what was told before.
pub(crate) fn walk(xml: &[u8], visitor: &mut impl Visit) -> Result<(), Broken> {
    // The few parts in UTF-16 are not worth their decoder.
    let text = String::from_utf8_lossy(xml);
    let mut reader = Reader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(&text));
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0;
    loop {
        let go_on = match reader.read_event().map_err(|_| Broken)? {
            Event::Start(start) => {
                if depth >= XML_DEPTH {
                    return Err(Broken);
                }
                depth += 1;
                visitor.start(&start)
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                visitor.end()
            }
            Event::Text(text) => visitor.text(&text.xml10_content()),
            Event::CData(text) => visitor.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                resolve(&reference).is_none_or(|c| visitor.text(c.encode_utf8(&mut [0; 4])))
            }
            // Office never writes one: it could only name other files or swell.
            Event::DocType(_) => return Err(Broken),
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(Broken) },
            _ => true,
        };
        if !go_on {
            return Ok(());
        }
    }
}

fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// The value of an attribute, by its local name.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name);
    found.map(|attribute| match escape::unescape(&attribute.value) {
        Ok(value) => value.into_owned(),
        Err(_) => attribute.value.into_owned(),
    })
}
