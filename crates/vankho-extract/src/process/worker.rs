//! The reading process: it locks itself in, reads its standard input, and writes one reply.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use super::frames::FrameWriter;
use super::limits::STACK_BYTES;
use super::sandbox::{self, Allowance, Profile};
use super::wire::{Job, Reply, Task};
use crate::inside::Room;
use crate::read::{self, Budget, Outcome, Refusal};
use crate::{picture, preview, unpack};

/// The first argument of a process that is to read a file. Hidden: no person types it.
pub const WORKER_ARGUMENT: &str = "--vankho-extract-worker";

/// Does one job and ends: `main` returns what this returns.
///
/// `arguments` are those after [`WORKER_ARGUMENT`]. The file comes on the standard input, the reply goes to the
/// standard output, and nothing is said on the error output.
#[must_use]
pub fn run_worker(mut arguments: impl Iterator<Item = OsString>) -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    let job = arguments.next().and_then(|text| serde_json::from_str::<Job>(text.to_str()?).ok());
    let Some(job) = job else { return ExitCode::FAILURE };
    if job.task == Task::Recognize {
        return become_program(&job, arguments);
    }
    // The limits come first inside the thread: after them the process may start none.
    let worker = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(move || {
        let input = input()?;
        let Job { memory_bytes, cpu_seconds, .. } = job;
        sandbox::enter(&Profile::Read, Allowance { memory_bytes, cpu_seconds });
        do_job(&job, input)
    });
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Locks itself in and becomes another program, `arguments`: the program, the folder of its data, what it is told.
#[cfg(unix)]
fn become_program(job: &Job, mut arguments: impl Iterator<Item = OsString>) -> ExitCode {
    use std::os::unix::process::CommandExt;
    use std::path::PathBuf;

    let (Some(program), Some(data)) = (arguments.next(), arguments.next()) else { return ExitCode::FAILURE };
    let readable = vec![PathBuf::from(&program), PathBuf::from(data)];
    let Job { memory_bytes, cpu_seconds, .. } = *job;
    sandbox::enter(&Profile::Ocr { readable }, Allowance { memory_bytes, cpu_seconds });
    // Comes back only if it failed.
    let _ = std::process::Command::new(program).args(arguments).exec();
    ExitCode::FAILURE
}

/// Elsewhere the program is started by itself, bound from outside.
#[cfg(not(unix))]
fn become_program(_job: &Job, _arguments: impl Iterator<Item = OsString>) -> ExitCode {
    ExitCode::FAILURE
}

/// The standard input as the file that it is: an archive is read from its end, and not all into memory.
fn input() -> io::Result<File> {
    #[cfg(unix)]
    let own = std::os::fd::AsFd::as_fd(&io::stdin()).try_clone_to_owned()?;
    #[cfg(windows)]
    let own = std::os::windows::io::AsHandle::as_handle(&io::stdin()).try_clone_to_owned()?;
    Ok(File::from(own))
}

fn do_job(job: &Job, input: File) -> io::Result<()> {
    if let Task::Unpack { files, bytes } = job.task {
        let mut out = FrameWriter::new(BufWriter::new(io::stdout().lock()));
        let result = unpack::unpack(input, Room { files, bytes }, job.input_bytes, &mut out)?;
        return out.done(result);
    }
    let deadline = Instant::now() + Duration::from_millis(job.work_milliseconds);
    let mut bytes = Vec::new();
    input.take(job.input_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    let too_large = bytes.len() as u64 > job.input_bytes;
    let budget = Budget { text_bytes: job.text_bytes, deadline };
    let mut pixels = Vec::new();
    let reply = match job.task {
        Task::Text if too_large => Outcome::Refused(Refusal::TooLarge).into(),
        Task::Text => read::read(&bytes, budget).into(),
        Task::Preview if too_large => Reply::Preview(None),
        Task::Preview => Reply::Preview(preview::render(&bytes, budget)),
        Task::Draw { page, width } => {
            pixels = picture::page_png(&bytes, page, width).unwrap_or_default();
            Reply::Png
        }
        Task::Scan { page } => match picture::scan(&bytes, page) {
            Some(scan) => Reply::scan(scan, &mut pixels),
            None => return Err(io::ErrorKind::InvalidData.into()),
        },
        Task::Recognize | Task::Unpack { .. } => return Err(io::ErrorKind::InvalidInput.into()),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    // The reply is the last line, so that a parser that prints cannot spoil it.
    out.write_all(&pixels)?;
    out.write_all(b"\n")?;
    serde_json::to_writer(&mut out, &reply)?;
    out.flush()
}
