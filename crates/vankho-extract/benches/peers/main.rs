//! `cargo xtask bench extraction SET`: what is read of documents whose text is known, and how fast beside peers, in
//! one run. Prints Markdown: `docs/extraction.md` keeps it.
//!
//! SET is a folder of documents, in folders of any names, and `truth/NAME.txt`: the text of `NAME.docx`,
//! `NAME--variant.pdf` and `NAME.variant.txt`; of a web page, `truth/NAME.main.txt`.
//! Peers that are not installed are left out and named.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(missing_docs)]

mod accuracy;
mod set;
mod speed;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::{fs::File, io};

use vankho_extract::{Extracted, Extractor, Limits, Ocr, Outcome, WORKER_ARGUMENT, run_worker};

type AnyError = Box<dyn Error>;

/// Nobody stops a benchmark but the person who started it.
static NEVER: AtomicBool = AtomicBool::new(false);

/// What reads: this program again, as the reading process, and the recognition program if there is one.
struct Readers {
    extractor: Extractor,
    ocr: Option<Ocr>,
}

impl Readers {
    fn find() -> io::Result<Self> {
        Ok(Self { extractor: Extractor::new(std::env::current_exe()?, Limits::default()), ocr: Ocr::find() })
    }

    /// Reads a document without its pictures; `None` is no document.
    fn extract(&self, path: &Path) -> Result<Option<Extracted>, AnyError> {
        match self.extractor.extract(File::open(path)?, &NEVER)? {
            Outcome::Document(extracted) => Ok(Some(extracted)),
            Outcome::Archive | Outcome::Refused(_) => Ok(None),
        }
    }

    /// Reads the picture of a page, counted from 1; nothing without the recognition program.
    fn picture(&self, path: &Path, page: u32) -> Result<String, AnyError> {
        let Some(ocr) = &self.ocr else { return Ok(String::new()) };
        Ok(self.extractor.read_picture(ocr, File::open(path)?, page, &NEVER)?.text)
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).filter(|argument| argument != "--bench").peekable();
    if arguments.next_if(|first| first == WORKER_ARGUMENT).is_some() {
        return run_worker(arguments);
    }
    let Some(folder) = arguments.next() else {
        println!("usage: cargo xtask bench extraction SET");
        return ExitCode::FAILURE;
    };
    match measure(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(folder: &Path) -> Result<(), AnyError> {
    let readers = Readers::find()?;
    let papers = set::papers(folder)?;
    accuracy::print(&readers, &papers)?;
    speed::print(&readers, &papers)
}
