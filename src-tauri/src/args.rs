//! What a start of the program asks for.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The environment's name for the folder of the store; the terminal program knows it too.
const STORE_VARIABLE: &str = "VANKHO_STORE";

/// The arguments of one start, paths made absolute.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The folder of the archive, if one was named.
    pub store: Option<PathBuf>,
    /// Whether an empty archive takes in the sample documents.
    pub samples: bool,
    /// Files and folders to import: "open with", or names on the command line.
    pub paths: Vec<PathBuf>,
}

impl Start {
    /// Reads the arguments that follow the program's name; `folder` is where the caller stood.
    pub fn parse(
        arguments: impl IntoIterator<Item = OsString>,
        folder: &Path,
    ) -> Result<Self, UnknownArgument> {
        let mut start = Self::default();
        let mut arguments = arguments.into_iter();
        let mut only_paths = false;
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--") if !only_paths => only_paths = true,
                Some("--samples") if !only_paths => start.samples = true,
                Some("--store") if !only_paths => {
                    start.store = Some(folder.join(arguments.next().ok_or(UnknownArgument)?));
                }
                Some(option) if !only_paths && option.starts_with("--") => return Err(UnknownArgument),
                _ => start.paths.push(folder.join(argument)),
            }
        }
        Ok(start)
    }

    /// The folder of the archive: named, or by the environment, or the usual one below `data`.
    pub fn store_folder(&self, folder: &Path, data: &Path) -> PathBuf {
        let by_environment = || std::env::var_os(STORE_VARIABLE).filter(|value| !value.is_empty());
        let named = self.store.clone().or_else(|| by_environment().map(|value| folder.join(value)));
        named.unwrap_or_else(|| data.join("van-kho").join("store"))
    }
}

/// An argument that nobody here knows, or an option without its value.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownArgument;

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Start, UnknownArgument> {
        Start::parse(arguments.iter().map(OsString::from), Path::new("/home/an"))
    }

    #[test]
    fn resolves_paths_against_the_callers_folder() {
        let start = parse(&["--store", "kho", "văn bản.pdf", "/srv/công văn"]).unwrap();
        assert_eq!(start.store.as_deref(), Some(Path::new("/home/an/kho")));
        assert_eq!(start.paths, ["/home/an/văn bản.pdf", "/srv/công văn"].map(PathBuf::from));
    }

    #[test]
    fn takes_everything_after_two_dashes_as_a_path() {
        assert_eq!(parse(&["--", "--samples"]).unwrap().paths, [PathBuf::from("/home/an/--samples")]);
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert_eq!(parse(&["--sample"]), Err(UnknownArgument), "a typing mistake opens nothing else");
        assert_eq!(parse(&["--store"]), Err(UnknownArgument));
    }
}
