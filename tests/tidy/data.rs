//! The tables we ship.

use std::collections::BTreeSet;

use crate::none;
use crate::tree::text;

#[test]
fn each_kind_of_document_is_listed_once() {
    let table = text("assets/kinds.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let rows = rows.map(|line| line.split('\t').collect::<Vec<_>>()).collect::<Vec<_>>();
    assert!(rows.len() > 10, "the table of kinds was not read");
    let mut broken = Vec::new();
    let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
    for row in &rows {
        if row.len() < 2 || !ids.insert(row[0]) || !names.insert(row[1]) {
            broken.push(row.join(" | "));
        }
    }
    none(&broken, "A kind has one row, with an id and a name of its own:");
}
