//! The trash: what is thrown away stays for thirty days and can be taken out again; then, or when a person empties
//! it, it is forgotten for ever, its original too.

use std::sync::TryLockError;

use vankho_model::DocumentId;
use vankho_store::{Act, Action, Changed, DuplicateOf, Operation, Row, Writer};

use crate::clock::days_after;
use crate::edit::put;
use crate::import::Imported;
use crate::{AppError, Archive, Control};

/// How many days a document stays in the trash.
pub const KEPT_DAYS: i64 = 30;
/// Documents forgotten in one transaction.
const BATCH: usize = 256;

/// A document in the trash.
#[derive(Clone, Debug)]
pub struct Trashed {
    /// The document.
    pub row: Row,
    /// Since when: UTC, `YYYY-MM-DDThh:mm:ssZ`.
    pub since: String,
    /// When it is forgotten, the same way.
    pub until: String,
}

impl Archive {
    /// Lists the trash, the last put there first, and counts it.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn trash(&self, offset: usize, limit: usize) -> Result<(u64, Vec<Trashed>), AppError> {
        self.read(|reader| {
            let mut trashed = Vec::new();
            for no in reader.trashed(offset, limit)? {
                let Some(row) = reader.row(no)? else { continue };
                let since = row.trashed_at.clone().unwrap_or_default();
                let until = days_after(&since, KEPT_DAYS).unwrap_or_else(|| since.clone());
                trashed.push(Trashed { row, since, until });
            }
            Ok((reader.trashed_count()?, trashed))
        })
    }

    /// Forgets for ever what lies in the trash: these documents, or all. Returns how many. What is not in the trash
    /// is passed over. Reports (done, in all).
    ///
    /// # Errors
    /// If it was cancelled (what was forgotten by then stays so), or the archive can't be written.
    pub fn empty_trash(
        &self,
        which: Option<&[DocumentId]>,
        control: &Control,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<u64, AppError> {
        let nos = self.read(|reader| match which {
            None => reader.trashed(0, usize::MAX >> 1),
            Some(ids) => {
                let nos = ids.iter().map(|id| reader.document_no(*id)).collect::<Result<Vec<_>, _>>()?;
                Ok(nos.into_iter().flatten().collect())
            }
        })?;
        self.purge(&nos, control, progress)
    }

    /// Forgets what has lain in the trash for [`KEPT_DAYS`].
    ///
    /// # Errors
    /// If it was cancelled, or the archive can't be written.
    pub fn purge_expired(&self, control: &Control) -> Result<u64, AppError> {
        let nos = self.read(|reader| reader.trashed_until(&self.clock.days_ago(KEPT_DAYS)))?;
        self.purge(&nos, control, &mut |_, _| {})
    }

    fn purge(
        &self,
        nos: &[u64],
        control: &Control,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<u64, AppError> {
        let (mut done, total) = (0, nos.len() as u64);
        let mut purge = Operation {
            no: 0,
            at: self.clock.now(),
            act: Act::Purge,
            field: None,
            operand: Vec::new(),
            documents: 0,
            is_undone: false,
        };
        for batch in nos.chunks(BATCH) {
            if !control.may_go_on() {
                self.remove_unwanted_originals()?;
                return Err(AppError::Cancelled);
            }
            (purge.no, done) = self.store.write(|writer| {
                let no = if purge.no == 0 { writer.begin_operation(&purge)? } else { purge.no };
                let mut done = done;
                for document in batch {
                    let is_trashed =
                        writer.reader().row(*document)?.is_some_and(|row| row.trashed_at.is_some());
                    if is_trashed && writer.purge(*document)?.is_some() {
                        done += 1;
                    }
                }
                writer.end_operation(no, done)?;
                Ok::<_, AppError>((if done == 0 { 0 } else { no }, done))
            })?;
            progress(done, total);
        }
        self.remove_unwanted_originals()?;
        Ok(done)
    }

    /// Removes the originals of forgotten documents. The rows are gone by then, so a crash in between leaves nothing
    /// but a file that is removed at the next start. While an import has originals in hand, they wait as well.
    pub(crate) fn remove_unwanted_originals(&self) -> Result<(), AppError> {
        if self.read(|reader| reader.unwanted_originals())?.is_empty() {
            return Ok(());
        }
        let _alone = match self.originals_in_hand.try_write() {
            Ok(alone) => alone,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(()),
        };
        for digest in self.read(|reader| reader.unwanted_originals())? {
            self.vault.remove(&digest)?;
            // A picture that stays behind is only a picture in the cache.
            let _ = self.page_cache.forget(&digest);
            self.store.write(|writer| writer.forget_unwanted(&digest))?;
        }
        Ok(())
    }

    /// What becomes of a file that is met again: one in the trash is taken out.
    pub(crate) fn meet_again(&self, duplicate: DuplicateOf) -> Result<Imported, AppError> {
        let (DuplicateOf::Content(id) | DuplicateOf::SourceId(id)) = duplicate;
        if self.read(|reader| reader.trashed_at(id))?.is_none() {
            return Ok(Imported::Duplicate(duplicate));
        }
        let at = self.clock.now();
        self.store.write(|writer| met_again(writer, duplicate, &at))
    }
}

/// Takes a document that is met again out of the trash, if it lies there.
pub(crate) fn met_again(writer: &Writer<'_>, duplicate: DuplicateOf, at: &str) -> Result<Imported, AppError> {
    let (DuplicateOf::Content(id) | DuplicateOf::SourceId(id)) = duplicate;
    let reader = writer.reader();
    let (Some(no), Some(since)) = (reader.document_no(id)?, reader.trashed_at(id)?) else {
        return Ok(Imported::Duplicate(duplicate));
    };
    let changed = put(writer, no, Changed::Trash { before: Some(since), after: None })?;
    writer.record_change(no, at, Action::Correct, &changed, None)?;
    Ok(Imported::Restored(duplicate))
}
