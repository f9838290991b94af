//! Resolutions known by the conference that passed them, read from `assets/conferences.tsv` (handbook §2.4).

use std::sync::LazyLock;

use crate::{DocumentNumber, Kind, PartialDate};

/// A document that a conference of the Central Committee passed.
#[derive(Clone, Debug, PartialEq)]
pub struct Conference {
    /// Which conference of the term, from 1.
    pub ordinal: u8,
    /// The term (khóa).
    pub term: u8,
    /// The kind of the document.
    pub kind: Kind,
    /// Its number.
    pub number: DocumentNumber,
    /// Its day.
    pub date: PartialDate,
    /// What it is about.
    pub subject: &'static str,
}

static TABLE: LazyLock<Vec<Conference>> = LazyLock::new(|| {
    include_str!("../../../assets/conferences.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| row(line).expect("conferences.tsv: term, conference, kind, number, date, subject"))
        .collect()
});

fn row(line: &'static str) -> Option<Conference> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [term, ordinal, kind, number, date, subject] = columns[..] else { return None };
    Some(Conference {
        ordinal: ordinal.parse().ok()?,
        term: roman(term)?,
        kind: Kind::from_id(kind).ok()?,
        number: number.parse().ok()?,
        date: date.parse().ok()?,
        subject,
    })
}

impl Conference {
    /// What a conference passed: `4`, `IV` or `tư` of term `XII`. More than one if it passed several.
    #[must_use]
    pub fn find(ordinal: &str, term: &str, kind: Kind) -> Vec<&'static Self> {
        let (Some(ordinal), Some(term)) = (read_ordinal(ordinal), roman(term)) else { return Vec::new() };
        TABLE.iter().filter(|one| (one.ordinal, one.term, one.kind) == (ordinal, term, kind)).collect()
    }
}

/// A figure, a Roman numeral or a word.
fn read_ordinal(text: &str) -> Option<u8> {
    const WORDS: &[&str] = &["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let word = || WORDS.iter().position(|word| *word == text).and_then(|at| u8::try_from(at + 1).ok());
    text.parse().ok().or_else(|| roman(text)).or_else(word)
}

/// A Roman numeral up to 89.
fn roman(text: &str) -> Option<u8> {
    let mut sum = 0_u8;
    let mut last = 0;
    for c in text.chars().rev() {
        let value = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            _ => return None,
        };
        sum = if value < last { sum.checked_sub(value)? } else { sum.checked_add(value)? };
        last = last.max(value);
    }
    (sum > 0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::{Conference, roman};
    use crate::Kind;

    #[test]
    fn one_name_can_stand_for_several() {
        let resolution = Kind::from_id("nghi_quyet").expect("in the table");
        let numbers = |ordinal, term| {
            let found = Conference::find(ordinal, term, resolution);
            found.iter().map(|one| one.number.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(numbers("4", "XII"), ["04-NQ/TW"]);
        assert_eq!(numbers("tư", "XI"), ["12-NQ/TW"]);
        assert_eq!(numbers("VI", "XII").len(), 4);
        assert!(numbers("40", "XII").is_empty() && numbers("x", "?").is_empty());
    }

    #[test]
    fn reads_roman_numerals() {
        let check = |text, value| assert_eq!(roman(text), value, "{text}");
        check("XIV", Some(14));
        check("IX", Some(9));
        check("", None);
        check("ABC", None);
        check(&"L".repeat(400), None);
    }
}
