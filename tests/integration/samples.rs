//! The sample documents are read as they are written.

use std::collections::HashMap;

use serde_json::Value;
use vankho_testkit::{TestStore, samples, sources};

/// What stands on the pages must be in the catalogue, and what does not must stay empty.
#[test]
fn every_sample_is_filed_with_what_stands_on_it() {
    let store = TestStore::new();
    let run = store.import(&samples());
    let filed: HashMap<String, Value> = run
        .lines()
        .into_iter()
        .filter(|line| line["event"] == "filed")
        .map(|line| (file_name(line["path"].as_str().expect("a path")), line))
        .collect();
    let expected = std::fs::read_to_string(sources().join("expected.tsv")).expect("readable");
    let mut rows = expected.lines().filter(|line| !line.starts_with('#'));
    let columns: Vec<&str> = rows.next().expect("a header").split('\t').collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows {
        let values: Vec<&str> = row.split('\t').collect();
        let line = filed.get(values[0]).unwrap_or_else(|| panic!("{} is filed", values[0]));
        for (column, want) in columns.iter().zip(&values).skip(1) {
            let got = line["document"][column].as_str().unwrap_or_default();
            if !same(column, got, want) {
                wrong.push(format!("{}: {column} is {got:?}, the page says {want:?}", values[0]));
            }
        }
        count += 1;
    }
    assert_eq!(count, filed.len(), "every sample is described");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A subject may begin with its "về", "về việc" or "V/v" or not: both are the same subject.
fn same(column: &str, got: &str, want: &str) -> bool {
    let bare = |text: &str| {
        let lower = text.to_lowercase();
        let text =
            ["về việc ", "v/v ", "về "].iter().find_map(|start| lower.strip_prefix(start).map(str::to_owned));
        text.unwrap_or(lower)
    };
    if column == "subject" { bare(got) == bare(want) } else { got == want }
}

fn file_name(path: &str) -> String {
    std::path::Path::new(path).file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn a_resolution_is_found_by_whatever_is_remembered() {
    let store = TestStore::new();
    store.import(&samples());
    let check = |query: &str, number: &str| {
        let answer = store.search(query);
        assert_eq!(answer["hits"][0]["number"], number, "{query}");
    };
    check("04-NQ/TU", "04-NQ/TU");
    check("04 nq tu", "04-NQ/TU");
    check("NGHỊ QUYẾT 04-NQ/TU", "04-NQ/TU");
    check("nghi\u{323} quye\u{302}\u{301}t 04-NQ/TU", "04-NQ/TU");
    check("KH 449", "449/KH-CAT-PV11");
    check("ke hoach 449", "449/KH-CAT-PV11");
    check("449", "449/KH-CAT-PV11");
    check("cong van 2316", "2316/UBND-NC");
    check("\"văn thư, lưu trữ\" 1992", "218/QĐ-UB");
    check("kinh tế vườn", "04-NQ/HU");
    check("kinh te vuon", "04-NQ/HU");

    let both = store.search("nghi quyet 04");
    let numbers: Vec<&Value> = (0..2).map(|i| &both["hits"][i]["number"]).collect();
    assert!(numbers.contains(&&Value::from("04-NQ/TU")) && numbers.contains(&&Value::from("04-NQ/HU")));
    assert_eq!(both["understood"]["number"]["seq"], 4);
    assert_eq!(both["understood"]["number"]["kind"], "NQ");
    assert!(both["total"].as_u64() > Some(4), "those that cite it follow");
    assert!(both["hits"][0]["snippet"].as_str().is_some_and(|snippet| snippet.contains('«')));
}
