//! What may stand after the task.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context as _, bail};

/// The options of all tasks together; each task reads its own.
#[derive(Debug, Default)]
pub struct Options {
    /// Installs system packages without asking.
    pub yes: bool,
    /// The one step of `test` to do.
    pub only: Option<String>,
    /// The store to open with `run`.
    pub store: Option<PathBuf>,
}

impl Options {
    /// Reads them; an unknown one is an error, so that a typing mistake never runs something else.
    pub fn parse(mut arguments: impl Iterator<Item = OsString>) -> anyhow::Result<Self> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--yes" | "-y") => options.yes = true,
                Some("--only") => {
                    let step = arguments.next().context("--only needs the name of a step")?;
                    options.only = Some(step.to_string_lossy().into_owned());
                }
                Some("--store") => {
                    let folder = arguments.next().context("--store needs a folder")?;
                    options.store = Some(std::path::absolute(folder)?);
                }
                _ => bail!("what is {}? `cargo xtask help` lists the options", argument.display()),
            }
        }
        Ok(options)
    }
}
