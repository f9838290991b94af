//! `cargo xtask run`: the program on the sample documents, in a window or else in the terminal.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};

use crate::options::Options;
use crate::setup::{self, Consent, Purpose};
use crate::{screens, shell};

/// What one would type first: a number without marks, a short number, plain words.
const SEARCHES: &[&str] = &["nghi quyet 04", "KH 449", "cải cách hành chính"];

/// Opens the desktop; without a display does the same job in the terminal.
pub fn run(options: &Options, consent: Consent) -> anyhow::Result<()> {
    let store = options.store.clone().unwrap_or_else(|| shell::target().join("sample-store"));
    if shell::has_display() {
        desktop(&store, options.store.is_none(), consent)
    } else {
        terminal(&store, consent)
    }
}

fn desktop(store: &Path, samples: bool, consent: Consent) -> anyhow::Result<()> {
    setup::system(Purpose::Desktop, consent)?;
    screens::build()?;
    shell::run(&mut shell::cargo(&["build", "--locked", "--workspace", "--bin", "van-kho"]))?;
    let mut program = Command::new(shell::built("van-kho"));
    program.arg("--store").arg(store);
    if samples {
        program.arg("--samples");
    }
    shell::run(&mut program)
}

fn terminal(store: &Path, consent: Consent) -> anyhow::Result<()> {
    println!("There is no display here (DISPLAY and WAYLAND_DISPLAY are not set), so no window can open.");
    println!("The terminal program does the same job on the same store: {}\n", store.display());
    setup::system(Purpose::Terminal, consent)?;
    shell::run(&mut shell::cargo(&["build", "--locked", "--workspace", "--bin", "vankho"]))?;
    let program = shell::built("vankho");
    import(&program, store)?;
    for search in SEARCHES {
        println!();
        shell::run(vankho(&program, store).args(["search", "--limit", "5", search]))?;
    }
    println!("\nMore: {} help   (VANKHO_STORE={})", program.display(), store.display());
    Ok(())
}

fn import(program: &Path, store: &Path) -> anyhow::Result<()> {
    let mut command = vankho(program, store);
    command.arg("import").args(samples()?);
    println!("  $ vankho import assets/samples/*");
    let status = command.status().context("vankho can't be started")?;
    // 1: done, but not every file could be read.
    ensure!(matches!(status.code(), Some(0 | 1)), "vankho import: {status}");
    Ok(())
}

/// The sample documents, without what they were made from and what describes them.
fn samples() -> anyhow::Result<Vec<PathBuf>> {
    let is_document = |path: &PathBuf| {
        let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        path.is_file() && ["pdf", "docx", "html", "txt"].contains(&extension)
    };
    let files = fs::read_dir(shell::root().join("assets/samples"))?;
    let mut files = files.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    files.retain(is_document);
    files.sort();
    Ok(files)
}

fn vankho(program: &Path, store: &Path) -> Command {
    let mut command = Command::new(program);
    command.env("VANKHO_STORE", store).current_dir(shell::root());
    command
}
