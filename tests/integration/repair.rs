//! Damage is found and named, and what is derived is built again.

use std::path::{Path, PathBuf};

use vankho_app::{AppError, Control, Mode};
use vankho_testkit::{TestStore, samples};

fn filled() -> TestStore {
    let store = TestStore::new();
    assert_eq!(store.import(&samples()).code, Some(0));
    store
}

fn an_original(store: &TestStore) -> PathBuf {
    let shelf = |path: &Path| {
        std::fs::read_dir(path).expect("a folder").next().expect("a file").expect("readable").path()
    };
    shelf(&shelf(&store.root().join("vault").join("originals")))
}

#[test]
fn a_missing_original_is_damage() {
    let store = filled();
    std::fs::remove_file(an_original(&store)).expect("removed");
    let run = store.run(["check", "--json"]);
    assert_eq!(run.code, Some(4));
    assert_eq!(run.json()["findings"][0]["code"], "original_missing");
}

#[test]
fn a_changed_original_is_damage_once_it_is_read() {
    let store = filled();
    let path = an_original(&store);
    let bytes = std::fs::read(&path).expect("readable");
    std::fs::remove_file(&path).expect("removed");
    let mut file = std::fs::File::create(&path).expect("writable");
    let mut changed = bytes;
    changed[0] ^= 1;
    std::io::Write::write_all(&mut file, &changed).expect("writes");
    assert_eq!(store.run(["check"]).code, Some(0), "the quick check does not read");
    let run = store.run(["check", "--json", "--read-data"]);
    assert_eq!(run.code, Some(4));
    assert_eq!(run.json()["findings"][0]["code"], "original_changed");
}

#[test]
fn deleting_the_index_loses_nothing() {
    let store = filled();
    let before = store.search("cải cách hành chính")["total"].clone();
    std::fs::remove_dir_all(store.root().join("index")).expect("removed");

    let blind = store.search("cải cách hành chính");
    assert_eq!(blind["total"], 0);
    assert!(blind["index_lag"].as_u64() > Some(0), "an answer without an index says so");
    assert_eq!(store.run(["check"]).code, Some(4));

    assert_eq!(store.run(["reindex"]).code, Some(0));
    assert_eq!(store.search("cải cách hành chính")["total"], before);
    assert_eq!(store.run(["check"]).code, Some(0));
}

#[test]
fn a_writer_rebuilds_a_lost_index_by_itself() -> Result<(), AppError> {
    let store = filled();
    std::fs::remove_dir_all(store.root().join("index")).expect("removed");
    store.open(Mode::Write)?.close()?;
    assert_eq!(store.run(["check"]).code, Some(0));
    Ok(())
}

#[test]
fn a_catalogue_older_than_the_index_rebuilds_it() -> Result<(), AppError> {
    let store = TestStore::new();
    store.run(["init"]);
    let old = std::fs::read(store.root().join("catalogue.db")).expect("readable");
    store.import(&samples());
    let mut file = std::fs::File::create(store.root().join("catalogue.db")).expect("writable");
    std::io::Write::write_all(&mut file, &old).expect("writes");
    store.open(Mode::Write)?.close()?;
    assert_eq!(store.search("nghị quyết")["total"], 0, "documents the catalogue no longer has are not found");
    let report = store.open(Mode::Read)?.check(false, &Control::default(), &mut |_, _| {})?;
    assert!(!report.is_damaged(), "{:?}", report.findings);
    assert!(!report.findings.is_empty(), "their originals are still there");
    Ok(())
}

#[test]
fn two_programs_cannot_write_at_once_and_any_number_may_read() -> Result<(), AppError> {
    let store = filled();
    let writer = store.open(Mode::Write)?;
    assert!(matches!(store.open(Mode::Write), Err(AppError::Busy)));
    assert_eq!(store.import(&samples()).code, Some(3));
    assert_eq!(store.search("04-NQ/TU")["hits"][0]["number"], "04-NQ/TU");
    writer.close()
}
