//! A real store in a temporary folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use vankho_app::{AppError, Archive, Clock, Mode};
use vankho_extract::{Extractor, Limits};

use crate::program;

/// A store that goes with the test.
pub struct TestStore {
    folder: tempfile::TempDir,
}

/// How the program ended.
pub struct Run {
    /// The exit code; `None` if it was killed.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: String,
}

impl Run {
    /// The printed JSON, a value a line.
    ///
    /// # Panics
    /// If a line is no JSON: `--json` prints JSON and nothing else.
    #[must_use]
    pub fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    /// The printed JSON object, if it is one line.
    ///
    /// # Panics
    /// If it is not.
    #[must_use]
    pub fn json(&self) -> Value {
        let mut lines = self.lines();
        assert_eq!(lines.len(), 1, "one line of JSON");
        lines.remove(0)
    }
}

impl Default for TestStore {
    fn default() -> Self {
        Self::new()
    }
}

impl TestStore {
    /// Makes room for a store; the first import or `init` creates it.
    ///
    /// # Panics
    /// If there is no temporary folder.
    #[must_use]
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The folder of the store.
    #[must_use]
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// A folder beside it, for files to import.
    ///
    /// # Panics
    /// If it can't be made.
    #[must_use]
    pub fn inbox(&self) -> PathBuf {
        let inbox = self.folder.path().join("inbox");
        std::fs::create_dir_all(&inbox).expect("a folder");
        inbox
    }

    /// The program, ready to be given arguments.
    #[must_use]
    pub fn command(&self) -> Command {
        let mut command = Command::new(program());
        command.env("VANKHO_STORE", self.root()).stdin(Stdio::null());
        command
    }

    /// Runs the program.
    ///
    /// # Panics
    /// If it doesn't start or prints what is no UTF-8.
    pub fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Run {
        let output = self.command().args(arguments).output().expect("the program starts");
        if !output.stderr.is_empty() {
            eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        }
        Run { code: output.status.code(), stdout: String::from_utf8(output.stdout).expect("UTF-8") }
    }

    /// Imports a file or folder with `--json`.
    pub fn import(&self, path: &Path) -> Run {
        self.run(["import", "--json", path.to_str().expect("tests use Unicode paths")])
    }

    /// Searches with `--json` and returns the answer.
    #[must_use]
    pub fn search(&self, query: &str) -> Value {
        self.run(["search", "--json", query]).json()
    }

    /// Opens the store in this process.
    ///
    /// # Errors
    /// As `Archive::open`.
    pub fn open(&self, mode: Mode) -> Result<Archive, AppError> {
        let extractor = Extractor::new(program().to_owned(), Limits::default());
        Archive::open(&self.root(), mode, extractor, Clock::system())
    }
}
