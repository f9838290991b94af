//! Documents of Party offices in every layout (`tests/fixtures/party`), written for this project, with their fields.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "figures, and what is skipped, are told")]

#[path = "corpus/reliability.rs"]
mod reliability;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;
use vankho_model::{Field, Fields, Hints, Reading};
use vankho_recognize::recognize;

use self::reliability::Reliability;

/// The share of documents in which a field must be read right.
const FLOOR: f64 = 0.98;

#[test]
fn every_field_of_every_layout_is_read() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/party");
    let gold = std::fs::read_to_string(folder.join("gold.jsonl")).expect("the gold is there");
    let mut asked: BTreeMap<String, u32> = BTreeMap::new();
    let mut missed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut reliability = Reliability::default();
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line).expect("JSON");
        let file = row["file"].as_str().expect("a file");
        let text = std::fs::read_to_string(folder.join(file)).expect("the document is there");
        let pages: Vec<String> = vankho_text::repair(&text).split('\u{C}').map(str::to_owned).collect();
        let Reading { fields, evidence, .. } = recognize(&pages, &Hints::default());
        for (name, wanted) in row["gold"].as_object().expect("fields") {
            let Some(got) = read(&fields, name) else { continue };
            *asked.entry(name.clone()).or_default() += 1;
            let wanted = plain_value(name, wanted);
            let given = evidence.iter().find(|piece| gold_name(piece.field) == name);
            given.into_iter().for_each(|piece| reliability.count(piece.confidence, got == wanted));
            if got != wanted {
                missed.entry(name.clone()).or_default().push(format!("{file}: {got:?}, not {wanted:?}"));
            }
        }
    }
    let documents = asked.get("number").copied().unwrap_or_default();
    assert!(documents >= 64 && asked.len() == 14, "the documents were read");
    reliability.print_and_hold("fields");
    for (name, misses) in &missed {
        let share = 1.0 - misses.len() as f64 / f64::from(asked[name]);
        println!("{name}: {share:.3}\n  {}", misses.join("\n  "));
        assert!(share >= FLOOR, "{name} is read right in {share:.3} of {documents} documents");
    }
}

/// What the gold calls a field.
fn gold_name(field: Field) -> &'static str {
    match field {
        Field::Kind => "type",
        Field::IssuedOn | Field::PublishedOn => "date",
        Field::Subject => "title",
        other => other.as_str(),
    }
}

/// A field as the gold names it; `None` for what is not a field.
fn read(fields: &Fields, name: &str) -> Option<String> {
    let text = |value: &Option<String>| plain(name, value.as_deref().unwrap_or_default());
    Some(match name {
        "type" => plain(name, fields.kind.map_or("", |kind| kind.name())),
        "number" => plain(name, &fields.number.as_ref().map(ToString::to_string).unwrap_or_default()),
        "date" => fields.issued_on.or(fields.published_on).map(|date| date.to_string()).unwrap_or_default(),
        "place" => text(&fields.place),
        "issuer" => text(&fields.issuer),
        "parent_body" => text(&fields.parent_body),
        "title" => text(&fields.subject),
        "signer" => text(&fields.signer),
        "signer_position" => text(&fields.signer_position),
        "signer_authority" => text(&fields.signer_authority),
        "addressees" => list(name, fields.addressees.iter().map(String::as_str)),
        "recipients" => list(name, fields.recipients.iter().map(String::as_str)),
        "secrecy" => fields.secrecy.as_str().to_owned(),
        "urgency" => fields.urgency.as_str().to_owned(),
        _ => return None,
    })
}

fn plain_value(name: &str, value: &Value) -> String {
    match value {
        Value::Array(items) => list(name, items.iter().filter_map(Value::as_str)),
        other => plain(name, other.as_str().unwrap_or_default()),
    }
}

fn list<'t>(name: &str, items: impl Iterator<Item = &'t str>) -> String {
    items.map(|item| plain(name, item)).collect::<Vec<_>>().join(" | ")
}

/// The text without case, quotation marks and blanks around dashes; a title without its `về`.
fn plain(name: &str, text: &str) -> String {
    let text = vankho_text::repair(text).to_lowercase().replace(['“', '”', '"', '\'', '‘', '’'], "");
    let text = text.replace(['–', '—'], "-").split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.replace(" - ", "-").replace("- ", "-").replace(" -", "-");
    let text = text.trim_matches([' ', '.', ';', ',', ':']);
    let labels = ["về việc ", "v/v ", "về "];
    let title = labels.iter().find_map(|label| text.strip_prefix(label)).filter(|_| name == "title");
    title.unwrap_or(text).to_owned()
}
