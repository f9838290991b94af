//! Feeds every reader of a foreign format with damaged and made-up files, and recognition with made-up papers, a
//! little while each.
//!
//! libFuzzer with coverage and nothing else: the readers hold no unsafe code, so panics, stack overflows, hangs
//! and memory are what to look for, and a stable compiler is enough.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use anyhow::{Context as _, ensure};

use crate::shell;

const COVERAGE: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
    "--cfg=fuzzing",
];
/// How many run at once.
const AT_ONCE: usize = 2;
/// The last lines of a log, which tell what broke.
const TOLD_LINES: usize = 25;

/// Fuzzes each target: a minute in a CI, a few seconds at a desk.
///
/// # Errors
/// If a target can't be built, or a reader breaks; the file that broke it is kept.
pub fn all() -> anyhow::Result<()> {
    if !cfg!(target_os = "linux") {
        println!("skipped: the fuzzer runs on Linux only");
        return Ok(());
    }
    let is_ci = std::env::var("CI").is_ok_and(|value| value == "true" || value == "1");
    let seconds = if is_ci { 60 } else { 5 };
    let program = build()?;
    let listed = Command::new(&program).output().context("the fuzzer starts")?;
    let targets = String::from_utf8(listed.stdout).context("names are words")?;
    ensure!(listed.status.success() && !targets.is_empty(), "the targets are not listed");
    let waiting = Mutex::new(targets.lines());
    let broken = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                let next = || waiting.lock().ok()?.next();
                while let Some(target) = next() {
                    let result = fuzz(&program, target, seconds);
                    println!("   {target}: {}", if result.is_ok() { "held" } else { "BROKEN" });
                    if let (Err(error), Ok(mut broken)) = (result, broken.lock()) {
                        broken.push(format!("{target}: {error:#}"));
                    }
                }
            });
        }
    });
    let broken = broken.into_inner().unwrap_or_default();
    ensure!(broken.is_empty(), "{}", broken.join("\n"));
    Ok(())
}

fn build() -> anyhow::Result<PathBuf> {
    // Named, so that what runs while building is built without these flags.
    let host = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let mut command = shell::cargo(&["build", "--locked", "--manifest-path", "tests/fuzz/Cargo.toml"]);
    command.args(["--target", &host, "--target-dir"]).arg(folder());
    command.env("CARGO_ENCODED_RUSTFLAGS", COVERAGE.join("\u{1f}"));
    shell::run(&mut command)?;
    Ok(folder().join(host).join("debug/read"))
}

/// Where all of it lies: what was built, what was found worth keeping, and logs.
fn folder() -> PathBuf {
    shell::target().join("fuzz")
}

fn fuzz(program: &Path, target: &str, seconds: u32) -> anyhow::Result<()> {
    let corpus = folder().join("corpus").join(target);
    let found = folder().join("found").join(target);
    for folder in [&corpus, &found] {
        fs::create_dir_all(folder)?;
    }
    let log = folder().join(format!("{target}.log"));
    let mut prefix = OsString::from("-artifact_prefix=");
    prefix.push(found.join(""));
    let mut command = Command::new(program);
    command.env("VANKHO_FUZZ", target).arg(prefix).arg(format!("-max_total_time={seconds}"));
    let (seeds, timeout) = match target {
        // Recognition is linear: a text that takes seconds has found where it is not.
        "recognize" => ("tests/fixtures/party", "-timeout=5"),
        // A little more than the reading process is given: here the runs before leave something behind.
        _ => ("assets/samples", "-timeout=20"),
    };
    command.args([timeout, "-rss_limit_mb=1536", "-max_len=131072", "-print_final_stats=1"]);
    command.arg(corpus).arg(shell::root().join(seeds));
    let out = File::create(&log)?;
    let status = command.stdout(out.try_clone()?).stderr(out).status().context("the fuzzer starts")?;
    let text = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    let lines = text.lines().collect::<Vec<_>>();
    let told = lines[lines.len().saturating_sub(TOLD_LINES)..].join("\n");
    ensure!(status.success(), "broken; the file is in {}\n{told}", found.display());
    Ok(())
}
