//! No parser runs in the program itself: foreign bytes are read in a process of their own, which is locked in.
//! That other crates name no parser, `crates` holds; here is what holds inside the crate that owns them.

use crate::crates::PARSERS;
use crate::none;
use crate::tree::{Source, rust, text};

const EXTRACT: &str = "crates/vankho-extract/src/";
/// What runs in the program, and decides what it asks of the reading process.
const PROGRAM_SIDE: &[&str] =
    &["process/extractor", "process/unpacker", "process/wire", "process/limits", "inside"];
/// Modules whose code runs on the whole of a foreign file.
const READERS: &[&str] = &["format", "preview", "picture", "pages", "unpack", "fuzzing"];
/// Single functions and types that do, from modules that also hold harmless ones.
const READING: &[&str] = &["identify(", "read_as(", "read::read(", "Package", "ole::"];
/// What the crate shows to others. All of it is data, but the way in for the reading process.
const SHOWN: &[&str] =
    &["inside::", "ocr::PictureReading", "ocr::program::Ocr", "process::", "read::{", "read::"];

fn without_tests(source: &Source) -> &str {
    source.text.split("#[cfg(test)]").next().unwrap_or_default()
}

/// The readers named in a file, with where.
fn named(source: &Source) -> Vec<String> {
    let modules = READERS.iter().map(|module| format!("crate::{module}"));
    let parsers = PARSERS.iter().map(|package| format!("{}::", package.replace('-', "_")));
    let words = modules.chain(parsers).chain(READING.iter().map(|word| (*word).to_owned()));
    let words = words.collect::<Vec<_>>();
    let lines = without_tests(source).lines().enumerate();
    let code = lines.filter(|(_, line)| !line.trim_start().starts_with("//"));
    let broken = code.filter(|(_, line)| words.iter().any(|word| has_word(line, word)));
    broken.map(|(at, line)| format!("{}:{}: {}", source.path, at + 1, line.trim())).collect()
}

/// Whether `word` stands in a line and does not go on a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let goes_on = word.ends_with(is_name) && after.is_some_and(is_name);
        !before.is_some_and(is_name) && !goes_on
    })
}

#[test]
fn the_programs_side_reads_nothing() {
    let on_side = |source: &Source| {
        let inner = source.path.strip_prefix(EXTRACT);
        inner.is_some_and(|inner| PROGRAM_SIDE.iter().any(|side| inner.starts_with(side)))
    };
    let sources = rust().into_iter().filter(on_side).collect::<Vec<_>>();
    assert!(sources.len() >= PROGRAM_SIDE.len(), "the program's side was not found");
    let broken = sources.iter().flat_map(named).collect::<Vec<_>>();
    none(&broken, "Only the reading process may read; give it a task (process/wire.rs) instead:");
}

#[test]
fn the_crate_shows_no_reader() {
    let root = text(&format!("{EXTRACT}lib.rs"));
    let shown = root.lines().filter_map(|line| line.strip_prefix("pub use "));
    let shown = shown.map(str::to_owned).collect::<Vec<_>>();
    assert!(!shown.is_empty(), "the root of the crate was not read");
    let broken = shown.into_iter().filter(|path| !SHOWN.iter().any(|known| path.starts_with(known)));
    none(&broken.collect::<Vec<_>>(), "What others can call would run in their process:");
    let modules = root.lines().filter(|line| line.starts_with("pub mod ") && !line.contains("fuzzing"));
    none(&modules.map(str::to_owned).collect::<Vec<_>>(), "Modules of readers stay closed:");
}

#[test]
fn the_reading_process_locks_itself_in_first() {
    let worker = text(&format!("{EXTRACT}process/worker.rs"));
    let at = |word| worker.find(word).unwrap_or_else(|| panic!("the worker has no {word}"));
    assert!(
        at("sandbox::enter(") < at("do_job(&job, input)"),
        "the sandbox comes before the first byte is read"
    );
}

#[test]
fn finds_a_reader_that_is_named() {
    let check = |line: &str, is_broken| {
        let source = Source { path: "x.rs".to_owned(), text: line.to_owned() };
        assert_eq!(!named(&source).is_empty(), is_broken, "{line}");
    };
    check("use crate::format::pdf;", true);
    check("    let found = identify(bytes);", true);
    check("    zip::ZipArchive::new(file)", true);
    check("use crate::sniff::package::Package;", true);
    check("use crate::read::{Outcome, Refusal};", false);
    check("    /// What `identify(` finds.", false);
    check("    let head = sniff::head::sniff(&head);", false);
    check("    reader.rezip::y()", false);
}
