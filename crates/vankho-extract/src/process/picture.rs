//! The side of the program, for pictures: pages drawn, and pages read by recognition.

use std::fs::File;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::extractor::{ExtractError, Extractor};
use super::wire::{Reply, Task};
use crate::ocr::program::{self, Mode, Ocr};
use crate::ocr::{self, PictureReading, Recognized};
use crate::scan::{Grey, Scan};
use crate::sniff::Format;

/// Recognition of one picture: a page takes one to five seconds, three times as long on an old computer.
const RECOGNITION_WALL: Duration = Duration::from_secs(60);

impl Extractor {
    /// Draws one page, counted from 1, as PNG `width` pixels wide (at most 4000): a page of a PDF or of a TIFF,
    /// or the picture that a JPEG or PNG is. `None`: no such page, or it cannot be drawn. Blocks.
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    pub fn page_image(
        &self,
        file: File,
        page: u32,
        width: u32,
        cancelled: &AtomicBool,
    ) -> Result<Option<Vec<u8>>, ExtractError> {
        match self.ask_for_pixels(Task::Draw { page, width }, file, cancelled)? {
            Some((Reply::Png, png)) if !png.is_empty() => Ok(Some(png)),
            _ => Ok(None),
        }
    }

    /// Reads the picture of one page, counted from 1. Blocks, for seconds; one page at a time uses one processor.
    ///
    /// # Errors
    /// As [`Extractor::extract`]; a page that stops its reader is a reading with the warning `ReaderStopped`.
    pub fn read_picture(
        &self,
        ocr: &Ocr,
        file: File,
        page: u32,
        cancelled: &AtomicBool,
    ) -> Result<PictureReading, ExtractError> {
        let Some(scan) = self.scan(file, page, cancelled)? else { return Ok(PictureReading::stopped()) };
        ocr::read(&scan, page, |grey, mode| self.recognize(ocr, grey, mode, cancelled))
    }

    fn scan(&self, file: File, page: u32, cancelled: &AtomicBool) -> Result<Option<Scan>, ExtractError> {
        let reply = self.ask_for_pixels(Task::Scan { page }, file, cancelled)?;
        let Some((Reply::Scan { width, height, geometry }, pixels)) = reply else { return Ok(None) };
        Ok(Grey::new(width, height, pixels).map(|grey| Scan { grey, geometry }))
    }

    fn ask_for_pixels(
        &self,
        task: Task,
        file: File,
        cancelled: &AtomicBool,
    ) -> Result<Option<(Reply, Vec<u8>)>, ExtractError> {
        match self.look_at(&file)? {
            Ok(head) if matches!(head.format, Format::Pdf | Format::Jpeg | Format::Png | Format::Tiff) => {}
            _ => return Ok(None),
        }
        Ok(self.ask_for_bytes(task, file, cancelled)?.and_then(Reply::with_pixels))
    }

    /// Runs the recognition program on a picture, locked in as every reader is.
    fn recognize(&self, ocr: &Ocr, grey: &Grey, mode: Mode, cancelled: &AtomicBool) -> Recognized {
        let mut command = self.recognition(ocr, mode).map_err(ExtractError::Spawn)?;
        command.env(program::ENVIRONMENT.0, program::ENVIRONMENT.1);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(ExtractError::Spawn)?;
        let mut input = child.stdin.take().expect("the input was asked to be a pipe");
        let table = std::thread::scope(|scope| {
            // Aside, and from where the picture lies: the program may die before it has read it all, which its
            // output tells, and pages are large.
            scope.spawn(move || grey.write_pgm(&mut input).and_then(|()| input.flush()));
            self.wait_for(child, RECOGNITION_WALL, cancelled)
        })?;
        Ok(table.and_then(|table| String::from_utf8(table).ok()).and_then(|table| ocr::parse(&table)))
    }

    /// This program again, which locks itself in and then becomes the other one.
    #[cfg(unix)]
    fn recognition(&self, ocr: &Ocr, mode: Mode) -> io::Result<Command> {
        let mut command = self.worker(Task::Recognize, RECOGNITION_WALL)?;
        command.arg(ocr.program()).arg(ocr.data()).args(ocr.arguments(mode));
        Ok(command)
    }

    /// The other program itself: a job object binds it from outside.
    #[cfg(not(unix))]
    fn recognition(&self, ocr: &Ocr, mode: Mode) -> io::Result<Command> {
        let mut command = Command::new(ocr.program());
        command.args(ocr.arguments(mode));
        program::without_window(&mut command);
        Ok(command)
    }
}
