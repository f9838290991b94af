//! Makes the fonts of old Vietnamese encodings known to whoever receives the glyphs.
//!
//! The PDF parser hands over letters without their font. So each letter of such a font is given a private
//! character of its own, which says both the letter and the font; [`reveal`] takes it apart again.

use std::collections::BTreeMap;
use std::time::Instant;

use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};
use vankho_text::FontHint;

/// Fonts that say something, by their place in the private plane.
const HINTS: [FontHint; 3] = [FontHint::Tcvn3, FontHint::Tcvn3Capitals, FontHint::Vni];
/// The first private character (Unicode, plane 15).
const PRIVATE: u32 = 0xF_0000;
/// So many characters of each font have a private one: all that an old font or Windows-1252 knows.
const LETTERS: u32 = 0x4000;
/// A font for more codes is no old one.
const MOST_CODES: usize = 4096;

/// Gives the letters of all old fonts their private characters, as far as there is time.
pub(crate) fn mark(document: &mut Document, deadline: Instant) {
    for (id, hint) in old_fonts(document) {
        if Instant::now() >= deadline {
            return;
        }
        let Some(letters) = letters(document, id) else { continue };
        let Ok(font) = document.get_dictionary(id) else { continue };
        let digits = if is_composite(font) { 4 } else { 2 };
        let map = Stream::new(Dictionary::new(), character_map(&letters, hint, digits).into_bytes());
        let map = document.add_object(map);
        if let Ok(font) = document.get_object_mut(id).and_then(Object::as_dict_mut) {
            font.set("ToUnicode", map);
        }
    }
}

/// The character and what the font it was set in says.
pub(crate) fn reveal(c: char) -> (char, FontHint) {
    let place = u32::from(c).checked_sub(PRIVATE).filter(|place| *place < LETTERS * 3);
    let revealed = place.and_then(|place| {
        let hint = HINTS.get(usize::try_from(place / LETTERS).ok()?)?;
        Some((char::from_u32(place % LETTERS)?, *hint))
    });
    revealed.unwrap_or((c, FontHint::Unknown))
}

fn hide(c: char, hint: FontHint) -> char {
    let place = HINTS.iter().position(|one| *one == hint).and_then(|place| u32::try_from(place).ok());
    let private =
        place.filter(|_| u32::from(c) < LETTERS).map(|place| PRIVATE + place * LETTERS + u32::from(c));
    private.and_then(char::from_u32).unwrap_or(c)
}

fn old_fonts(document: &Document) -> Vec<(ObjectId, FontHint)> {
    let hint = |font: &Dictionary| {
        let name = font.get(b"BaseFont").and_then(Object::as_name).ok()?;
        let is_descendant = font.has(b"CIDSystemInfo");
        let hint = FontHint::of_font(&String::from_utf8_lossy(name));
        (hint != FontHint::Unknown && !is_descendant && font.has(b"Subtype")).then_some(hint)
    };
    document.objects.iter().filter_map(|(id, object)| Some((*id, hint(object.as_dict().ok()?)?))).collect()
}

fn is_composite(font: &Dictionary) -> bool {
    matches!(font.get(b"Subtype").and_then(Object::as_name), Ok(b"Type0"))
}

/// What each code of a font stands for: what its own map says, else, in a font of bytes without names for them,
/// the byte.
fn letters(document: &Document, id: ObjectId) -> Option<BTreeMap<u32, String>> {
    let font = document.get_dictionary(id).ok()?;
    if let Ok(map) = font.get(b"ToUnicode") {
        let map = document.dereference(map).ok()?.1.as_stream().ok()?;
        let content = map.get_plain_content().unwrap_or_else(|_| map.content.clone());
        let map = adobe_cmap_parser::get_unicode_map(&content).ok()?;
        let text = |units: Vec<u8>| {
            let units = units.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).collect::<Result<String, _>>().ok()
        };
        let letters = map.into_iter().filter_map(|(code, units)| Some((code, text(units)?)));
        return Some(letters.take(MOST_CODES).collect());
    }
    let has_names = font.get(b"Encoding").is_ok_and(|encoding| {
        document.dereference(encoding).is_ok_and(|(_, encoding)| encoding.as_dict().is_ok())
    });
    if is_composite(font) || has_names {
        return None;
    }
    Some(
        (0x20..=0xFF_u8)
            .map(|byte| (byte.into(), encoding_rs::WINDOWS_1252.decode(&[byte]).0.into_owned()))
            .collect(),
    )
}

/// A map from codes to characters (ISO 32000-1, 9.10.3).
pub(super) fn character_map(letters: &BTreeMap<u32, String>, hint: FontHint, digits: usize) -> String {
    let last = "F".repeat(digits);
    let mut map = format!(
        "1 begincodespacerange <{:0digits$X}> <{last}> endcodespacerange\n{} beginbfchar\n",
        0,
        letters.len()
    );
    for (code, text) in letters {
        let hidden: String = text.chars().map(|c| hide(c, hint)).collect();
        let units: String = hidden.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        map.push_str(&format!("<{code:0digits$X}> <{units}>\n"));
    }
    map.push_str("endbfchar\n");
    map
}

#[cfg(test)]
mod tests {
    use pdf_extract::{Dictionary, Document, Object, Stream, dictionary};
    use vankho_model::{Doubt, Encoding, Engine, PageSource, WarningCode};
    use vankho_text::FontHint;

    use super::{HINTS, hide, reveal};
    use crate::format::pdf::tests::{read_pdf, saved};
    use crate::read::Extracted;

    /// A page that shows `content` in the fonts `F0`, `F1` and so on of these names; the first has a map of its own.
    fn shown(fonts: &[&str], content: &[u8]) -> Extracted {
        let mut document = Document::with_version("1.4");
        let map = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <01> <00B8> endbfchar \
                    1 beginbfrange <20> <FF> <0020> endbfrange";
        let map = document.add_object(Stream::new(Dictionary::new(), map.to_vec()));
        let mut all = Dictionary::new();
        for (i, name) in fonts.iter().enumerate() {
            let widths = vec![Object::Integer(500); 256];
            let mut font = dictionary! {
                "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => *name, "FirstChar" => 0, "LastChar" => 255,
                "Widths" => widths, "Encoding" => "WinAnsiEncoding",
            };
            if i == 0 {
                font.set("ToUnicode", map);
            }
            let font = document.add_object(font);
            all.set(format!("F{i}"), font);
        }
        let bytes = saved(document, &[content], &dictionary! { "Font" => all });
        read_pdf(&bytes, 1000)
    }

    #[test]
    fn fonts_of_a_page_tell_its_encodings() {
        let content = b"BT /F0 10 Tf 1 0 0 1 50 700 Tm (B\x01o c\xB8o ) Tj /F1 10 Tf (ngh\xDE quy\xD5t) Tj \
                        1 0 0 1 50 680 Tm /F2 10 Tf (Ngh\xF2 quye\xE1) Tj (t ) Tj /F3 10 Tf (caf\xE9) Tj ET";
        let read = shown(&["ABCDEF+.VnTime", ".VnTimeH,Bold", "VNI-Times", "Helvetica"], content);
        assert_eq!(read.pages, ["Báo cáo NGHỊ QUYẾT\n\nNghị quyết café"]);
        assert_eq!(read.sources[0].encoding, Encoding::Tcvn3);
    }

    #[test]
    fn a_page_whose_syllables_came_apart_waits_and_keeps_its_text() {
        let line = b"(C\xB8c ph\xAD\xACng ti\xD6 n v\xCBn t\xB6 i ph\xB6i ho\xB9 t \xAE\xE9ng) Tj ";
        let lines: Vec<u8> = (0..6).flat_map(|_| [&b"0 -20 Td "[..], line].concat()).collect();
        let content = [b"BT /F0 10 Tf 50 700 Td ".to_vec(), lines, b"ET".to_vec()].concat();
        let read = shown(&[".VnTime"], &content);
        assert!(read.pages[0].contains("Các phương tiệ n vận tả i phải hoạ t động"));
        let expected = PageSource {
            engine: Engine::Waiting,
            encoding: Encoding::Tcvn3,
            instead_because: Some(Doubt::Fragments),
        };
        assert_eq!(read.sources, [expected]);
        assert_eq!(read.warnings[0].code, WarningCode::NoTextLayer);
    }

    #[test]
    fn letters_are_hidden_and_revealed() {
        for hint in HINTS {
            for c in ['a', '\u{AD}', '…', 'ế'] {
                assert_ne!(hide(c, hint), c);
                assert_eq!(reveal(hide(c, hint)), (c, hint));
            }
        }
        for c in ['a', '\u{F0FFF}', '\u{FC000}', '\u{10FFFF}'] {
            assert_eq!(hide(c, FontHint::Unknown), c);
        }
        assert_eq!(reveal('\u{FC000}'), ('\u{FC000}', FontHint::Unknown));
    }
}
