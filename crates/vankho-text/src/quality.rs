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
    /// Words of one letter.
    pub single: usize,
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
        for word in rough_words(&composed(text)) {
            found.words += usize::from(word.contains(char::is_alphabetic));
            found.single += usize::from(is_single(word));
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

    /// The share of the words that have one letter only, 0 to 1.
    #[must_use]
    pub fn single_share(&self) -> f64 {
        ratio(self.single, self.words)
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

fn is_single(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::Quality;

    #[test]
    fn counts_words_by_what_they_say() {
        let found = Quality::of("Số 04-NQ/TU của Ban Thường vụ, QĐ-UBND «họp» ở xã Été");
        let expected = Quality { words: 13, single: 1, marked: 7, syllables: 6 };
        assert_eq!(found, expected);
        let apart = Quality::of("T NH U Y NINH THU N");
        assert_eq!((apart.single, apart.words), (4, 7));
        assert_eq!(Quality::of("nghi\u{323} quyê\u{301}t").syllables, 2, "in any normal form");
        assert_eq!((Quality::of("").share(), Quality::of("").single_share()), (0.0, 0.0));
    }
}
