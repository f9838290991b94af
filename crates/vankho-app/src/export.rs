//! Writing what a search finds to a file, in its order, document after document.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use vankho_model::Document;

use crate::{AppError, Archive, Control, SearchRequest};

/// Documents read at a time.
const BATCH: usize = 64;

/// Writes one document.
pub type WriteDocument<'w> = dyn FnMut(&mut dyn Write, &Document) -> io::Result<()> + 'w;

impl Archive {
    /// Gives `write` every document that a search finds, in its order, whatever its offset and limit; only one batch
    /// is in memory. Returns how many. Reports (done, in all).
    ///
    /// # Errors
    /// If it was cancelled, the archive can't be read, or `to` can't be written.
    pub fn export(
        &self,
        request: &SearchRequest,
        to: &mut dyn Write,
        write: &mut WriteDocument<'_>,
        control: &Control,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<u64, AppError> {
        let nos = self.found_nos(request)?;
        let (mut done, total) = (0, nos.len() as u64);
        for batch in nos.chunks(BATCH) {
            if !control.may_go_on() {
                return Err(AppError::Cancelled);
            }
            let documents = self.read(|reader| {
                let mut documents = Vec::with_capacity(BATCH);
                for no in batch {
                    // The index may be a moment behind: what is gone or thrown away is left out.
                    if let Some(row) = reader.row(*no)?.filter(|row| row.trashed_at.is_none()) {
                        documents.extend(reader.document(row.id)?);
                    }
                }
                Ok(documents)
            })?;
            for document in &documents {
                write(to, document)?;
            }
            done += documents.len() as u64;
            progress(done, total);
        }
        Ok(done)
    }
}

/// Fills the file at `path`, which is the old one or the new one whole, whatever happens: it is written beside under
/// another name, synced and renamed.
///
/// # Errors
/// What `fill` returns, or if the folder can't be written.
pub fn write_whole<T, E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> Result<T, E> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let unfinished = path.with_file_name(name);
    let written = File::create(&unfinished).map_err(E::from).and_then(|file| {
        let mut file = BufWriter::with_capacity(1 << 18, file);
        let result = fill(&mut file)?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        std::fs::rename(&unfinished, path)?;
        Ok(result)
    });
    if written.is_err() {
        // What is left of it is of no use; if it can't be removed either, the error already says why.
        let _ = std::fs::remove_file(&unfinished);
    }
    written
}
