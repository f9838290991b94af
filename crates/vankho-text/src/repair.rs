//! The first step of every text: one Unicode form, no look-alikes, no invisible characters.

use crate::lookalike;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Returns the text in NFC with Vietnamese look-alikes and invisible characters repaired.
///
/// - `Ð Ɖ ð ɖ` become `Đ đ`, `Ƣ ƣ` become `Ư ư` (handbook §7.1: they occur in files and never on purpose);
/// - Cyrillic and Greek letters that were meant as Latin ones become Latin (`НĐ` with a Russian Н);
/// - soft hyphens, zero-width characters and byte-order marks go, odd blanks become a blank;
/// - line ends become `\n`; other control characters go, except tab and form feed.
///
/// Idempotent. Run legacy-encoding detection before it: U+00AD is the letter `ư` of TCVN3.
#[must_use]
pub fn repair(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        push_clean(text.chars(), &mut out);
    } else {
        // Invisible characters can stand between a letter and its mark, so they go before composing.
        let mut visible = String::with_capacity(text.len());
        push_clean(text.chars(), &mut visible);
        out.extend(visible.nfc());
    }
    if lookalike::may_hold(&out) { lookalike::replace(&out) } else { out }
}

fn push_clean(chars: impl Iterator<Item = char>, out: &mut String) {
    let mut after_return = false;
    let mut chars = chars.peekable();
    while let Some(c) = chars.next() {
        let was_return = std::mem::replace(&mut after_return, c == '\r');
        // A number broken at its dash holds a soft one: `06` U+00AD `HD/VPHU`.
        let after_figure = out.ends_with(|c: char| c.is_ascii_digit());
        if after_figure && c == '\u{AD}' && chars.peek().is_some_and(|next| next.is_uppercase()) {
            out.push('-');
            continue;
        }
        match c {
            '\n' if was_return => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{B}' => out.push('\n'),
            '\n' | '\t' | '\u{C}' => out.push(c),
            '\u{D0}' | '\u{189}' => out.push('Đ'),
            '\u{F0}' | '\u{256}' => out.push('đ'),
            '\u{1A2}' => out.push('Ư'),
            '\u{1A3}' => out.push('ư'),
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => out.push(' '),
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => {}
            '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::is_nfc;

    use super::repair;

    #[test]
    fn repairs_what_files_really_hold() {
        let check = |input: &str, expected: &str| assert_eq!(repair(input), expected, "input {input:?}");
        check("Nghi\u{323} quyê\u{301}t", "Nghị quyết");
        check("nghie\u{302}\u{323}m", "nghiệm");
        check("L\u{1A2}U TR\u{1A2}\u{303}", "LƯU TRỮ");
        check("Q\u{D0} \u{189}ảng \u{F0}ó", "QĐ Đảng đó");
        check("04\u{AD}-NQ\u{200B}/TU\u{A0}ngày", "04-NQ/TU ngày");
        check("06\u{AD}HD/VPHU", "06-HD/VPHU");
        check("a\r\nb\rc\u{C}d\u{0}", "a\nb\nc\u{C}d");
        check("hu\u{1B0}\u{340}", "huừ");
        check("e\u{200B}\u{301}", "é");
        check("15/2020/\u{41D}\u{110}-\u{421}\u{420}", "15/2020/HĐ-CP");
    }

    proptest! {
        #[test]
        fn is_idempotent_and_composed(text in any::<String>()) {
            let once = repair(&text);
            prop_assert!(is_nfc(&once));
            prop_assert_eq!(repair(&once), once);
        }

        #[test]
        fn is_idempotent_among_look_alikes(text in "[АВСЕНаеорсхΑΒοΔиж\u{300}\u{301}\u{323}\u{AD}a-zĐÐ0-9 /-]{0,24}") {
            let once = repair(&text);
            prop_assert!(is_nfc(&once));
            prop_assert_eq!(repair(&once), once);
        }
    }
}
