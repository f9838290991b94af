//! The number of a document (số và ký hiệu): its parts and its keys (handbook §2).

use std::fmt;
use std::str::FromStr;

use vankho_text::{fold, fold_phrase, words};

use crate::kind::{Kind, System};
use crate::scan::find_numbers;

/// A parsed document number, `04-NQ/TU`.
///
/// Two documents can carry the same number (every province has a 04-NQ/TU in every term), so a number
/// is no identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNumber {
    pub(crate) display: String,
    pub(crate) seq: u32,
    pub(crate) suffix: Option<String>,
    pub(crate) year: Option<u16>,
    pub(crate) kind: Option<String>,
    pub(crate) issuers: String,
    pub(crate) system: System,
}

/// A text that holds no document number, or more than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a document number")]
pub struct NotANumber;

/// One way of asking for a number, in folded words: `4 nq tu`, `nq 4`, `nghi quyet 4`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LookupKey {
    /// The folded words joined by blanks, the ordinal without leading zeros.
    pub words: String,
    /// Whether the key names every part of the number.
    pub whole: bool,
}

impl DocumentNumber {
    /// Takes a number that a person or another system gave, even when no grammar fits it: `7 bis XYZ` keeps its
    /// ordinal and its words. `None` if it does not begin with digits.
    #[must_use]
    pub fn as_written(text: &str) -> Option<Self> {
        if let Ok(number) = text.parse() {
            return Some(number);
        }
        let display = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let digits = display.len() - display.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let seq = display[..digits].parse().ok()?;
        let issuers = display[digits..].trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        Some(Self { display, seq, suffix: None, year: None, kind: None, issuers, system: System::Other })
    }

    /// The ordinal: 4 of `04-NQ/TU`.
    #[must_use]
    pub fn seq(&self) -> u32 {
        self.seq
    }

    /// The letter after the ordinal, lower-case: `a` of `12a/QĐ-UBND`; or `.3` of `66.3/2025/NQ-CP`.
    #[must_use]
    pub fn suffix(&self) -> Option<&str> {
        self.suffix.as_deref()
    }

    /// The year inside the number, which only State and law numbers have.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        self.year
    }

    /// The symbol of the kind as written: `NQ`; State letters (công văn) have none.
    #[must_use]
    pub fn kind_symbol(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// The symbols of the issuers joined by `-`: `TU`, `CAT-PV11`, `QH15`.
    #[must_use]
    pub fn issuers(&self) -> &str {
        &self.issuers
    }

    /// Which rules the number follows.
    #[must_use]
    pub fn system(&self) -> System {
        self.system
    }

    /// The kind its symbol stands for; a State number without one is a letter (công văn).
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        match &self.kind {
            Some(symbol) => Kind::from_symbol(symbol, self.system),
            None if self.system == System::State => Kind::from_id("cong_van").ok(),
            None => None,
        }
    }

    /// Every way people ask for this number, of a document whose kind is `kind`.
    #[must_use]
    pub fn lookup_keys(&self, kind: Option<Kind>) -> Vec<LookupKey> {
        let bare = self.seq.to_string();
        let full = fold_phrase(&format!("{bare}{}", self.suffix.as_deref().unwrap_or_default()));
        let mut keys = self.keys_with_ordinal(&full, kind);
        if full.starts_with(&format!("{bare} ")) {
            // 66.3/2025/NQ-CP is also asked for as "nghị quyết 66"; 12a is never meant by 12.
            let less = self.keys_with_ordinal(&bare, kind);
            keys.extend(less.into_iter().map(|key| LookupKey { whole: false, ..key }));
        }
        keys.sort();
        keys.dedup_by(|later, earlier| later.words == earlier.words);
        keys
    }

    fn keys_with_ordinal(&self, ordinal: &str, kind: Option<Kind>) -> Vec<LookupKey> {
        let year = self.year.map(|year| year.to_string());
        let symbol = self.kind.as_deref().map(fold);
        let issuers: Vec<String> = words(&self.issuers).map(|word| fold(word.text)).collect();
        let issuers: Vec<&str> = issuers.iter().map(String::as_str).collect();
        let mut keys = Vec::new();
        let mut add_prefixes = |head: &[&str], tail: &[&str]| {
            for len in 0..=tail.len() {
                let parts = [head, &tail[..len]].concat();
                keys.push(LookupKey { words: parts.join(" "), whole: len == tail.len() });
            }
        };
        let years = [year.as_deref(), None];
        for year in if year.is_some() { &years[..] } else { &years[1..] } {
            let ordinal_and_year: Vec<&str> = std::iter::once(ordinal).chain(*year).collect();
            let tail: Vec<&str> = symbol.as_deref().into_iter().chain(issuers.iter().copied()).collect();
            add_prefixes(&ordinal_and_year, &tail);
            for name in symbol.as_deref().into_iter().chain(kind.map(Kind::folded_name)) {
                add_prefixes(&[&[name], &ordinal_and_year[..]].concat(), &issuers);
            }
        }
        keys
    }
}

/// Writes the normal form: NFC, plain hyphens, no blanks, the leading zero kept.
impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.display)
    }
}

/// Reads a text that is one number and nothing else, with or without "Số" before it.
impl FromStr for DocumentNumber {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        // A label makes a number without a kind acceptable: whoever gives only a number means one.
        let labelled = format!("số {}", text.trim());
        let mut found = find_numbers(&labelled);
        let first = found.next().ok_or(NotANumber)?;
        let rest = labelled[first.end..].trim_matches(|c: char| c.is_whitespace() || ".;,)".contains(c));
        let before = fold_phrase(&labelled[..first.start]);
        if rest.is_empty() && before.split(' ').all(|word| word == "so") {
            Ok(first.number)
        } else {
            Err(NotANumber)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DocumentNumber, System};

    fn number(text: &str) -> DocumentNumber {
        text.parse().unwrap_or_else(|_| panic!("{text} is a number"))
    }

    #[test]
    fn reads_every_grammar() {
        let check = |text: &str, display: &str, seq, year, kind: Option<&str>, issuers: &str, system| {
            let n = number(text);
            assert_eq!(n.to_string(), display, "{text}");
            assert_eq!((n.seq(), n.year(), n.kind_symbol()), (seq, year, kind), "{text}");
            assert_eq!((n.issuers(), n.system()), (issuers, system), "{text}");
        };
        use System::{Law, Party, State};
        check("Số 04-NQ/TU", "04-NQ/TU", 4, None, Some("NQ"), "TU", Party);
        check("số: 04 -NQ/TU", "04-NQ/TU", 4, None, Some("NQ"), "TU", Party);
        check("04–NQ/TU", "04-NQ/TU", 4, None, Some("NQ"), "TU", Party);
        check("04 - NQ / TU", "04-NQ/TU", 4, None, Some("NQ"), "TU", Party);
        check("05-QC/BTCTU-BDVTU", "05-QC/BTCTU-BDVTU", 5, None, Some("QC"), "BTCTU-BDVTU", Party);
        check("449/KH-CAT-PV11", "449/KH-CAT-PV11", 449, None, Some("KH"), "CAT-PV11", State);
        check("30/2020/NĐ-CP", "30/2020/NĐ-CP", 30, Some(2020), Some("NĐ"), "CP", State);
        check("33/2024/QH15", "33/2024/QH15", 33, Some(2024), None, "QH15", Law);
        check("1234/UBND-VX", "1234/UBND-VX", 1234, None, None, "UBND-VX", State);
        check("12-CV/HU", "12-CV/HU", 12, None, Some("CV"), "HU", Party);
        check("03/-CV/BCSĐ", "03-CV/BCSĐ", 3, None, Some("CV"), "BCSĐ", Party);
        check("04/NQ-TW", "04/NQ-TW", 4, None, Some("NQ"), "TW", Party);
        check("367 - QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP", 367, None, Some("QĐ"), "TWĐTN-VP", Party);
        check("24-BS/UBKTTU", "24-BS/UBKTTU", 24, None, Some("BS"), "UBKTTU", Party);
        check("12a/QĐ-UBND.", "12a/QĐ-UBND", 12, None, Some("QĐ"), "UBND", State);
        check("147-CTHĐ/TU", "147-CTHĐ/TU", 147, None, Some("CTHĐ"), "TU", Party);
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in
            ["01/7/2016", "2016-2020", "3/5", "87,2%", "", "NQ", "04-NQ/TU và 05-NQ/TU", "xem 04-NQ/TU"]
        {
            assert!(text.parse::<DocumentNumber>().is_err(), "{text} is no number");
        }
    }

    #[test]
    fn keeps_numbers_outside_every_grammar() {
        let odd = DocumentNumber::as_written("7 bis XYZ").expect("begins with digits");
        assert_eq!((odd.to_string().as_str(), odd.seq(), odd.system()), ("7 bis XYZ", 7, System::Other));
        assert_eq!(DocumentNumber::as_written(&odd.to_string()), Some(odd), "survives the catalogue");
        assert_eq!(DocumentNumber::as_written("04-NQ/TU"), "04-NQ/TU".parse().ok());
        assert_eq!(DocumentNumber::as_written("không số"), None);
    }

    #[test]
    fn knows_its_kind() {
        let kind = |text| number(text).kind().map(crate::Kind::id);
        assert_eq!(kind("04-NQ/TU"), Some("nghi_quyet"));
        assert_eq!(kind("1234/UBND-VX"), Some("cong_van"));
        assert_eq!(kind("05-TT/TU"), Some("thong_tri"));
        assert_eq!(kind("05/2020/TT-BTC"), Some("thong_tu"));
        assert_eq!(kind("33/2024/QH15"), None);
    }

    #[test]
    fn answers_to_every_way_of_asking() {
        let keys = |text| {
            let number = number(text);
            number.lookup_keys(number.kind()).into_iter().map(|key| key.words).collect::<Vec<_>>()
        };
        let party = keys("04-NQ/TU");
        for asked in ["4", "4 nq", "4 nq tu", "nq 4", "nq 4 tu", "nghi quyet 4", "nghi quyet 4 tu"] {
            assert!(party.contains(&asked.to_owned()), "{asked} in {party:?}");
        }
        let state = keys("33/2025/QĐ-TTg");
        for asked in
            ["33 2025 qd ttg", "33 qd ttg", "33 2025", "qd 33", "qd 33 2025", "quyet dinh 33 2025 ttg"]
        {
            assert!(state.contains(&asked.to_owned()), "{asked} in {state:?}");
        }
        assert!(keys("66.3/2025/NQ-CP").contains(&"66 3 2025 nq cp".to_owned()));
        let whole = number("04-NQ/TU").lookup_keys(None);
        assert!(whole.iter().any(|key| key.whole && key.words == "4 nq tu"));
        assert!(whole.iter().any(|key| !key.whole && key.words == "4 nq"));
    }
}
