//! The order of a Vietnamese dictionary.

use std::fmt::Write;

use crate::letters::letter;
use crate::words::words;

/// Letters in the order of the alphabet (TCVN 6909's names); what is not among them comes after.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// Tones in the order of dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
const TONES: &str = "frxsj";

/// Returns a key whose bytes sort as a Vietnamese dictionary sorts the text: letters first, syllable by syllable,
/// then tones; numbers by their value.
#[must_use]
pub fn collation_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() + 8);
    for word in words(text) {
        if word.is_number() {
            let digits = word.without_leading_zeros();
            // Longer numbers are larger, and every number comes before every letter.
            let _ = write!(key, "{:03}{digits} ", digits.len().min(999));
            continue;
        }
        let mut tone = '0';
        for c in word.text.chars() {
            let letter = letter(c);
            key.push(place(letter.shaped));
            if let Some(place) = letter.tone.and_then(|mark| TONES.chars().position(|t| t == mark)) {
                tone = char::from(b'1' + u8::try_from(place).unwrap_or_default());
            }
        }
        // A blank sorts before tones, tones before letters: `hoa` < `hòa` < `hoan`.
        key.push(tone);
        key.push(' ');
    }
    key
}

/// A character that stands where the letter stands in the alphabet.
fn place(c: char) -> char {
    match ALPHABET.chars().position(|a| a == c) {
        Some(place) => char::from(b'A' + u8::try_from(place).unwrap_or_default()),
        None => c,
    }
}

#[cfg(test)]
mod tests {
    use super::collation_key;

    #[test]
    fn sorts_like_a_dictionary() {
        let sorted = [
            "2 điều",
            "04 việc",
            "10 việc",
            "an",
            "án",
            "anh",
            "ăn",
            "âm",
            "ba",
            "bà",
            "bả",
            "bã",
            "bá",
            "bạ",
            "ban",
            "da",
            "đa",
            "em",
            "êm",
            "hoa",
            "hòa",
            "hoan",
            "ơn",
            "tỉnh đoàn",
            "tỉnh ủy",
            "tòa án",
            "ưu",
            "ý",
        ];
        let mut again = sorted;
        again.sort_by_key(|text| collation_key(text));
        assert_eq!(again, sorted);
        assert_eq!(collation_key("Hòa"), collation_key("hoà"));
    }
}
