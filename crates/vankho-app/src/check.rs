//! Verifying vault, catalogue and index against each other.

use std::collections::HashSet;

use vankho_model::{Digest, DocumentId};
use vankho_vault::Integrity;

use crate::{AppError, Archive, Control};

/// One thing a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// SQLite's own structure is damaged, in its words.
    Catalogue(String),
    /// A document's original is not in the vault.
    MissingOriginal(DocumentId, Digest),
    /// A document's original is not what was filed.
    ChangedOriginal(DocumentId, Digest),
    /// A file of the index has a wrong checksum: `reindex` mends it.
    DamagedIndex,
    /// The index must be rebuilt: `reindex` does.
    NoIndex,
    /// The index holds another number of documents than the catalogue: `reindex` mends it.
    IndexDiffers {
        /// Documents in the catalogue.
        catalogue: u64,
        /// Documents in the index.
        index: u64,
    },
    /// An original that no document has: left by an import that was interrupted; harmless.
    UnusedOriginal(Digest),
}

impl Finding {
    /// The word for it in JSON.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Catalogue(_) => "catalogue_damaged",
            Self::MissingOriginal(..) => "original_missing",
            Self::ChangedOriginal(..) => "original_changed",
            Self::DamagedIndex => "index_damaged",
            Self::NoIndex => "index_missing",
            Self::IndexDiffers { .. } => "index_differs",
            Self::UnusedOriginal(_) => "original_unused",
        }
    }

    /// Whether something is wrong, not only left over.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        !matches!(self, Self::UnusedOriginal(_))
    }
}

/// What a check looked at and found.
#[derive(Clone, Debug, Default)]
pub struct CheckReport {
    /// Documents in the catalogue.
    pub documents: u64,
    /// Originals looked at.
    pub originals: u64,
    /// Documents the index has not taken in yet.
    pub index_lag: u64,
    /// What was found.
    pub findings: Vec<Finding>,
}

impl CheckReport {
    /// Whether anything is damaged.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.findings.iter().any(Finding::is_damage)
    }
}

impl Archive {
    /// Checks that every row has its original, that the catalogue is sound and that the index equals it; with
    /// `read_data`, that every original still has its hash. Reports (originals done, originals in all).
    ///
    /// # Errors
    /// If it was cancelled, or the archive can't be read.
    pub fn check(
        &self,
        read_data: bool,
        control: &Control,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<CheckReport, AppError> {
        let mut report = CheckReport {
            documents: self.document_count()?,
            index_lag: self.index_lag()?,
            ..CheckReport::default()
        };
        report.findings.extend(self.store.integrity_faults()?.into_iter().map(Finding::Catalogue));
        self.check_originals(read_data, control, progress, &mut report)?;
        self.check_index(&mut report)?;
        Ok(report)
    }

    fn check_originals(
        &self,
        read_data: bool,
        control: &Control,
        progress: &mut dyn FnMut(u64, u64),
        report: &mut CheckReport,
    ) -> Result<(), AppError> {
        let known = self.read(|reader| reader.originals())?;
        let total = known.len() as u64;
        let mut unused: HashSet<Digest> = self.vault.digests()?.into_iter().collect();
        for (document, digest) in known {
            if !control.may_go_on() {
                return Err(AppError::Cancelled);
            }
            match self.vault.check(&digest, read_data)? {
                Integrity::Sound => {}
                Integrity::Missing => report.findings.push(Finding::MissingOriginal(document, digest)),
                Integrity::Changed => report.findings.push(Finding::ChangedOriginal(document, digest)),
            }
            unused.remove(&digest);
            report.originals += 1;
            progress(report.originals, total);
        }
        // What was purged and is still to be removed is no find.
        for digest in self.read(|reader| reader.unwanted_originals())? {
            unused.remove(&digest);
        }
        let mut unused: Vec<Digest> = unused.into_iter().collect();
        unused.sort();
        report.findings.extend(unused.into_iter().map(Finding::UnusedOriginal));
        Ok(())
    }

    fn check_index(&self, report: &mut CheckReport) -> Result<(), AppError> {
        let Some(index) = &self.index else {
            report.findings.push(Finding::NoIndex);
            return Ok(());
        };
        if !index.damaged_files()?.is_empty() {
            report.findings.push(Finding::DamagedIndex);
        }
        let indexed = index.document_count();
        if report.index_lag == 0 && indexed != report.documents {
            report.findings.push(Finding::IndexDiffers { catalogue: report.documents, index: indexed });
        }
        Ok(())
    }
}
