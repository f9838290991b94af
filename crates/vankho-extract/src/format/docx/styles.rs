//! The fonts that styles give to text: old files name `.VnTime` in a style once and never again.

use std::collections::HashMap;

use quick_xml::events::BytesStart;
use vankho_text::FontHint;

use super::beside;
use super::walk::{Piece, font};
use crate::format::xml::{self, Visit};
use crate::sniff::package::Package;

/// A style's fonts are looked for this far up the styles it is based on.
const GENERATIONS: usize = 16;

/// What the styles of a document say about its fonts.
#[derive(Default)]
pub(crate) struct Styles {
    /// By style id: the style it is based on, and its own font.
    styles: HashMap<String, Style>,
    /// The id of the style of paragraphs that name none.
    usual: String,
    /// The font of text that no style gives one.
    default: FontHint,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    font: Option<FontHint>,
}

impl Styles {
    /// Reads the part beside the body; without one nothing is known.
    pub(crate) fn of(package: &mut Package<'_>, body: &str) -> Self {
        let part = package.part(&beside(body, "styles.xml")).ok().flatten();
        Self::read(&part.unwrap_or_default())
    }

    /// Reads the part `styles.xml`, as far as it goes.
    pub(super) fn read(xml: &[u8]) -> Self {
        let mut reader = StyleReader::default();
        let _ = xml::walk(xml, &mut reader);
        reader.found
    }

    /// The font of a paragraph's text by its style's id; `None` for a paragraph that names none.
    pub(super) fn paragraph(&self, id: Option<&str>) -> FontHint {
        self.font(id.unwrap_or(&self.usual)).unwrap_or(self.default)
    }

    /// The font that a style gives, if it gives one.
    pub(super) fn font(&self, id: &str) -> Option<FontHint> {
        let mut style = self.styles.get(id);
        for _ in 0..GENERATIONS {
            let found = style?;
            if found.font.is_some() {
                return found.font;
            }
            style = self.styles.get(found.based_on.as_ref()?);
        }
        None
    }
}

/// Follows a walk and knows the font of the text at hand: the run's own, or that of its style, or that of its
/// paragraph.
pub(crate) struct Fonts<'a> {
    styles: &'a Styles,
    /// The font of each open paragraph: a text box stands inside one.
    paragraphs: Vec<FontHint>,
    run: Run,
}

#[derive(Default)]
struct Run {
    style: Option<FontHint>,
    own: Option<FontHint>,
    is_hidden: bool,
}

impl<'a> Fonts<'a> {
    pub(crate) fn new(styles: &'a Styles) -> Self {
        Self { styles, paragraphs: Vec::new(), run: Run::default() }
    }

    pub(crate) fn follow(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::ParagraphStart => self.paragraphs.push(self.styles.paragraph(None)),
            Piece::ParagraphEnd => {
                self.paragraphs.pop();
            }
            Piece::Style(id) => {
                if let Some(font) = self.paragraphs.last_mut() {
                    *font = self.styles.paragraph(Some(id));
                }
            }
            Piece::RunStart | Piece::RunEnd => self.run = Run::default(),
            Piece::RunStyle(id) => self.run.style = self.styles.font(id),
            Piece::Font(name) => self.run.own = Some(FontHint::of_font(name)),
            Piece::Hidden => self.run.is_hidden = true,
            _ => {}
        }
    }

    /// What the font of the text at hand says.
    pub(crate) fn hint(&self) -> FontHint {
        let paragraph = self.paragraphs.last().copied().unwrap_or_default();
        self.run.own.or(self.run.style).unwrap_or(paragraph)
    }

    /// Whether the text at hand is not shown.
    pub(crate) fn is_hidden(&self) -> bool {
        self.run.is_hidden
    }
}

#[derive(Default)]
struct StyleReader {
    found: Styles,
    /// The id of the open style; empty in the defaults.
    id: String,
    open: Vec<String>,
}

impl Visit for StyleReader {
    fn start(&mut self, element: &BytesStart<'_>) -> bool {
        let name = element.local_name();
        let value = |name| xml::attribute(element, name);
        match name.as_ref() {
            "style" => {
                self.id = value("styleId").unwrap_or_default();
                let is_usual = matches!(value("default").as_deref(), Some("1" | "true" | "on"));
                if is_usual && value("type").as_deref() == Some("paragraph") {
                    self.found.usual.clone_from(&self.id);
                }
                self.found.styles.insert(self.id.clone(), Style::default());
            }
            "basedOn" => {
                if let Some(style) = self.found.styles.get_mut(&self.id) {
                    style.based_on = value("val");
                }
            }
            // Fonts deeper in a style are those of parts of tables.
            "rFonts" if self.is_in("rPrDefault") || self.is_in("style") => self.set_font(element),
            _ => {}
        }
        self.open.push(name.as_ref().to_owned());
        true
    }

    fn end(&mut self) -> bool {
        self.open.pop();
        true
    }

    fn text(&mut self, _: &str) -> bool {
        true
    }
}

impl StyleReader {
    /// Whether the open run properties stand right in an element of this name.
    fn is_in(&self, name: &str) -> bool {
        self.open.iter().rev().nth(1).is_some_and(|parent| parent == name)
    }

    fn set_font(&mut self, element: &BytesStart<'_>) {
        let Some(hint) = font(element).map(|name| FontHint::of_font(&name)) else { return };
        match self.found.styles.get_mut(&self.id) {
            Some(style) => style.font = Some(hint),
            None => self.found.default = hint,
        }
    }
}

#[cfg(test)]
mod tests {
    use vankho_text::FontHint;

    use super::Styles;

    #[test]
    fn a_style_has_the_font_of_the_one_it_is_based_on() {
        let styles = Styles::read(
            b"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme='minorHAnsi' w:ascii='.VnTime'/></w:rPr>\
            </w:rPrDefault></w:docDefaults>\
            <w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:rPr><w:rFonts w:ascii='.VnTime'/></w:rPr></w:style>\
            <w:style w:type='paragraph' w:styleId='Body'><w:basedOn w:val='Normal'/></w:style>\
            <w:style w:type='character' w:styleId='Caps'><w:rPr><w:rFonts w:ascii='.VnTimeH'/></w:rPr></w:style>\
            <w:style w:type='paragraph' w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style></w:styles>",
        );
        assert_eq!(styles.paragraph(None), FontHint::Tcvn3);
        assert_eq!(styles.paragraph(Some("Body")), FontHint::Tcvn3);
        assert_eq!(styles.font("Caps"), Some(FontHint::Tcvn3Capitals));
        assert_eq!((styles.font("Loop"), styles.paragraph(Some("Loop"))), (None, FontHint::Unknown));
    }
}
