//! Which letters make a Vietnamese syllable: onset, rhyme and tone.
//!
//! Precise on purpose. Text in another language, or in another encoding than it was read in, must hardly ever
//! look Vietnamese by chance.

use std::sync::LazyLock;

use crate::letters::letter;

/// The longest syllable (`nghiêng`), in letters.
const MOST_LETTERS: usize = 7;

/// Consonants a syllable may start with, the longer before those they start with.
const ONSETS: [&str; 27] = [
    "ngh", "ng", "nh", "n", "ch", "c", "gh", "gi", "g", "kh", "k", "ph", "p", "qu", "th", "tr", "t", "b",
    "d", "đ", "h", "l", "m", "r", "s", "v", "x",
];

/// Every rhyme after a consonant, without its tone.
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc \
    oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc \
    uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương \
    ươp ươt ươu ưt ưu";
/// What follows `qu`, whose u is a part of the rhyme.
const AFTER_QU: &str = "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et ê êch ên ênh êt \
    i ich inh it ôc ơ y ych yên yêt ynh yt";
/// Rhymes in y that stand for those in i.
const IN_Y: &str = "y";
/// Rhymes in y without a consonant before them.
const ALONE_IN_Y: &str = "y yêm yên yêng yêt yêu";
/// What follows the g of `gì` and `giếng`.
const AFTER_G_IN_I: &str = "i in ich iêng iêt";

/// Tells whether one word in NFC is a syllable of Vietnamese spelling, in either way of placing the tone
/// (`hòa`, `hoà`) and in any mix of capitals and small letters.
#[must_use]
pub fn is_syllable(word: &str) -> bool {
    let mut shaped = [' '; MOST_LETTERS];
    let (mut length, mut tone) = (0, None);
    for c in word.chars() {
        let letter = letter(c);
        if length == MOST_LETTERS || (letter.tone.is_some() && tone.is_some()) {
            return false;
        }
        tone = tone.or_else(|| letter.tone.map(|mark| (length, mark)));
        shaped[length] = letter.shaped;
        length += 1;
    }
    let mut bytes = [0; MOST_LETTERS * 4];
    let mut end = 0;
    for c in &shaped[..length] {
        end += c.encode_utf8(&mut bytes[end..]).len();
    }
    let toneless = std::str::from_utf8(&bytes[..end]).unwrap_or_default();
    splits(toneless).any(|(onset, rhyme)| {
        let place = tone.map(|(at, mark)| (at.checked_sub(onset.chars().count()), mark));
        go_together(onset, rhyme) && may_be_said(rhyme, place)
    })
}

/// Every way to part a syllable into onset and rhyme; `gi` may also be g before a rhyme in i.
fn splits(toneless: &str) -> impl Iterator<Item = (&str, &str)> {
    let fitting = |onset: &&&str| toneless.starts_with(**onset);
    let first = ONSETS.iter().find(fitting).map_or(0, |onset| onset.len());
    let second = toneless.starts_with("gi").then_some(1);
    std::iter::once(first).chain(second).map(|at| toneless.split_at(at))
}

/// Whether this rhyme is written after this onset.
fn go_together(onset: &str, rhyme: &str) -> bool {
    let is_front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "" => (is_rhyme(rhyme) && !rhyme.starts_with("iê")) || is_one_of(rhyme, ALONE_IN_Y),
        "qu" => is_one_of(rhyme, AFTER_QU),
        "gi" => !rhyme.starts_with('i') && is_rhyme(rhyme),
        "g" if rhyme.starts_with('i') => is_one_of(rhyme, AFTER_G_IN_I),
        "c" | "g" | "ng" => !is_front && is_rhyme(rhyme),
        "k" | "gh" | "ngh" if !is_front => false,
        "h" | "k" | "l" | "m" | "s" | "t" | "v" => is_rhyme(rhyme) || is_one_of(rhyme, IN_Y),
        _ => is_rhyme(rhyme),
    }
}

/// Asked of every word of a text: looked up in order.
static SORTED_RHYMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut all: Vec<&str> = RHYMES.split(' ').collect();
    all.sort_unstable();
    all
});

fn is_rhyme(rhyme: &str) -> bool {
    SORTED_RHYMES.binary_search(&rhyme).is_ok()
}

fn is_one_of(rhyme: &str, list: &str) -> bool {
    list.split(' ').any(|one| one == rhyme)
}

/// Whether a rhyme bears this tone at this letter, counted from its start: an end in c, ch, p or t only sắc and nặng.
fn may_be_said(rhyme: &str, tone: Option<(Option<usize>, char)>) -> bool {
    let is_stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    match tone {
        None => !is_stopped,
        Some((_, 'f' | 'r' | 'x')) if is_stopped => false,
        Some((Some(at), _)) => bears_tone_at(rhyme, at),
        Some((None, _)) => false,
    }
}

/// The last vowel with a shape bears the tone (`ươ`, `iê`, `uâ`), or else the middle of three, the last before a
/// consonant, the first of two that end the syllable; in `oa oe uy` either.
fn bears_tone_at(rhyme: &str, at: usize) -> bool {
    let is_vowel = |c: &char| "aăâeêioôơuưy".contains(*c);
    let vowels = rhyme.chars().take_while(is_vowel).count();
    let is_shaped = |(i, c): (usize, char)| "ăâêôơư".contains(c).then_some(i);
    let last_shaped = rhyme.chars().enumerate().filter_map(is_shaped).last();
    let is_closed = vowels < rhyme.chars().count();
    match (last_shaped, vowels) {
        (Some(shaped), _) => at == shaped,
        (None, 1) => at == 0,
        (None, 2) if is_closed => at == 1,
        (None, 2) => at == 0 || (at == 1 && matches!(rhyme, "oa" | "oe" | "uy")),
        _ => at == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn knows_syllables_in_both_placements_and_any_case() {
        let good = "Nghị quyết về phát triển kinh tế biển và bảo vệ môi trường vùng ven bờ giai đoạn hòa hoà khóa khoá \
            ủy uỷ thủy thuỷ quý quí quỳnh gì gìn giếng giết giặt già yêu yến ý kỹ kĩ lý ngoằn nghèo nghiêng khuỷu ngoáy \
            khuya xoong goòng huých huỳnh thuở quở quốc người rượu hươu đường được bưởi ĐẢNG CỘNG SẢN vIệT Ủy oẹ ơi ưa \
            ướt ếch uể oải quyển quạch khoắng loăng quăng nguyệt tuyệt duyên uống ướm ít ỉu im pin pháp ghế ghét kẻ kiểm cử";
        for word in good.split_whitespace() {
            assert!(is_syllable(word), "{word} is a syllable");
        }
    }

    #[test]
    fn refuses_what_no_spelling_allows() {
        let bad = "école été où très forêt français niño está mañana für größe pães coração QĐ HĐND cê kà gế ngé \
            bàc pàt mảch hộp\u{301} quộ qúy gìa cừơng truờgn zà wá já fé toàng̀ tiêngs nghìêng baá uòa hòan khỏi_ ộp̣ nghiêngg iên yê \
            đđ ng qu gi\u{302}à h\u{f8} ôt ăc";
        for word in bad.split_whitespace() {
            assert!(!is_syllable(word), "{word} is no syllable");
        }
        assert!(!is_syllable(""));
    }
}
