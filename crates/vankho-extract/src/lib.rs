//! Foreign files become pages of text, warnings and pictures.
//!
//! Owns every reader of a foreign format (PDF, Word, spreadsheets, slides, HTML, plain text, pictures, mail, archives)
//! and the process they run in: the program's own executable, started again with [`WORKER_ARGUMENT`], fed the file on
//! its standard input and bound by [`Limits`]. A file that kills its reader costs the text, never the document and
//! never the program.
//! Refuses to know where files come from or go to, what the text means, and any name of a file.
//! The format is always told by the bytes.
//!
//! A program that extracts begins its `main` with
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! fn main() -> ExitCode {
//!     let mut arguments = std::env::args_os().skip(1);
//!     if arguments.next().is_some_and(|first| first == vankho_extract::WORKER_ARGUMENT) {
//!         return vankho_extract::run_worker(arguments);
//!     }
//!     ExitCode::SUCCESS
//! }
//! ```

mod encoding;
mod format;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod inside;
mod ocr;
mod pages;
mod picture;
mod preview;
mod process;
mod read;
mod scan;
mod sniff;
mod unpack;

pub use inside::{Room, UnpackFault};
pub use ocr::PictureReading;
pub use ocr::program::Ocr;
pub use process::extractor::{ExtractError, Extractor};
pub use process::limits::Limits;
pub use process::unpacker::Enclosed;
pub use process::worker::{WORKER_ARGUMENT, run_worker};
pub use read::{Extracted, Outcome, Refusal};
