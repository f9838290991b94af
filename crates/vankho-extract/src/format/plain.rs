//! Plain text: finding its encoding and decoding it.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use vankho_model::{Engine, Hints};

use crate::pages::Pages;
use crate::read::{Budget, Extracted, Refusal};
use crate::sniff::Format;

/// How the bytes of a text stand for letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// UTF-8, of which ASCII is a part.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Some 8-bit encoding that the bytes do not name.
    EightBit,
}

/// Guesses the encoding of a text or of its beginning; `None` is no text.
pub(crate) fn guess(bytes: &[u8]) -> Option<Coding> {
    if bytes.starts_with(b"\xFF\xFE") {
        return looks_like_utf16(&bytes[2..], u16::from_le_bytes).then_some(Coding::Utf16Le);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return looks_like_utf16(&bytes[2..], u16::from_be_bytes).then_some(Coding::Utf16Be);
    }
    if bytes.contains(&0) {
        let le = looks_like_utf16(bytes, u16::from_le_bytes).then_some(Coding::Utf16Le);
        return le.or_else(|| looks_like_utf16(bytes, u16::from_be_bytes).then_some(Coding::Utf16Be));
    }
    if is_utf8(bytes) {
        return (odd_controls(bytes) * 50 <= bytes.len()).then_some(Coding::Utf8);
    }
    looks_like_eight_bit(bytes).then_some(Coding::EightBit)
}

/// A head may end inside a letter, so only a wrong byte counts, not a missing one.
fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// Control bytes that no text holds.
fn odd_controls(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| matches!(byte, 0..=8 | 0x0E..=0x1F | 0x7F)).count()
}

/// VISCII puts six rare capitals on control bytes, so a few controls are still text; in every 8-bit encoding of
/// Vietnamese most letters are plain ASCII, while compressed or coded bytes are spread evenly.
fn looks_like_eight_bit(bytes: &[u8]) -> bool {
    let plain = bytes.iter().filter(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')).count();
    odd_controls(bytes) * 100 <= bytes.len() && plain * 2 >= bytes.len()
}

/// Whether nearly all units are letters, marks, digits and signs that Vietnamese papers use, some of them ASCII.
fn looks_like_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let (mut usual, mut ascii, mut all) = (0_usize, 0_usize, 0_usize);
    for pair in bytes.as_chunks::<2>().0 {
        let value = unit(*pair);
        let is_ascii = matches!(value, 9 | 10 | 13 | 0x20..=0x7E);
        // Latin with marks, combining marks, Vietnamese letters, general punctuation, arrows and bullets.
        let is_latin = matches!(value, 0xA0..=0x24F | 0x300..=0x36F | 0x1E00..=0x1EFF | 0x2000..=0x206F);
        let is_sign = matches!(value, 0x20A0..=0x25FF | 0xF000..=0xF0FF | 0xFEFF);
        ascii += usize::from(is_ascii);
        usual += usize::from(is_ascii || is_latin || is_sign);
        all += 1;
    }
    usual * 20 >= all * 19 && ascii * 4 >= all
}

/// Decodes a text, its byte-order mark left out. Bytes that mean nothing become U+FFFD; those of an unnamed encoding
/// come as Windows-1252 reads them.
pub(crate) fn decode(bytes: &[u8], coding: Coding) -> String {
    let encoding = match coding {
        Coding::Utf8 => UTF_8,
        Coding::Utf16Le => UTF_16LE,
        Coding::Utf16Be => UTF_16BE,
        Coding::EightBit => WINDOWS_1252,
    };
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

/// Reads a plain text. A form feed starts a new page.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Result<Extracted, Refusal> {
    let coding = guess(bytes).ok_or(Refusal::NotADocument)?;
    let text = decode(bytes, coding);
    let mut pages = Pages::new(budget.text_bytes);
    pages.eight_bit = coding == Coding::EightBit;
    for page in text.trim_end_matches('\u{C}').split('\u{C}') {
        pages.push(page, Engine::Format);
        if pages.truncated {
            break;
        }
    }
    Ok(pages.finish(Format::Text, Vec::new(), Hints::default()))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use vankho_model::{Encoding, Warning, WarningCode};

    use super::{Coding, guess, read};
    use crate::read::{Budget, Extracted, Refusal};

    const TEXT: &str = "Nghị quyết số 04-NQ/TU\nvề công tác dân vận";

    fn text_of(bytes: &[u8], text_bytes: u64) -> Result<Extracted, Refusal> {
        read(bytes, Budget { text_bytes, deadline: Instant::now() })
    }

    fn utf16(bom: bool, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        bom.then_some(0xFEFF).into_iter().chain(TEXT.encode_utf16()).flat_map(to_bytes).collect()
    }

    #[test]
    fn reads_every_unicode_form() {
        let with_bom = [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat();
        let forms = [
            TEXT.as_bytes().to_vec(),
            with_bom,
            utf16(true, u16::to_le_bytes),
            utf16(false, u16::to_le_bytes),
            utf16(true, u16::to_be_bytes),
            utf16(false, u16::to_be_bytes),
        ];
        for form in forms {
            let read = text_of(&form, 1000).expect("a text");
            assert_eq!((read.pages, read.warnings), (vec![TEXT.to_owned()], vec![]));
        }
    }

    #[test]
    fn bytes_of_an_old_encoding_are_told_and_a_guess_is_warned_of() {
        // "Nghị quyết" with the tone marks that Windows-1258 writes after the letter.
        let few = text_of(b"Ngh\x69\xF2 quy\xEA\xECt s\xF4\xEC 4", 1000).expect("a text");
        assert_eq!(
            (few.pages, few.sources[0].encoding),
            (vec!["Nghị quyết số 4".into()], Encoding::Windows1258)
        );
        let codes = |warnings: Vec<Warning>| warnings.iter().map(|warning| warning.code).collect::<Vec<_>>();
        assert_eq!(codes(few.warnings), [WarningCode::LegacyEncoding, WarningCode::EncodingUnknown]);
        // The same in TCVN3, in VISCII (with capitals on control bytes) and, in no old encoding, French.
        let tcvn3 = text_of(
            b"Th\xB8ng 6, c\xB8c c\xCAp \xF1y \xAEang b\xB8o c\xB8o k\xD5t qu\xB6 n\xA8m tr\xAD\xEDc",
            1000,
        );
        let tcvn3 = tcvn3.expect("a text");
        assert_eq!(tcvn3.pages, ["Tháng 6, các cấp ủy đang báo cáo kết quả năm trước"]);
        assert_eq!(codes(tcvn3.warnings), [WarningCode::LegacyEncoding]);
        let french =
            text_of(b"Les \xE9l\xE8ves fran\xE7ais \xE9taient tr\xE8s g\xEAn\xE9s", 1000).expect("a text");
        assert_eq!(french.pages, ["Les élèves français étaient très gênés"]);
        assert_eq!(codes(french.warnings), [WarningCode::EncodingUnknown]);
    }

    #[test]
    fn pages_cuts_and_nothing() {
        assert_eq!(text_of("một\u{C}hai\u{C}".as_bytes(), 1000).expect("a text").pages, ["một", "hai"]);
        let cut = text_of("một hai".as_bytes(), 3).expect("a text");
        assert_eq!((cut.pages[0].as_str(), cut.warnings[0].code), ("m", WarningCode::TextTruncated));
        assert_eq!(text_of(b" \n", 1000).expect("a text").warnings[0].code, WarningCode::Empty);
        assert_eq!(text_of(b"text\0with\x01nothing\0", 1000), Err(Refusal::NotADocument));
    }

    #[test]
    fn bytes_spread_evenly_are_no_text() {
        let mut state = 1_u32;
        let noise: Vec<u8> = (0..4000)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state.to_be_bytes()[0].max(1)
            })
            .collect();
        assert_eq!(guess(&noise), None);
        assert_eq!(guess(b"B\xB8o c\xB8o"), Some(Coding::EightBit));
    }
}
