//! Sketches of texts: fixed-size summaries that tell how much two texts have in common.
//!
//! MinHash over runs of syllables without their marks, with one hash function and a bin for each value (one
//! permutation hashing, Li et al. 2012; bins that nothing fell into borrow from the next one, Shrivastava and Li
//! 2014). The share of equal values estimates the share of runs that two texts have in common (Jaccard).

use crate::letters::letter;

/// Values of a sketch.
const BINS: usize = 64;
/// Values of a band. Eight at a time make texts with 90 % in common meet almost surely (1 - (1 - .9^8)^8 = .99), and
/// those with half of it hardly ever (.03).
const ROWS: usize = 8;
/// Syllables of a run.
const RUN: usize = 4;
/// A shorter text says too little: a heading and a few words of form.
const FEWEST_SYLLABLES: usize = 40;

/// A summary of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u32; BINS]);

impl Sketch {
    /// Bytes that [`Sketch::to_bytes`] gives.
    pub const BYTES: usize = BINS * 4;

    /// Sketches a text of several pages; `None` if it is too short to be told from others. Linear in the text.
    #[must_use]
    pub fn of<'t>(pages: impl IntoIterator<Item = &'t str>) -> Option<Self> {
        let mut bins = [u32::MAX; BINS];
        let mut run = [0_u64; RUN];
        let mut syllables = 0;
        let mut take = |syllable: u64| {
            run.rotate_left(1);
            run[RUN - 1] = syllable;
            syllables += 1;
            if syllables >= RUN {
                let hash = mix(run.iter().fold(0, |sum, one| mix(sum ^ one)));
                let bin = &mut bins[(hash >> 58) as usize];
                // 32 bits of the rest: the bins took the six highest.
                *bin = (*bin).min((hash & 0xFFFF_FFFE) as u32);
            }
        };
        for page in pages {
            let mut syllable = 0_u64;
            for c in page.chars() {
                if c.is_alphanumeric() {
                    // Y and i spell the same sound.
                    let bare = match letter(c).bare {
                        'y' => 'i',
                        bare => bare,
                    };
                    syllable = (syllable ^ u64::from(u32::from(bare))).wrapping_mul(0x0100_0000_01B3) | 1;
                } else if syllable != 0 {
                    take(std::mem::take(&mut syllable));
                }
            }
            if syllable != 0 {
                take(syllable);
            }
        }
        (syllables >= FEWEST_SYLLABLES).then(|| Self(filled(bins)))
    }

    /// How much of two texts is common to both, 0 to 1: an estimate with an error of about .05.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f32 {
        let equal = self.0.iter().zip(&other.0).filter(|(one, other)| one == other).count();
        #[allow(clippy::cast_precision_loss, reason = "64 at most")]
        let share = equal as f32 / BINS as f32;
        share
    }

    /// A number for each stretch of the sketch: texts with much in common share at least one.
    pub fn bands(&self) -> impl Iterator<Item = i64> {
        self.0.chunks(ROWS).enumerate().map(|(at, rows)| {
            let hash = rows.iter().fold(at as u64 + 1, |sum, row| mix(sum ^ u64::from(*row)));
            i64::from_ne_bytes(hash.to_ne_bytes())
        })
    }

    /// The sketch as a catalogue keeps it.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|value| value.to_le_bytes()).collect()
    }

    /// Reads what [`Sketch::to_bytes`] gave.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (values, rest) = bytes.as_chunks::<4>();
        let values: Vec<u32> = values.iter().map(|value| u32::from_le_bytes(*value)).collect();
        rest.is_empty().then(|| values.try_into().ok().map(Self))?
    }
}

/// Lets bins that nothing fell into borrow the value of the next one that has its own.
fn filled(bins: [u32; BINS]) -> [u32; BINS] {
    let mut filled = bins;
    for at in 0..BINS {
        let lender = (0..BINS).find(|step| bins[(at + step) % BINS] != u32::MAX);
        if let Some(step @ 1..) = lender {
            // The distance goes in, so that two texts are not alike for what they lack.
            let value = u64::from(bins[(at + step) % BINS]);
            filled[at] = (mix(value ^ (step as u64) << 32) & 0xFFFF_FFFE) as u32;
        }
    }
    filled
}

/// Spreads the bits of a number (the finisher of SplitMix64).
fn mix(mut value: u64) -> u64 {
    value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Sketch;

    /// A text of so many different runs.
    fn text(from: usize, to: usize) -> String {
        (from..to).map(|i| format!("từ{i} và{} ", i * 7 % 1000)).collect()
    }

    fn likeness(one: &str, other: &str) -> f32 {
        let sketch = |text| Sketch::of([text]).expect("long enough");
        sketch(one).likeness(&sketch(other))
    }

    #[test]
    fn spellings_and_layout_make_no_difference() {
        let plain =
            "Nghị quyết về công tác cải cách hành chính của Tỉnh ủy giai đoạn 2016-2020 kỹ lưỡng ".repeat(4);
        let same =
            "NGHỊ QUYẾT\nvề công tác cải cách hành chính của Tỉnh uỷ, giai đoạn 2016 – 2020: kĩ lưỡng. "
                .repeat(4);
        assert!((likeness(&plain, &same) - 1.0).abs() < f32::EPSILON);
        let pages = Sketch::of(["một hai ba "; 20]);
        assert_eq!(pages, Sketch::of([&"một hai ba ".repeat(20)[..]]), "where a page ends makes none either");
    }

    #[test]
    fn likeness_is_the_share_in_common() {
        let whole = text(0, 1000);
        for (from, to, share) in [(0, 1000, 1.0), (0, 900, 0.9), (500, 1500, 0.33), (2000, 3000, 0.0)] {
            let found = likeness(&whole, &text(from, to));
            assert!((found - share).abs() < 0.15, "{share}: {found}");
        }
    }

    #[test]
    fn near_copies_meet_in_a_band_and_others_do_not() {
        let bands = |text: &str| Sketch::of([text]).expect("long").bands().collect::<Vec<_>>();
        let meet = |one: &str, other: &str| bands(other).iter().any(|band| bands(one).contains(band));
        let near =
            (0..50).filter(|i| meet(&text(i * 997, i * 997 + 400), &text(i * 997 + 10, i * 997 + 400)));
        assert!(near.count() >= 49);
        let far =
            (0..50).filter(|i| meet(&text(i * 997, i * 997 + 400), &text(i * 997 + 300, i * 997 + 700)));
        assert!(far.count() <= 1);
    }

    #[test]
    fn a_short_text_has_none() {
        assert_eq!(Sketch::of(["Số 04-NQ/TU"]), None);
        assert_eq!(Sketch::of([]), None);
    }

    proptest! {
        #[test]
        fn bytes_give_it_back(text in "(\\PC{1,4} ){40,80}") {
            if let Some(sketch) = Sketch::of([&text[..]]) {
                prop_assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Some(sketch));
            }
        }
    }
}
