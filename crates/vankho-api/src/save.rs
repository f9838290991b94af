//! Files that a screen made, written where the person says.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::command::SaveFileArgs;
use crate::desk::Host;
use crate::error::{ApiError, ErrorCode};

/// Tells whether the person chose a place.
pub(crate) fn save_file(args: &SaveFileArgs, host: &dyn Host) -> Result<bool, ApiError> {
    let bytes =
        STANDARD.decode(&args.base64).map_err(|_| ApiError::bad_request("the content is no base64"))?;
    let Some(place) = host.choose_target(&args.name) else { return Ok(false) };
    write(&place, &bytes).map_err(|error| refused(&error))?;
    Ok(true)
}

/// Puts the whole file in its place at once: what was there before stays until then.
fn write(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = place.with_file_name(name);
    let written = write_through(&part, bytes).and_then(|()| fs::rename(&part, place));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&part);
    }
    written
}

fn write_through(part: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn refused(error: &io::Error) -> ApiError {
    let code =
        if error.kind() == io::ErrorKind::StorageFull { ErrorCode::DiskFull } else { ErrorCode::NotWritten };
    // The kind and never the path: a name may tell what the file is about.
    ApiError { code, message: format!("{:?}", error.kind()) }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    struct Chooses(Option<PathBuf>);

    impl Host for Chooses {
        fn choose_files(&self) -> Vec<PathBuf> {
            Vec::new()
        }

        fn choose_folder(&self) -> Vec<PathBuf> {
            Vec::new()
        }

        fn choose_target(&self, name: &str) -> Option<PathBuf> {
            self.0.as_ref().map(|folder| folder.join(name))
        }
    }

    fn args(base64: &str) -> SaveFileArgs {
        SaveFileArgs { name: "Văn bản.csv".to_owned(), base64: base64.to_owned() }
    }

    #[test]
    fn a_file_is_written_where_the_person_says_in_place_of_what_was_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("Văn bản.csv");
        write_through(&place, b"older and longer").expect("writes");
        let saved = save_file(&args("TsSDbQ=="), &Chooses(Some(folder.path().to_owned())));
        assert_eq!(saved, Ok(true));
        assert_eq!(fs::read_to_string(&place).expect("reads"), "Năm");
        assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn nothing_is_written_without_a_place_or_into_one_that_refuses() {
        assert_eq!(save_file(&args("TsSDbQ=="), &Chooses(None)), Ok(false));
        let folder = tempfile::tempdir().expect("a folder");
        let refused =
            save_file(&args("TsSDbQ=="), &Chooses(Some(folder.path().join("none")))).expect_err("no folder");
        assert_eq!(refused.code, ErrorCode::NotWritten);
        assert!(!refused.message.contains("none"), "{}", refused.message);
        let bad = save_file(&args("?"), &Chooses(Some(folder.path().to_owned()))).expect_err("no base64");
        assert_eq!(bad.code, ErrorCode::BadRequest);
    }
}
