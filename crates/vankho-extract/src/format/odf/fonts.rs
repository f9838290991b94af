//! The fonts that the styles of an OpenDocument give (ODF 1.3 part 3, 16 and 20).

use std::collections::HashMap;

use quick_xml::events::BytesStart;
use vankho_text::FontHint;

use crate::format::xml;

/// A style's font is looked for this far up its parents.
const GENERATIONS: usize = 16;

/// Fonts and styles, by name, filled as they are met.
#[derive(Default)]
pub(super) struct Fonts {
    faces: HashMap<String, FontHint>,
    styles: HashMap<String, Style>,
    /// The name of the open style.
    open: String,
}

#[derive(Default)]
struct Style {
    parent: Option<String>,
    font: Option<FontHint>,
}

impl Fonts {
    /// Takes an element, if it is about fonts.
    pub(super) fn take(&mut self, element: &BytesStart<'_>) {
        let value = |name| xml::attribute(element, name);
        match element.local_name().as_ref() {
            "font-face" => {
                let family = value("font-family").unwrap_or_default();
                let hint = FontHint::of_font(family.trim_matches(['\'', '"']));
                self.faces.insert(value("name").unwrap_or_default(), hint);
            }
            "style" => {
                self.open = value("name").unwrap_or_default();
                let style = Style { parent: value("parent-style-name"), font: None };
                self.styles.insert(self.open.clone(), style);
            }
            "default-style" => self.open.clear(),
            "text-properties" => {
                let Some(face) = value("font-name") else { return };
                let hint = self.faces.get(&face).copied().unwrap_or_else(|| FontHint::of_font(&face));
                if let Some(style) = self.styles.get_mut(&self.open) {
                    style.font = Some(hint);
                }
            }
            _ => {}
        }
    }

    /// The font that a style gives, if it gives one.
    pub(super) fn of_style(&self, name: &str) -> Option<FontHint> {
        let mut style = self.styles.get(name);
        for _ in 0..GENERATIONS {
            let found = style?;
            if found.font.is_some() {
                return found.font;
            }
            style = self.styles.get(found.parent.as_ref()?);
        }
        None
    }
}
