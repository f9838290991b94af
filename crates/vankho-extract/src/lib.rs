//! Foreign files become pages of text and warnings.
//!
//! Owns every reader of a foreign format (PDF, DOCX, HTML, plain text, mail, archives) and the process they run in: the
//! program's own executable, started again with [`WORKER_ARGUMENT`], fed the file on its standard input and
//! bound by [`Limits`]. A file that kills its reader costs the text, never the document and never the program.
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

mod format;
mod pages;
mod preview;
mod process;
mod read;
mod sniff;
mod unpack;

pub use process::extractor::{ExtractError, Extractor};
pub use process::limits::Limits;
pub use process::unpacker::Enclosed;
pub use process::worker::{WORKER_ARGUMENT, run_worker};
pub use read::{Extracted, Outcome, Refusal};
pub use unpack::{Room, UnpackFault};
