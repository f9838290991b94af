//! Files that hold other files: what comes out of them, and what may not.

use std::io::{self, Read, Seek, Write};

use crate::format::{archive, letter};
use crate::process::frames::FrameWriter;
use crate::sniff::head::{self, HEAD_BYTES};
use crate::sniff::{Format, Identified, identify};

/// What may still come out of a file. Shared by all that lies inside it, however deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Files.
    pub files: u64,
    /// Bytes of all of them together.
    pub bytes: u64,
}

/// Why a file inside another one, or all of them, can't be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnpackFault {
    /// Locked with a password.
    Encrypted,
    /// More than there is [`Room`] for, or one that inflates without end.
    TooLarge,
    /// Broken, packed in a way that is not known, or its reader was stopped.
    Damaged,
}

impl UnpackFault {
    const ALL: [Self; 3] = [Self::Encrypted, Self::TooLarge, Self::Damaged];

    /// Its code between the two processes.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted",
            Self::TooLarge => "too_large",
            Self::Damaged => "damaged",
        }
    }

    /// Reads what `as_str` writes.
    pub(crate) fn from_code(code: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.as_str().as_bytes() == code)
    }
}

/// Writes out what a file holds. `file_bytes` is the most that one file inside may have.
///
/// # Errors
/// If the frames can't be written.
pub(crate) fn unpack(
    mut input: impl Read + Seek,
    room: Room,
    file_bytes: u64,
    out: &mut FrameWriter<impl Write>,
) -> io::Result<Result<(), UnpackFault>> {
    let mut bytes = Vec::new();
    input.rewind()?;
    input.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut bytes)?;
    if head::sniff(&bytes) == Ok(Format::Zip) {
        return archive::unpack(input, room, file_bytes, out);
    }
    input.take(file_bytes).read_to_end(&mut bytes)?;
    match identify(&bytes) {
        Ok(Identified::Sound(Format::Eml)) => letter::eml::unpack(&bytes, room, out),
        Ok(Identified::Sound(Format::Msg)) => letter::msg::unpack(&bytes, room, out),
        _ => Ok(Ok(())),
    }
}
