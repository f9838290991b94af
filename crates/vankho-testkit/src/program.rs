//! Where the built program and our own documents are.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The built `vankho`, as fresh as the sources.
///
/// # Panics
/// If it can't be built.
#[must_use]
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        // `--workspace` gives it the same features as the whole build, so that nothing is compiled twice.
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--locked", "--workspace", "--bin", "vankho"])
            .current_dir(root())
            .status()
            .expect("cargo starts");
        assert!(built.success(), "vankho is built");
        let test = std::env::current_exe().expect("a test has an executable");
        let folder = test.parent().and_then(Path::parent).expect("tests are built in target/PROFILE/deps");
        folder.join(format!("vankho{}", std::env::consts::EXE_SUFFIX))
    })
}

/// The sample documents.
#[must_use]
pub fn samples() -> PathBuf {
    root().join("assets").join("samples")
}

/// What the sample documents are made of, and what stands on them.
#[must_use]
pub fn sources() -> PathBuf {
    root().join("assets").join("sample-sources")
}

/// Files that are hard to read.
#[must_use]
pub fn fixtures() -> PathBuf {
    root().join("tests").join("fixtures")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join("..")
}
