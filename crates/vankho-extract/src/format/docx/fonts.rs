//! Which font a run is set in: its own, its style's, its paragraph's style's, or the document's.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use vankho_text::FontHint;

use super::walk::{Piece, attribute};
use crate::process::limits::XML_DEPTH;
use crate::sniff::package::Package;

/// How many styles a style may be based on in a row; a ring ends here.
const BASES: usize = 16;
/// No document needs more styles.
const MOST_STYLES: usize = 10_000;

/// What a font's name says, of text from a document's styles.
#[derive(Default)]
pub(crate) struct Styles {
    default: FontHint,
    fonts: HashMap<String, FontHint>,
    bases: HashMap<String, String>,
}

impl Styles {
    /// Reads the part with the styles beside the body, as far as it is whole; without one nothing is known.
    pub(crate) fn of(package: &mut Package<'_>, body: &str) -> Self {
        let folder = body.rsplit_once('/').map_or("", |(folder, _)| folder);
        let part = package.part(&format!("{folder}/styles.xml")).ok().flatten().unwrap_or_default();
        let mut styles = Self::default();
        // Styles that break off are as good as the fonts told before.
        let _ = styles.read(&String::from_utf8_lossy(&part));
        styles
    }

    fn read(&mut self, xml: &str) -> Option<()> {
        let mut reader = Reader::from_str(xml);
        let mut style: Option<String> = None;
        let mut depth = 0_usize;
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => {
                    depth += 1;
                    self.element(&start, &mut style);
                }
                Event::Empty(start) => self.element(&start, &mut style),
                Event::End(end) => {
                    depth = depth.saturating_sub(1);
                    if end.local_name().as_ref() == "style" {
                        style = None;
                    }
                }
                Event::Eof | Event::DocType(_) => return Some(()),
                _ => {}
            }
            if depth > XML_DEPTH || self.fonts.len() + self.bases.len() > MOST_STYLES {
                return None;
            }
        }
    }

    fn element(&mut self, start: &BytesStart<'_>, style: &mut Option<String>) {
        match (start.local_name().as_ref(), style.as_ref()) {
            ("style", _) => {
                *style = attribute(start, "styleId");
                let is_default = matches!(attribute(start, "default").as_deref(), Some("1" | "true"));
                let is_of_paragraphs = attribute(start, "type").as_deref() == Some("paragraph");
                if is_default
                    && is_of_paragraphs
                    && let Some(id) = style.as_ref()
                {
                    self.bases.insert(String::new(), id.clone());
                }
            }
            ("basedOn", Some(id)) => {
                if let Some(base) = attribute(start, "val") {
                    self.bases.insert(id.clone(), base);
                }
            }
            ("rFonts", Some(id)) => {
                let hint = hint(start);
                self.fonts.insert(id.clone(), hint);
            }
            ("rFonts", None) => self.default = hint(start),
            _ => {}
        }
    }

    /// What the font of a style says; the empty id is the style of paragraphs that name none.
    fn hint(&self, id: &str) -> Option<FontHint> {
        let mut id = id;
        for _ in 0..BASES {
            if let Some(hint) = self.fonts.get(id) {
                return Some(*hint);
            }
            id = self.bases.get(id)?;
        }
        None
    }
}

/// What the fonts of an `rFonts` element say. Letters of an old encoding are set in `hAnsi`, in some programs' files
/// in `ascii`.
pub(super) fn hint(fonts: &BytesStart<'_>) -> FontHint {
    let of = |name| attribute(fonts, name).map(|font| FontHint::of_font(&font));
    let hints = [of("hAnsi"), of("ascii")];
    hints.into_iter().flatten().find(|hint| *hint != FontHint::Unknown).unwrap_or_default()
}

/// Follows a walk and knows the font of the text at hand.
pub(crate) struct Fonts<'s> {
    styles: &'s Styles,
    /// What the style of each open paragraph says: a text box stands inside a paragraph.
    paragraphs: Vec<FontHint>,
    run: Option<FontHint>,
}

impl<'s> Fonts<'s> {
    pub(crate) fn new(styles: &'s Styles) -> Self {
        Self { styles, paragraphs: Vec::new(), run: None }
    }

    pub(crate) fn follow(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::ParagraphStart => {
                self.paragraphs.push(self.styles.hint("").unwrap_or(self.styles.default));
                self.run = None;
            }
            Piece::ParagraphEnd => {
                self.paragraphs.pop();
                self.run = None;
            }
            Piece::Style(id) => {
                if let (Some(paragraph), Some(hint)) = (self.paragraphs.last_mut(), self.styles.hint(id)) {
                    *paragraph = hint;
                }
            }
            Piece::RunStart | Piece::RunEnd => self.run = None,
            // The run's own font comes before or after its style and wins.
            Piece::RunStyle(id) => self.run = self.run.or_else(|| self.styles.hint(id)),
            Piece::Font(hint) => self.run = Some(hint),
            _ => {}
        }
    }

    /// What the font of the text at hand says.
    pub(crate) fn hint(&self) -> FontHint {
        self.run.or_else(|| self.paragraphs.last().copied()).unwrap_or(self.styles.default)
    }
}
