//! `cargo xtask bench search` and `bench extraction`: figures beside peers, never a test: computers are noisy.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail, ensure};

use crate::shell;

/// Where the figures are kept, between these two lines.
const EXTRACTION: &str = "docs/extraction.md";
const SEARCH: &str = "docs/search.md";
const FIGURES: (&str, &str) = ("<!-- figures: begin -->\n", "<!-- figures: end -->\n");

/// Runs the benchmark that is named; what follows the name is handed to it.
///
/// # Errors
/// If there is no such benchmark, or it fails.
pub fn bench(mut arguments: impl Iterator<Item = OsString>) -> anyhow::Result<()> {
    let name = arguments.next().unwrap_or_default();
    match name.to_str() {
        Some("search") => keep_figures(&mut peers("vankho-search", arguments)?, SEARCH),
        Some("extraction") => keep_figures(&mut peers("vankho-extract", arguments)?, EXTRACTION),
        _ => bail!("the benchmarks are: search, extraction"),
    }
}

/// The benchmark of a package beside its peers.
fn peers(package: &str, arguments: impl Iterator<Item = OsString>) -> anyhow::Result<Command> {
    let mut command = shell::cargo(&["bench", "--locked", "-p", package, "--bench", "peers", "--"]);
    // Cargo starts a benchmark in its package's folder; names are relative to where the person stands.
    for file in arguments {
        command.arg(std::path::absolute(file)?);
    }
    Ok(command)
}

/// Runs a benchmark that prints Markdown, shows it and keeps it in the document.
fn keep_figures(command: &mut Command, document: &str) -> anyhow::Result<()> {
    let output = command.stderr(Stdio::inherit()).output().context("the benchmark can't be started")?;
    let figures = String::from_utf8(output.stdout).context("the figures are no text")?;
    println!("{figures}");
    ensure!(output.status.success(), "the benchmark failed: {}", output.status);
    let path = shell::root().join(document);
    let text = fs::read_to_string(&path)?;
    let (begin, end) = FIGURES;
    let parts = text.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.with_context(|| format!("{document} has lost the place for its figures"))?;
    write!(File::create(&path)?, "{before}{begin}{figures}{end}{after}")?;
    println!("kept in {document}");
    Ok(())
}
