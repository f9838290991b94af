//! Numbers of published documents parse without loss. Skips, and says so, where that catalogue is not at hand.

mod corpus;

use vankho_model::DocumentNumber;

#[test]
fn related_numbers_parse_without_loss() {
    let Some(rows) = corpus::read("catalogue/congbao-titles.jsonl.zst") else { return };
    let mut numbers = Vec::new();
    for row in &rows {
        let related = row["related"].as_array().expect("a list");
        numbers.extend(related.iter().filter_map(|one| one[0].as_str().map(str::to_owned)));
    }
    assert!(numbers.len() > 1_000, "the catalogue was read");
    let lost: Vec<&String> = numbers.iter().filter(|number| !is_kept(number)).collect();
    assert!(lost.is_empty(), "{} of {} lost: {lost:?}", lost.len(), numbers.len());
}

/// Whether nothing but blanks and the sign between the symbols is lost.
fn is_kept(written: &str) -> bool {
    let plain = |text: &str| text.replace([' ', '-', '/'], "").replace('\u{2013}', "").to_lowercase();
    let number = written.parse::<DocumentNumber>();
    number.is_ok_and(|number| plain(&number.to_string()) == plain(&vankho_text::repair(written)))
}
