//! Keeping the index up with the catalogue.
//!
//! The catalogue's outbox says what changed; an index commit carries the last change it holds. Whatever
//! happens in between, the next catch-up starts from what the index itself says.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use vankho_search::{IndexEntry, IndexWriter, SearchIndex};
use vankho_store::{Reader, StoreError};

use crate::{AppError, Archive, Control};

/// Changes read at a time.
const BATCH: usize = 256;
/// A long catch-up commits this often, so that a kill loses little work and new documents can be found.
const COMMIT_EVERY: Duration = Duration::from_secs(5);

/// How the index stands to the catalogue.
enum Gap {
    /// It holds everything.
    None,
    /// The outbox has what it lacks.
    Replay {
        /// How many changes.
        changes: u64,
    },
    /// The outbox no longer has all of it, or the catalogue is older than the index.
    Rebuild,
}

impl Archive {
    /// How many documents the index does not show as they are.
    ///
    /// # Errors
    /// If the catalogue or the index can't be read.
    pub fn index_lag(&self) -> Result<u64, AppError> {
        let Some(index) = &self.index else { return self.document_count() };
        match self.gap(index)? {
            Gap::None => Ok(0),
            Gap::Replay { changes } => Ok(changes),
            Gap::Rebuild => self.document_count(),
        }
    }

    /// Brings the index up to the catalogue; rebuilds it if it has to. Returns how many documents it took in.
    ///
    /// # Errors
    /// If the catalogue can't be read or the index can't be written.
    pub fn catch_up(&self) -> Result<u64, AppError> {
        let index = self.index()?;
        match self.gap(index)? {
            Gap::None => Ok(0),
            Gap::Replay { .. } => self.replay(index),
            Gap::Rebuild => self.rebuild_index(&Control::default(), &mut |_, _| {}),
        }
    }

    /// Builds a new index from the catalogue while the old one goes on answering. Reports
    /// (documents done, documents in all).
    ///
    /// # Errors
    /// If it was cancelled, the catalogue can't be read or the index can't be written; the old one stays.
    pub fn rebuild_index(
        &self,
        control: &Control,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<u64, AppError> {
        let index = self.index()?;
        let mut held = self.index_writer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(writer) = held.take() {
            writer.close()?;
        }
        let mut rebuild = index.begin_rebuild()?;
        // Changes made while we read are in the outbox after this one, and are replayed afterwards.
        let (last, total) = self.read(|reader| Ok((reader.last_change()?, reader.document_count()?)))?;
        let (mut after, mut done) = (0, 0);
        loop {
            let nos = self.read(|reader| reader.document_nos_after(after, BATCH))?;
            let Some(newest) = nos.last().copied() else { break };
            for no in nos {
                self.with_entry(no, |entry| entry.map_or(Ok(()), |entry| rebuild.writer().add_new(&entry)))?;
                done += 1;
            }
            after = newest;
            progress(done, total);
            if !control.may_go_on() {
                return Err(AppError::Cancelled);
            }
        }
        rebuild.writer().commit(last)?;
        index.finish_rebuild(rebuild)?;
        drop(held);
        self.store.write(|writer| writer.trim_changes(last))?;
        Ok(done)
    }

    fn gap(&self, index: &SearchIndex) -> Result<Gap, AppError> {
        let applied = index.applied()?;
        let (last, changes) =
            self.read(|reader| Ok((reader.last_change()?, reader.change_count_after(applied)?)))?;
        Ok(match last.checked_sub(applied) {
            Some(0) => Gap::None,
            Some(missing) if missing == changes => Gap::Replay { changes },
            _ => Gap::Rebuild,
        })
    }

    fn replay(&self, index: &SearchIndex) -> Result<u64, AppError> {
        let mut held = self.index_writer.lock().unwrap_or_else(PoisonError::into_inner);
        let result = self.replay_into(index, &mut held);
        if result.is_err() {
            // An I/O error kills a writer for good: the next catch-up opens a new one and starts from the
            // last commit.
            *held = None;
        }
        result
    }

    fn replay_into(&self, index: &SearchIndex, held: &mut Option<IndexWriter>) -> Result<u64, AppError> {
        if held.is_none() {
            *held = Some(index.writer()?);
        }
        let writer = held.as_mut().expect("opened just now");
        let (mut applied, mut done) = (index.applied()?, 0);
        let mut committed_at = Instant::now();
        loop {
            let changes = self.read(|reader| reader.changes_after(applied, BATCH))?;
            for change in &changes {
                self.with_entry(change.document, |entry| match entry {
                    Some(entry) => writer.put(&entry),
                    None => {
                        writer.remove(change.document);
                        Ok(())
                    }
                })?;
                applied = change.seq;
                done += 1;
            }
            let is_drained = changes.len() < BATCH;
            if is_drained || committed_at.elapsed() >= COMMIT_EVERY {
                writer.commit(applied)?;
                index.reload()?;
                self.store.write(|store| store.trim_changes(applied))?;
                committed_at = Instant::now();
            }
            if is_drained {
                return Ok(done);
            }
        }
    }

    /// Gives `work` a document as the index takes it in; `None` if the catalogue no longer has it, or it is in the
    /// trash.
    fn with_entry<T, E>(
        &self,
        no: u64,
        work: impl FnOnce(Option<IndexEntry<'_>>) -> Result<T, E>,
    ) -> Result<T, AppError>
    where
        AppError: From<E>,
    {
        let read = |reader: &Reader<'_>| -> Result<_, StoreError> {
            let Some(row) = reader.row(no)?.filter(|row| row.trashed_at.is_none()) else { return Ok(None) };
            let dossiers = reader.dossiers_of(no)?.into_iter().map(|dossier| dossier.id).collect::<Vec<_>>();
            Ok(Some((row, reader.tags(no)?, dossiers, reader.text(no)?)))
        };
        let found = self.read(read)?;
        let entry = found.as_ref().map(|(row, tags, dossiers, pages)| IndexEntry {
            no,
            fields: &row.fields,
            tags,
            dossiers,
            pages,
        });
        Ok(work(entry)?)
    }
}

/// A thread that keeps the index of an archive up until it is stopped.
#[derive(Debug)]
pub struct IndexingThread {
    shared: Arc<Shared>,
    handle: Option<JoinHandle<Result<(), AppError>>>,
}

#[derive(Debug, Default)]
struct Shared {
    stop: AtomicBool,
    wake: Condvar,
    waiting: Mutex<()>,
}

impl IndexingThread {
    /// Starts the thread. It looks for changes every `interval`, and calls `caught_up` after taking some in.
    #[must_use]
    pub fn start(archive: Arc<Archive>, interval: Duration, caught_up: impl Fn() + Send + 'static) -> Self {
        let shared = Arc::new(Shared::default());
        let theirs = shared.clone();
        let handle = std::thread::spawn(move || {
            let mut lacks_sketches = true;
            loop {
                // Read before the work: what was filed before the stop is taken in.
                let is_last = theirs.stop.load(Ordering::Acquire);
                let result = archive.catch_up();
                match result {
                    Ok(0) => {}
                    Ok(_) => caught_up(),
                    // A full disk or a busy antivirus passes; the lag is shown until it does.
                    Err(_) if !is_last => {}
                    Err(error) => return Err(error),
                }
                if is_last {
                    return archive.release_index_writer();
                }
                // In an archive of an older program, between two looks: what is filed meanwhile is found as soon as
                // ever. What fails is tried again at the next start.
                if lacks_sketches {
                    lacks_sketches = archive.sketch_older().unwrap_or(false);
                    continue;
                }
                let guard = theirs.waiting.lock().unwrap_or_else(PoisonError::into_inner);
                let _ = theirs
                    .wake
                    .wait_timeout_while(guard, interval, |()| !theirs.stop.load(Ordering::Acquire));
            }
        });
        Self { shared, handle: Some(handle) }
    }

    /// Takes in what is pending and stops.
    ///
    /// # Errors
    /// If the last catch-up failed.
    pub fn finish(mut self) -> Result<(), AppError> {
        self.stop()
    }

    fn stop(&mut self) -> Result<(), AppError> {
        self.shared.stop.store(true, Ordering::Release);
        self.shared.wake.notify_all();
        match self.handle.take().map(JoinHandle::join) {
            Some(Ok(result)) => result,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => Ok(()),
        }
    }
}

impl Drop for IndexingThread {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = self.stop();
        }
    }
}
