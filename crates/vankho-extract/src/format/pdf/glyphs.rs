//! Finds out what the glyphs of a font stand for where the document does not say.
//!
//! A composite font is drawn by glyph numbers; a map from these to characters is asked for (ISO 32000-1, 9.10.2)
//! and sometimes left out. The embedded TrueType font mostly still has its table from characters to glyphs.

use std::collections::BTreeMap;
use std::time::Instant;

use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};
use ttf_parser::cmap::{self, Format};
use ttf_parser::{RawFace, Tag};
use vankho_text::FontHint;

use super::fonts::character_map;

/// No more glyphs than this are named in a whole document.
const MOST_GLYPHS: usize = 1 << 18;
/// A font has a few tables of characters, one a platform.
const MOST_TABLES: usize = 8;

/// Gives each such font a map of its own, as far as there is time.
pub(crate) fn name(document: &mut Document, deadline: Instant) {
    let mut room = MOST_GLYPHS;
    for id in unnamed_fonts(document) {
        if Instant::now() >= deadline {
            return;
        }
        let Some(letters) = letters(document, id, room) else { continue };
        room -= letters.len();
        let map = Stream::new(Dictionary::new(), character_map(&letters, FontHint::Unknown, 4).into_bytes());
        let map = document.add_object(map);
        if let Ok(font) = document.get_object_mut(id).and_then(Object::as_dict_mut) {
            font.set("ToUnicode", map);
        }
    }
}

fn unnamed_fonts(document: &Document) -> Vec<ObjectId> {
    let is_one = |font: &Dictionary| {
        let name = |key: &[u8]| font.get(key).and_then(Object::as_name).unwrap_or_default();
        name(b"Subtype") == b"Type0" && name(b"Encoding") == b"Identity-H" && !font.has(b"ToUnicode")
    };
    let dictionaries = document.objects.iter().filter_map(|(id, object)| Some((id, object.as_dict().ok()?)));
    dictionaries.filter(|(_, font)| is_one(font)).map(|(id, _)| *id).collect()
}

/// The characters of the glyphs, if glyph numbers are the codes.
fn letters(document: &Document, id: ObjectId, room: usize) -> Option<BTreeMap<u32, String>> {
    let font = document.get_dictionary(id).ok()?;
    let descendants = resolved(document, font.get(b"DescendantFonts").ok()?)?.as_array().ok()?;
    let descendant = resolved(document, descendants.first()?)?.as_dict().ok()?;
    let is_identity = |map: &Object| {
        resolved(document, map).is_some_and(|map| map.as_name().is_ok_and(|name| name == b"Identity"))
    };
    if !descendant.get(b"CIDToGIDMap").map_or(true, is_identity) {
        return None;
    }
    let descriptor = resolved(document, descendant.get(b"FontDescriptor").ok()?)?.as_dict().ok()?;
    let file = resolved(document, descriptor.get(b"FontFile2").ok()?)?.as_stream().ok()?;
    let data = file.get_plain_content().unwrap_or_else(|_| file.content.clone());
    let table = RawFace::parse(&data, 0).ok()?.table(Tag::from_bytes(b"cmap"))?;
    let letters = of_table(cmap::Table::parse(table)?, room);
    (!letters.is_empty()).then_some(letters)
}

fn resolved<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

/// The first character of each glyph. Characters are looked up one by one: the table's own ranges can be made endless.
fn of_table(table: cmap::Table<'_>, room: usize) -> BTreeMap<u32, String> {
    let is_quick = |format: &Format<'_>| {
        matches!(
            format,
            Format::ByteEncodingTable(_)
                | Format::SegmentMappingToDeltaValues(_)
                | Format::TrimmedTableMapping(_)
                | Format::SegmentedCoverage(_)
        )
    };
    let subtables = table.subtables.into_iter().take(MOST_TABLES);
    let mut letters = BTreeMap::new();
    for subtable in subtables.filter(|subtable| subtable.is_unicode() && is_quick(&subtable.format)) {
        for letter in ('\u{20}'..='\u{FFFD}').filter(|c| !c.is_control() && !is_private(*c)) {
            let glyph = subtable.glyph_index(letter.into()).filter(|glyph| glyph.0 > 0);
            if let Some(glyph) = glyph.filter(|_| letters.len() < room) {
                letters.entry(glyph.0.into()).or_insert_with(|| letter.to_string());
            }
        }
    }
    letters
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use pdf_extract::{Dictionary, Document, Stream, dictionary};

    use crate::format::pdf::tests::{read_pdf, saved};

    /// A TrueType file with nothing but this table of characters.
    fn font_file(table: Vec<u16>) -> Vec<u8> {
        let cmap: Vec<u16> = [0, 1, 3, 1, 0, 12].into_iter().chain(table).collect();
        let cmap: Vec<u8> = cmap.into_iter().flat_map(u16::to_be_bytes).collect();
        let mut file = vec![0, 1, 0, 0, 0, 1, 0, 16, 0, 0, 0, 0];
        file.extend(b"cmap\0\0\0\0\0\0\0\x1C");
        file.extend(u32::try_from(cmap.len()).expect("short").to_be_bytes());
        file.extend(cmap);
        file
    }

    /// A table of format 4: Ủ is glyph 1, A to Z are glyphs 2 to 27.
    fn letters() -> Vec<u16> {
        let segments: [(u16, u16, u16); 3] = [(0x41, 0x5A, 2), (0x1EE6, 0x1EE6, 1), (0xFFFF, 0xFFFF, 0)];
        let mut units: Vec<u16> = vec![4, 16 + 8 * 3, 0, 6, 4, 1, 2];
        units.extend(segments.iter().map(|(_, last, _)| last));
        units.push(0);
        units.extend(segments.iter().map(|(first, ..)| first));
        units.extend(segments.iter().map(|(first, _, glyph)| glyph.wrapping_sub(*first)));
        units.extend([0; 3]);
        units
    }

    fn shown(font_file: Vec<u8>) -> String {
        let mut document = Document::with_version("1.4");
        let file = document.add_object(Stream::new(Dictionary::new(), font_file));
        let descriptor = document.add_object(dictionary! { "Type" => "FontDescriptor", "FontFile2" => file });
        let descendant = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "FontDescriptor" => descriptor, "DW" => 700,
            "CIDToGIDMap" => "Identity",
        });
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Tinos", "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()],
        });
        let content = b"BT /F 10 Tf 50 700 Td <00010016> Tj ET";
        let bytes = saved(document, &[content], &dictionary! { "Font" => dictionary! { "F" => font } });
        read_pdf(&bytes, 1000).pages.concat()
    }

    #[test]
    fn glyphs_without_a_map_are_named_by_their_font() {
        assert_eq!(shown(font_file(letters())), "ỦU");
        assert_eq!(shown(b"no font".to_vec()), "");
    }

    #[test]
    fn a_table_without_end_is_read_in_time() {
        // Format 12 with groups of four thousand million characters.
        let groups = (0..1000).flat_map(|_| [0, 0, 0xFFFF, 0xFFFF, 0, 1]);
        let table = [12, 0, 0, 16 + 12 * 1000, 0, 0, 0, 1000].into_iter().chain(groups).collect();
        let start = Instant::now();
        shown(font_file(table));
        assert!(start.elapsed() < Duration::from_secs(20));
    }
}
