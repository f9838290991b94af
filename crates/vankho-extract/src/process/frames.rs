//! How files come out of the reading process: frames of a tag, a length (u32, little-endian) and so many bytes.
//!
//! A `File` frame names a file, `Bytes` frames are its content, `End` or `Fault` ends it. `Done` ends all; a
//! `Done` that says something is a fault of the whole.

use std::io::{self, Read, Write};

use crate::inside::UnpackFault;

/// The longest payload.
const FRAME_BYTES: usize = 64 << 10;
/// The longest name that is passed on; the rest says nothing to a person either.
const NAME_BYTES: usize = 4096;

/// What a frame says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Tag {
    File = b'F',
    Bytes = b'B',
    End = b'E',
    Fault = b'X',
    Done = b'D',
}

impl Tag {
    fn from_byte(byte: u8) -> Option<Self> {
        [Self::File, Self::Bytes, Self::End, Self::Fault, Self::Done]
            .into_iter()
            .find(|tag| *tag as u8 == byte)
    }
}

/// The side of the reading process.
pub(crate) struct FrameWriter<W>(W);

impl<W: Write> FrameWriter<W> {
    pub(crate) fn new(out: W) -> Self {
        Self(out)
    }

    /// Begins a file.
    pub(crate) fn file(&mut self, name: &str) -> io::Result<()> {
        self.frame(Tag::File, &name.as_bytes()[..name.floor_char_boundary(NAME_BYTES)])
    }

    /// Adds to the file.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        bytes.chunks(FRAME_BYTES).try_for_each(|chunk| self.frame(Tag::Bytes, chunk))
    }

    /// Ends the file: it is whole, or it can't be had.
    pub(crate) fn end(&mut self, result: Result<(), UnpackFault>) -> io::Result<()> {
        match result {
            Ok(()) => self.frame(Tag::End, &[]),
            Err(fault) => self.frame(Tag::Fault, fault.as_str().as_bytes()),
        }
    }

    /// Ends everything.
    pub(crate) fn done(&mut self, result: Result<(), UnpackFault>) -> io::Result<()> {
        self.frame(Tag::Done, result.map_or_else(|fault| fault.as_str().as_bytes(), |()| b""))?;
        self.0.flush()
    }

    fn frame(&mut self, tag: Tag, payload: &[u8]) -> io::Result<()> {
        let length = u32::try_from(payload.len()).expect("payloads are cut before");
        self.0.write_all(&[tag as u8])?;
        self.0.write_all(&length.to_le_bytes())?;
        self.0.write_all(payload)
    }
}

/// The side of the program, which trusts nothing that it reads.
pub(crate) struct FrameReader<R> {
    input: R,
    /// The rest of the `Bytes` frame in hand.
    left: usize,
    /// How the file in hand ended, once it has.
    ended: Option<Result<(), UnpackFault>>,
}

impl<R: Read> FrameReader<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input, left: 0, ended: Some(Ok(())) }
    }

    /// The name of the next file, the rest of the one in hand skipped; `None` after the last.
    ///
    /// # Errors
    /// What is wrong with all of it: told by the other side, or no frames any more.
    pub(crate) fn next(&mut self) -> Result<Option<String>, UnpackFault> {
        io::copy(self, &mut io::sink()).map_err(|_| UnpackFault::Damaged)?;
        let (tag, length) = self.head().map_err(|_| UnpackFault::Damaged)?;
        let payload = self.payload(length).map_err(|_| UnpackFault::Damaged)?;
        match tag {
            Tag::File => {
                self.ended = None;
                String::from_utf8(payload).map(Some).map_err(|_| UnpackFault::Damaged)
            }
            Tag::Done if payload.is_empty() => Ok(None),
            Tag::Done => Err(UnpackFault::from_code(&payload).unwrap_or(UnpackFault::Damaged)),
            _ => Err(UnpackFault::Damaged),
        }
    }

    /// Why the file that was read to its end is not whole.
    pub(crate) fn fault(&self) -> Option<UnpackFault> {
        self.ended.and_then(Result::err)
    }

    fn head(&mut self) -> io::Result<(Tag, usize)> {
        let mut head = [0; 5];
        self.input.read_exact(&mut head)?;
        let [tag, length @ ..] = head;
        let length = u32::from_le_bytes(length) as usize;
        match Tag::from_byte(tag) {
            Some(tag) if length <= FRAME_BYTES => Ok((tag, length)),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    fn payload(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut payload = vec![0; length];
        self.input.read_exact(&mut payload)?;
        Ok(payload)
    }

    /// Moves on to the next bytes of the file, or to its end.
    fn advance(&mut self) -> io::Result<()> {
        let (tag, length) = self.head()?;
        match tag {
            Tag::Bytes => self.left = length,
            Tag::End if length == 0 => self.ended = Some(Ok(())),
            Tag::Fault => {
                let fault = UnpackFault::from_code(&self.payload(length)?);
                self.ended = Some(Err(fault.unwrap_or(UnpackFault::Damaged)));
            }
            _ => return Err(io::ErrorKind::InvalidData.into()),
        }
        Ok(())
    }
}

/// Reads the file in hand. Ask [`FrameReader::fault`] at its end whether it is whole.
impl<R: Read> Read for FrameReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.left == 0 {
            if self.ended.is_some() {
                return Ok(0);
            }
            self.advance()?;
        }
        let room = into.len().min(self.left);
        let got = self.input.read(&mut into[..room])?;
        if got == 0 && room > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= got;
        Ok(got)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{FRAME_BYTES, FrameReader, FrameWriter};
    use crate::inside::UnpackFault;

    fn written(write: impl FnOnce(&mut FrameWriter<&mut Vec<u8>>)) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut FrameWriter::new(&mut bytes));
        bytes
    }

    #[test]
    fn files_and_faults_survive_the_way() {
        let content = vec![7; 3 * FRAME_BYTES + 5];
        let bytes = written(|out| {
            out.file("a/b.pdf").expect("memory");
            out.bytes(&content).expect("memory");
            out.end(Ok(())).expect("memory");
            out.file(&"ệ".repeat(4000)).expect("memory");
            out.bytes(b"half").expect("memory");
            out.end(Err(UnpackFault::Encrypted)).expect("memory");
            out.done(Err(UnpackFault::TooLarge)).expect("memory");
        });
        let mut frames = FrameReader::new(&bytes[..]);
        assert_eq!(frames.next(), Ok(Some("a/b.pdf".to_owned())));
        let mut read = Vec::new();
        frames.read_to_end(&mut read).expect("whole");
        assert!(read == content && frames.fault().is_none());
        let name = frames.next().expect("frames").expect("a second file");
        assert!(name.len() <= 4096 && name.starts_with("ệệ"));
        frames.read_to_end(&mut read).expect("its end");
        assert_eq!(frames.fault(), Some(UnpackFault::Encrypted));
        assert_eq!(frames.next(), Err(UnpackFault::TooLarge));
    }

    #[test]
    fn a_file_that_nobody_reads_is_skipped() {
        let bytes = written(|out| {
            for name in ["a", "b"] {
                out.file(name).expect("memory");
                out.bytes(b"content").expect("memory");
                out.end(Ok(())).expect("memory");
            }
            out.done(Ok(())).expect("memory");
        });
        let mut frames = FrameReader::new(&bytes[..]);
        assert_eq!(frames.next(), Ok(Some("a".to_owned())));
        assert_eq!(frames.next(), Ok(Some("b".to_owned())));
        assert_eq!(frames.next(), Ok(None));
    }

    #[test]
    fn what_breaks_off_or_is_no_frame_is_damage() {
        let whole = written(|out| {
            out.file("a").expect("memory");
            out.bytes(b"content").expect("memory");
            out.end(Ok(())).expect("memory");
        });
        for cut in 0..=whole.len() {
            let mut frames = FrameReader::new(&whole[..cut]);
            while let Ok(Some(_)) = frames.next() {}
            assert_eq!(frames.next(), Err(UnpackFault::Damaged), "cut at {cut}");
        }
        assert_eq!(FrameReader::new(&b"F\xFF\xFF\xFF\xFFname"[..]).next(), Err(UnpackFault::Damaged));
        assert_eq!(FrameReader::new(&b"y\ny\ny\ny\ny\n"[..]).next(), Err(UnpackFault::Damaged));
    }
}
