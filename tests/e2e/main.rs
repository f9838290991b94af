//! The program in its real window, driven as a person would drive it. `cargo xtask test --only e2e` runs it.
#![allow(clippy::print_stdout, reason = "a test binary of its own says what it does")]

mod first_day;
mod place;
mod window;

use std::process::ExitCode;
use std::time::Instant;

use place::Place;

fn main() -> ExitCode {
    if std::env::var_os("VANKHO_E2E").is_none() {
        println!("e2e: skipped; it needs a display and the built program: cargo xtask test --only e2e");
        return ExitCode::SUCCESS;
    }
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let start = Instant::now();
    match runtime.block_on(async { first_day::journey(&Place::new()?).await }) {
        Ok(()) => {
            println!("e2e: a first day in the archive ... ok ({:.1} s)", start.elapsed().as_secs_f32());
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!(
                "e2e: a first day in the archive ... FAILED after {:.1} s",
                start.elapsed().as_secs_f32()
            );
            println!("{error:#}\nThe last screen: target/e2e/failed.png");
            ExitCode::FAILURE
        }
    }
}
