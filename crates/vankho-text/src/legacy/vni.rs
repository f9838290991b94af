//! VNI-Windows: a letter, then a byte for its hat and tone (handbook §7.5).

use unicode_normalization::UnicodeNormalization;

use super::tables::{byte_of, capital};

const HAT: char = '\u{302}';
const BREVE: char = '\u{306}';
const ACUTE: char = '\u{301}';
const GRAVE: char = '\u{300}';
const HOOK: char = '\u{309}';
const TILDE: char = '\u{303}';
const DOT: char = '\u{323}';

/// The letter that one small byte stands for alone.
fn alone(byte: u8) -> Option<char> {
    Some(match byte {
        0xF4 => 'ơ',
        0xF6 => 'ư',
        0xF1 => 'đ',
        0xED => 'í',
        0xEC => 'ì',
        0xE6 => 'ỉ',
        0xF3 => 'ĩ',
        0xF2 => 'ị',
        0xEE => 'ỵ',
        _ => return None,
    })
}

/// The marks that one small byte puts on the letter before it: shape, then tone.
fn marks(byte: u8) -> Option<(Option<char>, Option<char>)> {
    Some(match byte {
        0xF9 => (None, Some(ACUTE)),
        0xF8 => (None, Some(GRAVE)),
        0xFB => (None, Some(HOOK)),
        0xF5 => (None, Some(TILDE)),
        0xEF => (None, Some(DOT)),
        0xE2 => (Some(HAT), None),
        0xE1 => (Some(HAT), Some(ACUTE)),
        0xE0 => (Some(HAT), Some(GRAVE)),
        0xE5 => (Some(HAT), Some(HOOK)),
        0xE3 => (Some(HAT), Some(TILDE)),
        0xE4 => (Some(HAT), Some(DOT)),
        0xEA => (Some(BREVE), None),
        0xE9 => (Some(BREVE), Some(ACUTE)),
        0xE8 => (Some(BREVE), Some(GRAVE)),
        0xFA => (Some(BREVE), Some(HOOK)),
        0xFC => (Some(BREVE), Some(TILDE)),
        0xEB => (Some(BREVE), Some(DOT)),
        _ => return None,
    })
}

/// Decodes a text, a letter and its mark becoming one character.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for c in text.chars() {
        let byte = byte_of(c).filter(|byte| *byte >= 0xC0);
        let small = byte.map(|byte| byte | 0x20);
        let marked = small.and_then(marks).and_then(|(shape, tone)| {
            let base = out.chars().next_back()?;
            Some((base, with(base, shape, tone)?))
        });
        if let Some((base, letter)) = marked {
            out.truncate(out.len() - base.len_utf8());
            out.push(letter);
        } else if let Some(letter) = small.and_then(alone) {
            out.push(if byte == small { letter } else { capital(letter) });
        } else {
            out.push(c);
        }
    }
    out
}

/// The letter with its marks, if Vietnamese has it.
fn with(base: char, shape: Option<char>, tone: Option<char>) -> Option<char> {
    let bare = base.to_lowercase().next()?;
    let fits = match shape {
        Some(HAT) => matches!(bare, 'a' | 'e' | 'o'),
        Some(_) => bare == 'a',
        None => matches!(bare, 'a' | 'e' | 'i' | 'o' | 'ơ' | 'u' | 'ư' | 'y'),
    };
    let mut composed = std::iter::once(base).chain(shape).chain(tone).nfc();
    composed.next().filter(|_| fits && composed.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn letters_take_their_marks() {
        let check = |vni, expected| assert_eq!(decode(vni), expected);
        check("Nghò quyeát soá 04 cuûa Tænh uûy", "Nghị quyết số 04 của Tỉnh ủy");
        check("ÑAÛNG COÄNG SAÛN VIEÄT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM");
        check("ñöôøng lôùn, tröôùc, löôïng, phuïc vuï", "đường lớn, trước, lượng, phục vụ");
        check("Baùo caùo naêm, vaên, daân, baèng, taëng, laãn", "Báo cáo năm, văn, dân, bằng, tặng, lẫn");
        check("kyõ, kyû, kyø, lyù, Myõ, kî", "kỹ, kỷ, kỳ, lý, Mỹ, kỵ");
        check("nghæ, nghóa, chí, vì", "nghỉ, nghĩa, chí, vì");
        // The mark's case may differ from the letter's.
        check("BAùO CAùO", "BÁO CÁO");
        check("ùa Xaá", "ùa Xấ");
    }
}
