//! Takes files out of a file that holds others.

use std::io::{self, Read, Seek, Write};

use crate::format::{archive, letter};
use crate::inside::{Room, UnpackFault};
use crate::process::frames::FrameWriter;
use crate::sniff::head::{self, HEAD_BYTES};
use crate::sniff::{Format, Identified, identify};

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
