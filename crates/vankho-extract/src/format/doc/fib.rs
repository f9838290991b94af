//! Where things lie in a Word file: its first block (MS-DOC 2.5, FIB) and its piece table (2.8.35).

use crate::sniff::ole::{Compound, u16_at, u32_at};

/// The file of Word 97 and later; earlier ones are laid out alike, with everything a little further up.
const WORD_97: u16 = 193;
const IS_ENCRYPTED: u16 = 1 << 8;
const IS_TABLE_1: u16 = 1 << 9;
/// In a piece's place: its characters are single bytes.
const IS_COMPRESSED: u32 = 1 << 30;

/// The lists that are looked up, by their number in the block.
#[derive(Clone, Copy)]
pub(super) enum List {
    Styles = 1,
    HeaderStories = 11,
    CharacterRuns = 12,
    ParagraphRuns = 13,
    Fonts = 15,
    Pieces = 33,
}

/// The parts of the text, in the order they are stored, by the place of their length in the block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Body = 0,
    Footnotes = 1,
    Headers = 2,
    /// Macros in Word 6, nothing later.
    Macros = 3,
    Comments = 4,
    Endnotes = 5,
    Boxes = 6,
    HeaderBoxes = 7,
}

const PARTS: [Part; 8] = [
    Part::Body,
    Part::Footnotes,
    Part::Headers,
    Part::Macros,
    Part::Comments,
    Part::Endnotes,
    Part::Boxes,
    Part::HeaderBoxes,
];

/// The streams of a Word file.
pub(super) struct WordFile {
    pub(super) document: Vec<u8>,
    table: Vec<u8>,
    pub(super) is_word_97: bool,
    pub(super) is_encrypted: bool,
}

/// A stretch of characters that lie together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The first character and the one after the last, counted over the whole text.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where the first lies in the stream.
    pub(super) offset: usize,
    /// Bytes of each.
    pub(super) width: usize,
}

impl WordFile {
    pub(super) fn open(bytes: &[u8]) -> Option<Self> {
        let container = Compound::open(bytes)?;
        let document = container.stream("WordDocument")?;
        let flags = u16_at(&document, 10)?;
        let is_word_97 = u16_at(&document, 2)? >= WORD_97;
        let table = match is_word_97 {
            true => container.stream(if flags & IS_TABLE_1 == 0 { "0Table" } else { "1Table" }),
            false => Some(document.clone()),
        };
        let is_encrypted = flags & IS_ENCRYPTED != 0;
        Some(Self { document, table: table.unwrap_or_default(), is_word_97, is_encrypted })
    }

    /// The bytes of a list; none where it does not lie in the file.
    pub(super) fn list(&self, list: List) -> &[u8] {
        let lists = if self.is_word_97 { 0x9A } else { 0x58 };
        let at = lists + 8 * list as usize;
        let pair = (u32_at(&self.document, at), u32_at(&self.document, at + 4));
        let (Some(start), Some(length)) = pair else { return &[] };
        let end = (start as usize).saturating_add(length as usize);
        self.table.get(start as usize..end).unwrap_or_default()
    }

    /// The characters of a part: the first and the one after the last.
    pub(super) fn part(&self, part: Part) -> (u32, u32) {
        let before = PARTS.iter().take_while(|other| **other != part).map(|other| self.length(*other));
        let start = before.fold(0_u32, u32::saturating_add);
        (start, start.saturating_add(self.length(part)))
    }

    fn length(&self, part: Part) -> u32 {
        let lengths = if self.is_word_97 { 0x4C } else { 0x34 };
        let length = u32_at(&self.document, lengths + 4 * part as usize);
        // No real length has the highest bit set.
        length.filter(|length| *length <= i32::MAX as u32).unwrap_or(0)
    }

    /// The pieces of the text, and whether the table of them could be read.
    pub(super) fn pieces(&self) -> (Vec<Piece>, bool) {
        match self.piece_table() {
            Some(pieces) => (pieces, true),
            // Word 6 keeps a table only where pieces were moved.
            None => (vec![self.one_piece()], !self.is_word_97 && self.list(List::Pieces).is_empty()),
        }
    }

    fn piece_table(&self) -> Option<Vec<Piece>> {
        let mut rest = self.list(List::Pieces);
        // Properties of pieces come first.
        while *rest.first()? == 1 {
            rest = rest.get(3 + usize::from(u16_at(rest, 1)?)..)?;
        }
        let length = u32_at(rest, 1).filter(|_| rest[0] == 2)? as usize;
        let plex = rest.get(5..length.checked_add(5)?.min(rest.len()))?;
        let count = plex.len().checked_sub(4)? / 12;
        let piece = |index: usize| {
            let place = u32_at(plex, 4 * (count + 1) + 8 * index + 2)?;
            let is_narrow = !self.is_word_97 || place & IS_COMPRESSED != 0;
            let place = if self.is_word_97 { place & !IS_COMPRESSED } else { place };
            let offset = if self.is_word_97 && is_narrow { place / 2 } else { place };
            Some(Piece {
                start: u32_at(plex, 4 * index)?,
                end: u32_at(plex, 4 * index + 4)?,
                offset: offset as usize,
                width: if is_narrow { 1 } else { 2 },
            })
        };
        Some((0..count).map_while(piece).collect()).filter(|pieces: &Vec<_>| !pieces.is_empty())
    }

    /// The text as it lies where no table says otherwise.
    fn one_piece(&self) -> Piece {
        let offset = u32_at(&self.document, 0x18).unwrap_or(0) as usize;
        let end = PARTS.iter().map(|part| self.length(*part)).fold(0_u32, u32::saturating_add);
        let text = self.document.get(offset..).unwrap_or_default();
        let sample = &text[..text.len().min(end as usize).min(1000)];
        // The high bytes of Latin letters are 0, which no letter is.
        let is_wide = sample.iter().filter(|byte| **byte == 0).count() * 5 > sample.len();
        let width = if self.is_word_97 && is_wide { 2 } else { 1 };
        Piece { start: 0, end, offset, width }
    }
}
