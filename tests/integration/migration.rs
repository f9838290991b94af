//! `import --records`: what another system exported.

use std::io::Write;
use std::path::PathBuf;

use vankho_testkit::{Paper, TestStore};

fn records(store: &TestStore, lines: &[String]) -> PathBuf {
    let path = store.inbox().join("records.jsonl");
    let mut file = std::fs::File::create(&path).expect("writable");
    for line in lines {
        writeln!(file, "{line}").expect("writes");
    }
    path
}

fn import(store: &TestStore, lines: &[String]) -> vankho_testkit::Run {
    let path = records(store, lines);
    store.run(["import", "--json", "--records", path.to_str().expect("Unicode")])
}

#[test]
fn what_is_given_is_believed_and_the_rest_is_read() {
    let store = TestStore::new();
    let text = Paper { seq: 7, about: "nuôi cá lồng".into() }.text();
    let record = serde_json::json!({ "source_id": "A-17", "title": "Tiêu đề đã có", "issued_on": "2017-03",
                                     "text": text, "tags": ["thủy sản"] });
    let run = import(&store, &[record.to_string()]);
    assert_eq!(run.code, Some(0));
    let document = &run.lines()[0]["document"];
    assert_eq!(document["source_id"], "A-17");
    assert_eq!(document["subject"], "Tiêu đề đã có");
    assert_eq!(document["issued_on"], "2017-03");
    assert_eq!(document["number"], "07-NQ/TU", "read from the text");
    assert_eq!(document["tags"][0], "thủy sản");
    let proposed: Vec<&str> =
        document["proposed"].as_array().expect("a list").iter().filter_map(|p| p.as_str()).collect();
    assert!(proposed.contains(&"number") && !proposed.contains(&"subject"), "{proposed:?}");
    assert_eq!(store.search("A-17 nuoi ca long")["hits"][0]["source_id"], "A-17");
}

#[test]
fn a_record_met_again_is_a_duplicate_and_a_bad_one_is_reported() {
    let store = TestStore::new();
    let good = r#"{"source_id":"1","kind":"khac","text":"một"}"#.to_owned();
    let bad = [
        good.clone(),
        good,
        "không phải JSON".into(),
        r#"{"source_id":"2"}"#.into(),
        r#"{"source_id":"3","kind":"la_lung","text":"ba"}"#.into(),
        r#"{"source_id":"4","text":"bốn","issued_on":"hôm qua"}"#.into(),
        r#"{"source_id":"5","file":"khong-co.pdf"}"#.into(),
    ];
    let run = import(&store, &bad);
    assert_eq!(run.code, Some(1));
    let told: Vec<String> = run
        .lines()
        .iter()
        .map(|line| {
            line["code"].as_str().or(line["of"].as_str()).or(line["event"].as_str()).expect("told").to_owned()
        })
        .collect();
    let expected = [
        "filed",
        "source_id",
        "bad_record",
        "bad_record",
        "unknown_kind",
        "bad_record",
        "unreadable",
        "summary",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_file_beside_the_records_is_filed_with_them() {
    let store = TestStore::new();
    let paper = Paper { seq: 5, about: "thủy lợi".into() }.write_into(&store.inbox());
    let name = paper.file_name().expect("a name").to_str().expect("Unicode");
    let record = serde_json::json!({ "source_id": "B-1", "file": name, "signer": "Người Khác" });
    let document = &import(&store, &[record.to_string()]).lines()[0]["document"];
    assert_eq!(
        (document["number"].as_str(), document["signer"].as_str()),
        (Some("05-NQ/TU"), Some("Người Khác"))
    );
    assert_eq!(document["files"][0]["name"], name);
    assert_eq!(store.run(["check", "--read-data"]).code, Some(0));
}
