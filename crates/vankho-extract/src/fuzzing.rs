//! The readers one by one, for the fuzzer (`tests/fuzz`): no process between, no look at what the bytes claim to be.
//!
//! A reader that [`read_as`] knows is found here by itself. What is no reader but meets foreign bytes all the same
//! is listed in [`OTHERS`].

use std::io::{self, Cursor};
use std::time::{Duration, Instant};

use vankho_model::WarningCode;

use crate::inside::Room;
use crate::process::frames::FrameWriter;
use crate::process::limits;
use crate::read::{Budget, Outcome, read_as};
use crate::sniff::{Format, identify};
use crate::{preview, unpack};

/// The stack that readers have in their process, in bytes.
pub const STACK_BYTES: usize = limits::STACK_BYTES;

type Target = fn(&[u8]);

const ROOM: Room = Room { files: 100, bytes: 4 << 20 };

const OTHERS: &[(&str, Target)] = &[
    ("identify", |bytes| drop(identify(bytes))),
    ("preview", |bytes| drop(preview::render(bytes, budget()))),
    ("unpack", |bytes| {
        drop(unpack::unpack(Cursor::new(bytes), ROOM, 1 << 20, &mut FrameWriter::new(io::sink())))
    }),
    ("repair", |bytes| drop(vankho_text::repair(&String::from_utf8_lossy(bytes)))),
];

/// What can be fuzzed, by name.
#[must_use]
pub fn targets() -> Vec<String> {
    let readers = Format::ALL.iter().filter(|format| is_read(**format)).map(|format| name(*format));
    readers.chain(OTHERS.iter().map(|(name, _)| (*name).to_owned())).collect()
}

/// Has a target read some bytes; whether there is one of this name.
#[must_use]
pub fn run(target: &str, bytes: &[u8]) -> bool {
    if let Some(format) = Format::ALL.iter().find(|format| name(**format) == target) {
        drop(read_as(*format, bytes, budget()));
        return true;
    }
    let other = OTHERS.iter().find(|(name, _)| *name == target);
    other.is_some_and(|(_, run)| {
        run(bytes);
        true
    })
}

fn name(format: Format) -> String {
    format!("{format:?}").to_lowercase()
}

/// Whether a format has a reader of its own.
fn is_read(format: Format) -> bool {
    let is_kept_only = |code| matches!(code, WarningCode::FormatNotRead | WarningCode::NoTextLayer);
    match read_as(format, b"", budget()) {
        Outcome::Document(read) => !read.warnings.iter().any(|warning| is_kept_only(warning.code)),
        _ => true,
    }
}

/// Small, so that the fuzzer tries much: what is slow must stop of itself.
fn budget() -> Budget {
    Budget { text_bytes: 1 << 20, deadline: Instant::now() + Duration::from_secs(2) }
}
