//! Collections of real documents, which are not part of the project.

use std::path::PathBuf;

use serde_json::Value;

/// The objects of a collection, a JSON line each; `None`, with a line that says so, where it is not at hand.
///
/// Collections lie in the folder above `VANKHO_META`, or in `../shared/data/dev` beside the project.
#[allow(clippy::print_stderr, reason = "what is skipped is told")]
pub fn read(name: &str) -> Option<Vec<Value>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/dev");
    let folder = std::env::var_os("VANKHO_META").map_or_else(beside, |meta| PathBuf::from(meta).join(".."));
    let Ok(file) = std::fs::File::open(folder.join(name)) else {
        eprintln!("skipped: {name} is not at hand; set VANKHO_META to its folder");
        return None;
    };
    let mut decoder = zstd::Decoder::new(file).expect("a zstd file");
    decoder.window_log_max(27).expect("a window of 128 MB");
    let text = std::io::read_to_string(decoder).expect("readable");
    Some(lines(&text))
}

/// The objects of a text, a JSON line each.
pub fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}
