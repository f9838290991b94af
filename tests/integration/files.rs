//! Files as they come: copies, damaged ones, hostile ones, and what is no document.

use std::io::Write;

use serde_json::Value;
use vankho_testkit::{Paper, TestStore, docx, fixtures, samples};

fn codes(line: &Value) -> Vec<&str> {
    line["warnings"].as_array().expect("a list").iter().map(|w| w["code"].as_str().expect("a code")).collect()
}

#[test]
fn a_bad_file_never_stops_a_batch() {
    let store = TestStore::new();
    // Without recognition, whatever this computer has: `pictures` has its tests.
    let run = store.run(["import", "--json", "--no-ocr", fixtures().to_str().expect("a Unicode path")]);
    assert_eq!(run.code, Some(1), "some failed");
    let lines = run.lines();
    let of = |name: &str| {
        let found = lines.iter().find(|line| line["path"].as_str().is_some_and(|path| path.ends_with(name)));
        found.unwrap_or_else(|| panic!("{name} is told"))
    };
    for (name, code) in [
        ("empty.txt", "empty_file"),
        ("not-a-document.bin", "unsupported_format"),
        ("program.exe", "unsupported_format"),
    ] {
        assert_eq!(
            (of(name)["event"].as_str(), of(name)["code"].as_str()),
            (Some("failed"), Some(code)),
            "{name}"
        );
        assert!(
            of(name)["message"].as_str().is_some_and(|message| !message.is_empty()),
            "{name} has a reason"
        );
    }
    for (name, warning) in [
        ("locked.pdf", "encrypted"),
        ("broken.pdf", "damaged"),
        ("fake.pdf", "no_text_layer"),
        ("tcvn3.txt", "legacy_encoding"),
    ] {
        assert_eq!(of(name)["event"], "filed", "{name} is kept");
        assert!(codes(of(name)).contains(&warning), "{name} warns {warning}, not {:?}", codes(of(name)));
    }
    assert_eq!(
        of("fake.pdf")["document"]["files"][0]["media_type"],
        "image/png",
        "the bytes tell the format"
    );
    let text = store.run(["text", of("tcvn3.txt")["id"].as_str().expect("an id")]).stdout;
    let unicode = std::fs::read_to_string(fixtures().join("tcvn3.utf8.txt")).expect("a fixture");
    assert!(text.contains(unicode.trim()), "an old encoding is read as what was typed");
    assert_eq!(of("bomb.docx")["event"], "filed", "a bomb is kept, and not blown up");
    assert!(!codes(of("bomb.docx")).is_empty());
    let summary = lines.last().expect("a summary");
    let sum = ["filed", "duplicates", "failed"]
        .iter()
        .map(|key| summary[key].as_u64().expect("a number"))
        .sum::<u64>();
    assert_eq!(sum, lines.len() as u64 - 1, "the summary adds up");
    assert_eq!(store.run(["check", "--read-data"]).code, Some(0));
}

#[test]
fn a_copy_is_answered_with_the_document_it_copies() {
    let store = TestStore::new();
    let first = store.import(&samples()).lines();
    let again = store.import(&samples());
    assert_eq!(again.code, Some(0));
    let lines = again.lines();
    for line in &lines[..lines.len() - 1] {
        assert_eq!((line["event"].as_str(), line["of"].as_str()), (Some("duplicate"), Some("content")));
        let filed = first.iter().find(|filed| filed["path"] == line["path"]).expect("filed before");
        assert_eq!(line["id"], filed["id"]);
    }
    assert_eq!(lines.last().expect("a summary")["filed"], 0);
}

#[test]
fn copies_inside_one_folder_are_filed_once() {
    let store = TestStore::new();
    let inbox = store.inbox();
    for name in ["a.txt", "b.txt", "c.pdf"] {
        let mut file = std::fs::File::create(inbox.join(name)).expect("writable");
        file.write_all("Công văn của huyện".as_bytes()).expect("writes");
    }
    let summary = store.import(&inbox).lines().pop().expect("a summary");
    assert_eq!((summary["filed"].as_u64(), summary["duplicates"].as_u64()), (Some(1), Some(2)));
}

#[test]
fn names_are_kept_for_people_and_never_trusted() {
    let store = TestStore::new();
    let inbox = store.inbox();
    let long = format!("{}.txt", "tên ".repeat(50));
    for name in ["..txt", "nghi\u{323}.txt", long.as_str(), "a\u{202E}fdp.txt", "%2e%2e%2fx.txt"] {
        let mut file = std::fs::File::create(inbox.join(name)).expect("writable");
        writeln!(file, "Văn bản {}", name.len()).expect("writes");
    }
    let lines = store.import(&inbox).lines();
    assert_eq!(lines.last().expect("a summary")["filed"], 5);
    let names: Vec<&str> =
        lines.iter().filter_map(|line| line["document"]["files"][0]["name"].as_str()).collect();
    assert!(names.contains(&"nghị.txt"), "repaired: {names:?}");
    assert!(names.contains(&"afdp.txt"), "no letter that turns the writing round: {names:?}");
}

#[test]
fn what_is_gone_or_unreadable_is_reported() {
    let store = TestStore::new();
    let missing = store.inbox().join("gone.pdf");
    let run = store.import(&missing);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.lines()[0]["code"], "unreadable");
}

#[test]
fn the_same_words_are_read_from_every_format() {
    let store = TestStore::new();
    let inbox = store.inbox();
    for seq in 1..=3 {
        let _ = Paper { seq, about: "trồng rừng ven sông".into() }.write_into(&inbox);
    }
    let lines = store.import(&inbox).lines();
    for line in &lines[..3] {
        let document = &line["document"];
        assert_eq!(document["kind"], "nghi_quyet", "{}", line["path"]);
        assert_eq!(document["issued_on"], "2016-07-01", "{}", line["path"]);
        assert_eq!(document["signer"], "Đỗ Minh Khuê", "{}", line["path"]);
    }
    assert_eq!(store.search("\"trong rung ven song\"")["total"], 3);
}

#[test]
fn tracked_deletions_are_no_text() {
    let store = TestStore::new();
    let inbox = store.inbox();
    let mut file = std::fs::File::create(inbox.join("a.docx")).expect("writable");
    file.write_all(&docx(
        "giữ lại</w:t></w:r><w:del><w:r><w:delText>xóa bỏ</w:delText></w:r></w:del><w:r><w:t>",
    ))
    .expect("writes");
    let lines = store.import(&inbox).lines();
    let text = store.run(["text", lines[0]["id"].as_str().expect("an id")]).stdout;
    assert!(text.contains("giữ lại") && !text.contains("xóa bỏ"), "{text}");
}
