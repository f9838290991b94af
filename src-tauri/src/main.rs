//! The desktop of Văn Khố.
//!
//! Owns the window, its dialogs, what is dropped on it, and one bridge to `vankho-api`.
//! Refuses to know anything about documents: every rule lives below the bridge.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod args;
mod bridge;
mod document_protocol;
mod drops;
mod host;
mod outside;
mod range;
mod run;
mod window;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    // Before all else: the child process that reads one foreign file must never become a window.
    if arguments.next().is_some_and(|first| first == vankho_extract::WORKER_ARGUMENT) {
        return vankho_extract::run_worker(arguments);
    }
    run::run()
}
