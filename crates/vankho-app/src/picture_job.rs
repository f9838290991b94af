//! The desktop's reading of pictures: in the background, whenever pages wait, with no queue of its own.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use vankho_extract::Ocr;

use crate::pictures::{Pictures, Waiting};
use crate::{AppError, Archive, Control};

/// How often the catalogue is asked whether pages wait: one count over a partial index.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// How often the program that reads pictures is looked for while there is none.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// How the reading of pictures stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PictureStatus {
    /// What waits.
    pub waiting: Waiting,
    /// Pages read since the program started.
    pub done: u64,
    /// Whether a page is being read.
    pub is_running: bool,
    /// Whether a person asked it to wait.
    pub is_paused: bool,
    /// Whether this computer has a program that reads pictures.
    pub is_able: bool,
}

type Listener = dyn Fn(&PictureStatus) + Send + Sync;

/// Reads pictures of pages in the background until it is stopped; what is left goes on at the next start.
pub struct PictureJob {
    shared: Arc<Shared>,
    worker: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    archive: Arc<Archive>,
    listener: Box<Listener>,
    control: Control,
    state: Mutex<PictureStatus>,
    wake: Condvar,
}

impl PictureJob {
    /// Starts looking for pages that wait. `listener` is told of each page and of every change.
    #[must_use]
    pub fn start(archive: Arc<Archive>, listener: Box<Listener>) -> Self {
        let shared = Arc::new(Shared {
            archive,
            listener,
            control: Control::default(),
            state: Mutex::default(),
            wake: Condvar::new(),
        });
        let theirs = shared.clone();
        let worker = std::thread::spawn(move || theirs.work());
        Self { shared, worker: Mutex::new(Some(worker)) }
    }

    /// How the reading stands.
    #[must_use]
    pub fn status(&self) -> PictureStatus {
        *self.shared.lock()
    }

    /// Waits after the pages in hand, or goes on.
    #[must_use]
    pub fn set_paused(&self, paused: bool) -> PictureStatus {
        self.shared.control.set_paused(paused);
        self.shared.change(|status| status.is_paused = paused);
        self.status()
    }

    /// Stops at once: a page in hand is read again at the next start.
    pub fn stop(&self) {
        self.shared.control.cancel();
        self.shared.wake.notify_all();
        let worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(worker) = worker {
            let _ = worker.join();
        }
    }
}

impl Drop for PictureJob {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, PictureStatus> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the status and tells the listener if it is another one now.
    fn change(&self, change: impl FnOnce(&mut PictureStatus)) {
        let (before, after) = {
            let mut status = self.lock();
            let before = *status;
            change(&mut status);
            (before, *status)
        };
        if before != after {
            (self.listener)(&after);
        }
    }

    fn work(&self) {
        let (mut ocr, mut looked) = (None, None::<Instant>);
        while !self.control.is_cancelled() {
            let waiting = self.archive.waiting().unwrap_or_default();
            // Looking starts the program, so only when there is work for it; it may be installed while this runs.
            let is_due = looked.is_none_or(|looked| looked.elapsed() >= LOOK_AGAIN);
            if waiting.pages > 0 && ocr.is_none() && is_due {
                (ocr, looked) = (Ocr::find(), Some(Instant::now()));
            }
            let is_running = ocr.is_some() && waiting.pages > 0;
            self.change(|status| {
                *status = PictureStatus { waiting, is_able: ocr.is_some(), is_running, ..*status };
            });
            if let Some(ocr) = ocr.as_ref().filter(|_| is_running) {
                // What fails here (a full disk, say) is met again at the next look.
                let _ = self.read(ocr);
                self.change(|status| status.is_running = false);
            }
            let guard = self.lock();
            let _ = self.wake.wait_timeout_while(guard, LOOK_EVERY, |_| !self.control.is_cancelled());
        }
    }

    fn read(&self, ocr: &Ocr) -> Result<(), AppError> {
        // One processor is left to whoever sits before the screen.
        let readers = std::thread::available_parallelism().map_or(1, usize::from).saturating_sub(1).max(1);
        let on_page = &mut |_| {
            let waiting = self.archive.waiting().unwrap_or_default();
            self.change(|status| {
                status.done += 1;
                status.waiting = waiting;
            });
        };
        self.archive.read_pictures(ocr, Pictures::All, readers, &self.control, on_page)?;
        Ok(())
    }
}
