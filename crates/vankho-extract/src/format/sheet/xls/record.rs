//! The records of an Excel stream and the strings in them (MS-XLS 2.1.4, 2.5.294).

use crate::sniff::ole::u16_at;

/// Says that the record before goes on.
const CONTINUE: u16 = 0x3C;
/// A string's letters are of two bytes; fonts of stretches follow; something for the Far East follows.
const IS_WIDE: u8 = 1;
const HAS_EXTENSION: u8 = 4;
const HAS_RUNS: u8 = 8;

/// A record and what continues it.
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    blocks: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    /// The bytes of the record itself.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.blocks.first().copied().unwrap_or_default()
    }

    pub(super) fn reader(&self) -> Reader<'a, '_> {
        Reader { blocks: &self.blocks, at: 0 }
    }
}

/// The records from a place on. A record that is cut off is the last.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn from(stream: &'a [u8], offset: usize) -> Self {
        Self { rest: stream.get(offset..).unwrap_or_default() }
    }

    fn block(&mut self) -> Option<(u16, &'a [u8])> {
        let (kind, length) = (u16_at(self.rest, 0)?, u16_at(self.rest, 2)?);
        let rest = &self.rest[4..];
        let (block, rest) = rest.split_at(usize::from(length).min(rest.len()));
        self.rest = rest;
        Some((kind, block))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, block) = self.block()?;
        let mut blocks = vec![block];
        while u16_at(self.rest, 0) == Some(CONTINUE) {
            blocks.extend(self.block().map(|(_, block)| block));
        }
        Some(Record { kind, blocks })
    }
}

/// Reads a record across its blocks.
pub(super) struct Reader<'a, 'b> {
    blocks: &'b [&'a [u8]],
    at: usize,
}

impl<'a> Reader<'a, '_> {
    /// The bytes left in the open block; the next block once it is used up.
    fn rest(&mut self) -> Option<&'a [u8]> {
        loop {
            let rest = self.blocks.first()?.get(self.at..).unwrap_or_default();
            if !rest.is_empty() {
                return Some(rest);
            }
            (self.blocks, self.at) = (&self.blocks[1..], 0);
        }
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        let first = *self.rest()?.first()?;
        self.at += 1;
        Some(first)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    pub(super) fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let Some(rest) = self.rest() else { return };
            let step = count.min(rest.len());
            self.at += step;
            count -= step;
        }
    }

    /// A Unicode string of this many letters, from its flags on. A string that is cut off ends there.
    pub(super) fn string(&mut self, letters: usize) -> Option<String> {
        let flags = self.u8()?;
        let runs = if flags & HAS_RUNS != 0 { self.u16()? } else { 0 };
        let extension = if flags & HAS_EXTENSION != 0 { self.u32()? } else { 0 };
        let text = self.letters(letters, flags & IS_WIDE != 0);
        self.skip(usize::from(runs) * 4);
        self.skip(extension as usize);
        Some(text)
    }

    /// Where letters go on in the next block, that begins with their width anew.
    fn letters(&mut self, mut left: usize, mut is_wide: bool) -> String {
        let mut units: Vec<u16> = Vec::new();
        while left > 0 {
            let at_end = self.blocks.first().is_none_or(|block| self.at >= block.len());
            if at_end && !units.is_empty() {
                match self.u8() {
                    Some(flags) => is_wide = flags & IS_WIDE != 0,
                    None => break,
                }
            }
            let Some(rest) = self.rest() else { break };
            let width = if is_wide { 2 } else { 1 };
            let count = left.min(rest.len() / width);
            if count == 0 {
                break;
            }
            let letter = |bytes: &[u8]| u16::from_le_bytes([bytes[0], bytes.get(1).copied().unwrap_or(0)]);
            units.extend(rest[..count * width].chunks(width).map(letter));
            self.at += count * width;
            left -= count;
        }
        String::from_utf16_lossy(&units)
    }

    /// A string of this many bytes, as Excel 5 writes it.
    pub(super) fn narrow(&mut self, letters: usize) -> String {
        let bytes: Vec<u8> = (0..letters).map_while(|_| self.u8()).collect();
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Records;

    #[test]
    fn a_string_goes_on_in_the_next_record_in_another_width() {
        let stream = [
            &[0xFC, 0, 5, 0, 4, 0, 0, b'a', b'b'][..],
            &[0x3C, 0, 5, 0, 1, b'c', 0, 0xC7, 0x1E],
            &[0x0A, 0, 9, 0, 1],
        ]
        .concat();
        let records: Vec<_> = Records::from(&stream, 0).collect();
        assert_eq!(records.iter().map(|record| record.kind).collect::<Vec<_>>(), [0xFC, 0x0A]);
        let mut reader = records[0].reader();
        let letters = reader.u16().expect("a length");
        assert_eq!(reader.string(letters.into()).as_deref(), Some("abcệ"));
        assert_eq!(records[1].bytes(), [1], "a record that is cut off");
        assert_eq!(Records::from(&stream, 1000).count(), 0);
    }
}
