//! The pieces of a part put together as running text, with what the fonts say.

use super::styles::{Fonts, Styles};
use super::walk::{Piece, Sink};
use crate::format::flow::Flow;

/// Puts together the text that is shown, each stretch with its font.
pub(crate) struct Text<'a> {
    pub(crate) flow: Flow,
    fonts: Fonts<'a>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(room: usize, styles: &'a Styles) -> Self {
        Self { flow: Flow::new(room), fonts: Fonts::new(styles) }
    }

    fn push(&mut self, text: &str) {
        if !self.fonts.is_hidden() {
            self.flow.text(text, self.fonts.hint());
        }
    }
}

impl Sink for Text<'_> {
    fn take(&mut self, piece: Piece<'_>) -> bool {
        self.fonts.follow(piece);
        match piece {
            Piece::ParagraphStart => self.flow.start_paragraph(),
            Piece::ParagraphEnd => self.flow.end_paragraph(),
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
