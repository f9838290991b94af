//! Telling formats apart by their bytes: first the head ([`head`]), then a look into containers.

pub(crate) mod head;
mod media;
pub(crate) mod ole;
pub(crate) mod package;

pub(crate) use media::Format;

use crate::read::Refusal;

/// What a look into the container found.
pub(crate) enum Identified {
    /// A format whose container can be read.
    Sound(Format),
    /// Still recognisable, but the container is broken.
    Damaged(Format),
    /// Locked with a password.
    Encrypted(Format),
    /// A ZIP archive of files.
    Archive,
}

/// Tells the format of a whole file: what the head says, with containers looked into.
pub(crate) fn identify(bytes: &[u8]) -> Result<Identified, Refusal> {
    let format = head::sniff(&bytes[..bytes.len().min(head::HEAD_BYTES)])?;
    match format {
        Format::Zip => package::identify(bytes),
        Format::Ole => ole::identify(bytes),
        format => Ok(Identified::Sound(format)),
    }
}
