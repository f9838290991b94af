//! A walk over the XML of a word-processing part, told to a sink piece by piece. Slides name their paragraphs, runs
//! and tables alike.

use quick_xml::events::BytesStart;
use vankho_text::FontHint;

use crate::format::xml::{self, Visit};
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
    /// The name of the run's font.
    Font(&'a str),
    /// The run is not shown.
    Hidden,
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
    xml::walk(xml, &mut Walker { open: Vec::new(), sink })
}

/// Turns elements into pieces.
struct Walker<'a, S> {
    open: Vec<Tag>,
    sink: &'a mut S,
}

impl<S: Sink> Visit for Walker<'_, S> {
    fn start(&mut self, element: &BytesStart<'_>) -> bool {
        let tag = enter(element, &mut self.open);
        let parent = self.open.last().copied();
        self.open.push(tag);
        tag == Tag::Skipped || tell_start(tag, element, parent, self.sink)
    }

    fn end(&mut self) -> bool {
        self.open.pop().and_then(end_piece).is_none_or(|piece| self.sink.take(piece))
    }

    fn text(&mut self, text: &str) -> bool {
        self.open.last() != Some(&Tag::Text) || self.sink.take(Piece::Text(text))
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
        // Slides have fields beside their runs; a page's own number is none of its text.
        ("fld", Some(Tag::Paragraph)) if is_page_number(start) => Tag::Skipped,
        ("r" | "fld", _) => Tag::Run,
        ("rPr", Some(Tag::Run)) => Tag::RunProperties,
        ("t", Some(Tag::Run)) => Tag::Text,
        ("tbl", _) => Tag::Table,
        ("tr", _) => Tag::Row,
        ("tc", _) => Tag::Cell,
        ("tcPr", _) => Tag::CellProperties,
        _ => Tag::Other,
    }
}

fn is_page_number(field: &BytesStart<'_>) -> bool {
    xml::attribute(field, "type").as_deref() == Some("slidenum")
}

/// Tells the sink of a starting element.
fn tell_start(tag: Tag, start: &BytesStart<'_>, parent: Option<Tag>, sink: &mut impl Sink) -> bool {
    let value = |name| xml::attribute(start, name);
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
        (_, Some(Tag::RunProperties), "rStyle") => {
            value("val").is_none_or(|style| sink.take(Piece::RunStyle(&style)))
        }
        (_, Some(Tag::RunProperties), "rFonts") => {
            font(start).is_none_or(|font| sink.take(Piece::Font(&font)))
        }
        (_, Some(Tag::RunProperties), "vanish") if is_on() => sink.take(Piece::Hidden),
        (_, Some(Tag::RunProperties), "latin") => {
            value("typeface").is_none_or(|font| sink.take(Piece::Font(&font)))
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

/// The font that `rFonts` gives to Latin letters; a theme's fonts are never of the old kind.
pub(crate) fn font(fonts: &BytesStart<'_>) -> Option<String> {
    if let Some(theme) = xml::attribute(fonts, "asciiTheme") {
        return Some(theme);
    }
    // Letters of an old encoding are set in `hAnsi`, in some programs' files in `ascii`.
    let named = ["hAnsi", "ascii"].map(|name| xml::attribute(fonts, name));
    let telling = named.iter().flatten().find(|name| FontHint::of_font(name) != FontHint::Unknown);
    telling.or(named.iter().flatten().next()).cloned()
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
