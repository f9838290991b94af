//! Splitting text into words the way both the index and a query need it.

use crate::syllable::fold;

/// A maximal run of letters and digits: in Vietnamese, one syllable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word as written.
    pub text: &'t str,
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
}

impl Word<'_> {
    /// Tells whether the word is a number such as `04`.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_digit())
    }

    /// The word without leading zeros if it is a number: `04` and `4` are one.
    #[must_use]
    pub fn without_leading_zeros(&self) -> &str {
        if !self.is_number() {
            return self.text;
        }
        match self.text.trim_start_matches('0') {
            "" => "0",
            digits => digits,
        }
    }
}

/// Iterates over the words of a text in NFC; anything that is no letter or digit separates.
#[must_use]
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The words of a text, see [`words`].
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let text = self.text;
        let start = self.at + text[self.at..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |len| start + len);
        self.at = end;
        Some(Word { text: &text[start..end], start, end })
    }
}

/// Returns the folded words of a text joined by single blanks: `Số: 04-NQ/TU` → `so 4 nq tu`.
#[must_use]
pub fn fold_phrase(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in words(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&fold(word.without_leading_zeros()));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold_phrase, words};

    #[test]
    fn splits_numbers_and_syllables() {
        let check = |text, expected: &[&str]| {
            assert_eq!(words(text).map(|w| w.text).collect::<Vec<_>>(), expected);
        };
        check("Số 04-NQ/TU, ngày 01/7/2016.", &["Số", "04", "NQ", "TU", "ngày", "01", "7", "2016"]);
        check("mới.Đồng chí", &["mới", "Đồng", "chí"]);
        check(" -- ", &[]);
    }

    #[test]
    fn folds_a_phrase() {
        assert_eq!(fold_phrase("Số: 04-NQ/TU"), "so 4 nq tu");
        assert_eq!(fold_phrase("00"), "0");
    }

    proptest! {
        #[test]
        fn offsets_point_at_the_word(text in any::<String>()) {
            for word in words(&text) {
                prop_assert_eq!(&text[word.start..word.end], word.text);
            }
        }
    }
}
