//! How Vietnamese a text looks: the measure behind every choice between encodings and between readers.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::grammar::is_syllable;
use crate::letters::letter;

/// What the words of a text are like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    /// Words with a letter.
    pub words: usize,
    /// Single letters that are no word, amid words of a line: what is left of a syllable that came apart.
    pub loose: usize,
    /// Words of two letters or more, some of them beyond ASCII, that are no abbreviations.
    pub marked: usize,
    /// Marked words that are Vietnamese syllables.
    pub syllables: usize,
}

impl Quality {
    /// Looks at a text in any normal form.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut found = Self::default();
        let text = composed(text);
        found.loose = text.lines().map(loose_letters).sum();
        for word in rough_words(&text) {
            found.words += usize::from(word.contains(char::is_alphabetic));
            if is_marked(word) {
                found.marked += 1;
                found.syllables += usize::from(is_syllable(word));
            }
        }
        found
    }

    /// The share of the marked words that are syllables, 0 to 1; 0 without marked words.
    #[must_use]
    pub fn share(&self) -> f64 {
        ratio(self.syllables, self.marked)
    }

    /// How many loose letters there are for a word, 0 to 1.
    #[must_use]
    pub fn loose_share(&self) -> f64 {
        ratio(self.loose, self.words)
    }
}

#[allow(clippy::cast_precision_loss)]
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The text in NFC.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.into(),
        _ => text.nfc().collect::<String>().into(),
    }
}

/// Words as they can be told in any encoding: a letter may come as a sign or as a control.
pub(crate) fn rough_words(text: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| {
        c.is_ascii_digit()
            || c.is_ascii_punctuation()
            || c.is_whitespace()
            || matches!(c, '«' | '»' | '°' | '·' | '\u{2000}'..='\u{206F}')
    };
    text.split(parts).filter(|word| !word.is_empty())
}

/// Whether a word says something about the encoding: it has a letter beyond ASCII, and is no abbreviation (`QĐ`).
pub(crate) fn is_marked(word: &str) -> bool {
    let has_vowel = || word.chars().any(|c| matches!(letter(c).bare, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    !word.is_ascii()
        && word.chars().nth(1).is_some()
        && (!word.chars().all(char::is_uppercase) || has_vowel())
}

/// Words that letters number: `điểm b khoản 2`, `Phụ lục I`.
const NUMBERED: [&str; 11] =
    ["điểm", "mục", "phần", "lục", "số", "nhóm", "hạng", "loại", "bảng", "khối", "chương"];

/// A letter between two words, with a blank on either side: not `a)`, not a cell of a table, not `ở` or `y`.
fn loose_letters(line: &str) -> usize {
    let mut before = None;
    let mut words = line.split(' ').peekable();
    let mut loose = 0;
    while let Some(word) = words.next() {
        let follows_word = before.is_some_and(|word: &str| {
            word.ends_with(char::is_alphabetic) && !NUMBERED.contains(&word.to_lowercase().as_str())
        });
        if follows_word && is_left_over(word) {
            loose += usize::from(words.peek().is_some_and(|next| next.starts_with(char::is_alphabetic)));
        }
        before = Some(word);
    }
    loose
}

/// A consonant or i, which are no words.
fn is_left_over(word: &str) -> bool {
    let mut chars = word.chars();
    let letter = chars.next().filter(|_| chars.next().is_none()).map(|c| letter(c).shaped);
    letter.is_some_and(|c| "bcdđghiklmnpqrstvx".contains(c))
}

#[cfg(test)]
mod tests {
    use super::Quality;

    #[test]
    fn counts_words_by_what_they_say() {
        let found = Quality::of("Số 04-NQ/TU của Ban Thường vụ, QĐ-UBND «họp» ở xã Été");
        let expected = Quality { words: 13, loose: 0, marked: 7, syllables: 6 };
        assert_eq!(found, expected);
        assert_eq!(Quality::of("lo ạ i xe tiệ n ích k\u{A0}ỹ a b").loose, 2);
        assert_eq!(Quality::of("điểm b khoản 2, b) c, ở y tế 1 x 2\ni\nk").loose, 0);
        assert_eq!(Quality::of("nghi\u{323} quyê\u{301}t").syllables, 2, "in any normal form");
        assert_eq!((Quality::of("").share(), Quality::of("").loose_share()), (0.0, 0.0));
    }
}
