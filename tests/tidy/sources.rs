//! The size and the shape of files.

use crate::none;
use crate::tree::{Source, rust, sources};

/// Where a reader loses the thread.
const LONGEST_FILE: usize = 700;
const LONGEST_FUNCTION: usize = 80;

#[test]
fn files_stay_readable() {
    let mut all = rust();
    all.extend(sources(&["ui/src", "ui/tests", "ui/tools"], &["ts", "svelte", "css", "js", "mjs"]));
    let long = all.iter().map(|source| (source, source.text.lines().count()));
    let broken = long.filter(|(_, lines)| *lines > LONGEST_FILE);
    let broken = broken.map(|(source, lines)| format!("{}: {lines} lines", source.path)).collect::<Vec<_>>();
    none(&broken, "Split what has become two things:");
}

#[test]
fn functions_stay_readable() {
    let broken = rust().iter().flat_map(long_functions).collect::<Vec<_>>();
    none(&broken, "Give the parts of a long function names:");
}

#[test]
fn crates_open_with_what_they_own() {
    let roots = rust().into_iter().filter(|source| {
        source.path.ends_with("/src/lib.rs")
            || source.path.ends_with("/src/main.rs")
            || source.path == "tests/lib.rs"
    });
    let broken =
        roots.filter(|source| !source.text.starts_with("//!") || source.text.contains("//! placeholder"));
    none(
        &broken.map(|source| source.path).collect::<Vec<_>>(),
        "Say what it owns and what it refuses to know:",
    );
}

/// Relies on rustfmt: a function ends at the first `}` that stands where its line began.
fn long_functions(source: &Source) -> Vec<String> {
    let lines = source.text.lines().collect::<Vec<_>>();
    let starts = lines.iter().enumerate().filter(|(_, line)| is_function(line));
    let long = starts.filter_map(|(start, line)| Some((start, body(&lines[start..], line)?)));
    let long = long.filter(|(_, length)| *length > LONGEST_FUNCTION);
    long.map(|(start, length)| format!("{}:{}: {length} lines", source.path, start + 1)).collect()
}

fn is_function(line: &str) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| {
        word.starts_with("pub") || matches!(*word, "const" | "async" | "extern" | "default")
    });
    words.next() == Some("fn")
}

/// How many lines it takes; `None` for one without a body.
fn body(lines: &[&str], first: &str) -> Option<usize> {
    let indent = &first[..first.len() - first.trim_start().len()];
    let opens = lines.iter().position(|line| line.ends_with('{') || line.ends_with(['}', ';']))?;
    if !lines[opens].ends_with('{') {
        return None;
    }
    let is_end = |line: &&str| line.strip_prefix(indent) == Some("}");
    lines.iter().position(is_end).map(|end| end + 1)
}

#[test]
fn finds_a_long_function() {
    let text = format!("impl X {{\n    pub fn long() {{\n{}    }}\n}}\n", "        x();\n".repeat(100));
    let source = Source { path: "x.rs".to_owned(), text };
    assert_eq!(long_functions(&source), ["x.rs:2: 102 lines"], "the rule above must bite");
}
