//! What was meant when the input method was off: `nghij quyeets` (Telex), `nghi5 quye61t` (VNI).

use crate::grammar::is_syllable;

/// Combining marks, so that a tone can be put on any vowel.
const TONES: [(char, char, char); 5] = [
    ('f', '2', '\u{300}'),
    ('s', '1', '\u{301}'),
    ('r', '3', '\u{309}'),
    ('x', '4', '\u{303}'),
    ('j', '5', '\u{323}'),
];

/// Returns the syllable that these keys type in Telex, in small letters; `None` if they type none with marks.
#[must_use]
pub fn from_telex(keys: &str) -> Option<String> {
    let keys = keys.to_lowercase();
    if !keys.is_ascii() {
        return None;
    }
    let mut letters: Vec<char> = Vec::with_capacity(keys.len());
    let mut tone = None;
    for key in keys.chars() {
        let has_vowel = letters.iter().any(|c| is_vowel(*c));
        match key {
            'f' | 's' | 'r' | 'x' | 'j' if has_vowel => tone = Some(key),
            'w' => put_horn_or_breve(&mut letters),
            'a' | 'e' | 'o' if reshape(&mut letters, key, circumflex(key)) => {}
            'd' if letters.first() == Some(&'d') => letters[0] = 'đ',
            _ => letters.push(key),
        }
    }
    let tone = tone.and_then(|key| TONES.iter().find(|(telex, ..)| *telex == key)).map(|(_, _, mark)| *mark);
    spell(&letters, tone, &keys)
}

/// Returns the syllable that these keys type in VNI, in small letters; `None` if they type none with marks.
#[must_use]
pub fn from_vni(keys: &str) -> Option<String> {
    let keys = keys.to_lowercase();
    if !keys.is_ascii() || !keys.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut letters: Vec<char> = Vec::with_capacity(keys.len());
    let mut tone = None;
    for key in keys.chars() {
        match key {
            '1'..='5' => tone = TONES.iter().find(|(_, vni, _)| *vni == key).map(|(_, _, mark)| *mark),
            '6' => {
                let _ = ['a', 'e', 'o'].iter().any(|c| reshape(&mut letters, *c, circumflex(*c)));
            }
            '7' => put_horn(&mut letters),
            '8' => {
                reshape(&mut letters, 'a', 'ă');
            }
            '9' if letters.first() == Some(&'d') => letters[0] = 'đ',
            _ => letters.push(key),
        }
    }
    spell(&letters, tone, &keys)
}

/// Writes a key of `key()` as people write it: `quyêts` → `quyết`; `None` if it is no syllable.
#[must_use]
pub fn from_key(key: &str) -> Option<String> {
    let letters: Vec<char> = key.chars().collect();
    let (last, rest) = letters.split_last()?;
    let tone = TONES.iter().find(|(telex, ..)| telex == last && rest.iter().any(|c| is_vowel(*c)));
    match tone {
        Some((_, _, mark)) => place_tone(rest, Some(*mark)),
        None => place_tone(&letters, None),
    }
}

/// The syllable, if the keys made any mark at all.
fn spell(letters: &[char], tone: Option<char>, keys: &str) -> Option<String> {
    place_tone(letters, tone).filter(|word| word != keys)
}

/// Puts the tone on the first vowel where spelling allows it.
fn place_tone(letters: &[char], tone: Option<char>) -> Option<String> {
    let Some(mark) = tone else {
        let word: String = letters.iter().collect();
        return is_syllable(&word).then_some(word);
    };
    (0..letters.len()).filter(|at| is_vowel(letters[*at])).find_map(|at| {
        let decomposed: String =
            letters[..=at].iter().chain([&mark]).chain(&letters[at + 1..]).copied().collect();
        let word = crate::repair(&decomposed);
        is_syllable(&word).then_some(word)
    })
}

fn is_vowel(c: char) -> bool {
    "aăâeêioôơuưy".contains(c)
}

fn circumflex(c: char) -> char {
    match c {
        'a' => 'â',
        'e' => 'ê',
        _ => 'ô',
    }
}

/// Gives the last `from` its shape; whether there was one.
fn reshape(letters: &mut [char], from: char, to: char) -> bool {
    let last = letters.iter_mut().rev().find(|c| **c == from);
    last.map(|c| *c = to).is_some()
}

/// Telex w: `ươ` of uo, or the breve or horn of the last vowel that takes one; alone it is ư.
fn put_horn_or_breve(letters: &mut Vec<char>) {
    let Some(at) = letters.iter().rposition(|c| matches!(c, 'a' | 'o' | 'u')) else {
        return letters.push('ư');
    };
    if letters[at] == 'a' {
        letters[at] = 'ă';
    } else {
        put_horn(letters);
    }
}

fn put_horn(letters: &mut [char]) {
    let Some(at) = letters.iter().rposition(|c| matches!(c, 'o' | 'u')) else { return };
    let is_uo = letters[at] == 'o' && at > 0 && letters[at - 1] == 'u' && letters.first() != Some(&'q');
    // `thuở` keeps its u; nothing but a final uơ does.
    if is_uo {
        letters[at - 1] = 'ư';
    }
    letters[at] = if letters[at] == 'o' { 'ơ' } else { 'ư' };
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{from_key, from_telex, from_vni};

    #[test]
    fn reads_telex_in_any_order_of_keys() {
        let check =
            |keys: &str, expected: &str| assert_eq!(from_telex(keys).as_deref(), Some(expected), "{keys}");
        check("nghij", "nghị");
        check("quyeets", "quyết");
        check("quyetse", "quyết");
        check("ddangr", "đảng");
        check("dangrd", "đảng");
        check("dduwowcj", "được");
        check("duongw", "dương");
        check("nuwowcs", "nước");
        check("laapj", "lập");
        check("khoas", "khóa");
        check("tw", "tư");
        for word in ["nghi", "nq", "van", "kes1", "class", "quyết", ""] {
            assert_eq!(from_telex(word), None, "{word}");
        }
    }

    #[test]
    fn reads_vni() {
        let check =
            |keys: &str, expected: &str| assert_eq!(from_vni(keys).as_deref(), Some(expected), "{keys}");
        check("nghi5", "nghị");
        check("quye61t", "quyết");
        check("quyet61", "quyết");
        check("d9a3ng", "đảng");
        check("u7o7c1", "ước");
        check("nuoc71", "nước");
        check("na8m", "năm");
        for word in ["04", "pv11", "qh15", "nghi"] {
            assert_eq!(from_vni(word), None, "{word}");
        }
    }

    #[test]
    fn writes_keys_as_people_do() {
        for word in ["nghị", "quyết", "đảng", "hành", "chính", "khóa", "nước", "và"] {
            assert_eq!(from_key(&crate::key(word)).as_deref(), Some(word));
        }
        assert_eq!(from_key("nq"), None);
    }

    proptest! {
        #[test]
        fn never_panics(keys in any::<String>()) {
            let _ = (from_telex(&keys), from_vni(&keys), from_key(&keys));
        }

        #[test]
        fn gives_syllables(keys in "[a-z]{1,8}") {
            if let Some(word) = from_telex(&keys) {
                prop_assert!(crate::is_syllable(&word));
            }
        }
    }
}
