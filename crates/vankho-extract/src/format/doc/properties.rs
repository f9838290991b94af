//! What is set for characters and paragraphs (MS-DOC 2.9.23 ChpxFkp, 2.9.175 PapxFkp, 2.6 Sprm).

use super::fib::{List, WordFile};
use crate::sniff::ole::{u16_at, u32_at};

const PAGE: usize = 512;

/// What is set for a run of characters; `None` leaves it to the style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Character {
    /// The number of its font.
    pub(super) font: Option<u16>,
    /// The number of its style.
    pub(super) style: Option<u16>,
    /// A tracked deletion, or hidden.
    pub(super) is_gone: bool,
}

/// What is set for a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// The number of its style.
    pub(super) style: u16,
    pub(super) in_table: bool,
    /// It stands for the end of a row.
    pub(super) ends_row: bool,
    /// It ends a cell, or a row, of a table inside a table.
    pub(super) ends_inner_cell: bool,
    pub(super) ends_inner_row: bool,
}

/// Stretches of the stream and what is set for each, in order.
pub(super) struct Runs<T> {
    runs: Vec<(usize, usize, T)>,
}

impl<T: Copy> Runs<T> {
    /// What is set at a place of the stream, and where that ends.
    pub(super) fn at(&self, offset: usize) -> (Option<T>, usize) {
        let next = self.runs.partition_point(|(start, ..)| *start <= offset);
        let bound = self.runs.get(next).map_or(usize::MAX, |(start, ..)| *start);
        match next.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some((_, end, set)) if offset < *end => (Some(*set), bound.min(*end)),
            _ => (None, bound),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Reads the pages that a list leads to; `set` reads what a page says of its run with this number.
    fn read(file: &WordFile, list: List, set: fn(&[u8], usize, usize) -> Option<T>) -> Self {
        let plex = file.list(list);
        let count = plex.len().saturating_sub(4) / 8;
        let numbers = (0..count).filter_map(|index| u32_at(plex, 4 * (count + 1) + 4 * index));
        let mut runs = Vec::new();
        for number in numbers.take(file.document.len() / PAGE) {
            let start = (number as usize).saturating_mul(PAGE);
            let Some(page) = file.document.get(start..start.saturating_add(PAGE)) else { continue };
            let count = usize::from(page[PAGE - 1]);
            for index in 0..count {
                let bounds = (u32_at(page, 4 * index), u32_at(page, 4 * index + 4));
                if let (Some(start), Some(end)) = bounds
                    && let Some(found) = set(page, count, index)
                {
                    runs.push((start as usize, end as usize, found));
                }
            }
        }
        runs.sort_by_key(|(start, ..)| *start);
        Self { runs }
    }
}

/// What is set for the characters of a file. Word 6 writes it another way, which is not read.
pub(super) fn characters(file: &WordFile) -> Runs<Character> {
    if !file.is_word_97 {
        return Runs { runs: Vec::new() };
    }
    Runs::read(file, List::CharacterRuns, |page, count, index| {
        let at = 2 * usize::from(*page.get(4 * (count + 1) + index)?);
        if at == 0 {
            return Some(Character::default());
        }
        let length = usize::from(*page.get(at)?);
        page.get(at + 1..at + 1 + length).map(character)
    })
}

/// What is set for the paragraphs of a file. Word 6 writes it another way, which is not read.
pub(super) fn paragraphs(file: &WordFile) -> Runs<Paragraph> {
    if !file.is_word_97 {
        return Runs { runs: Vec::new() };
    }
    Runs::read(file, List::ParagraphRuns, |page, count, index| {
        let at = 2 * usize::from(*page.get(4 * (count + 1) + 13 * index)?);
        if at == 0 {
            return Some(Paragraph::default());
        }
        let (start, length) = match usize::from(*page.get(at)?) {
            0 => (at + 2, 2 * usize::from(*page.get(at + 1)?)),
            half => (at + 1, 2 * half - 1),
        };
        page.get(start..start + length).map(paragraph)
    })
}

/// What a list of settings says of characters.
pub(super) fn character(settings: &[u8]) -> Character {
    let mut found = Character::default();
    for (code, value) in Settings(settings) {
        match code {
            // Fonts of ASCII and of other Latin letters: one and the same but by accident.
            0x4A4F | 0x4A51 => found.font = u16_at(value, 0),
            0x4A30 => found.style = u16_at(value, 0),
            // Relative to the style, which never hides nor deletes.
            0x0800 | 0x083C => found.is_gone |= matches!(value, [1 | 0x81]),
            _ => {}
        }
    }
    found
}

fn paragraph(style_and_settings: &[u8]) -> Paragraph {
    let style = u16_at(style_and_settings, 0).unwrap_or(0);
    let mut found = Paragraph { style, ..Paragraph::default() };
    for (code, value) in Settings(style_and_settings.get(2..).unwrap_or_default()) {
        let is_on = matches!(value, [1]);
        match code {
            0x2416 => found.in_table = is_on,
            0x2417 => found.ends_row = is_on,
            0x244B => found.ends_inner_cell = is_on,
            0x244C => found.ends_inner_row = is_on,
            _ => {}
        }
    }
    found
}

/// Settings one by one: their code and their value.
struct Settings<'a>(&'a [u8]);

impl<'a> Iterator for Settings<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let code = u16_at(self.0, 0)?;
        let rest = &self.0[2..];
        let length = match code >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            // The two that count their own length in two bytes, one too many.
            _ if matches!(code, 0xD608 | 0xD606) => usize::from(u16_at(rest, 0)?) + 1,
            _ => usize::from(*rest.first()?) + 1,
        };
        let (value, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((code, value))
    }
}

#[cfg(test)]
mod tests {
    use super::{Character, Paragraph, Runs, character, paragraph};

    #[test]
    fn settings_of_every_length_are_passed_over() {
        let found = character(&[0x35, 0x08, 1, 0x15, 0xCA, 2, 9, 9, 0x4F, 0x4A, 7, 0, 0x00, 0x08, 1]);
        assert_eq!(found, Character { font: Some(7), style: None, is_gone: true });
        let row = paragraph(&[3, 0, 0x16, 0x24, 1, 0x08, 0xD6, 4, 0, 9, 9, 9, 0x17, 0x24, 1]);
        assert_eq!(row, Paragraph { style: 3, in_table: true, ends_row: true, ..Paragraph::default() });
        assert_eq!(character(&[0x4F, 0x4A, 7]), Character::default());
    }

    #[test]
    fn places_between_runs_have_nothing_set() {
        let runs = Runs { runs: vec![(10, 20, 'a'), (20, 25, 'b'), (30, 40, 'c')] };
        assert_eq!(runs.at(5), (None, 10));
        assert_eq!(runs.at(12), (Some('a'), 20));
        assert_eq!(runs.at(20), (Some('b'), 25));
        assert_eq!(runs.at(27), (None, 30));
        assert_eq!(runs.at(50), (None, usize::MAX));
    }
}
