//! Telling the encoding by trying each: in the right one nearly every word is a syllable.

use std::collections::HashSet;

use super::Legacy;
use crate::grammar::is_syllable;
use crate::quality::{composed, is_marked, ratio, rough_words};

/// Text of which this share of the marked words are syllables is as it should be.
const SOUND: f64 = 0.6;
/// At least this share must be syllables after decoding…
const ENOUGH: f64 = 0.75;
/// …and this much more than before.
const BETTER: f64 = 0.3;
/// Fewer different syllables may be chance: the words of another language that decode into some.
const FEWEST: usize = 5;
/// So many marked words settle the matter.
const SAMPLE: usize = 2000;
/// If of so many words at the start this share are syllables, the text is in Unicode: most texts end here.
const FIRST: usize = 300;
const CLEAR: f64 = 0.9;

/// What the marked words of a text are.
#[derive(Default)]
struct Tally {
    marked: usize,
    syllables: usize,
}

impl Tally {
    /// Counts the first `sample` marked words and tells each syllable.
    fn of<'t>(text: &'t str, sample: usize, mut tell: impl FnMut(&'t str)) -> Self {
        let mut tally = Self::default();
        for word in rough_words(text).filter(|word| is_marked(word)).take(sample) {
            tally.marked += 1;
            if is_syllable(word) {
                tally.syllables += 1;
                tell(word);
            }
        }
        tally
    }

    fn share(&self) -> f64 {
        ratio(self.syllables, self.marked)
    }
}

/// The encoding a text was surely written in, if it is not Unicode.
///
/// Never a guess: at least five different words must be syllables in that encoding and hardly any in Unicode.
/// `None` for text in another language, for text in Unicode, and for too little text.
#[must_use]
pub fn detect(text: &str) -> Option<Legacy> {
    let best = guess(text)?;
    let decoded = best.decode(text);
    let mut different = HashSet::new();
    Tally::of(&decoded, SAMPLE, |word| {
        different.insert(word.to_lowercase());
    });
    (different.len() >= FEWEST).then_some(best)
}

/// The likeliest encoding of a text that must be in one, such as bytes that are no UTF-8, however short; `None` if
/// nothing speaks for any.
#[must_use]
pub fn guess(text: &str) -> Option<Legacy> {
    let composed = composed(text);
    let first = Tally::of(&composed, FIRST, |_| {});
    if first.marked == FIRST && first.share() >= CLEAR {
        return None;
    }
    let raw = Tally::of(&composed, SAMPLE, |_| {});
    if text.is_ascii() || (raw.marked > 0 && raw.share() >= SOUND) {
        return None;
    }
    let tallies = Legacy::ALL.map(|encoding| (encoding, Tally::of(&encoding.decode(text), SAMPLE, |_| {})));
    // Of equals the first: the commoner encoding.
    let better = |one: (Legacy, Tally), other: (Legacy, Tally)| {
        if net(&other.1) > net(&one.1) { other } else { one }
    };
    let (best, tally) = tallies.into_iter().reduce(better)?;
    // One word may be a syllable in any language: `Né` is one in TCVN3.
    (tally.syllables >= 2 && tally.share() >= ENOUGH && tally.share() - raw.share() >= BETTER).then_some(best)
}

/// Syllables less what is none.
fn net(tally: &Tally) -> isize {
    let none = tally.marked - tally.syllables;
    tally.syllables.cast_signed() - none.cast_signed()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::encode;
    use super::{Legacy, detect, guess};

    const TEXT: &str = "Thực hiện Nghị quyết Đại hội Đảng bộ tỉnh, Ban Thường vụ đề nghị các cấp ủy khẩn trương rà soát, \
        bổ sung quy hoạch cán bộ; kịp thời báo cáo những vướng mắc để được hướng dẫn, giải quyết đúng thời hạn.";
    /// Our own sentences in languages that share letters with the old encodings.
    const FOREIGN: [&str; 9] = [
        "L'été dernier, les élèves français sont allés à la plage près de la forêt, où ils ont mangé des crêpes et bu du thé \
         glacé; né à Orléans, René a été très gêné par la rosée. Dès le blé coupé, le pré est brûlé. Même là, déjà, ça va.",
        "Mañana será otro día; el niño comió piña en España, también jamón ibérico. Así lo pidió mamá: té, café y más azúcar. \
         Qué bonito está el jardín. Sí, él salió ayer según dijo mi tío José, el capitán del avión.",
        "Für die Größe der Flächen gelten strenge Maßstäbe. Die Bürger müssen künftig früher über Änderungen beschließen; \
         möglichst höchstens fünf Anträge für jede Behörde. Grüße aus Köln, schöne Übung, süße Äpfel.",
        "A não ser que você já esteja lá, não há razão para irmos amanhã. A avó é mãe de José; São Paulo é a maior \
         povoação do país. Coração, atenção, informação, função e três pães.",
        "Perché è così? La città non può più crescere; già lunedì andrò a cercarlo. Libertà, verità, virtù, caffè, tè.",
        "The café’s naïve façade — a résumé, a cliché, a soufflé — cost £5 ± 10% at 20°C. Microsoft® Word™ © 2004 § 3 ¶ 2. \
         Zoë’s coöperative fiancée met Beyoncé and Renée at the Brontë museum: voilà, déjà vu, crème brûlée.",
        "Für Élise: naïve ½ cup, ¼ tsp, jalapeño, piñata, El Niño, Curaçao, Ångström, smörgåsbord, Malmö, Tromsø, Århus.",
        "Når vi går over åen, ser vi små ænder på søen. Hånden på hjertet: også børn må få lov at prøve. Så får vi se på øen.",
        "Příliš žluťoučký kůň úpěl ďábelské ódy. Zażółć gęślą jaźń. Árvíztűrő tükörfúrógép. Пролетарии всех стран.",
    ];

    #[test]
    fn each_encoding_is_told_and_undone() {
        for encoding in Legacy::ALL {
            let written = encode(TEXT, encoding);
            assert_eq!(detect(&written), Some(encoding));
            assert_eq!(encoding.decode(&written).to_lowercase(), TEXT.to_lowercase());
        }
        let twice = encode(&encode(TEXT, Legacy::MisreadUtf8), Legacy::MisreadUtf8);
        assert_eq!(detect(&twice), Some(Legacy::MisreadUtf8));
        assert_eq!(Legacy::MisreadUtf8.decode(&twice), TEXT);
    }

    #[test]
    fn other_languages_are_left_alone() {
        for text in FOREIGN {
            assert_eq!((detect(text), guess(text)), (None, None), "{text}");
            // Nor as a list of words, nor many times over.
            let words = text.split_whitespace().filter(|word| !word.is_ascii()).collect::<Vec<_>>().join(" ");
            assert_eq!(detect(&words.repeat(20)), None, "{words}");
        }
        assert_eq!(detect(&FOREIGN.join("\n")), None);
        assert_eq!(guess("Né le 5 mai 1954"), None);
    }

    #[test]
    fn unicode_stays_in_every_form_and_so_does_too_little() {
        use unicode_normalization::UnicodeNormalization;
        assert_eq!(detect(TEXT), None);
        assert_eq!(detect(&TEXT.to_uppercase()), None);
        assert_eq!(detect(&TEXT.nfd().collect::<String>()), None);
        assert_eq!(detect("QĐ-UBND HĐND TTĐ ĐƯ Đắk Lắk Krông Pắk Raglai"), None);
        assert_eq!((detect(""), detect("plain ASCII"), guess("plain ASCII")), (None, None, None));
        let little = encode("nghị quyết", Legacy::Tcvn3);
        assert_eq!((detect(&little), guess(&little)), (None, Some(Legacy::Tcvn3)));
    }

    proptest! {
        #[test]
        fn a_mixture_of_foreign_words_is_left_alone(picks in proptest::collection::vec(0..200_usize, 5..60)) {
            let words: Vec<&str> = FOREIGN.iter().flat_map(|text| text.split_whitespace()).collect();
            let text: Vec<&str> = picks.iter().map(|pick| words[pick % words.len()]).collect();
            prop_assert_eq!(detect(&text.join(" ")), None);
        }

        #[test]
        fn any_stretch_of_a_text_is_told_alike_or_left_alone(start in 0..20_usize, length in 1..30_usize) {
            let words: Vec<&str> = TEXT.split(' ').skip(start).take(length).collect();
            let text = words.join(" ");
            prop_assert_eq!(detect(&text), None);
            for encoding in Legacy::ALL {
                let found = detect(&encode(&text, encoding));
                prop_assert!(found.is_none() || found == Some(encoding), "{:?} as {:?}", encoding, found);
            }
        }
    }
}
