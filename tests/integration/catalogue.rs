//! Tidying: labels, dossiers, the trash, and one change to many documents, undone as one.

use serde_json::Value;
use vankho_testkit::{Paper, TestStore};

/// A store with so many resolutions, numbered from 1; their ids in that order.
fn filled(papers: u32) -> (TestStore, Vec<String>) {
    let store = TestStore::new();
    let mut ids = Vec::new();
    for seq in 1..=papers {
        let path = Paper { seq, about: format!("trồng rừng ven sông đợt {seq}") }.write_into(&store.inbox());
        let lines = store.import(&path).lines();
        ids.push(lines[0]["id"].as_str().unwrap_or_else(|| panic!("filed: {lines:?}")).to_owned());
    }
    (store, ids)
}

fn json(store: &TestStore, arguments: &[&str]) -> Value {
    let run = store.run([arguments, &["--json"]].concat());
    assert!(run.code.is_some_and(|code| code < 2), "{arguments:?}");
    run.json()
}

fn counts(result: &Value) -> [u64; 3] {
    ["changed", "unchanged", "kept"].map(|name| result[name].as_u64().unwrap_or_else(|| panic!("{result}")))
}

#[test]
fn labels_are_given_to_many_and_taken_back_as_one() {
    let (store, ids) = filled(3);
    let one = json(&store, &["change", "--on", &ids[0], "--add-tag", "Rừng"]);
    assert_eq!(counts(&one), [1, 0, 0]);
    let all = json(&store, &["change", "--query", "ven sông", "--add-tag", "rừng"]);
    assert_eq!(counts(&all), [2, 1, 0], "a label in other capitals is the one there is");
    assert_eq!(store.search("nhãn:Rừng")["total"], 3, "the index follows");
    assert_eq!(json(&store, &["tags"])["documents"], 3);

    let later = json(&store, &["change", "--on", &ids[1], "--add-tag", "gấp"]);
    let operation = all["operation"].to_string();
    let undone = json(&store, &["undo", "--many", &operation]);
    assert_eq!((undone["undone"].as_u64(), undone["refused"].as_u64()), (Some(1), Some(1)), "{undone}");
    assert_eq!(undone["refused_ids"][0], *ids[1], "what was changed since stays");
    assert_eq!(json(&store, &["show", &ids[2]])["tags"], serde_json::json!([]));
    assert_eq!(json(&store, &["undo", "--many", &operation]), Value::Null, "once is enough");
    let _ = json(&store, &["undo", "--many", &later["operation"].to_string()]);
    let history = store.run(["history", ids[1].as_str(), "--json"]).lines();
    assert_eq!(history.iter().map(|change| change["what"].as_str()).collect::<Vec<_>>(), [Some("tags"); 3]);
}

#[test]
fn a_field_of_many_is_looked_at_before_it_is_changed() {
    let (store, ids) = filled(3);
    let _ = json(&store, &["correct", &ids[0], "signer", "Lê Thị Mai"]);
    let preview = json(&store, &["change", "--query", "", "--set", "signer=Trần Văn Nam", "--preview"]);
    assert_eq!(
        (preview["documents"].as_u64(), preview["changes"].as_u64(), preview["decided"].as_u64()),
        (Some(3), Some(3), Some(1))
    );
    assert_eq!(preview["from"][0], serde_json::json!({ "values": ["Đỗ Minh Khuê"], "documents": 2 }));
    assert_eq!(json(&store, &["show", &ids[1]])["signer"], "Đỗ Minh Khuê", "a look changes nothing");

    let done = json(&store, &["change", "--query", "", "--set", "signer=Trần Văn Nam"]);
    assert_eq!(counts(&done), [2, 0, 1], "what a person decided is kept unless it is asked for");
    assert_eq!(json(&store, &["show", &ids[0]])["signer"], "Lê Thị Mai");
    let over = json(&store, &["change", "--query", "", "--set", "signer=Trần Văn Nam", "--over-decided"]);
    assert_eq!(counts(&over), [1, 2, 0]);
    for operation in [&over, &done] {
        let _ = json(&store, &["undo", "--many", &operation["operation"].to_string()]);
    }
    let back = json(&store, &["show", &ids[1]]);
    assert_eq!(
        (&back["signer"], back["evidence"]["signer"].is_object()),
        (&"Đỗ Minh Khuê".into(), true),
        "{back}"
    );
    assert_eq!(store.run(["change", "--query", "", "--set", "issued_on=hôm qua"]).code, Some(1));
}

#[test]
fn a_dossier_keeps_its_documents_until_it_is_closed() {
    let (store, ids) = filled(2);
    let made = json(&store, &["dossiers", "--new", "Trồng rừng", "--code", "01/HS"]);
    assert_eq!(store.run(["dossiers", "--new", "Khác", "--code", "01/HS"]).code, Some(1), "codes differ");
    let put = json(&store, &["change", "--query", "", "--dossier", "01/HS"]);
    assert_eq!(counts(&put), [2, 0, 0]);
    let shown = json(&store, &["show", &ids[0]]);
    assert_eq!(
        (&shown["dossiers"][0], &shown["dossier_ids"][0]),
        (&"01/HS · Trồng rừng".into(), &made["id"])
    );
    let taken = json(&store, &["change", "--on", &ids[0], "--out-of", "01/HS"]);
    assert_eq!(json(&store, &["dossiers"])["documents"], 1);
    let _ = json(&store, &["undo", "--many", &taken["operation"].to_string()]);
    assert_eq!(json(&store, &["dossiers"])["documents"], 2);
    assert_eq!(store.run(["check"]).code, Some(0));
}

#[test]
fn what_is_thrown_away_is_hidden_and_comes_back() {
    let (store, ids) = filled(2);
    let thrown = json(&store, &["change", "--on", &ids[0], "--trash"]);
    assert_eq!(store.search("ven sông")["total"], 1);
    assert_eq!(json(&store, &["stats"])["documents"], 1);
    assert_eq!(json(&store, &["trash"])["document"]["id"], *ids[0]);
    assert_eq!(
        json(&store, &["change", "--query", "", "--add-tag", "x"])["changed"],
        1,
        "nothing reaches it there"
    );
    assert_eq!(store.run(["check", "--read-data"]).code, Some(0));
    let _ = json(&store, &["undo", "--many", &thrown["operation"].to_string()]);
    assert_eq!(store.search("ven sông")["total"], 2);

    let _ = json(&store, &["change", "--on", &ids[1], "--trash"]);
    let again = store.import(&store.inbox().join("nghi-quyet-2.docx")).lines();
    assert_eq!((&again[0]["event"], &again[0]["restored"]), (&"duplicate".into(), &true.into()), "{again:?}");
    assert_eq!(again[0]["id"], *ids[1]);
    assert_eq!(store.search("ven sông")["total"], 2, "a file met again comes out of the trash");
}

#[test]
fn emptying_the_trash_forgets_the_original_too_and_nothing_else() {
    let (store, ids) = filled(3);
    let _ = json(&store, &["change", "--on", &ids[2], "--add-tag", "x"]);
    let _ = json(&store, &["change", "--on", &ids[2], "--trash"]);
    assert_eq!(json(&store, &["trash", "--expired"])["forgotten"], 0, "thirty days have not passed");
    assert_eq!(json(&store, &["stats"])["originals"], 3);
    assert_eq!(json(&store, &["trash", "--empty"])["forgotten"], 1);
    assert_eq!(json(&store, &["stats"])["originals"], 2);
    let originals = std::fs::read_dir(store.root().join("vault/originals")).expect("a vault");
    let left: usize =
        originals.flatten().map(|shelf| std::fs::read_dir(shelf.path()).expect("a shelf").count()).sum();
    assert_eq!(left, 2, "its original is gone from the vault");
    assert_eq!(store.run(["check", "--read-data"]).code, Some(0));
    assert_eq!(store.run(["show", ids[2].as_str()]).code, Some(1));
    let again = store.import(&store.inbox().join("nghi-quyet-3.txt")).lines();
    assert_eq!(again[0]["event"], "filed", "it is a new document now");
    assert_eq!(store.search("ven sông")["total"], 3);
    assert_eq!(store.run(["check", "--read-data"]).code, Some(0));
}

#[test]
fn a_list_is_exported_as_it_is_found() {
    let (store, ids) = filled(3);
    let _ = json(&store, &["correct", &ids[1], "subject", "=HYPERLINK(\"x\"), về rừng"]);
    let _ = json(&store, &["change", "--on", &ids[2], "--trash"]);
    let csv = store.run(["export", "--format", "csv", "--sort", "number"]).stdout;
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{FEFF}\"Số, ký hiệu\",\"Loại\",\"Ngày ban hành\""), "{csv}");
    assert!(
        lines[1].starts_with("\"01-NQ/TU\",\"Nghị quyết\",\"01/07/2016\",\"TỈNH ỦY SÔNG THANH\""),
        "{csv}"
    );
    assert!(lines[2].contains("\"'=HYPERLINK(\"\"x\"\"), về rừng\""), "no cell is a formula: {csv}");
    assert_eq!(lines[3..], [""], "what lies in the trash is not exported");

    let path = store.inbox().join("danh-sach.jsonl");
    let to = path.to_str().expect("tests use Unicode paths");
    let run =
        json(&store, &["export", "--format", "jsonl", "--query", "trồng rừng", "--sort", "number", "-o", to]);
    assert_eq!(run["documents"], 2);
    let written = std::fs::read_to_string(&path).expect("a file");
    let first: Value = serde_json::from_str(written.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first, json(&store, &["show", &ids[0]]));
    assert_eq!(store.run(["export", "--format", "csv", "-o", "/no/such/folder/x.csv"]).code, Some(1));
    assert!(!path.with_file_name("danh-sach.jsonl.part").exists());
}
