//! Stopping and pausing long work from another thread.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long paused work sleeps before it looks again.
const NAP: Duration = Duration::from_millis(50);

/// Tells running work to pause or to stop.
#[derive(Debug, Default)]
pub struct Control {
    cancelled: AtomicBool,
    paused: AtomicBool,
}

impl Control {
    /// Asks the work to stop; what it has finished stays.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Asks the work to wait, or to go on.
    pub fn set_paused(&self, paused: bool) {
        self.paused.store(paused, Ordering::Relaxed);
    }

    /// Whether the work was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Whether the work was asked to wait.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.paused.load(Ordering::Relaxed)
    }

    /// Waits while paused. Returns `false` if the work is to stop.
    pub(crate) fn may_go_on(&self) -> bool {
        while self.is_paused() && !self.is_cancelled() {
            std::thread::sleep(NAP);
        }
        !self.is_cancelled()
    }

    pub(crate) fn cancel_flag(&self) -> &AtomicBool {
        &self.cancelled
    }
}
