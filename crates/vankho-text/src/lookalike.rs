//! Cyrillic and Greek letters that stand where a Latin one was meant: `НĐ` with a Russian Н looks right and is
//! found by no search.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Look-alikes and the Latin letters they are taken for.
const PAIRS: [(&str, &str); 3] = [
    ("АВЕЅІЈКМНОРСТХУԀԌԚԜ", "ABESIJKMHOPCTXYDGQW"),
    ("аеѕіјорсухһԁԛԝ", "aesijopcyxhdqw"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo"),
];

/// Whether a text may hold any: the first bytes of Greek and Cyrillic letters in UTF-8.
pub(crate) fn may_hold(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xCD..=0xD4))
}

/// Returns the text, in NFC, with look-alikes made Latin: in a word that also has Latin letters or digits, and in
/// one joined to such a word by a sign (`СР` in `15/NĐ-СР`) unless the text has real words of that script.
/// A word with a letter of that script which looks like no Latin one is real and stays.
pub(crate) fn replace(text: &str) -> String {
    let is_foreign_text = is_real(text);
    let is_mixed = |word: &str| {
        let has_digit = !is_foreign_text && word.contains(|c: char| c.is_ascii_digit());
        word.contains(is_latin) || (has_digit && word.contains(char::is_alphabetic))
    };
    let mut out = String::with_capacity(text.len());
    for chunk in text.split_inclusive(char::is_whitespace) {
        if !may_hold(chunk) {
            out.push_str(chunk);
            continue;
        }
        let joins_latin = !is_foreign_text && chunk.split(|c| !is_part(c)).any(is_mixed);
        for word in chunk.split_inclusive(|c| !is_part(c)) {
            if (joins_latin || is_mixed(word)) && !is_real(word) {
                out.extend(word.chars().map(|c| latin(c).unwrap_or(c)));
            } else {
                out.push_str(word);
            }
        }
    }
    match is_nfc_quick(out.chars()) {
        IsNormalized::Yes => out,
        _ => out.nfc().collect(),
    }
}

/// Letters, digits and the marks on letters.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}')
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && matches!(c, 'A'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Whether a text has a Greek or Cyrillic letter that looks like no Latin one.
fn is_real(text: &str) -> bool {
    let is_foreign = |c: char| matches!(c, '\u{370}'..='\u{52F}') && c.is_alphabetic();
    text.chars().any(|c| is_foreign(c) && latin(c).is_none())
}

fn latin(c: char) -> Option<char> {
    let find = |(like, latin): &(&str, &str)| latin.chars().nth(like.chars().position(|one| one == c)?);
    if c.is_ascii() { None } else { PAIRS.iter().find_map(find) }
}

#[cfg(test)]
mod tests {
    use super::replace;

    #[test]
    fn letters_meant_latin_become_latin() {
        let check = |text, expected| assert_eq!(replace(text), expected);
        check("15/2020/\u{41D}Đ-\u{421}\u{420}", "15/2020/HĐ-CP");
        check("\u{421}\u{422}-TW, N\u{41E}, N\u{39F}", "CT-TW, NO, NO");
        check("Ngh\u{456}̣ quyết c\u{430}́c", "Nghị quyết các");
        check("H\u{430}\u{300} N\u{43E}\u{323}i \u{41A}2", "Hà Nọi K2");
    }

    #[test]
    fn words_of_that_script_stay() {
        for text in [
            "Москва, СССР",
            "ГОСТ-2.105 СН-3",
            "СТО 12 и В2",
            "5 μm, ΔT, α1, σĐT",
            "\u{421}\u{421}\u{421}\u{420}",
        ] {
            assert_eq!(replace(text), text);
        }
        assert_eq!(replace("Москва N\u{41E}"), "Москва NO");
    }
}
