//! Every habit of the project in one place: `cargo xtask run`, `test`, `bench`, `codegen`, `setup`.
//!
//! Owns the order of the steps and what a computer needs for them; knows nothing of what the program does.
#![allow(clippy::print_stdout, reason = "talking to the person at the terminal is this program's purpose")]
#![allow(clippy::print_stderr, reason = "talking to the person at the terminal is this program's purpose")]

mod bench;
mod codegen;
mod fuzz;
mod options;
mod run;
mod screens;
mod setup;
mod shell;
mod test;

use std::process::ExitCode;

use options::Options;
use setup::{Consent, Purpose};

const USAGE: &str = "\
cargo xtask run   [--store DIR] [--yes]   opens the desktop on the sample documents (or on your own store)
cargo xtask test  [--only STEP] [--yes]   every check of the project, in order; what CI runs
cargo xtask bench search [RECORDS.jsonl QUERIES.jsonl [JUDGED.jsonl JUDGED-QUERIES.jsonl]]
                                          the index beside its peers; keeps the figures in docs/search.md
cargo xtask bench extraction SET       the readers beside their peers; keeps the figures in docs/extraction.md
cargo xtask codegen                       writes ui/src/api/generated.ts from the Rust types
cargo xtask setup [--yes]                 installs what `test` needs, and nothing else

--yes (or CI=true) installs missing system packages without asking first.";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let task = arguments.next().unwrap_or_default();
    if task == "bench" {
        return bench::bench(arguments);
    }
    let options = Options::parse(arguments)?;
    let consent = Consent::of(options.yes);
    match task.to_str() {
        Some("run") => run::run(&options, consent),
        Some("test") => test::test(options.only.as_deref(), consent),
        Some("codegen") => codegen::codegen(),
        Some("setup") => {
            setup::system(Purpose::Test, consent)?;
            screens::packages()
        }
        _ => {
            println!("{USAGE}");
            anyhow::ensure!(matches!(task.to_str(), Some("" | "help" | "--help" | "-h")), "no such task");
            Ok(())
        }
    }
}
