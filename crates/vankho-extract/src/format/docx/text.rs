//! The pieces of a part put together as running text, with what the fonts say.

use vankho_text::FontHint;

use super::styles::Styles;
use super::walk::{Piece, Sink};
use crate::format::flow::Flow;

/// Tells the text its fonts: a run's own, or that of its style, or that of its paragraph.
pub(crate) struct Text<'a> {
    pub(crate) flow: Flow,
    styles: &'a Styles,
    /// The font of each open paragraph.
    paragraphs: Vec<FontHint>,
    run: Run,
}

#[derive(Default)]
struct Run {
    style: Option<FontHint>,
    own: Option<FontHint>,
    is_hidden: bool,
}

impl<'a> Text<'a> {
    pub(crate) fn new(room: usize, styles: &'a Styles) -> Self {
        Self { flow: Flow::new(room), styles, paragraphs: Vec::new(), run: Run::default() }
    }

    fn push(&mut self, text: &str) {
        let paragraph = self.paragraphs.last().copied().unwrap_or_default();
        if !self.run.is_hidden {
            self.flow.text(text, self.run.own.or(self.run.style).unwrap_or(paragraph));
        }
    }
}

impl Sink for Text<'_> {
    fn take(&mut self, piece: Piece<'_>) -> bool {
        match piece {
            Piece::ParagraphStart => {
                self.paragraphs.push(self.styles.paragraph(None));
                self.flow.start_paragraph();
            }
            Piece::ParagraphEnd => {
                self.paragraphs.pop();
                self.flow.end_paragraph();
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
            Piece::Text(text) => self.push(text),
            Piece::Tab => self.push("\t"),
            Piece::LineBreak => self.push("\n"),
            Piece::TableStart => self.flow.start_table(),
            Piece::TableEnd => self.flow.end_table(),
            Piece::RowStart => self.flow.start_row(),
            Piece::CellStart => self.flow.start_cell(),
            _ => {}
        }
        self.flow.room() > 0
    }
}
