//! One key per syllable, whatever the tone placement or the choice of i and y (handbook §7.2).

use crate::letters::letter;

/// Returns the key of one syllable: `hoà`, `hòa` → `hoaf`; `quyết` → `quyêts`; `kĩ`, `kỹ` → `kix`.
#[must_use]
pub fn key(word: &str) -> String {
    let (mut key, mut fold) = (String::new(), String::new());
    write_key_and_fold(word, &mut key, &mut fold);
    key
}

/// Returns one word without any mark, lower-case: `Nghị` → `nghi`, `Đảng` → `dang`, `kỹ` → `ki`.
#[must_use]
pub fn fold(word: &str) -> String {
    let (mut key, mut fold) = (String::new(), String::new());
    write_key_and_fold(word, &mut key, &mut fold);
    fold
}

/// Replaces `key` and `fold` with those of `word`, reusing their memory: the inner loop of indexing.
pub fn write_key_and_fold(word: &str, key: &mut String, fold: &mut String) {
    key.clear();
    fold.clear();
    let mut tone = None;
    for c in word.chars() {
        let letter = letter(c);
        key.push(letter.shaped);
        fold.push(letter.bare);
        tone = letter.tone.or(tone);
    }
    if ends_in_free_y(key) {
        key.pop();
        key.push('i');
        fold.pop();
        fold.push('i');
    }
    key.extend(tone);
}

/// Tells whether a word carries a tone, a shape or đ: whether its writer used an input method.
#[must_use]
pub fn is_marked(word: &str) -> bool {
    word.chars().any(|c| {
        let letter = letter(c);
        letter.tone.is_some() || letter.shaped != letter.bare
    })
}

/// `(h|k|l|m|s|t|v|qu)?y`: the syllables where y and i spell the same sound.
fn ends_in_free_y(toneless: &str) -> bool {
    matches!(toneless, "y" | "hy" | "ky" | "ly" | "my" | "sy" | "ty" | "vy" | "quy")
}

#[cfg(test)]
mod tests {
    use super::{fold, is_marked, key};

    #[test]
    fn joins_spellings_of_one_syllable() {
        for (one, other) in [
            ("hòa", "hoà"),
            ("khóa", "khoá"),
            ("khỏe", "khoẻ"),
            ("ủy", "uỷ"),
            ("thúy", "thuý"),
            ("kỹ", "kĩ"),
            ("lý", "lí"),
            ("mỹ", "mĩ"),
            ("sỹ", "sĩ"),
            ("tỷ", "tỉ"),
            ("hy", "hi"),
            ("vỹ", "vĩ"),
            ("quý", "quí"),
            ("Y", "i"),
            ("QUYẾT", "quyết"),
            ("HÒA", "hoà"),
        ] {
            assert_eq!(key(one), key(other), "{one} and {other} are one syllable");
            assert_eq!(fold(one), fold(other), "{one} and {other} fold alike");
        }
    }

    #[test]
    fn keeps_different_syllables_apart() {
        for (one, other) in
            [("tay", "tai"), ("túy", "túi"), ("má", "mà"), ("đa", "da"), ("quy", "qui\u{302}")]
        {
            assert_ne!(key(one), key(other), "{one} and {other} differ");
        }
    }

    #[test]
    fn writes_tone_last() {
        let check = |word, expected_key, expected_fold| {
            assert_eq!((key(word).as_str(), fold(word).as_str()), (expected_key, expected_fold));
        };
        check("nghị", "nghij", "nghi");
        check("quyết", "quyêts", "quyet");
        check("hòa", "hoaf", "hoa");
        check("ủy", "uyr", "uy");
        check("Đảng", "đangr", "dang");
        check("04", "04", "04");
        check("PV11", "pv11", "pv11");
    }

    #[test]
    fn sees_whether_a_word_was_typed_with_marks() {
        assert!(is_marked("quyết") && is_marked("đi") && is_marked("trưa"));
        assert!(!is_marked("quyet") && !is_marked("04") && !is_marked("tin"));
    }
}
