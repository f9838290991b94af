//! Vietnamese encodings from before Unicode (handbook §7.5): their letters, and telling them apart.
//!
//! Text comes as characters: bytes of an old encoding as what Windows-1252 makes of them, or as the character of
//! the same number where that makes none.

mod detect;
mod font;
mod misread;
mod tables;
mod vni;

use unicode_normalization::UnicodeNormalization;

pub use self::detect::{detect, guess};
pub use self::font::FontHint;
use self::tables::{TCVN3_TABLE, Table, VISCII_TABLE, VPS_TABLE, WINDOWS_1258_TABLE, byte_of};
use crate::letters::letter;

/// An encoding that text may have been written in and not been read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Legacy {
    /// TCVN3 (ABC), fonts named `.Vn…`.
    Tcvn3,
    /// VNI-Windows, fonts named `VNI-…`.
    Vni,
    /// VISCII (RFC 1456).
    Viscii,
    /// VPS.
    Vps,
    /// Windows-1258: tones as marks after their letters.
    Windows1258,
    /// UTF-8 read as Windows-1252, once or twice.
    MisreadUtf8,
}

impl Legacy {
    const ALL: [Self; 6] =
        [Self::Tcvn3, Self::Vni, Self::MisreadUtf8, Self::Viscii, Self::Vps, Self::Windows1258];

    /// The text in Unicode, composed. What the encoding does not know stays.
    #[must_use]
    pub fn decode(self, text: &str) -> String {
        match self {
            Self::Tcvn3 => join_capitals(&by_table(text, &TCVN3_TABLE)),
            Self::Vni => vni::decode(text),
            Self::Viscii => by_table(text, &VISCII_TABLE),
            Self::Vps => by_table(text, &VPS_TABLE),
            Self::Windows1258 => by_table(text, &WINDOWS_1258_TABLE).nfc().collect(),
            Self::MisreadUtf8 => misread::decode(&misread::decode(text)).nfc().collect(),
        }
    }
}

fn by_table(text: &str, table: &Table) -> String {
    let decode = |c: char| byte_of(c).and_then(|byte| table[usize::from(byte)]).unwrap_or(c);
    text.chars().map(decode).collect()
}

/// TCVN3 writes a capital with a tone as the capital and the small letter: `Aá` for `Á`, which is no spelling.
fn join_capitals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = None;
    for c in text.chars() {
        let now = letter(c);
        let doubled = now.tone.is_some() && c.is_lowercase() && last == Some(tables::capital(now.shaped));
        if doubled {
            out.pop();
        }
        out.push(if doubled { tables::capital(c) } else { c });
        last = Some(c);
    }
    out
}

/// Raises the small letters that stand among capitals, in text whose fonts are not known: `TỉNH ủY` becomes `TỈNH ỦY`.
///
/// TCVN3 and VPS have no codes for most capitals with a tone; fonts drew the small letters as capitals. A word with
/// two capitals or more and no small letter of ASCII is raised; in a line of such words without figures every word is.
#[must_use]
pub fn raise_capitals(text: &str) -> String {
    text.split_inclusive('\n').map(raise_line).collect()
}

fn raise_line(line: &str) -> String {
    let shouts = |text: &str| {
        !text.contains(|c: char| c.is_ascii_lowercase())
            && text.chars().filter(|c| c.is_uppercase()).count() >= 2
    };
    let whole = shouts(line)
        && !line.contains(|c: char| c.is_ascii_digit())
        && line.split(|c: char| !c.is_alphabetic()).any(shouts);
    if whole {
        return line.chars().map(tables::capital).collect();
    }
    let words = line.split_inclusive(|c: char| !c.is_alphabetic());
    words
        .map(|word| if shouts(word) { word.chars().map(tables::capital).collect() } else { word.to_owned() })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::tables::{TCVN3_TABLE, VISCII_TABLE, VPS_TABLE, WINDOWS_1258_TABLE};
    use super::{Legacy, raise_capitals};

    /// The characters that a text in this encoding is read as.
    pub(crate) fn encode(text: &str, encoding: Legacy) -> String {
        let table = match encoding {
            Legacy::Tcvn3 => &*TCVN3_TABLE,
            Legacy::Viscii => &*VISCII_TABLE,
            Legacy::Vps => &*VPS_TABLE,
            Legacy::Windows1258 => &*WINDOWS_1258_TABLE,
            Legacy::MisreadUtf8 => return text.bytes().map(char::from).collect(),
            Legacy::Vni => return encode_vni(text),
        };
        let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
        let apart = |c: char| -> String {
            let all: String = std::iter::once(c).nfd().collect();
            let shape: String = all.chars().filter(|part| !tones.contains(part)).collect();
            let tone = all.chars().filter(|part| tones.contains(part));
            shape.nfc().chain(tone).collect()
        };
        let parts: String = match encoding {
            Legacy::Windows1258 => text.chars().map(apart).collect(),
            _ => text.to_owned(),
        };
        let byte = |c: char| table.iter().rposition(|letter| *letter == Some(c));
        let code = |c: char| byte(c).or_else(|| byte(c.to_lowercase().next().expect("a letter")));
        let read = |c: char| code(c).map_or(c, |byte| char::from(u8::try_from(byte).expect("a byte")));
        parts.chars().map(|c| if c.is_ascii() { c } else { read(c) }).collect()
    }

    fn encode_vni(text: &str) -> String {
        let codes: Vec<String> = (0xC0..=0xFF_u8).map(|byte| char::from(byte).to_string()).collect();
        let bases = ["", "a", "e", "o", "u", "y", "ô", "ö", "A", "E", "O", "U", "Y", "Ô", "Ö"];
        let spellings: Vec<(String, String)> = bases
            .iter()
            .flat_map(|base| codes.iter().map(move |code| format!("{base}{code}")))
            .map(|spelled| (Legacy::Vni.decode(&spelled), spelled))
            // A mark is none by itself.
            .filter(|(letter, spelled)| Legacy::Vni.decode(&format!("a{spelled}")) == format!("a{letter}"))
            .collect();
        let spell = |c: char| {
            let found = spellings.iter().find(|(letter, _)| !c.is_ascii() && letter.chars().eq([c]));
            found.map_or_else(|| c.to_string(), |(_, spelled)| spelled.clone())
        };
        text.chars().map(spell).collect()
    }

    #[test]
    fn the_signs_of_each_encoding() {
        let check = |encoding: Legacy, text: &str, expected| assert_eq!(encoding.decode(text), expected);
        check(
            Legacy::Tcvn3,
            "NghÞ quyÕt sè 04 cña TØnh ñy vÒ c¶i c¸ch",
            "Nghị quyết số 04 của Tỉnh ủy về cải cách",
        );
        check(Legacy::Tcvn3, "th\u{AD}êng vô \u{1F}u tiªn §¶ng", "thường vụ ưu tiên Đảng");
        check(Legacy::Tcvn3, "B¸o c¸o A¸ £Õ ¡¾ “trÝch” – 5%", "Báo cáo Á Ế Ắ “trích” – 5%");
        check(Legacy::Vni, "Nghò quyeát", "Nghị quyết");
        check(Legacy::Vps, "NghÎ quy‰t sÓ", "Nghị quyết số");
        check(Legacy::Vps, "quy\u{89}t", "quyết");
        check(Legacy::Viscii, "Ngh¸ quyªt s¯", "Nghị quyết số");
        check(Legacy::Windows1258, "Nghiò quyêìt sôì", "Nghị quyết số");
        check(Legacy::MisreadUtf8, "Nghá»‹ quyáº¿t", "Nghị quyết");
    }

    #[test]
    fn capitals_drawn_by_a_font_are_raised_where_the_line_tells() {
        let check = |text, expected| assert_eq!(raise_capitals(text), expected);
        check("TỉNH ủY NINH THUậN\nSố 04-NQ/TU", "TỈNH ỦY NINH THUẬN\nSố 04-NQ/TU");
        check("Bí THƯ", "BÍ THƯ");
        check("Lê Hà Vũ", "Lê Hà Vũ");
        check("(đã ký) BáO cáo số 5", "(đã ký) BÁO cáo số 5");
    }

    proptest! {
        #[test]
        fn every_small_letter_comes_back(text in "[a-zàáảãạâầấẩẫậăằắẳẵặèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ ]{0,40}") {
            for encoding in Legacy::ALL {
                prop_assert_eq!(&encoding.decode(&encode(&text, encoding)), &text);
            }
        }

        #[test]
        fn any_text_is_decoded_without_harm(text in any::<String>()) {
            for encoding in Legacy::ALL {
                let decoded = encoding.decode(&text);
                prop_assert!(decoded.is_ascii() || !text.is_ascii());
            }
        }
    }
}
