//! What a Vietnamese letter is made of, as one table computed from Unicode's own decompositions.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// A lower-case letter taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// The letter with its shape and without its tone: `ê` of `ế`.
    pub shaped: char,
    /// The bare letter: `e` of `ế`, `d` of `đ`.
    pub bare: char,
    /// Telex letter of the tone (`f s r x j`), or `None` for the level tone.
    pub tone: Option<char>,
}

/// End of Latin Extended Additional, where the last precomposed Vietnamese letter stands.
const TABLE_END: usize = 0x1F00;

static TABLE: LazyLock<Vec<Letter>> = LazyLock::new(|| {
    (0..TABLE_END as u32).map(|code| char::from_u32(code).map_or(plain('\u{FFFD}'), take_apart)).collect()
});

/// Takes one NFC character apart, lower-casing it.
pub(crate) fn letter(c: char) -> Letter {
    if c.is_ascii() {
        return plain(c.to_ascii_lowercase());
    }
    TABLE.get(c as usize).copied().unwrap_or_else(|| take_apart(c))
}

fn plain(c: char) -> Letter {
    Letter { shaped: c, bare: c, tone: None }
}

fn take_apart(c: char) -> Letter {
    let lower = c.to_lowercase().next().unwrap_or(c);
    if lower == 'đ' {
        return Letter { shaped: 'đ', bare: 'd', tone: None };
    }
    let mut tone = None;
    let mut shape = String::new();
    for part in std::iter::once(lower).nfd() {
        match tone_letter(part) {
            Some(t) => tone = Some(t),
            None => shape.push(part),
        }
    }
    let shaped = shape.nfc().next().unwrap_or(lower);
    let bare = std::iter::once(shaped).nfd().next().unwrap_or(shaped);
    Letter { shaped, bare, tone }
}

/// Telex letter of a combining tone mark (huyền, sắc, hỏi, ngã, nặng).
fn tone_letter(mark: char) -> Option<char> {
    match mark {
        '\u{300}' => Some('f'),
        '\u{301}' => Some('s'),
        '\u{309}' => Some('r'),
        '\u{303}' => Some('x'),
        '\u{323}' => Some('j'),
        _ => None,
    }
}
