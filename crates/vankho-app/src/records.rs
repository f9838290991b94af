//! Migration: filing records that another system exported, one JSON object a line.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::Instant;

use serde::Deserialize;
use vankho_extract::Extracted;
use vankho_model::{
    Citation, DocumentId, DocumentNumber, Evidence, Fields, Hints, Kind, OriginalFile, PageSource, Reading,
    Warning,
};
use vankho_store::{NewDocument, Writer};
use vankho_text::repair;

use crate::filing::{Kept, insert_kept};
use crate::import::{FailureCode, ImportEvent, Imported, Summary, milliseconds};
use crate::read_file::Read;
use crate::trash::met_again;
use crate::{AppError, Archive, Control, relate};

/// Records filed in one transaction: a disk sync for each would make migration a hundred times slower.
const BATCH: usize = 256;

/// No record is longer; what is, is no record.
const MAX_LINE_BYTES: usize = 64 << 20;

/// A line of the file. What is not given is read from the text.
#[derive(Deserialize)]
struct Record {
    source_id: String,
    kind: Option<String>,
    title: Option<String>,
    text: Option<String>,
    number: Option<String>,
    issued_on: Option<String>,
    published_on: Option<String>,
    issuer: Option<String>,
    signer: Option<String>,
    author: Option<String>,
    file: Option<PathBuf>,
    #[serde(default)]
    tags: Vec<String>,
}

/// A record ready to be filed.
struct Prepared {
    source_id: String,
    fields: Fields,
    evidence: Vec<Evidence>,
    citations: Vec<Citation>,
    pages: Vec<String>,
    sources: Vec<PageSource>,
    warnings: Vec<Warning>,
    original: Option<OriginalFile>,
    /// What came in the file, if it is a letter.
    enclosed: Vec<Kept>,
    tags: Vec<String>,
}

/// A record of the batch being gathered: ready, or ended already.
struct Pending {
    index: usize,
    name: String,
    started: Instant,
    outcome: Result<Box<Prepared>, Imported>,
}

impl Archive {
    /// Files the records of a JSONL file. A record told as filed survives power loss.
    ///
    /// # Errors
    /// If the file can't be read, or the archive can't be written.
    pub fn import_records(
        &self,
        records: &Path,
        control: &Control,
        on_event: &mut dyn FnMut(ImportEvent),
    ) -> Result<Summary, AppError> {
        let _held = self.originals_in_hand.read().unwrap_or_else(PoisonError::into_inner);
        let mut lines = BufReader::with_capacity(1 << 20, File::open(records)?);
        let folder = records.parent().unwrap_or(Path::new("."));
        let mut summary = Summary::default();
        let mut batch = Vec::with_capacity(BATCH);
        let mut line = Vec::new();
        let mut index = 0;
        while control.may_go_on() && read_line(&mut lines, &mut line)? {
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            batch.push(self.prepare(index, &line, folder, control)?);
            index += 1;
            if batch.len() == BATCH {
                self.file_batch(&mut batch, &mut summary, on_event)?;
            }
        }
        self.file_batch(&mut batch, &mut summary, on_event)?;
        Ok(summary)
    }

    fn prepare(
        &self,
        index: usize,
        line: &[u8],
        folder: &Path,
        control: &Control,
    ) -> Result<Pending, AppError> {
        let started = Instant::now();
        let (name, outcome) = match serde_json::from_slice::<Record>(line) {
            Err(_) => (format!("{}", index + 1), Err(Imported::Failed(FailureCode::BadRecord))),
            Ok(record) => (record.source_id.clone(), self.prepare_record(record, folder, control)?),
        };
        Ok(Pending { index, name, started, outcome })
    }

    fn prepare_record(
        &self,
        mut record: Record,
        folder: &Path,
        control: &Control,
    ) -> Result<Result<Box<Prepared>, Imported>, AppError> {
        if let Some(duplicate) = self.read(|reader| reader.duplicate_of(None, Some(&record.source_id)))? {
            return Ok(Err(self.meet_again(duplicate)?));
        }
        let given = match given_fields(&record) {
            Ok(given) => given,
            Err(code) => return Ok(Err(Imported::Failed(code))),
        };
        let mut enclosed = Vec::new();
        let (pages, sources, warnings, hints, original) = match (record.text.take(), &record.file) {
            (Some(text), None) => (split_pages(&text), Vec::new(), Vec::new(), Hints::default(), None),
            (text, Some(path)) => match self.read_file(&folder.join(path), control)? {
                Read::Archive(_) => return Ok(Err(Imported::Failed(FailureCode::UnsupportedFormat))),
                Read::Failed(failure) => return Ok(Err(Imported::Failed((&failure).into()))),
                Read::Duplicate(id) => {
                    return Ok(Err(self.meet_again(vankho_store::DuplicateOf::Content(id))?));
                }
                Read::Ready(file) => {
                    let original = file.original();
                    self.vault.keep(file.staged)?;
                    enclosed = self.keep_enclosed(file.enclosed)?;
                    let Extracted { pages, sources, warnings, hints, .. } = file.extracted;
                    match text {
                        Some(text) => (split_pages(&text), Vec::new(), Vec::new(), hints, Some(original)),
                        None => (pages, sources, warnings, hints, Some(original)),
                    }
                }
            },
            (None, None) => return Ok(Err(Imported::Failed(FailureCode::BadRecord))),
        };
        let Reading { fields: read, evidence, citations, .. } = vankho_recognize::recognize(&pages, &hints);
        let evidence = evidence.into_iter().filter(|e| !given.has(e.field)).collect();
        let fields = given.kept_over(&read, |field| given.has(field));
        let tags = record.tags.iter().map(|tag| repair(tag)).collect();
        let source_id = record.source_id;
        Ok(Ok(Box::new(Prepared {
            source_id,
            fields,
            evidence,
            citations,
            pages,
            sources,
            warnings,
            original,
            enclosed,
            tags,
        })))
    }

    /// Files a batch in one transaction and then tells what became of each record.
    fn file_batch(
        &self,
        batch: &mut Vec<Pending>,
        summary: &mut Summary,
        on_event: &mut dyn FnMut(ImportEvent),
    ) -> Result<(), AppError> {
        let filed_at = self.clock.now();
        let results = self.store.write(|writer| {
            let file_one = |pending: &Pending| match &pending.outcome {
                Err(ended) => Ok(ended.clone()),
                Ok(prepared) => file_record(writer, prepared, &filed_at),
            };
            batch.iter().map(file_one).collect::<Result<Vec<_>, AppError>>()
        })?;
        for (pending, result) in batch.drain(..).zip(results) {
            summary.count(&result);
            let Pending { index, name, started, .. } = pending;
            let ms = milliseconds(started);
            on_event(ImportEvent { index, name, result, ms, found: 0, is_last: true });
        }
        Ok(())
    }
}

fn file_record(writer: &Writer<'_>, prepared: &Prepared, filed_at: &str) -> Result<Imported, AppError> {
    let content = prepared.original.as_ref().map(|original| &original.digest);
    if let Some(duplicate) = writer.reader().duplicate_of(content, Some(&prepared.source_id))? {
        return met_again(writer, duplicate, filed_at);
    }
    let id = DocumentId::generate();
    relate::insert(
        writer,
        &NewDocument {
            id,
            source_id: Some(&prepared.source_id),
            fields: &prepared.fields,
            evidence: &prepared.evidence,
            citations: &prepared.citations,
            pages: &prepared.pages,
            sources: &prepared.sources,
            warnings: &prepared.warnings,
            file: prepared.original.as_ref(),
            enclosed_in: None,
            tags: &prepared.tags,
            filed_at,
        },
    )?;
    insert_kept(writer, &prepared.enclosed, Some(id), filed_at)?;
    Ok(Imported::Filed { id, warnings: prepared.warnings.clone() })
}

/// What the other system says, which is believed over what the text seems to say.
fn given_fields(record: &Record) -> Result<Fields, FailureCode> {
    let text = |value: &Option<String>| {
        value.as_deref().map(repair).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
    };
    let date = |value: &Option<String>| match text(value) {
        None => Ok(None),
        Some(date) => date.parse().map(Some).map_err(|()| FailureCode::BadRecord),
    };
    let number = match text(&record.number) {
        None => None,
        Some(number) => Some(DocumentNumber::as_written(&number).ok_or(FailureCode::BadRecord)?),
    };
    let kind = match text(&record.kind) {
        None => None,
        Some(kind) => Some(Kind::from_id(&kind).map_err(|_| FailureCode::UnknownKind)?),
    };
    Ok(Fields {
        kind,
        number,
        issued_on: date(&record.issued_on)?,
        published_on: date(&record.published_on)?,
        issuer: text(&record.issuer),
        subject: text(&record.title),
        signer: text(&record.signer),
        author: text(&record.author),
        ..Fields::default()
    })
}

fn split_pages(text: &str) -> Vec<String> {
    repair(text).split('\u{C}').map(str::to_owned).collect()
}

/// Reads one line into `line`; `false` at the end of the file. A line over the limit is cut and so no JSON.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, AppError> {
    line.clear();
    let mut is_any = false;
    loop {
        let chunk = reader.fill_buf()?;
        if chunk.is_empty() {
            return Ok(is_any);
        }
        is_any = true;
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(chunk.len(), |at| at + 1);
        if line.len() < MAX_LINE_BYTES {
            line.extend_from_slice(&chunk[..taken]);
        }
        reader.consume(taken);
        if end.is_some() {
            return Ok(true);
        }
    }
}
