//! `cargo xtask test`: every check, cheapest first, one set of features so that nothing is compiled twice.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};

use crate::setup::{self, Consent, Purpose};
use crate::{fuzz, screens, shell};

struct Step {
    name: &'static str,
    heading: &'static str,
    run: fn() -> anyhow::Result<()>,
}

const STEPS: &[Step] = &[
    Step { name: "fmt", heading: "Rust is formatted", run: || cargo(&["fmt", "--all", "--check"]) },
    Step { name: "ui", heading: "the screens build", run: screens::build },
    Step { name: "ui-check", heading: "the screens' types hold", run: || npm("check") },
    Step { name: "ui-unit", heading: "unit tests of the screens", run: || npm("test:unit") },
    Step {
        name: "clippy",
        heading: "no lint is broken",
        run: || cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]),
    },
    Step { name: "test", heading: "unit, integration and architecture tests", run: rust_tests },
    Step { name: "fuzz", heading: "the readers hold against damaged files", run: fuzz::all },
    Step { name: "ui-browser", heading: "the screens in a browser", run: browser_tests },
    Step { name: "e2e", heading: "the program in its real window", run: real_window },
];

/// Prepares the computer, then runs all steps or the `only` one; stops at the first that fails.
///
/// # Errors
/// If something can't be prepared, or a step fails.
pub fn test(only: Option<&str>, consent: Consent) -> anyhow::Result<()> {
    let steps = chosen(only)?;
    let start = Instant::now();
    heading("what the computer needs");
    setup::system(Purpose::Test, consent)?;
    if only.is_some() {
        screens::build()?;
    }
    for (passed, step) in steps.iter().enumerate() {
        let began = Instant::now();
        heading(&format!("{}: {}", step.name, step.heading));
        if let Err(error) = (step.run)() {
            println!("\n== {} FAILED after {}", step.name, shown(began.elapsed()));
            println!("   again, alone: cargo xtask test --only {}", step.name);
            println!("{passed} passed, 1 failed");
            return Err(error).with_context(|| format!("step `{}` failed", step.name));
        }
        println!("-- {} took {}", step.name, shown(began.elapsed()));
    }
    println!("\nAll of it took {}.\n{} passed, 0 failed", shown(start.elapsed()), steps.len());
    Ok(())
}

fn chosen(only: Option<&str>) -> anyhow::Result<Vec<&'static Step>> {
    let steps = STEPS.iter().filter(|step| only.is_none_or(|name| name == step.name)).collect::<Vec<_>>();
    if steps.is_empty() {
        let names = STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ");
        bail!("no such step; the steps are: {names}");
    }
    Ok(steps)
}

/// The programs are built with the tests: the same features, and the journeys start the programs.
fn rust_tests() -> anyhow::Result<()> {
    cargo(&["build", "--workspace", "--all-targets", "--locked"])?;
    // All that is broken, in one go.
    cargo(&["test", "--workspace", "--locked", "--no-fail-fast"])
}

fn browser_tests() -> anyhow::Result<()> {
    let browser = setup::browser().context("there is no Chromium here")?;
    shell::run(shell::npm(&["run", "--silent", "test:browser"]).env("CHROMIUM", browser))
}

fn real_window() -> anyhow::Result<()> {
    ensure!(cfg!(target_os = "linux"), "the real window is driven with WebKitGTK's driver, on Linux only");
    cargo(&["build", "--workspace", "--all-targets", "--locked"])?;
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "xvfb-run", "-a", "-s", "-screen 0 1366x768x24"]);
    command.arg(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["test", "--workspace", "--locked", "--test", "e2e"]);
    command.env("VANKHO_E2E", "1").env("VANKHO_PROGRAM", shell::built("van-kho"));
    shell::run(command.current_dir(shell::root()))
}

fn cargo(arguments: &[&str]) -> anyhow::Result<()> {
    shell::run(&mut shell::cargo(arguments))
}

fn npm(script: &str) -> anyhow::Result<()> {
    shell::run(&mut shell::npm(&["run", "--silent", script]))
}

fn heading(text: &str) {
    println!("\n== {text}");
}

fn shown(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f32())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}
