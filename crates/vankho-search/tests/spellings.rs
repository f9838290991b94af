//! One query in every spelling finds the same documents in the same order.

mod shelf;

use std::time::{Duration, Instant};

use proptest::prelude::*;
use shelf::{PAPERS, Shelf};
use unicode_normalization::UnicodeNormalization;
use vankho_model::{Filters, Sort};
use vankho_search::Found;

/// New placement of the tone beside the old, and i beside y.
const PLACES: &[(&str, &str)] = &[
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("ủy", "uỷ"),
    ("úy", "uý"),
    ("ùy", "uỳ"),
    ("kỳ", "kì"),
    ("kỷ", "kỉ"),
    ("lý", "lí"),
    ("mỹ", "mĩ"),
    ("tỷ", "tỉ"),
];

/// Letters of other alphabets that look the same, as they come out of files.
const LOOK_ALIKES: &[(&str, &str)] =
    &[("Đ", "Ð"), ("đ", "ð"), ("N", "\u{39D}"), ("T", "\u{422}"), ("K", "\u{41A}")];

fn replaced(text: &str, pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(text.to_owned(), |text, (one, other)| text.replace(one, other))
}

/// Total, hits with their scores, and what was understood, as one value to compare.
fn answer(shelf: &Shelf, text: &str) -> (u64, Vec<(u64, u32)>, Vec<String>) {
    let found: Found =
        shelf.ask(text, &Filters::default(), Sort::Relevance).expect("a query is never an error");
    let hits = found.hits.iter().map(|hit| (hit.no, hit.score.to_bits())).collect();
    (found.total, hits, found.words)
}

/// A run of words of one of the papers.
fn stretch() -> impl Strategy<Value = String> {
    let text = (0..PAPERS.len(), 0..30_usize, 1..9_usize);
    text.prop_map(|(paper, from, len)| {
        let (number, _, _, issuer, subject, text) = PAPERS[paper];
        let all = format!("{number} {subject} {text} {issuer}");
        let words: Vec<&str> = all.split_whitespace().collect();
        let from = from % words.len();
        words[from..(from + len).min(words.len())].join(" ")
    })
}

#[test]
fn forms_placements_and_look_alikes_find_the_same() {
    let shelf = Shelf::new().expect("an index");
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(1_000));
    let test = runner.run(&stretch(), |text| {
        let expected = answer(&shelf, &text);
        let others = [
            text.nfd().collect(),
            text.nfkd().nfc().collect(),
            replaced(&text, PLACES),
            replaced(&text, LOOK_ALIKES),
            text.to_uppercase(),
            replaced(&text, PLACES).nfd().collect::<String>(),
        ];
        for other in &others {
            prop_assert_eq!(&answer(&shelf, other), &expected, "{:?} is {:?}", other, text);
        }
        Ok(())
    });
    test.expect("every spelling finds the same");
}

/// Pieces that random queries are made of: every sign of the language, words, numbers, and rubbish.
const PIECES: &[&str] = &[
    "nghị",
    "quyết",
    "nghi",
    "quyet",
    "04",
    "04-NQ/TU",
    "449/KH",
    "\"",
    "“",
    "”",
    "-",
    "- ",
    "~3",
    "*",
    " OR ",
    " HOẶC ",
    " GẦN/2 ",
    " NEAR ",
    "loại:",
    "cơ quan:",
    "số:",
    "Số: ",
    "năm:2016",
    "từ:",
    "đến:",
    "1/7/2016",
    "trong:trích yếu",
    "người ký:",
    "nhãn:",
    "NQ từ 1 đến 9",
    "10-20",
    ":",
    "::",
    "(",
    ")",
    "[a TO b]",
    "\\",
    "\u{0}",
    "\u{301}",
    "\u{AD}",
    "é",
    "Ж",
    "漢字",
    "🙂",
    " ",
    "\t",
    "\n",
    "CCHC",
    "nghij",
    "quyeets",
    "xyzzy",
    "99999999999999999999",
    "..",
    ",",
    "^2",
    "{",
    "}",
    "'",
    "%",
    "_",
    "a",
    "z",
    "w",
];

fn random_query() -> impl Strategy<Value = String> {
    let pieces = proptest::collection::vec(proptest::sample::select(PIECES), 0..14);
    let joined =
        (pieces, any::<bool>()).prop_map(|(pieces, spaced)| pieces.join(if spaced { " " } else { "" }));
    prop_oneof![4 => joined, 1 => any::<String>(), 2 => mutated()]
}

/// A good query with a letter left out, doubled or put elsewhere.
fn mutated() -> impl Strategy<Value = String> {
    (stretch(), any::<prop::sample::Index>(), 0..3_u8).prop_map(|(text, at, how)| {
        let mut letters: Vec<char> = text.chars().collect();
        if !letters.is_empty() {
            let at = at.index(letters.len());
            let letter = letters.remove(at);
            match how {
                0 => {}
                1 => letters.splice(at..at, [letter, letter]).for_each(drop),
                _ => letters.insert(letters.len() / 2, letter),
            }
        }
        letters.into_iter().collect()
    })
}

fn no_query_fails(cases: u32, limit: Duration) {
    let shelf = Shelf::new().expect("an index");
    let config = ProptestConfig { max_shrink_iters: 200, ..ProptestConfig::with_cases(cases) };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let test = runner.run(&(random_query(), any::<bool>()), |(text, typing)| {
        let started = Instant::now();
        let question =
            vankho_search::Question { text: &text, limit: 5, facets: true, typing, ..Default::default() };
        let found = shelf.index.search(&question);
        prop_assert!(found.is_ok(), "{text:?} is an error");
        prop_assert!(started.elapsed() < limit, "{text:?} took {:?}", started.elapsed());
        prop_assert!(shelf.index.suggest(&text, 3).is_ok(), "{text:?} is an error to suggest for");
        let matcher = shelf.index.matcher(&text);
        prop_assert!(matcher.is_ok_and(|matcher| matcher.snippet([PAPERS[0].5]).is_none_or(|s| s.page == 1)));
        Ok(())
    });
    test.expect("no query fails");
}

/// On a computer with nothing else to do, `VANKHO_QUERIES=1000000 cargo test -p vankho-search --test spellings` asks a
/// million, and none may take half a second; elsewhere a busy moment is no fault of a query.
#[test]
fn no_random_query_fails() {
    let cases = std::env::var("VANKHO_QUERIES").ok().and_then(|cases| cases.parse().ok());
    let limit = if cases.is_some() { Duration::from_millis(500) } else { Duration::from_secs(30) };
    no_query_fails(cases.unwrap_or(5_000), limit);
}
