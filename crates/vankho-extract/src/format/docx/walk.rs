//! A walk over the XML of a word-processing part, told to a sink piece by piece.
//!
//! Elements are known by their local names: writers differ in prefixes and in namespaces (transitional and
//! strict), never in these names.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use vankho_text::FontHint;

use super::fonts;
use crate::process::limits::XML_DEPTH;
use crate::sniff::package::Broken;

/// A piece of a document, in document order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    ParagraphStart,
    ParagraphEnd,
    /// The id of the paragraph's style.
    Style(&'a str),
    /// `left`, `center`, `right`, `both`.
    Alignment(&'a str),
    RunStart,
    RunEnd,
    /// The id of the run's style.
    RunStyle(&'a str),
    /// What the run's own font says.
    Font(FontHint),
    Bold,
    Italic,
    Underline,
    Text(&'a str),
    Tab,
    LineBreak,
    TableStart,
    TableEnd,
    RowStart,
    RowEnd,
    CellStart,
    /// How many columns the cell covers.
    CellSpan(u32),
    CellEnd,
}

/// Receives the pieces.
pub(crate) trait Sink {
    /// Takes the next piece; `false` ends the walk.
    fn take(&mut self, piece: Piece<'_>) -> bool;
}

/// What an open element is to the walk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    Text,
    Table,
    Row,
    Cell,
    CellProperties,
    /// Alternatives of one content; whether one was already taken.
    Alternatives(bool),
    /// Nothing in it is part of the text as it stands.
    Skipped,
    Other,
}

/// Walks one part. A part that breaks off keeps what was told before.
pub(crate) fn walk(xml: &[u8], sink: &mut impl Sink) -> Result<(), Broken> {
    // The few parts in UTF-16 are not worth their decoder.
    let text = String::from_utf8_lossy(xml);
    let mut reader = Reader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(&text));
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Tag> = Vec::new();
    loop {
        let go_on = match reader.read_event().map_err(|_| Broken)? {
            Event::Start(start) => {
                if open.len() >= XML_DEPTH {
                    return Err(Broken);
                }
                let tag = enter(&start, &mut open);
                let go_on = tag == Tag::Skipped || tell_start(tag, &start, open.last().copied(), sink);
                open.push(tag);
                go_on
            }
            Event::End(_) => open.pop().and_then(end_piece).is_none_or(|piece| sink.take(piece)),
            Event::Text(text) if open.last() == Some(&Tag::Text) => {
                sink.take(Piece::Text(&text.xml10_content()))
            }
            Event::CData(text) if open.last() == Some(&Tag::Text) => {
                sink.take(Piece::Text(&text.xml10_content()))
            }
            Event::GeneralRef(reference) if open.last() == Some(&Tag::Text) => {
                resolve(&reference).is_none_or(|c| sink.take(Piece::Text(c.encode_utf8(&mut [0; 4]))))
            }
            // Office never writes one: it could only name other files or swell.
            Event::DocType(_) => return Err(Broken),
            Event::Eof => return if open.is_empty() { Ok(()) } else { Err(Broken) },
            _ => true,
        };
        if !go_on {
            return Ok(());
        }
    }
}

fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
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

/// What a starting element is, below those open.
fn enter(start: &BytesStart<'_>, open: &mut [Tag]) -> Tag {
    let parent = open.last_mut();
    if parent.as_deref() == Some(&Tag::Skipped) {
        return Tag::Skipped;
    }
    match (start.local_name().as_ref(), parent) {
        // Tracked deletions, the old place of moved text, old properties, readings above ruby text.
        ("del" | "moveFrom" | "rPrChange" | "pPrChange" | "tcPrChange" | "rt", _) => Tag::Skipped,
        ("AlternateContent", _) => Tag::Alternatives(false),
        ("Choice" | "Fallback", Some(Tag::Alternatives(taken))) => {
            if std::mem::replace(taken, true) {
                Tag::Skipped
            } else {
                Tag::Other
            }
        }
        ("p", _) => Tag::Paragraph,
        ("pPr", _) => Tag::ParagraphProperties,
        ("r", _) => Tag::Run,
        ("rPr", Some(Tag::Run)) => Tag::RunProperties,
        ("t", Some(Tag::Run)) => Tag::Text,
        ("tbl", _) => Tag::Table,
        ("tr", _) => Tag::Row,
        ("tc", _) => Tag::Cell,
        ("tcPr", _) => Tag::CellProperties,
        _ => Tag::Other,
    }
}

/// Tells the sink of a starting element.
fn tell_start(tag: Tag, start: &BytesStart<'_>, parent: Option<Tag>, sink: &mut impl Sink) -> bool {
    let value = |name: &str| attribute(start, name);
    let is_on = || !matches!(value("val").as_deref(), Some("0" | "false" | "off" | "none"));
    let name = start.local_name();
    match (tag, parent, name.as_ref()) {
        (Tag::Paragraph, ..) => sink.take(Piece::ParagraphStart),
        (Tag::Run, ..) => sink.take(Piece::RunStart),
        (Tag::Table, ..) => sink.take(Piece::TableStart),
        (Tag::Row, ..) => sink.take(Piece::RowStart),
        (Tag::Cell, ..) => sink.take(Piece::CellStart),
        (_, Some(Tag::Run), "tab" | "ptab") => sink.take(Piece::Tab),
        (_, Some(Tag::Run | Tag::Paragraph), "br" | "cr") => sink.take(Piece::LineBreak),
        (_, Some(Tag::Run), "noBreakHyphen") => sink.take(Piece::Text("-")),
        // Word's sign for a hyphen that only shows at a line's end; one program writes the ư of TCVN3 so.
        (_, Some(Tag::Run), "softHyphen") => sink.take(Piece::Text("\u{AD}")),
        (_, Some(Tag::RunProperties), "rFonts") => sink.take(Piece::Font(fonts::hint(start))),
        (_, Some(Tag::RunProperties), "rStyle") => {
            value("val").is_none_or(|style| sink.take(Piece::RunStyle(&style)))
        }
        (_, Some(Tag::RunProperties), "b") if is_on() => sink.take(Piece::Bold),
        (_, Some(Tag::RunProperties), "i") if is_on() => sink.take(Piece::Italic),
        (_, Some(Tag::RunProperties), "u") if is_on() => sink.take(Piece::Underline),
        (_, Some(Tag::ParagraphProperties), "pStyle") => {
            value("val").is_none_or(|style| sink.take(Piece::Style(&style)))
        }
        (_, Some(Tag::ParagraphProperties), "jc") => {
            value("val").is_none_or(|side| sink.take(Piece::Alignment(&side)))
        }
        (_, Some(Tag::CellProperties), "gridSpan") => {
            value("val").and_then(|v| v.parse().ok()).is_none_or(|n| sink.take(Piece::CellSpan(n)))
        }
        _ => true,
    }
}

/// The value of an attribute by its local name.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name);
    found.map(|attribute| attribute.value.into_owned())
}

fn end_piece(tag: Tag) -> Option<Piece<'static>> {
    match tag {
        Tag::Paragraph => Some(Piece::ParagraphEnd),
        Tag::Run => Some(Piece::RunEnd),
        Tag::Table => Some(Piece::TableEnd),
        Tag::Row => Some(Piece::RowEnd),
        Tag::Cell => Some(Piece::CellEnd),
        _ => None,
    }
}
