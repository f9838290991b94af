//! Where blanks belong between the runs of a line.
//!
//! A gap is a blank, unless the line is letter-spaced (`Q U Y Ế T  Đ Ị N H`, a common heading): there letters
//! stand alone with much the same gap after each, and only wider gaps and blanks written out part words.

use crate::pages::RawPage;

/// A gap of more than this share of the font size is a blank.
pub(crate) const BLANK: f64 = 0.1;
/// Letters further apart than this share of the font size are columns, not a spaced word.
const WIDEST: f64 = 0.8;
/// Fewer letters than this standing alone are words or marks.
const FEWEST_LETTERS: usize = 4;
/// Gaps up to this many times the usual one, and this share of the font size, still are between letters:
/// rounding and the reading of scans vary them.
const UNEVEN: (f64, f64) = (1.6, 0.03);

/// Glyphs written without a gap.
pub(crate) struct Run {
    pub(crate) start: f64,
    pub(crate) end: f64,
    pub(crate) text: RawPage,
}

impl Run {
    /// How many letters or marks its words have at the most; 0 for a blank.
    fn longest_word(&self) -> usize {
        let length = |word: &str| word.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).count();
        self.text.text().split_whitespace().map(length).max().unwrap_or(0)
    }
}

/// For each run whether a blank belongs before it, going by the gap alone.
pub(crate) fn blanks_before(runs: &[Run], font_size: f64) -> Vec<bool> {
    let between = runs.windows(2).map(|pair| (pair[1].start - pair[0].end) / font_size);
    let gaps: Vec<f64> = std::iter::once(0.0).chain(between).collect();
    let mut blanks: Vec<bool> = gaps.iter().map(|gap| *gap > BLANK).collect();
    let mut from = 0;
    while from < runs.len() {
        let goes_on = |at: &usize| gaps[*at] <= WIDEST && runs[*at].longest_word() <= 2;
        let to = from + 1 + (from + 1..runs.len()).take_while(goes_on).count();
        if let Some(widest) = letter_gap(&runs[from..to], &gaps[from..to]) {
            (from + 1..to).filter(|at| gaps[*at] <= widest).for_each(|at| blanks[at] = false);
        }
        from = to;
    }
    blanks
}

/// The widest gap between the letters of a word if these runs are a letter-spaced text.
fn letter_gap(runs: &[Run], gaps: &[f64]) -> Option<f64> {
    let (mut words, mut alone, mut letters) = (0, 0, 0);
    for run in runs {
        let length = run.longest_word();
        words += usize::from(length > 0);
        alone += usize::from(length == 1);
        letters += usize::from(length == 1 && run.text.text().contains(char::is_alphabetic));
    }
    if letters < FEWEST_LETTERS || alone * 4 < words * 3 || letters * 2 < words {
        return None;
    }
    let is_joint = |at: &usize| {
        let written_out = runs[at - 1].text.text().ends_with(char::is_whitespace)
            || runs[*at].text.text().starts_with(char::is_whitespace);
        gaps[*at] > BLANK && !written_out
    };
    let mut joints: Vec<f64> = (1..runs.len()).filter(is_joint).map(|at| gaps[at]).collect();
    joints.sort_by(f64::total_cmp);
    let usual = joints.get(joints.len() / 2).filter(|_| joints.len() + 1 >= FEWEST_LETTERS)?;
    let widest = usual * UNEVEN.0 + UNEVEN.1;
    let joined = joints.partition_point(|gap| *gap <= widest);
    (joined * 3 >= joints.len() * 2).then_some(widest)
}

#[cfg(test)]
mod tests {
    use super::{Run, blanks_before};

    /// Runs of which each letter is 10 wide, with the gap before each.
    fn line(runs: &[(f64, &str)]) -> String {
        let mut end = 0.0;
        let place = |&(gap, text): &(f64, &str)| {
            let start = end + gap;
            end = start + 10.0 * f64::from(u8::try_from(text.chars().count()).expect("short"));
            Run { start, end, text: text.into() }
        };
        let runs: Vec<Run> = runs.iter().map(place).collect();
        let mut out = String::new();
        for (run, blank) in runs.iter().zip(blanks_before(&runs, 10.0)) {
            out.push_str(if blank { "|" } else { "" });
            out.push_str(run.text.text());
        }
        out
    }

    #[test]
    fn a_gap_is_a_blank() {
        assert_eq!(line(&[(0.0, "TỈNH"), (2.5, "ỦY"), (0.5, "A"), (40.0, "Số")]), "TỈNH|ỦYA|Số");
        // Small words, figures and columns.
        assert_eq!(line(&[(0.0, "là"), (2.5, "ủy"), (2.5, "ở"), (2.5, "xã"), (2.5, "ta")]), "là|ủy|ở|xã|ta");
        assert_eq!(line(&[(0.0, "1"), (3.0, "2"), (3.0, "3"), (3.0, "4"), (3.0, "5")]), "1|2|3|4|5");
        assert_eq!(line(&[(0.0, "A"), (30.0, "B"), (30.0, "C"), (30.0, "D"), (30.0, "E")]), "A|B|C|D|E");
        assert_eq!(line(&[(0.0, "x"), (2.0, "y"), (2.0, "z")]), "x|y|z");
    }

    #[test]
    fn spaced_letters_are_parted_by_wider_gaps() {
        let spaced = [
            (0.0, "Q"),
            (2.0, "Đ"),
            (2.4, "I"),
            (1.6, "N"),
            (6.5, "H"),
            (2.0, "A"),
            (2.0, "I"),
            (20.0, "Số"),
        ];
        assert_eq!(line(&spaced), "QĐIN|HAI|Số");
    }
}
