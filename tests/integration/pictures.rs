//! Pictures of pages: filed at once, read when there is a program that can, nothing lost in between.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use vankho_extract::Ocr;
use vankho_testkit::{Run, TestStore, samples};

/// Names the recognition program; a place where there is none makes a computer without it.
const PROGRAM: &str = "VANKHO_TESSERACT";
const NOWHERE: &str = "/nowhere/tesseract";

/// Recognition is a program of its own, which `cargo xtask test` installs.
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn is_here() -> bool {
    let is_here = Ocr::find().is_some();
    if !is_here {
        eprintln!("skipped: tesseract with Vietnamese is not installed");
    }
    is_here
}

fn import_scan(store: &TestStore, more: &[&str], program: Option<&str>) -> Value {
    let scan = samples().join("scan0042.pdf");
    let mut command = store.command();
    command.args(["import", "--json"]).args(more).arg(scan);
    if let Some(program) = program {
        command.env(PROGRAM, program);
    }
    let output = command.output().expect("the program starts");
    let run = Run { code: output.status.code(), stdout: String::from_utf8(output.stdout).expect("UTF-8") };
    let mut lines = run.lines();
    assert_eq!((run.code, lines.len()), (Some(0), 2), "one document and a summary");
    lines.remove(0)
}

fn put(path: &Path, text: &str) {
    let mut file = File::create(path).expect("a file");
    file.write_all(text.as_bytes()).expect("room on disk");
}

fn engine(line: &Value) -> &str {
    line["document"]["sources"][0]["engine"].as_str().unwrap_or_default()
}

fn waits(line: &Value) -> bool {
    line["warnings"].as_array().expect("a list").iter().any(|warning| warning["code"] == "no_text_layer")
}

#[test]
fn a_scan_is_read_and_found() {
    if !is_here() {
        return;
    }
    let store = TestStore::new();
    let line = import_scan(&store, &[], None);
    assert_eq!((engine(&line), waits(&line)), ("ocr", false), "it was read before it was told");
    let answer = store.search("bo phan mot cua o 23 xa");
    assert_eq!(answer["total"], 1, "its text is found without marks");
}

#[test]
fn without_the_program_a_scan_waits_and_is_read_later() {
    let store = TestStore::new();
    let line = import_scan(&store, &[], Some(NOWHERE));
    assert_eq!((engine(&line), waits(&line)), ("waiting", true), "kept, and marked as waiting");
    if !is_here() {
        return;
    }
    let summary = store.run(["reread", "--waiting", "--json"]).json();
    assert_eq!((&summary["pages_recognized"], &summary["pages_waiting"]), (&1.into(), &0.into()));
    let id = line["id"].as_str().expect("an id");
    let document = store.run(["show", "--json", id]).json();
    assert_eq!(document["sources"][0]["engine"], "ocr");
    assert_eq!(document["warnings"].as_array().map(Vec::len).unwrap_or_default(), {
        let doubts = document["warnings"].as_array().expect("a list");
        doubts.iter().filter(|warning| warning["code"] == "read_with_doubt").count()
    });
    let again = store.run(["reread", "--waiting", "--json"]).json();
    assert_eq!(again["pages_recognized"], 0, "nothing waits any more");
}

#[test]
fn reading_again_keeps_what_another_system_gave() {
    let store = TestStore::new();
    let inbox = store.inbox();
    let record = r#"{"source_id":"A-1","signer":"Người Cho Biết","file":"cu.txt"}"#;
    put(&inbox.join("records.jsonl"), record);
    put(&inbox.join("cu.txt"), "TỈNH ỦY SÔNG THANH\n*\nSố 07-CT/TU\n\nCHỈ THỊ\nvề nếp làm việc\n");
    let records = inbox.join("records.jsonl");
    let run = store.run(["import", "--json", "--records", records.to_str().expect("a Unicode path")]);
    let id = run.lines()[0]["id"].as_str().expect("filed").to_owned();
    let before = store.run(["show", "--json", &id]).json();
    let summary = store.run(["reread", "--json", &id]).json();
    assert_eq!((&summary["reread"], &summary["failed"]), (&1.into(), &0.into()));
    let after = store.run(["show", "--json", &id]).json();
    assert_eq!(after["signer"], "Người Cho Biết", "given by another system");
    assert_eq!(after["number"], "07-CT/TU", "read again");
    assert_eq!(after["version"].as_u64(), before["version"].as_u64().map(|version| version + 1));
    assert_eq!(store.search("07-CT/TU")["total"], 1, "the index follows");
    assert_eq!(store.run(["check", "--read-data"]).code, Some(0));
}

#[test]
fn reading_goes_on_after_being_killed() {
    if !is_here() {
        return;
    }
    let store = TestStore::new();
    let line = import_scan(&store, &["--no-ocr"], None);
    assert!(waits(&line));
    for moment in [30, 120, 300] {
        let mut child = store.command().args(["reread", "--waiting"]).spawn().expect("the program starts");
        // The moment is the test: there is nothing to wait for.
        std::thread::sleep(Duration::from_millis(moment));
        child.kill().expect("a child can be killed");
        child.wait().expect("it ends");
    }
    let id = line["id"].as_str().expect("an id");
    let _ = store.run(["reread", "--waiting"]);
    let document = store.run(["show", "--json", id]).json();
    assert_eq!(document["sources"][0]["engine"], "ocr");
    assert_eq!(store.run(["check", "--read-data"]).code, Some(0));
}
