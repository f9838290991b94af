//! Finding document numbers in running text (handbook §2.2, §2.3).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::issuer::Issuer;
use crate::kind::{Kind, System};
use crate::number::DocumentNumber;

/// A number met in a text, with its place in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundNumber {
    /// Byte offset of the ordinal.
    pub start: usize,
    /// Byte offset after the last issuer symbol.
    pub end: usize,
    /// Whether "số" stands before it.
    pub labelled: bool,
    /// The number.
    pub number: DocumentNumber,
}

/// Symbols of kinds as they are misread, and as they are written.
const MISREAD: &[(&str, &str)] = &[("QD", "QĐ"), ("ND", "NĐ")];

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    let mut symbols: Vec<&str> = Kind::all()
        .flat_map(|kind| [kind.symbols(System::Party), kind.symbols(System::State)].concat())
        .collect();
    symbols.sort_by_key(|symbol| std::cmp::Reverse(symbol.len()));
    symbols.dedup();
    // Recognition of pictures and careless typing lose the bar of Đ.
    symbols.extend(MISREAD.iter().map(|(read, _)| *read));
    let kinds = symbols.join("|");
    let dash = r"[-\u{2010}-\u{2015}\u{2212}]";
    let issuer = r"[A-ZĐƯ][A-Za-zĐđƯư0-9.&]*";
    let issuers = format!(r"{issuer}(?:{dash}{issuer})*");
    // `66.3/2025/NQ-CP`: the Government numbers a series of resolutions within one ordinal.
    let seq = r"(?P<seq>\d{1,5})(?P<suffix>[a-zA-ZđĐ]?|\.\d{1,2})";
    let party = format!(r"/?\s?{dash}\s?(?P<pk>(?i:{kinds}))\s?/\s?(?P<pi>{issuers})");
    let state = format!(
        r"/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?(?:(?P<sk>(?i:{kinds}))\s?(?:{dash}|/)\s?)?(?P<si>{issuers})"
    );
    // Offices of the nineties wrote no dash: `Số: 15 NQ/TU`.
    let spaced = format!(r"\s(?P<bk>{kinds})/(?P<bi>{issuers})");
    // Until the nineties ministries wrote the kind last: `37-BYT/QĐ`.
    let old = format!(r"{dash}(?P<oi>[A-ZĐƯ]{{2,}})/(?P<ok>QĐ|CT|NQ|TTLB|TTLT|TT)");
    // Typists leave room for the ordinal that is stamped in later: `Số: 12   /CT-UBND`.
    Regex::new(&format!(r"{seq}\s{{0,4}}(?:{party}|{spaced}|{old}|{state})"))
        .expect("the number grammar is a valid pattern")
});

static LABEL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:số|so|luật|công văn|cv)\s*:?\s*$").expect("a valid pattern"));

/// How far before a number its label can begin, in bytes.
const LABEL_REACH: usize = 24;

/// Iterates over the document numbers of a repaired text, from left to right; linear in its length.
pub fn find_numbers(text: &str) -> impl Iterator<Item = FoundNumber> {
    PATTERN.captures_iter(text).filter_map(move |captures| accept(text, &captures))
}

fn accept(text: &str, captures: &Captures<'_>) -> Option<FoundNumber> {
    let whole = captures.get(0)?;
    let before = &text[..whole.start()];
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == '.' || c == ',') {
        return None;
    }
    let number = build(captures)?;
    let reach = before.len() - before.len().min(LABEL_REACH);
    let reach = (reach..=before.len()).find(|at| before.is_char_boundary(*at)).unwrap_or(before.len());
    let labelled = LABEL.is_match(&before[reach..]);
    let is_spaced = captures.name("bk").is_some();
    let believable = (number.kind.is_some() && !is_spaced)
        || number.system == System::Law
        || labelled
        || Issuer::by_symbol(first_issuer(&number.issuers)).is_some_and(|issuer| issuer.writes_letters);
    let trailing = whole.as_str().len() - whole.as_str().trim_end_matches(['.', '&']).len();
    let end = whole.end() - trailing;
    if let Some(glued) = glued_to(&text[..end], &text[end..]) {
        // The word after it lost its blank: `NĐ-CPngày`.
        let alone =
            format!("{}{}", if labelled { "số " } else { "" }, &text[whole.start()..end - glued.len()]);
        let number = PATTERN.captures(&alone).and_then(|captures| build(&captures))?;
        return believable.then_some(FoundNumber {
            start: whole.start(),
            end: end - glued.len(),
            labelled,
            number,
        });
    }
    believable.then_some(FoundNumber { start: whole.start(), end, labelled, number })
}

/// The beginning of a word that stands at the end of a number.
fn glued_to(number: &str, after: &str) -> Option<&'static str> {
    [("ng", "ày"), ("c", "ủa"), ("v", "ề")]
        .into_iter()
        .find(|(head, tail)| number.ends_with(head) && after.starts_with(tail))
        .map(|(head, _)| head)
}

fn build(captures: &Captures<'_>) -> Option<DocumentNumber> {
    let part = |name| captures.name(name).map(|found| found.as_str());
    let digits = part("seq")?;
    let suffix = part("suffix").filter(|s| !s.is_empty()).map(str::to_lowercase);
    let issuers =
        plain_dashes(part("pi").or(part("si")).or(part("oi")).or(part("bi"))?.trim_end_matches(['.', '&']));
    let kind = part("pk").or(part("sk")).or(part("ok")).or(part("bk")).map(as_in_table);
    let year: Option<u16> = part("year").and_then(|year| year.parse().ok());
    let has_decimals = suffix.as_deref().is_some_and(|suffix| suffix.starts_with('.'));
    if has_decimals && (year.is_none() || kind.is_none()) {
        return None;
    }
    let is_party = part("pk").is_some() || part("bk").is_some();
    let system = if is_law(&issuers, year, kind.as_deref()) {
        System::Law
    } else if is_party || (year.is_none() && is_party_body(first_issuer(&issuers))) {
        System::Party
    } else {
        System::State
    };
    let ordinal = format!("{digits}{}", suffix.as_deref().unwrap_or_default());
    let display = match (&kind, is_party) {
        (Some(kind), true) => format!("{ordinal}-{kind}/{issuers}"),
        (Some(kind), false) if part("ok").is_some() => format!("{ordinal}-{issuers}/{kind}"),
        _ => {
            let year = year.map_or(String::new(), |year| format!("{year}/"));
            let kind = kind.as_ref().map_or(String::new(), |kind| format!("{kind}-"));
            format!("{ordinal}/{year}{kind}{issuers}")
        }
    };
    Some(DocumentNumber { display, seq: digits.parse().ok()?, suffix, year, kind, issuers, system })
}

fn is_law(issuers: &str, year: Option<u16>, kind: Option<&str>) -> bool {
    let term = issuers.strip_prefix("UBTVQH").or_else(|| issuers.strip_prefix("QH"));
    year.is_some()
        && kind.is_none()
        && term.is_some_and(|term| (1..=2).contains(&term.len()) && term.bytes().all(|b| b.is_ascii_digit()))
}

/// A Party body's numbers are the Party's even when written the State way: `04/NQ-TW`.
fn is_party_body(symbol: &str) -> bool {
    Issuer::by_symbol(symbol).is_some_and(|issuer| issuer.system == System::Party)
}

fn first_issuer(issuers: &str) -> &str {
    issuers.split('-').next().unwrap_or(issuers)
}

fn plain_dashes(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c }).collect()
}

/// The symbol with the capitals of the table: `ttr`, `TTR` → `TTr`; as written if the table has two.
fn as_in_table(written: &str) -> String {
    /// Every symbol, and the first that differs from it in nothing but case by its small letters.
    static SYMBOLS: LazyLock<(HashSet<&str>, HashMap<String, &str>)> = LazyLock::new(|| {
        let symbols =
            || Kind::all().flat_map(|kind| [System::Party, System::State].map(|of| kind.symbols(of)));
        let mut by_small_letters = HashMap::new();
        for symbol in symbols().flatten().copied() {
            by_small_letters.entry(symbol.to_lowercase()).or_insert(symbol);
        }
        (symbols().flatten().copied().collect(), by_small_letters)
    });
    let written = MISREAD.iter().find(|(read, _)| *read == written).map_or(written, |(_, right)| *right);
    let (symbols, by_small_letters) = &*SYMBOLS;
    if symbols.contains(written) {
        return written.to_owned();
    }
    by_small_letters.get(&written.to_lowercase()).copied().unwrap_or(written).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::find_numbers;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = find_numbers(text).map(|f| f.number.to_string()).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn finds_numbers_in_running_text() {
        check(
            "thực hiện Nghị quyết số 04-NQ/TU ngày 01/7/2016 của Tỉnh ủy; Kế hoạch số 449/KH-CAT-PV11 ngày 22/9/2015",
            &["04-NQ/TU", "449/KH-CAT-PV11"],
        );
        check("Luật Cơ yếu số 05/2011/QH13; Nghị định 30/2020/NĐ-CP.", &["05/2011/QH13", "30/2020/NĐ-CP"]);
        check("theo Công văn 1234/UBND-VX và 15/BNV", &["1234/UBND-VX", "15/BNV"]);
        check("Số 12-CV/HU - Nguyễn Văn A", &["12-CV/HU"]);
        check(
            "Số: 15 NQ/TU; có 15 NQ/TU; số 2031-QD/QU, 127/2017/ND-CP",
            &["15-NQ/TU", "2031-QĐ/QU", "127/2017/NĐ-CP"],
        );
        check("số 156/2020/NĐ-CPngày 31/12/2020, số 4/QĐ-TTgcủa", &["156/2020/NĐ-CP", "4/QĐ-TTg"]);
        check("Quyết định số 37-BYT/QĐ ngày 29/01/1972, số 24-BS/UBKTTU", &["37-BYT/QĐ", "24-BS/UBKTTU"]);
        check("Thông tư liên tịch số 05/2004/TTLT/BTC-BNV", &["05/2004/TTLT-BTC-BNV"]);
        check("Số: 12   /CT-UBND và Số: 66.3/2025/NQ-CP", &["12/CT-UBND", "66.3/2025/NQ-CP"]);
    }

    #[test]
    fn leaves_roads_dates_and_shares_alone() {
        check(
            "Km 5/QL1A, ngày 01/7/2016, giai đoạn 2016-2020, xếp 3/5, đạt 87,2%, 1.250/KH-A, 1.25/KH-A",
            &[],
        );
    }

    #[test]
    fn reads_a_number_broken_over_two_lines() {
        check("Số: 12/2019/TT-BTC\n", &["12/2019/TT-BTC"]);
        check("số 04-NQ/\nTU", &["04-NQ/TU"]);
    }

    proptest! {
        #[test]
        fn never_panics_and_points_into_the_text(text in "[0-9A-ZĐđa-z/ .:\u{2013}-]{0,60}") {
            for found in find_numbers(&text) {
                prop_assert!(text.get(found.start..found.end).is_some());
            }
        }

        #[test]
        fn normal_form_reads_back_as_itself(seq in 1u32..99_999, kind in "NQ|KH|QĐ|TTr", issuer in "TU|UBND|CAT-PV11") {
            for written in [format!("{seq:02}-{kind}/{issuer}"), format!("{seq:02}/{kind}-{issuer}")] {
                let number: crate::DocumentNumber = written.parse().expect("in the grammar");
                prop_assert_eq!(number.to_string(), written);
            }
        }
    }
}
