//! The terminal program `vankho`: the same use cases as the desktop, for people who script, migrate and check.
//!
//! Owns arguments, human wording, progress bars and exit codes. Refuses to hold business logic: every command
//! is one call of a use case and a way to print its result. Its contract is `docs/cli.md`.

#![allow(
    clippy::print_stderr,
    reason = "a terminal program talks to its terminal; results go through `Output`"
)]

mod arguments;
mod command;
mod context;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == vankho_extract::WORKER_ARGUMENT) {
        return vankho_extract::run_worker(arguments);
    }
    match command::run(&Arguments::parse()) {
        Ok(exit) => exit.into(),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let exit = context::Exit::of(&error);
            eprintln!("vankho: {}", context::explain(&error));
            exit.into()
        }
    }
}
