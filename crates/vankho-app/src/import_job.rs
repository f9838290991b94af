//! The desktop's import: in the background, with a queue that survives a restart.

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use vankho_model::{DocumentId, Warning};

use crate::import::{FailureCode, ImportEvent, Imported, walk};
use crate::{AppError, Archive, Control};

/// Ended files a status lists, beside the failures, which are all listed.
const RECENT: usize = 300;
/// Listeners are told this often at most.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Where a file of the job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemState {
    /// Filed.
    Filed,
    /// There already.
    Duplicate,
    /// It was there already, in the trash, and was taken out of it.
    Restored,
    /// Not filed.
    Failed,
}

/// A file of the job that has ended.
#[derive(Clone)]
pub struct JobItem {
    /// Its name without its folders; in an archive or letter, its path in it after the name of that.
    pub name: String,
    /// Where it stands.
    pub state: ItemState,
    /// The document it became or is a copy of.
    pub id: Option<DocumentId>,
    /// Why it was not filed.
    pub failure: Option<FailureCode>,
    /// What could not be read.
    pub warnings: Vec<Warning>,
}

/// How far the job is.
#[derive(Clone, Default)]
pub struct JobStatus {
    /// Whether it is at work.
    pub running: bool,
    /// Whether it waits to be continued.
    pub paused: bool,
    /// Files given, and those found in archives and letters so far.
    pub total: u64,
    /// Files ended.
    pub done: u64,
    /// Newly filed.
    pub filed: u64,
    /// Already there.
    pub duplicates: u64,
    /// Not filed.
    pub failed: u64,
    /// Filed with a warning.
    pub warned: u64,
    /// Time at work.
    pub elapsed: Duration,
    /// An error of the archive that stopped the job.
    pub stopped_by: Option<Arc<AppError>>,
    /// Ended files, the newest first; failures are all there.
    pub items: Vec<JobItem>,
}

type Listener = dyn Fn(&JobStatus) + Send + Sync;

/// Imports files in the background, one batch after another.
pub struct ImportJob {
    shared: Arc<Shared>,
    worker: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    archive: Arc<Archive>,
    listener: Box<Listener>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    status: JobStatus,
    waiting: VecDeque<Waiting>,
    failed: BTreeSet<PathBuf>,
    control: Arc<Control>,
    started: Option<Instant>,
    told: Option<Instant>,
}

/// A file not reached yet, with its place in the stored queue.
struct Waiting {
    path: PathBuf,
    place: Option<u64>,
}

impl ImportJob {
    /// Makes the job of an archive and goes on with what an earlier run left. `listener` is told of progress.
    ///
    /// # Errors
    /// If the stored queue can't be read.
    pub fn resume(archive: Arc<Archive>, listener: Box<Listener>) -> Result<Self, AppError> {
        let left = archive.read(|reader| reader.import_queue())?;
        let job = Self {
            shared: Arc::new(Shared { archive, listener, state: Mutex::default() }),
            worker: Mutex::default(),
        };
        if !left.is_empty() {
            let waiting = left.into_iter().map(|(place, path)| Waiting { path, place: Some(place) });
            job.start(waiting.collect());
        }
        Ok(job)
    }

    /// Adds files and folders to the job and starts it if it rests.
    ///
    /// # Errors
    /// If the queue can't be stored.
    pub fn add(&self, paths: &[PathBuf]) -> Result<JobStatus, AppError> {
        let files = walk(paths);
        let waiting = self.shared.archive.store.write(|writer| {
            let queue = |path: PathBuf| Ok(Waiting { place: writer.enqueue_import(&path)?, path });
            files.into_iter().map(queue).collect::<Result<Vec<_>, AppError>>()
        })?;
        self.start(waiting);
        Ok(self.status())
    }

    /// Tries the files again that were not filed.
    ///
    /// # Errors
    /// If the queue can't be stored.
    pub fn retry(&self) -> Result<JobStatus, AppError> {
        let failed = std::mem::take(&mut self.shared.lock().failed);
        self.add(&failed.into_iter().collect::<Vec<_>>())
    }

    /// Stops after the files in hand; what was filed stays, the rest is forgotten.
    ///
    /// # Errors
    /// If the stored queue can't be emptied.
    pub fn cancel(&self) -> Result<JobStatus, AppError> {
        {
            let mut state = self.shared.lock();
            state.waiting.clear();
            state.control.cancel();
        }
        self.shared.archive.store.write(|writer| writer.clear_import_queue())?;
        Ok(self.status())
    }

    /// Waits after the files in hand, or goes on.
    #[must_use]
    pub fn set_paused(&self, paused: bool) -> JobStatus {
        {
            let mut state = self.shared.lock();
            state.control.set_paused(paused);
            state.status.paused = paused && state.status.running;
        }
        self.status()
    }

    /// How far the job is.
    #[must_use]
    pub fn status(&self) -> JobStatus {
        self.shared.lock().snapshot()
    }

    /// Stops after the files in hand and keeps the rest for the next start.
    pub fn stop(&self) {
        {
            let mut state = self.shared.lock();
            state.waiting.clear();
            state.control.cancel();
        }
        let worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(worker) = worker {
            let _ = worker.join();
        }
    }

    fn start(&self, waiting: Vec<Waiting>) {
        if waiting.is_empty() {
            return;
        }
        let mut worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.shared.lock();
        let is_at_work = state.status.running;
        if !is_at_work {
            *state =
                State { status: JobStatus { running: true, ..JobStatus::default() }, ..State::default() };
            state.started = Some(Instant::now());
        }
        state.status.total += waiting.len() as u64;
        state.waiting.extend(waiting);
        drop(state);
        if !is_at_work {
            let shared = self.shared.clone();
            *worker = Some(std::thread::spawn(move || shared.work()));
        }
    }
}

impl Drop for ImportJob {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes batches until none is left.
    fn work(&self) {
        loop {
            let (batch, control) = {
                let mut state = self.lock();
                if state.control.is_cancelled() {
                    // What was cancelled has ended; files added since are a new wish.
                    state.control = Arc::default();
                }
                let batch: Vec<Waiting> = state.waiting.drain(..).collect();
                if batch.is_empty() {
                    state.rest();
                    let status = state.snapshot();
                    drop(state);
                    (self.listener)(&status);
                    return;
                }
                (batch, state.control.clone())
            };
            let files: Vec<PathBuf> = batch.iter().map(|waiting| waiting.path.clone()).collect();
            let result = self.archive.import_files(&files, &control, &mut |event| self.ended(&batch, event));
            if let Err(error) = result {
                let mut state = self.lock();
                state.waiting.clear();
                state.status.stopped_by = Some(Arc::new(error));
            }
        }
    }

    /// Notes that a file has ended; the stored queue lets go of a given one when all in it has.
    fn ended(&self, batch: &[Waiting], event: ImportEvent) {
        let waiting = &batch[event.index];
        if let Some(place) = waiting.place.filter(|_| event.is_last) {
            // If this fails the file is met again on the next start, as a duplicate.
            let _ = self.archive.store.write(|writer| writer.finish_import(place));
        }
        let mut state = self.lock();
        state.count(&waiting.path, event);
        if state.told.is_none_or(|told| told.elapsed() >= TELL_EVERY) {
            state.told = Some(Instant::now());
            let status = state.snapshot();
            drop(state);
            (self.listener)(&status);
        }
    }
}

impl State {
    fn count(&mut self, path: &std::path::Path, event: ImportEvent) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let below = event.name.strip_prefix(&*path.to_string_lossy()).unwrap_or_default();
        let name = format!("{name}{below}");
        let blank = JobItem { name, state: ItemState::Filed, id: None, failure: None, warnings: Vec::new() };
        self.status.total += event.found;
        self.status.done += 1;
        let item = match event.result {
            Imported::Filed { id, warnings } => {
                self.status.filed += 1;
                self.status.warned += u64::from(!warnings.is_empty());
                JobItem { id: Some(id), warnings, ..blank }
            }
            Imported::Duplicate(of) => {
                let (vankho_store::DuplicateOf::Content(id) | vankho_store::DuplicateOf::SourceId(id)) = of;
                self.status.duplicates += 1;
                JobItem { state: ItemState::Duplicate, id: Some(id), ..blank }
            }
            Imported::Restored(of) => {
                let (vankho_store::DuplicateOf::Content(id) | vankho_store::DuplicateOf::SourceId(id)) = of;
                self.status.duplicates += 1;
                JobItem { state: ItemState::Restored, id: Some(id), ..blank }
            }
            Imported::Failed(code) => {
                self.status.failed += 1;
                self.failed.insert(path.to_owned());
                JobItem { state: ItemState::Failed, failure: Some(code), ..blank }
            }
        };
        self.status.items.push(item);
        if self.status.items.len() > 2 * RECENT {
            self.forget_old_items();
        }
    }

    fn forget_old_items(&mut self) {
        let surplus = self.status.items.len() - RECENT;
        let mut at = 0;
        self.status.items.retain(|item| {
            at += 1;
            at > surplus || item.failure.is_some()
        });
    }

    fn rest(&mut self) {
        self.status.elapsed = self.elapsed();
        self.started = None;
        self.status.running = false;
        self.status.paused = false;
    }

    fn elapsed(&self) -> Duration {
        self.started.map_or(self.status.elapsed, |started| started.elapsed())
    }

    fn snapshot(&self) -> JobStatus {
        let mut status = self.status.clone();
        status.elapsed = self.elapsed();
        status.items.reverse();
        let mut at = 0;
        status.items.retain(|item| {
            at += 1;
            at <= RECENT || item.failure.is_some()
        });
        status
    }
}
