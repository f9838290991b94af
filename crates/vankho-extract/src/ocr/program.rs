//! Finding tesseract and telling it what to do.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Names the program in the environment, before any other place is looked at.
const VARIABLE: &str = "VANKHO_TESSERACT";
/// The language that must be installed.
const LANGUAGE: &str = "vie";
/// One page a processor: its own threads only get into each other's way.
pub(crate) const ENVIRONMENT: (&str, &str) = ("OMP_THREAD_LIMIT", "1");

/// The recognition program (OCR) found on this computer: tesseract with Vietnamese.
#[derive(Clone, PartialEq, Eq)]
pub struct Ocr {
    program: PathBuf,
    /// Where its languages are; `None` if it did not say.
    data: Option<PathBuf>,
    version: String,
}

/// Shows no path.
impl fmt::Debug for Ocr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ocr(tesseract {})", self.version)
    }
}

/// What is on the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A page with its columns and blocks.
    Page,
    /// One line.
    Line,
    /// One line of digits and nothing else.
    Digits,
}

impl Mode {
    /// Tesseract's page segmentation mode.
    fn segmentation(self) -> &'static str {
        match self {
            Self::Page => "3",
            Self::Line | Self::Digits => "7",
        }
    }
}

impl Ocr {
    /// Looks for the program: where the variable `VANKHO_TESSERACT` says, beside this program, on the path, and
    /// where installers put it. `None` if it is not there or lacks Vietnamese. Starts it twice to ask.
    #[must_use]
    pub fn find() -> Option<Self> {
        if let Some(named) = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
            return Self::at(Path::new(&named));
        }
        candidates().into_iter().filter(|program| program.is_file()).find_map(|program| Self::at(&program))
    }

    /// Takes the program at this place, if it is one.
    #[must_use]
    pub fn at(program: &Path) -> Option<Self> {
        let program = program.canonicalize().ok()?;
        let version = said(&program, "--version")?;
        let version = version.lines().next()?.strip_prefix("tesseract ")?.trim_start_matches('v');
        let languages = said(&program, "--list-langs")?;
        let mut lines = languages.lines();
        // List of available languages in "/usr/share/tesseract-ocr/5/tessdata/" (2):
        let data = lines.next()?.split('"').nth(1).map(PathBuf::from);
        lines.any(|line| line.trim() == LANGUAGE).then(|| Self {
            program: program.clone(),
            data,
            version: version.trim().to_owned(),
        })
    }

    /// Its version, `5.3.0`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Where it is.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// Where its languages are, empty if it did not say.
    #[cfg_attr(not(unix), allow(dead_code, reason = "only where the reading process becomes the program"))]
    pub(crate) fn data(&self) -> &OsStr {
        self.data.as_deref().map_or(OsStr::new(""), Path::as_os_str)
    }

    /// Has it read a picture from its standard input and write the table of words to its output.
    pub(crate) fn arguments(&self, mode: Mode) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = ["stdin", "stdout"].map(OsString::from).into();
        if let Some(data) = &self.data {
            arguments.extend([OsString::from("--tessdata-dir"), data.clone().into()]);
        }
        let options =
            ["-l", LANGUAGE, "--dpi", "300", "--psm", mode.segmentation(), "-c", "tessedit_create_tsv=1"];
        arguments.extend(options.map(OsString::from));
        match mode {
            // Sauvola's: a threshold for each neighbourhood keeps marks that one for the page loses.
            Mode::Page if !self.version.starts_with('4') => {
                arguments.extend(["-c", "thresholding_method=2"].map(OsString::from));
            }
            Mode::Digits => {
                arguments.extend(["-c", "tessedit_char_whitelist=0123456789"].map(OsString::from));
            }
            Mode::Page | Mode::Line => {}
        }
        arguments
    }
}

fn candidates() -> Vec<PathBuf> {
    let name = format!("tesseract{}", std::env::consts::EXE_SUFFIX);
    let beside = std::env::current_exe().ok().and_then(|this| Some(this.parent()?.to_owned()));
    let mut folders: Vec<PathBuf> =
        beside.into_iter().flat_map(|folder| [folder.join("tesseract"), folder]).collect();
    folders.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    if cfg!(windows) {
        for base in ["ProgramFiles", "ProgramFiles(x86)"].iter().filter_map(std::env::var_os) {
            folders.push(Path::new(&base).join("Tesseract-OCR"));
        }
        let own = std::env::var_os("LOCALAPPDATA").map(PathBuf::from);
        folders.extend(own.map(|own| own.join("Programs").join("Tesseract-OCR")));
    } else {
        folders.extend(["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map(PathBuf::from));
    }
    folders.iter().map(|folder| folder.join(&name)).collect()
}

/// What the program says when asked: version 4 answers on its error output.
fn said(program: &Path, question: &str) -> Option<String> {
    let mut command = Command::new(program);
    command.arg(question).stdin(Stdio::null());
    without_window(&mut command);
    let output = command.output().ok().filter(|output| output.status.success())?;
    let said = if output.stdout.is_empty() { output.stderr } else { output.stdout };
    String::from_utf8(said).ok()
}

/// A terminal program started from a window must not open a terminal.
pub(crate) fn without_window(command: &mut Command) {
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        /// `CREATE_NO_WINDOW` of the Windows API.
        const NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(NO_WINDOW);
    }
    #[cfg(not(windows))]
    let _ = command;
}
