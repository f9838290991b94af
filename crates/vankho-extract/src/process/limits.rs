//! What one file may cost.

use std::time::Duration;

use crate::inside::Room;

/// The bounds of reading one file. The defaults fit every office document and stop every hostile one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Address space of the reading process; on Windows its private memory.
    pub memory_bytes: u64,
    /// Time on the clock, after which the reading process is stopped. A reader that works page by page
    /// stops itself a little earlier and keeps what it has.
    pub wall: Duration,
    /// Processor time, rounded up to whole seconds. Unix only.
    pub cpu: Duration,
    /// Text kept of one document, in bytes of UTF-8: the rest is cut with a warning.
    pub text_bytes: u64,
    /// The largest file that is looked at; larger ones are refused.
    pub input_bytes: u64,
    /// What may come out of one file, with all that lies in what comes out of it.
    pub inside: Room,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            memory_bytes: 1 << 30,
            wall: Duration::from_secs(20),
            cpu: Duration::from_secs(20),
            text_bytes: 20_000_000,
            input_bytes: 512 << 20,
            inside: Room { files: 10_000, bytes: 2 << 30 },
        }
    }
}

impl Limits {
    /// The most that the reading process may write: JSON at worst doubles a text, and marks it up a little.
    pub(crate) fn reply_bytes(&self) -> u64 {
        self.text_bytes.saturating_mul(2).saturating_add(4 << 20)
    }
}

/// Unpacking two thousand million bytes takes this many times the processor time of reading one document.
pub(crate) const UNPACK_CPU: u32 = 6;
/// Entries of an office package.
pub(crate) const PACKAGE_ENTRIES: usize = 10_000;
/// One part of an office package, counted while it inflates.
pub(crate) const PART_BYTES: u64 = 64 << 20;
/// All parts of an office package that are read, counted while they inflate.
pub(crate) const PACKAGE_BYTES: u64 = 256 << 20;
/// Nesting of XML elements.
pub(crate) const XML_DEPTH: usize = 256;
/// Parsers walk trees by recursion: deep ones must not hit the small default stack of some systems.
pub(crate) const STACK_BYTES: usize = 32 << 20;
