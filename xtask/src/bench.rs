//! `cargo xtask bench search`: figures beside peers, never a test: computers are noisy.

use std::ffi::OsString;

use anyhow::ensure;

use crate::shell;

/// Runs the benchmark that is named; what follows the name is handed to it.
///
/// # Errors
/// If there is no such benchmark, or it fails.
pub fn bench(mut arguments: impl Iterator<Item = OsString>) -> anyhow::Result<()> {
    let name = arguments.next().unwrap_or_default();
    ensure!(name == "search", "the benchmarks are: search");
    let mut command = shell::cargo(&["bench", "--locked", "-p", "vankho-search", "--bench", "peers", "--"]);
    // Cargo starts a benchmark in its package's folder; names are relative to where the person stands.
    for file in arguments {
        command.arg(std::path::absolute(file)?);
    }
    shell::run(&mut command)
}
