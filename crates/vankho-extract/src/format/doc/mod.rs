//! DOC, Word 6 to 2003 (MS-DOC): the text as it stands, with what its fonts say.

mod fib;
mod fonts;
mod properties;

use vankho_model::{Engine, Hints, WarningCode};
use vankho_text::FontHint;

use self::fib::{List, Part, Piece, WordFile};
use self::fonts::Fonts;
use self::properties::{Character, Paragraph, Runs};
use crate::format::flow::{Flow, Mark, add_margin};
use crate::pages::{Pages, RawPage};
use crate::read::{Budget, Extracted, unread, whole};
use crate::sniff::Format;
use crate::sniff::ole::u32_at;

/// Headers and footers that are read: each is compared with those before.
const MARGINS: usize = 1_000;
/// Fields inside one another.
const FIELDS: usize = 64;

/// Reads a DOC as one page: headers that say something, the body, text boxes, notes, footers.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let Some(file) = WordFile::open(bytes) else {
        return unread(Format::Doc, whole(WarningCode::Damaged));
    };
    if file.is_encrypted {
        return unread(Format::Doc, whole(WarningCode::Encrypted));
    }
    let mut pages = Pages::new(budget.text_bytes);
    let mut reader = Reader::new(&file, pages.room());
    pages.push(reader.document(), Engine::Format);
    pages.truncated = reader.room == 0;
    let warnings = (!reader.is_whole).then(|| whole(WarningCode::Damaged)).into_iter().collect();
    pages.finish(Format::Doc, warnings, Hints::default())
}

struct Reader<'a> {
    file: &'a WordFile,
    pieces: Vec<Piece>,
    characters: Runs<Character>,
    paragraphs: Runs<Paragraph>,
    fonts: Fonts,
    room: usize,
    /// Characters that may still be looked at: honest pieces share none.
    unseen: usize,
    is_whole: bool,
}

impl<'a> Reader<'a> {
    fn new(file: &'a WordFile, room: usize) -> Self {
        let (pieces, is_whole) = file.pieces();
        Self {
            file,
            pieces,
            characters: properties::characters(file),
            paragraphs: properties::paragraphs(file),
            fonts: Fonts::read(file),
            room,
            unseen: file.document.len(),
            is_whole,
        }
    }

    fn document(&mut self) -> RawPage {
        let (headers, footers) = self.margins();
        let mut document = headers;
        document.append(&self.part(Part::Body));
        for part in [Part::Boxes, Part::Footnotes, Part::Endnotes] {
            document.append(&self.part(part));
        }
        add_margin(&mut document, &self.part(Part::HeaderBoxes));
        add_margin(&mut document, &footers);
        document.trim_end();
        document
    }

    fn part(&mut self, part: Part) -> RawPage {
        let (start, end) = self.file.part(part);
        self.text(start, end)
    }

    /// Headers and footers: six stories of lines between notes, then six a section.
    fn margins(&mut self) -> (RawPage, RawPage) {
        let (first, last) = self.file.part(Part::Headers);
        let list = self.file.list(List::HeaderStories);
        let bounds: Vec<u32> = (0..list.len() / 4).filter_map(|index| u32_at(list, 4 * index)).collect();
        let (mut headers, mut footers) = (RawPage::default(), RawPage::default());
        for (index, bounds) in bounds.windows(2).enumerate().skip(6).take(MARGINS) {
            let place = |bound: u32| first.saturating_add(bound).min(last);
            let story = self.text(place(bounds[0]), place(bounds[1]));
            let is_header = matches!(index % 6, 0 | 1 | 4);
            add_margin(if is_header { &mut headers } else { &mut footers }, &story);
        }
        (headers, footers)
    }

    /// The text of these characters.
    fn text(&mut self, start: u32, end: u32) -> RawPage {
        let mut story = Story { flow: Flow::new(self.room), fields: Vec::new() };
        for index in 0..self.pieces.len() {
            let piece = self.pieces[index];
            let (from, to) = (start.max(piece.start), end.min(piece.end));
            if from < to {
                let skipped = (from - piece.start) as usize;
                let offset = piece.offset.saturating_add(skipped.saturating_mul(piece.width));
                self.piece(offset, (to - from) as usize, piece.width, &mut story);
            }
        }
        self.room = story.flow.room();
        story.flow.finish()
    }

    /// Tells the characters of a piece, run by run.
    fn piece(&mut self, offset: usize, count: usize, width: usize, story: &mut Story) {
        let end = offset.saturating_add(count.min(self.unseen).saturating_mul(width));
        self.unseen = self.unseen.saturating_sub(count);
        let mut at = offset;
        while at < end && story.flow.room() > 0 {
            let (run, run_end) = self.characters.at(at);
            let (paragraph, paragraph_end) = self.paragraphs.at(at);
            let next = end.min(run_end).min(paragraph_end).max(at + width);
            let Some(bytes) = self.file.document.get(at..next) else {
                self.is_whole = false;
                return;
            };
            let (run, paragraph) = (run.unwrap_or_default(), paragraph.unwrap_or_default());
            if !run.is_gone {
                let font = self.fonts.hint(run, paragraph.style);
                let has_marks = !self.paragraphs.is_empty();
                decode(bytes, width).chars().for_each(|c| story.take(c, font, paragraph, has_marks));
            }
            at = next;
        }
    }
}

fn decode(bytes: &[u8], width: usize) -> String {
    if width == 1 {
        return encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    }
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    String::from_utf16_lossy(&units)
}

/// A text that is being gathered.
struct Story {
    flow: Flow,
    /// The open fields, and whether each is still telling what it is to show.
    fields: Vec<bool>,
}

impl Story {
    /// Takes a character (MS-DOC 2.4.1 lists those that are marks).
    fn take(&mut self, c: char, font: FontHint, paragraph: Paragraph, has_marks: bool) {
        match c {
            '\u{13}' if self.fields.len() < FIELDS => self.fields.push(true),
            '\u{14}' => self.fields.last_mut().into_iter().for_each(|is_code| *is_code = false),
            '\u{15}' => drop(self.fields.pop()),
            '\r' | '\u{7}' | '\u{C}' => {
                // What a field is to show is said in one paragraph: one that has no end is broken.
                if self.fields.contains(&true) {
                    self.fields.clear();
                }
                self.end_paragraph(c, font, paragraph, has_marks);
            }
            _ if self.fields.contains(&true) => {}
            '\t' => self.flow.text("\t", font),
            '\u{B}' | '\u{E}' => self.flow.text("\n", font),
            '\u{1E}' => self.flow.text("-", font),
            // The optional hyphen, which is a letter of TCVN3.
            '\u{1F}' => self.flow.text("\u{AD}", font),
            '\0'..='\u{1F}' => {}
            c => self.flow.text(c.encode_utf8(&mut [0; 4]), font),
        }
    }

    fn end_paragraph(&mut self, c: char, font: FontHint, paragraph: Paragraph, has_marks: bool) {
        let in_table = paragraph.in_table && has_marks;
        if c == '\r' && paragraph.ends_inner_row {
            self.flow.text("\n", font);
        } else if c == '\r' && paragraph.ends_inner_cell {
            self.flow.text("\t", font);
        } else if c != '\u{7}' || !has_marks {
            self.flow.mark(Mark::Paragraph { in_table: in_table && c == '\r' });
        } else {
            self.flow.mark(if paragraph.ends_row { Mark::Row } else { Mark::Cell });
        }
    }
}

#[cfg(test)]
mod tests;
