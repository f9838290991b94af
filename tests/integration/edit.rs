//! What a person decides stays: confirmed, corrected and rejected fields, rulings on citations, and undo.

use std::path::Path;

use serde_json::Value;
use vankho_testkit::{Paper, TestStore};

fn file(store: &TestStore) -> String {
    let path = Paper { seq: 4, about: "trồng rừng ven sông".into() }.write_into(&store.inbox());
    import(store, &path)
}

fn import(store: &TestStore, path: &Path) -> String {
    let lines = store.import(path).lines();
    lines[0]["id"].as_str().unwrap_or_else(|| panic!("filed: {lines:?}")).to_owned()
}

fn proposed(document: &Value) -> Vec<&str> {
    document["proposed"].as_array().expect("a list").iter().filter_map(Value::as_str).collect()
}

fn json(store: &TestStore, arguments: &[&str]) -> Value {
    store.run([arguments, &["--json"]].concat()).json()
}

#[test]
fn what_a_person_decided_stays_when_it_is_read_again() {
    let store = TestStore::new();
    let id = file(&store);
    let before = json(&store, &["show", &id]);
    assert!(proposed(&before).contains(&"signer"), "{before}");

    let confirmed = json(&store, &["confirm", &id, "number"]);
    assert!(!proposed(&confirmed).contains(&"number"));
    assert_eq!(confirmed["evidence"]["number"], before["evidence"]["number"], "its place stays known");
    let corrected = json(&store, &["correct", &id, "issued_on", "2/7/2016"]);
    assert_eq!(corrected["issued_on"], "2016-07-02");
    let rejected = json(&store, &["reject", &id, "signer"]);
    assert_eq!(rejected["signer"], Value::Null);

    assert_eq!(store.run(["reread", id.as_str()]).code, Some(0));
    let after = json(&store, &["show", &id]);
    assert_eq!(after["issued_on"], "2016-07-02", "a correction is never overwritten");
    assert_eq!(after["signer"], Value::Null, "nor proposed again once it was rejected");
    assert!(!proposed(&after).contains(&"number"), "nor is what was confirmed");
    assert_eq!(after["subject"], before["subject"]);

    let all = json(&store, &["confirm", &id]);
    assert!(proposed(&all).is_empty(), "no field named is every field that waits");
}

#[test]
fn every_change_is_told_and_can_be_taken_back() {
    let store = TestStore::new();
    let id = file(&store);
    let first = json(&store, &["show", &id]);
    let _ = json(&store, &["correct", &id, "issuer", "Tỉnh ủy Song Thanh"]);
    let _ = json(&store, &["reject", &id, "signer"]);
    assert_eq!(store.search("cơ quan Song Thanh")["total"], 1, "the index follows");
    let history = store.run(["history", id.as_str(), "--json"]).lines();
    let told: Vec<_> =
        history.iter().map(|change| (change["action"].as_str(), change["field"].as_str())).collect();
    assert_eq!(told, [(Some("reject"), Some("signer")), (Some("correct"), Some("issuer"))]);

    for change in &history {
        let no = change["no"].to_string();
        let _ = json(&store, &["undo", &no]);
        assert!(store.run(["undo", no.as_str(), "--json"]).stdout.is_empty(), "taken back once");
    }
    let mut last = json(&store, &["show", &id]);
    let version = last["version"].as_u64().expect("a version");
    assert!(version > first["version"].as_u64().expect("a version"));
    last["version"] = first["version"].clone();
    assert_eq!(last, first, "as it was, with its evidence");

    let _ = json(&store, &["correct", &id, "place", "Song Thanh"]);
    let first = store.run(["history", id.as_str(), "--json"]).lines()[0]["no"].to_string();
    let _ = json(&store, &["correct", &id, "place", "Thanh An"]);
    assert!(
        store.run(["undo", first.as_str(), "--json"]).stdout.is_empty(),
        "the later decision comes first"
    );
    assert_eq!(json(&store, &["show", &id])["place"], "Thanh An");

    let history = store.run(["history", id.as_str(), "--json"]).lines();
    let of_issuer = |change: &&Value| change["field"] == "issuer" && change["action"] == "undo";
    let undo = history.iter().find(of_issuer).expect("the issuer's undo")["no"].to_string();
    let _ = json(&store, &["undo", &undo]);
    assert_eq!(json(&store, &["show", &id])["issuer"], "Tỉnh ủy Song Thanh", "an undo is undone as well");
}

#[test]
fn what_a_field_cannot_hold_changes_nothing() {
    let store = TestStore::new();
    let id = file(&store);
    let before = json(&store, &["show", &id]);
    for (field, value, code) in
        [("issued_on", "hôm qua", 1), ("kind", "thư tình", 1), ("number", "không", 1), ("colour", "đỏ", 2)]
    {
        assert_eq!(store.run(["correct", &id, field, value]).code, Some(code), "{field}");
    }
    assert_eq!(json(&store, &["show", &id]), before);
    assert!(store.run(["history", id.as_str(), "--json"]).lines().is_empty());
    assert_eq!(store.run(["undo", "77"]).code, Some(1));
}

#[test]
fn a_corrected_number_joins_what_cites_it() {
    let store = TestStore::new();
    let id = file(&store);
    let plan = store.inbox().join("kế hoạch.txt");
    let text = "ỦY BAN NHÂN DÂN\nXÃ SONG THANH\n\nSố: 7/KH-UBND\n\nKẾ HOẠCH\ntrồng rừng\n\n\
                Thực hiện Quyết định số 88-QĐ/TU ngày 01/7/2016, Ủy ban lập kế hoạch.\n";
    std::io::Write::write_all(&mut std::fs::File::create(&plan).expect("writable"), text.as_bytes())
        .expect("writes");
    let plan = import(&store, &plan);
    let cited = |to: &str| {
        let link = json(&store, &["relations", &plan])["cites"][0].clone();
        assert_eq!(link["to"].as_str().unwrap_or_default(), to, "{link}");
        link["citations"][0]["no"].to_string()
    };
    let no = cited("");
    let _ = json(&store, &["correct", &id, "kind", "Quyết định"]);
    let _ = json(&store, &["correct", &id, "number", "88-QĐ/TU"]);
    let _ = cited(&id);
    let _ = json(&store, &["correct", &id, "number", "89-QĐ/TU"]);
    let _ = cited("");

    // A person knows better: it is this one, and it is a basis.
    let _ = json(&store, &["cite", &no, "--to", &id, "--relation", "based_on"]);
    let _ = cited(&id);
    assert_eq!(store.run(["reread", plan.as_str()]).code, Some(0));
    let _ = cited(&id);
    let link = json(&store, &["relations", &id])["cited_by"][0].clone();
    assert_eq!(
        (link["relation"].as_str(), link["citations"][0]["ruling"].as_str()),
        (Some("based_on"), Some("confirmed"))
    );
    let _ = json(&store, &["cite", &no, "--reject"]);
    assert_eq!(json(&store, &["relations", &plan])["cites"].as_array().map(Vec::len), Some(0));
    assert_eq!(store.run(["reread", plan.as_str()]).code, Some(0));
    assert_eq!(
        json(&store, &["relations", &plan])["cites"].as_array().map(Vec::len),
        Some(0),
        "not proposed again"
    );
}

#[test]
fn what_is_in_doubt_waits_until_a_person_decides() {
    let store = TestStore::new();
    let id = file(&store);
    let document = json(&store, &["show", &id]);
    let is_doubtful = |item: &Value| item["confidence"].as_f64().expect("a share") < 0.9;
    let doubtful: Vec<&str> = document["evidence"]
        .as_object()
        .expect("evidence")
        .iter()
        .filter(|(_, item)| is_doubtful(item))
        .map(|(field, _)| field.as_str())
        .collect();
    let waiting = store.run(["review", "--json"]).lines();
    assert_eq!(waiting.len(), usize::from(!doubtful.is_empty()), "{doubtful:?}");
    let _ = json(&store, &["confirm", &id]);
    assert!(store.run(["review", "--json"]).lines().is_empty());

    let draft = store.inbox().join("nháp.txt");
    let text = "TỈNH ỦY SONG THANH\n*\nĐẢNG CỘNG SẢN VIỆT NAM\n\nquyết định trồng rừng giao cho các xã.\n";
    std::io::Write::write_all(&mut std::fs::File::create(&draft).expect("writable"), text.as_bytes())
        .expect("writes");
    let draft = import(&store, &draft);
    let lines = store.run(["review", "--json"]).lines();
    let has_doubt =
        json(&store, &["show", &draft])["evidence"].as_object().expect("evidence").values().any(is_doubtful);
    assert_eq!(!lines.is_empty(), has_doubt);
}
