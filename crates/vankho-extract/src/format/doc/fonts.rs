//! The fonts of a Word file and the styles that name them (MS-DOC 2.9.286 SttbfFfn, 2.9.271 STSH).

use vankho_text::FontHint;

use super::fib::{List, WordFile};
use super::properties::{self, Character};
use crate::sniff::ole::u16_at;

/// A style's font is looked for this far up the styles it is based on.
const GENERATIONS: usize = 16;
const NO_STYLE: u16 = 0xFFF;

/// Which font text is set in.
#[derive(Default)]
pub(super) struct Fonts {
    hints: Vec<FontHint>,
    /// By number: the style it is based on, and its font.
    styles: Vec<(u16, Option<u16>)>,
    /// The font where no style gives one.
    default: u16,
}

impl Fonts {
    /// Reads the tables. Those of Word 6 are laid out in another way, which is not read.
    pub(super) fn read(file: &WordFile) -> Self {
        if !file.is_word_97 {
            return Self::default();
        }
        let (styles, default) = styles(file.list(List::Styles)).unwrap_or_default();
        Self { hints: hints(file.list(List::Fonts)), styles, default }
    }

    /// What the font of a run says, in a paragraph of this style.
    pub(super) fn hint(&self, run: Character, paragraph_style: u16) -> FontHint {
        let font = run.font.or_else(|| self.of_style(run.style?)).or_else(|| self.of_style(paragraph_style));
        self.hints.get(usize::from(font.unwrap_or(self.default))).copied().unwrap_or_default()
    }

    fn of_style(&self, mut style: u16) -> Option<u16> {
        for _ in 0..GENERATIONS {
            let (based_on, font) = *self.styles.get(usize::from(style))?;
            if font.is_some() {
                return font;
            }
            style = based_on;
        }
        None
    }
}

fn hints(table: &[u8]) -> Vec<FontHint> {
    const NAME_AT: usize = 40;
    let mut rest = table.get(4..).unwrap_or_default();
    let mut hints = Vec::new();
    while let Some((length, after)) = rest.split_first() {
        let Some((_, next)) = after.split_at_checked(usize::from(*length)) else { break };
        let font = &rest[..=usize::from(*length)];
        let units = font.get(NAME_AT..).unwrap_or_default().as_chunks::<2>().0;
        let name: Vec<u16> = units.iter().map(|u| u16::from_le_bytes(*u)).take_while(|u| *u != 0).collect();
        hints.push(FontHint::of_font(&String::from_utf16_lossy(&name)));
        rest = next;
    }
    hints
}

type Styles = (Vec<(u16, Option<u16>)>, u16);

fn styles(sheet: &[u8]) -> Option<Styles> {
    let header = usize::from(u16_at(sheet, 0)?);
    let base = usize::from(u16_at(sheet, 4)?);
    let default = u16_at(sheet, 14).unwrap_or(0);
    let mut rest = sheet.get(2 + header..)?;
    let mut styles = Vec::new();
    while let Some(length) = u16_at(rest, 0).map(usize::from) {
        let Some(style) = rest.get(2..2 + length) else { break };
        styles.push(style_font(style, base).unwrap_or((NO_STYLE, None)));
        rest = rest.get(2 + length..).unwrap_or_default();
    }
    Some((styles, default))
}

/// The style that a style is based on, and the font it sets.
fn style_font(style: &[u8], base: usize) -> Option<(u16, Option<u16>)> {
    let kind_and_base = u16_at(style, 2)?;
    let (kind, based_on) = (kind_and_base & 0xF, kind_and_base >> 4);
    let name_units = usize::from(u16_at(style, base)?);
    let mut at = base + 2 + 2 * name_units + 2;
    // A paragraph's style sets the paragraph first, then its characters.
    if kind == 1 {
        at += 2 + usize::from(u16_at(style, at)?).next_multiple_of(2);
    }
    let length = usize::from(u16_at(style, at).unwrap_or(0));
    let settings = style.get(at + 2..at + 2 + length).unwrap_or_default();
    Some((based_on, properties::character(settings).font))
}
