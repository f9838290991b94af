//! The side of the program that takes files out of a file.

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::process::Child;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::extractor::{ExtractError, Extractor, POLL, Running, guard};
use super::frames::FrameReader;
use super::wire::Task;
use crate::inside::{Room, UnpackFault};

/// Bytes taken from the reading process at a time, and how many such pieces may wait.
const PIECE: usize = 64 << 10;
const PIECES: usize = 16;

/// A file inside another one, being taken out. Its name is its maker's word: show it, never use it as a path.
pub struct Enclosed<'r, 'i> {
    name: String,
    frames: &'r mut FrameReader<Incoming<'i>>,
    room: &'r mut u64,
}

impl Enclosed<'_, '_> {
    /// Its name as the outer file gives it, folders before it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Why it is not whole, once it was read to its end or broke off.
    #[must_use]
    pub fn fault(&self) -> Option<UnpackFault> {
        self.frames.fault()
    }
}

/// Gives its content.
impl Read for Enclosed<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let got = self.frames.read(into)?;
        *self.room = self.room.checked_sub(got as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(got)
    }
}

impl Extractor {
    /// Takes out what a letter or an archive holds, one level deep, and hands each file to `take`, which reads it
    /// and may stop it all. What comes out is taken off `room`. Blocks; set `cancelled` from elsewhere to stop it.
    ///
    /// The inner error is what is wrong with the file as a whole; what was handed over before stays good.
    ///
    /// # Errors
    /// If it was cancelled, or no process can be started.
    pub fn unpack(
        &self,
        file: File,
        room: &mut Room,
        cancelled: &AtomicBool,
        take: &mut dyn FnMut(&mut Enclosed<'_, '_>) -> ControlFlow<()>,
    ) -> Result<Result<(), UnpackFault>, ExtractError> {
        if cancelled.load(Ordering::Relaxed) {
            return Err(ExtractError::Cancelled);
        }
        let task = Task::Unpack { files: room.files, bytes: room.bytes };
        let mut child = Running(self.start(task, file).map_err(ExtractError::Spawn)?);
        let guard = guard::Guard::new(&child.0, self.limits.memory_bytes);
        let pieces = listen(&mut child.0).map_err(ExtractError::Spawn)?;
        let incoming =
            Incoming { pieces, piece: Vec::new(), at: 0, guard: &guard, wall: self.limits.wall, cancelled };
        let result = hand_over(FrameReader::new(incoming), room, take);
        if cancelled.load(Ordering::Relaxed) { Err(ExtractError::Cancelled) } else { Ok(result) }
    }
}

fn hand_over(
    mut frames: FrameReader<Incoming<'_>>,
    room: &mut Room,
    take: &mut dyn FnMut(&mut Enclosed<'_, '_>) -> ControlFlow<()>,
) -> Result<(), UnpackFault> {
    while let Some(name) = frames.next()? {
        room.files = room.files.checked_sub(1).ok_or(UnpackFault::TooLarge)?;
        let mut enclosed = Enclosed { name, frames: &mut frames, room: &mut room.bytes };
        if take(&mut enclosed).is_break() {
            break;
        }
        io::copy(&mut enclosed, &mut io::sink()).map_err(|_| UnpackFault::Damaged)?;
    }
    Ok(())
}

/// Reads the frames aside, a few pieces ahead.
fn listen(child: &mut Child) -> io::Result<Receiver<Vec<u8>>> {
    let mut output = child.stdout.take().expect("the output was asked to be a pipe");
    let (sender, receiver) = mpsc::sync_channel(PIECES);
    std::thread::Builder::new().name("extract-frames".into()).spawn(move || {
        loop {
            let mut piece = vec![0; PIECE];
            match output.read(&mut piece) {
                Ok(0) | Err(_) => return,
                Ok(got) => piece.truncate(got),
            }
            if sender.send(piece).is_err() {
                return;
            }
        }
    })?;
    Ok(receiver)
}

/// The pieces as one stream. Only waiting for the reading process counts as its time: a slow disk on this side
/// is not its fault.
struct Incoming<'i> {
    pieces: Receiver<Vec<u8>>,
    piece: Vec<u8>,
    at: usize,
    guard: &'i guard::Guard,
    wall: Duration,
    cancelled: &'i AtomicBool,
}

impl Incoming<'_> {
    /// Waits for the next piece; `None` at the end.
    fn wait(&mut self) -> io::Result<Option<Vec<u8>>> {
        let started = Instant::now();
        loop {
            match self.pieces.recv_timeout(POLL) {
                Ok(piece) => return Ok(Some(piece)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {
                    let stop = self.cancelled.load(Ordering::Relaxed) || self.guard.is_exceeded();
                    if stop || started.elapsed() >= self.wall {
                        return Err(io::ErrorKind::TimedOut.into());
                    }
                }
            }
        }
    }
}

impl Read for Incoming<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() {
            match self.wait()? {
                Some(piece) => (self.piece, self.at) = (piece, 0),
                None => return Ok(0),
            }
        }
        let got = (&self.piece[self.at..]).read(into)?;
        self.at += got;
        Ok(got)
    }
}
