//! The screens: their npm packages, and the built pages that the desktop carries inside itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::shell;

/// What the built pages are made of.
const SOURCES: &[&str] = &[
    "src",
    "public",
    "tools",
    "index.html",
    "viewer.html",
    "vite.config.js",
    "svelte.config.js",
    "tsconfig.json",
    "package-lock.json",
];

/// Installs the npm packages of the lock file if they are not the ones that are there.
pub fn packages() -> anyhow::Result<()> {
    // npm writes this file last, so that it is as old as the whole folder.
    let installed = changed(&shell::ui().join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(&shell::ui().join("package-lock.json")) {
        return Ok(());
    }
    // No package gets to run a script of its own on this computer.
    shell::run(&mut shell::npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
}

/// Installs the packages and builds the pages, each only if needed: the desktop doesn't compile without them.
pub fn build() -> anyhow::Result<()> {
    packages()?;
    let built = changed(&shell::ui().join("dist/viewer.html"));
    let sources = SOURCES.iter().filter_map(|name| newest(&shell::ui().join(name))).max();
    if built.is_some() && built >= sources {
        return Ok(());
    }
    shell::run(&mut shell::npm(&["run", "build"]))
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

/// The last change of a file, or of anything in a folder; a removed file shows on its folder.
fn newest(path: &Path) -> Option<SystemTime> {
    let within = fs::read_dir(path).into_iter().flatten().flatten();
    let entries = within.map(|entry| entry.path()).collect::<Vec<PathBuf>>();
    entries.iter().filter_map(|entry| newest(entry)).chain(changed(path)).max()
}
