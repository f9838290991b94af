//! Citations labelled by hand (`tests/fixtures/citations.jsonl`), in published documents that are not part of the
//! project. Skips, and says so, where they are not at hand.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "figures, and what is skipped, are told")]

mod corpus;
#[path = "corpus/reliability.rs"]
mod reliability;

use std::collections::HashMap;

use serde_json::Value;
use vankho_model::{Citation, Hints};
use vankho_recognize::recognize;

use self::reliability::Reliability;

const LABELS: &str = include_str!("../../../tests/fixtures/citations.jsonl");

/// Counts of one half of the documents.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: u32,
    missed: u32,
    extra: u32,
    related: u32,
}

impl Score {
    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.right + self.extra)
    }

    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from(self.right + self.missed)
    }

    fn relation(self) -> f64 {
        f64::from(self.related) / f64::from(self.right)
    }
}

#[test]
fn citations_are_found_and_related() {
    let Some(documents) = corpus::read("meta/vbpl-docs.jsonl.zst") else { return };
    let texts: HashMap<&str, &str> =
        documents.iter().filter_map(|row| Some((row["id"].as_str()?, row["text"].as_str()?))).collect();
    let labelled = corpus::lines(LABELS);
    assert!(labelled.len() >= 44, "the labels were read");
    let mut halves = [Score::default(); 2];
    let mut reliability = Reliability::default();
    for (at, document) in labelled.iter().enumerate() {
        let text = texts[document["id"].as_str().expect("an id")];
        score(text, document["citations"].as_array().expect("a list"), &mut halves[at % 2], &mut reliability);
    }
    reliability.print_and_hold("relations");
    for (half, score) in ["first", "second"].iter().zip(halves) {
        let (precision, recall, relation) = (score.precision(), score.recall(), score.relation());
        println!(
            "{half} half: precision {precision:.4}, recall {recall:.4}, relation {relation:.4}, {score:?}"
        );
        assert!(precision >= 0.98 && recall >= 0.95 && relation >= 0.92, "the {half} half is below the mark");
    }
}

fn score(text: &str, labels: &[Value], score: &mut Score, reliability: &mut Reliability) {
    assert_eq!(vankho_text::repair(text).chars().count(), text.chars().count(), "places stay true");
    let found = recognize(&[vankho_text::repair(text)], &Hints::default()).citations;
    let mut used = vec![false; found.len()];
    for label in labels {
        let hit = (0..found.len()).find(|at| !used[*at] && is_same(&found[*at], label));
        match hit {
            Some(at) => {
                used[at] = true;
                score.right += 1;
                let is_related = label["relation"] == found[at].relation.as_str();
                score.related += u32::from(is_related);
                reliability.count(found[at].confidence, is_related);
            }
            // An annex that names the document it belongs to cites nothing.
            None if label["own"] == true => {}
            None => score.missed += 1,
        }
    }
    score.extra += u32::try_from(used.iter().filter(|used| !**used).count()).expect("few");
}

/// Whether a citation holds the place of a label and has its number.
fn is_same(citation: &Citation, label: &Value) -> bool {
    let place = |name: &str| u32::try_from(label[name].as_u64().expect("a place")).expect("a place");
    let number = citation.number.as_ref().map(ToString::to_string).unwrap_or_default();
    citation.start <= place("start") + 3
        && citation.end + 3 >= place("end")
        && number.replace(' ', "") == label["number"].as_str().unwrap_or_default().replace(' ', "")
}
