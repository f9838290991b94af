//! The files of an import that wait to be read: those that were given, and before them what came out of archives.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use vankho_vault::Staged;

use crate::unpack::{Entry, Inside};
use crate::{Control, ReadFailure};

/// How long a reader without work sleeps before it looks whether it is to stop.
const NAP: Duration = Duration::from_millis(50);

/// A file to read.
pub(crate) struct Item {
    /// Which of the given files it is, or lies in.
    pub index: usize,
    /// Its name below that file, `/inner/name.pdf`; empty for the file itself.
    pub below: String,
    pub content: Content,
    pub inside: Inside,
}

/// Where its bytes are.
pub(crate) enum Content {
    /// Where the given file lies.
    Given,
    /// In staging.
    Staged(Staged),
    /// Nowhere.
    Lost(ReadFailure),
}

/// Shared by the readers of one import.
pub(crate) struct Work {
    files: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    unpacked: VecDeque<Item>,
    next: usize,
    /// Readers that may still find more.
    at_work: usize,
}

/// A reader at work on an item; it ends when this is dropped.
pub(crate) struct Turn<'w>(&'w Work);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.lock().at_work -= 1;
        self.0.changed.notify_all();
    }
}

impl Work {
    /// The reading of so many given files.
    pub fn new(files: usize) -> Self {
        Self { files, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Waits for the next item; `None` when all is done or the work is to stop.
    pub fn take(&self, control: &Control) -> Option<(Item, Turn<'_>)> {
        while control.may_go_on() {
            let mut state = self.lock();
            if let Some(item) = state.next_item(self.files) {
                state.at_work += 1;
                return Some((item, Turn(self)));
            }
            if state.at_work == 0 {
                return None;
            }
            drop(self.changed.wait_timeout(state, NAP));
        }
        None
    }

    /// Adds what came out of an archive, which lies so far below the given file.
    pub fn add(&self, index: usize, below: &str, entries: Vec<Entry>) {
        let item = |entry: Entry| {
            let name = if entry.name.is_empty() { String::new() } else { format!("/{}", entry.name) };
            let content = entry.content.map_or_else(Content::Lost, Content::Staged);
            Item { index, below: format!("{below}{name}"), content, inside: entry.inside }
        };
        self.lock().unpacked.extend(entries.into_iter().map(item));
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn next_item(&mut self, files: usize) -> Option<Item> {
        if let Some(item) = self.unpacked.pop_front() {
            return Some(item);
        }
        let index = self.next;
        (index < files).then(|| {
            self.next += 1;
            Item { index, below: String::new(), content: Content::Given, inside: Inside::outermost() }
        })
    }
}
