//! The side of the program: starts the reading process, waits for it, and outlives it.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use vankho_model::WarningCode;

use super::limits::{Limits, UNPACK_CPU};
use super::wire::{Job, Reply, Task};
use super::worker::WORKER_ARGUMENT;
use crate::read::{Outcome, Refusal, unread, whole};
use crate::sniff::Format;
use crate::sniff::{self, package};

/// How soon a cancelled or overdue reader is stopped.
pub(super) const POLL: Duration = Duration::from_millis(20);

/// Why a file was not read at all. What is wrong with a file is an [`Outcome`], never an error.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// The caller changed its mind.
    #[error("extraction was cancelled")]
    Cancelled,
    /// The file that was handed over cannot be read.
    #[error("the file cannot be read")]
    Unreadable(#[source] io::Error),
    /// The reading process cannot be started.
    #[error("the reading process cannot be started")]
    Spawn(#[source] io::Error),
}

/// Reads files, each in a process of its own.
#[derive(Clone, Debug)]
pub struct Extractor {
    program: PathBuf,
    pub(super) limits: Limits,
}

impl Extractor {
    /// `program` is the executable to start again, `std::env::current_exe()`: its `main` must begin with
    /// [`crate::run_worker`].
    #[must_use]
    pub fn new(program: PathBuf, limits: Limits) -> Self {
        Self { program, limits }
    }

    /// Reads the text of a file from its beginning. Blocks; set `cancelled` from elsewhere to stop it.
    ///
    /// A reader that crashes, runs too long, or asks for or says too much gives a document without pages and
    /// with the warning `ReaderStopped`.
    ///
    /// # Errors
    /// If it was cancelled, the file gives no bytes, or no process can be started.
    pub fn extract(&self, file: File, cancelled: &AtomicBool) -> Result<Outcome, ExtractError> {
        let head = match self.look_at(&file)? {
            Ok(head) => head,
            Err(refusal) => return Ok(Outcome::Refused(refusal)),
        };
        let reply = self.ask(Task::Text, file, cancelled)?;
        let outcome = reply.and_then(Reply::into_outcome);
        Ok(outcome.unwrap_or_else(|| {
            Outcome::Document(unread(head.format_if_unread, whole(WarningCode::ReaderStopped)))
        }))
    }

    /// Renders a DOCX or HTML file as HTML that holds no script, style sheet, form, link or remote address: made
    /// to be shown in an `<iframe sandbox="">`. `None` is a file of another format, or one that cannot be shown.
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    pub fn preview_html(&self, file: File, cancelled: &AtomicBool) -> Result<Option<String>, ExtractError> {
        match self.look_at(&file)? {
            Ok(head) if matches!(head.format, Format::Zip | Format::Html) => {}
            _ => return Ok(None),
        }
        match self.ask(Task::Preview, file, cancelled)? {
            Some(Reply::Preview(html)) => Ok(html),
            _ => Ok(None),
        }
    }

    /// Compares the first bytes only: no parser runs here.
    pub(super) fn look_at(&self, file: &File) -> Result<Result<Head, Refusal>, ExtractError> {
        let mut head = Vec::with_capacity(sniff::head::HEAD_BYTES);
        let mut reader = file;
        let size = file.metadata().map_err(ExtractError::Unreadable)?.len();
        reader.rewind().map_err(ExtractError::Unreadable)?;
        reader
            .take(sniff::head::HEAD_BYTES as u64)
            .read_to_end(&mut head)
            .map_err(ExtractError::Unreadable)?;
        reader.rewind().map_err(ExtractError::Unreadable)?;
        if size > self.limits.input_bytes {
            return Ok(Err(Refusal::TooLarge));
        }
        Ok(sniff::head::sniff(&head).map(|format| {
            let inside = (format == Format::Zip).then(|| package::guess(&head)).flatten();
            Head { format, format_if_unread: inside.unwrap_or(format) }
        }))
    }

    /// Has a reading process do one job; `None` if it failed in whatever way.
    fn ask(&self, task: Task, file: File, cancelled: &AtomicBool) -> Result<Option<Reply>, ExtractError> {
        Ok(self.ask_for_bytes(task, file, cancelled)?.and_then(|output| Reply::from_output(&output)))
    }

    /// As [`Extractor::ask`], with all that the process wrote.
    pub(super) fn ask_for_bytes(
        &self,
        task: Task,
        file: File,
        cancelled: &AtomicBool,
    ) -> Result<Option<Vec<u8>>, ExtractError> {
        if cancelled.load(Ordering::Relaxed) {
            return Err(ExtractError::Cancelled);
        }
        let child = self.start(task, file).map_err(ExtractError::Spawn)?;
        self.wait_for(child, self.limits.wall, cancelled)
    }

    /// Starts the process that reads a file.
    pub(super) fn start(&self, task: Task, file: File) -> io::Result<Child> {
        let mut command = self.worker(task, self.limits.wall)?;
        command.stdin(Stdio::from(file)).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
    }

    /// Waits for all that a process writes; `None` if it failed in whatever way or ran longer than `wall`.
    pub(super) fn wait_for(
        &self,
        child: Child,
        wall: Duration,
        cancelled: &AtomicBool,
    ) -> Result<Option<Vec<u8>>, ExtractError> {
        let deadline = Instant::now() + wall;
        let mut child = Running(child);
        let guard = guard::Guard::new(&child.0, self.limits.memory_bytes);
        let reply = self.listen(&mut child.0).map_err(ExtractError::Spawn)?;
        loop {
            match reply.recv_timeout(POLL) {
                Ok(bytes) => return Ok(Some(bytes)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) if cancelled.load(Ordering::Relaxed) => {
                    return Err(ExtractError::Cancelled);
                }
                Err(RecvTimeoutError::Timeout) if Instant::now() >= deadline || guard.is_exceeded() => {
                    return Ok(None);
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// This program, to be started as the process for a job that may take so long.
    pub(super) fn worker(&self, task: Task, wall: Duration) -> io::Result<Command> {
        let limits = &self.limits;
        let cpu = match task {
            Task::Recognize => wall,
            Task::Unpack { .. } => limits.cpu * UNPACK_CPU,
            _ => limits.cpu,
        };
        let job = Job {
            task,
            memory_bytes: limits.memory_bytes,
            cpu_seconds: cpu.as_secs() + u64::from(cpu.subsec_nanos() > 0),
            // Three quarters: the rest is for starting, for finishing a page, and for the reply.
            work_milliseconds: u64::try_from(wall.as_millis() * 3 / 4).unwrap_or(u64::MAX),
            text_bytes: limits.text_bytes,
            input_bytes: limits.input_bytes,
        };
        let mut command = Command::new(&self.program);
        command.arg(WORKER_ARGUMENT).arg(serde_json::to_string(&job)?);
        Ok(command)
    }

    /// Reads the reply aside, up to the cap: a reader that says more is cut short, and its reply is none.
    fn listen(&self, child: &mut Child) -> io::Result<Receiver<Vec<u8>>> {
        let output = child.stdout.take().expect("the output was asked to be a pipe");
        let cap = self.limits.reply_bytes();
        let (sender, receiver) = mpsc::channel();
        std::thread::Builder::new().name("extract-reply".into()).spawn(move || {
            let mut bytes = Vec::new();
            let read = output.take(cap.saturating_add(1)).read_to_end(&mut bytes);
            if read.is_ok() && bytes.len() as u64 <= cap {
                // Nobody listens any more once the job was given up.
                let _ = sender.send(bytes);
            }
        })?;
        Ok(receiver)
    }
}

/// What the first bytes of a file say.
pub(super) struct Head {
    pub(super) format: Format,
    /// What to call it when its reader dies.
    format_if_unread: Format,
}

/// A reading process that never outlives the wait for it.
pub(super) struct Running(pub(super) Child);

impl Drop for Running {
    fn drop(&mut self) {
        // After a full reply it is ending anyway; both calls fail only if it is gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(not(windows))]
pub(super) mod guard {
    use std::process::Child;

    /// Elsewhere the reading process limits itself.
    pub(in crate::process) struct Guard;

    impl Guard {
        pub(in crate::process) fn new(_child: &Child, _memory_bytes: u64) -> Self {
            Self
        }

        #[allow(clippy::unused_self)]
        pub(in crate::process) fn is_exceeded(&self) -> bool {
            false
        }
    }
}

#[cfg(windows)]
pub(super) mod guard {
    use std::os::windows::io::AsRawHandle;
    use std::process::Child;

    use win32job::{ExtendedLimitInfo, Job, PriorityClass};

    /// A job object that ends the reading process with this one, and a watch on its memory, which the job
    /// object of this library cannot limit.
    pub(in crate::process) struct Guard {
        handle: isize,
        memory_bytes: u64,
        _job: Option<Job>,
    }

    impl Guard {
        pub(in crate::process) fn new(child: &Child, memory_bytes: u64) -> Self {
            let handle = child.as_raw_handle() as isize;
            let mut info = ExtendedLimitInfo::new();
            info.limit_kill_on_job_close().limit_priority_class(PriorityClass::BelowNormal);
            let job = Job::create_with_limit_info(&info).ok();
            let job = job.filter(|job| job.assign_process(handle).is_ok());
            Self { handle, memory_bytes, _job: job }
        }

        pub(in crate::process) fn is_exceeded(&self) -> bool {
            win32job::utils::get_process_memory_info(self.handle)
                .is_ok_and(|memory| memory.private_usage as u64 > self.memory_bytes)
        }
    }
}
