//! What must not change what is read: how the letters are composed, how often a text stands there, what stands in the
//! other column.

use std::path::PathBuf;

use unicode_normalization::UnicodeNormalization as _;
use vankho_model::{Hints, Reading};

use crate::recognize;

fn read(text: &str) -> Reading {
    let pages: Vec<String> = vankho_text::repair(text).split('\u{C}').map(str::to_owned).collect();
    recognize(&pages, &Hints::default())
}

/// Every paper in the fixtures, by its name.
fn papers() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/party");
    let files = std::fs::read_dir(folder).expect("the papers are there").map(|file| file.expect("readable"));
    let texts = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "txt"));
    let read = |path: PathBuf| std::fs::read_to_string(path).expect("a text");
    let papers: Vec<_> =
        texts.map(|file| (file.file_name().to_string_lossy().into_owned(), read(file.path()))).collect();
    assert!(papers.len() >= 60, "the papers were read");
    papers
}

#[test]
fn composed_and_decomposed_letters_say_the_same() {
    for (name, text) in papers() {
        let composed = vankho_text::repair(&text);
        let decomposed: String = composed.nfd().collect();
        assert!(decomposed.len() > composed.len(), "{name} has marks");
        assert_eq!(read(&decomposed), read(&composed), "{name}");
    }
}

#[test]
fn line_ends_of_other_systems_say_the_same() {
    for (name, text) in papers() {
        let plain = text.replace("\r\n", "\n");
        assert_eq!(read(&plain.replace('\n', "\r\n")), read(&plain), "{name}");
    }
}

/// The mentions of a text are those of its paragraphs: a paragraph that stands there twice is read twice, alike, and
/// nothing between the two is read anew. So the work on citations grows no faster than the text.
#[test]
fn a_text_twice_as_long_has_twice_the_citations() {
    for (name, text) in papers() {
        let text = format!("{}\n\n", vankho_text::repair(&text).replace('\u{C}', "\n\n"));
        let once = read(&text).citations;
        let later = read(&format!("{text}{text}")).citations;
        let length = u32::try_from(text.chars().count()).expect("short");
        let second: Vec<(u32, u32)> = later
            .iter()
            .filter(|one| one.start >= length)
            .map(|one| (one.start - length, one.end - length))
            .collect();
        let first: Vec<(u32, u32)> = once.iter().map(|one| (one.start, one.end)).collect();
        assert!(first.iter().all(|place| second.contains(place)), "{name}: {first:?}, then {second:?}");
        assert!(second.len() <= 2 * first.len() + 1, "{name}: nothing is found twice");
    }
}
