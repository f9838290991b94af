//! Reading the pictures of pages: what waits in the catalogue is recognised page by page.
//!
//! The catalogue is the queue: a page leaves it in the transaction that keeps its text, so work that is
//! stopped or killed goes on where it was and loses one page at most.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};

use vankho_extract::{Ocr, PictureReading};
use vankho_model::{DocumentId, Engine, Evidence, Hints, Warning, WarningCode, WordBox};
use vankho_store::{NewReading, WaitingPage, Writer};

use crate::{AppError, Archive, Control};

/// Pages handed out at a time: the queue of 100,000 scans is not read at once.
const BATCH: usize = 256;

/// Below this certainty (of 100) a recognised word is in doubt.
const DOUBTFUL: u8 = 60;
/// What a field is worth at the most if a word of it is in doubt: it waits for a person.
const CONFIDENCE_IN_DOUBT: f32 = 0.5;

/// Which pages to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictures<'a> {
    /// All that wait.
    All,
    /// Those of some documents.
    Of(&'a [DocumentId]),
}

/// Tells that a page has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureEvent {
    /// Its document.
    pub id: DocumentId,
    /// The page, from 1.
    pub page: u32,
    /// Whether it was the last one of its document that waited.
    pub is_document_done: bool,
}

/// Pages that wait for recognition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Documents with such pages.
    pub documents: u64,
    /// The pages.
    pub pages: u64,
}

impl Archive {
    /// Counts the pages that wait for recognition.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn waiting(&self) -> Result<Waiting, AppError> {
        let (documents, pages) = self.read(|reader| reader.waiting_count())?;
        Ok(Waiting { documents, pages })
    }

    /// Reads pictures of pages, several pages at a time, and keeps each as soon as it is read. Returns how many.
    ///
    /// # Errors
    /// If the archive can't be read or written, or no reading process can be started.
    pub fn read_pictures(
        &self,
        ocr: &Ocr,
        which: Pictures<'_>,
        readers: usize,
        control: &Control,
        on_page: &mut dyn FnMut(PictureEvent),
    ) -> Result<u64, AppError> {
        let mut done = 0;
        // A page whose result can't be kept would come up again and again.
        let mut met = HashSet::new();
        loop {
            let mut pages = match which {
                Pictures::All => self.read(|reader| reader.waiting_pages(BATCH))?,
                Pictures::Of(ids) => self.waiting_pages_of(ids)?,
            };
            pages.retain(|page| met.insert((page.no, page.page)));
            if pages.is_empty() || !control.may_go_on() {
                return Ok(done);
            }
            done += self.read_batch(ocr, &pages, readers, control, on_page)?;
        }
    }

    fn waiting_pages_of(&self, ids: &[DocumentId]) -> Result<Vec<WaitingPage>, AppError> {
        self.read(|reader| {
            let mut pages = Vec::new();
            for id in ids {
                if let Some(no) = reader.document_no(*id)? {
                    pages.extend(reader.waiting_pages_of(no)?);
                }
            }
            Ok(pages)
        })
    }

    fn read_batch(
        &self,
        ocr: &Ocr,
        pages: &[WaitingPage],
        readers: usize,
        control: &Control,
        on_page: &mut dyn FnMut(PictureEvent),
    ) -> Result<u64, AppError> {
        let readers = readers.clamp(1, pages.len());
        let next = AtomicUsize::new(0);
        let (sender, receiver) = mpsc::sync_channel(readers);
        std::thread::scope(|scope| {
            for _ in 0..readers {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || {
                    while control.may_go_on() {
                        let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
                        let read = self.read_picture(ocr, *page, control);
                        if sender.send((*page, read)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            let result = self.keep_all(&receiver, on_page);
            drop(receiver);
            result
        })
    }

    fn read_picture(
        &self,
        ocr: &Ocr,
        page: WaitingPage,
        control: &Control,
    ) -> Result<PictureReading, AppError> {
        let Some((_, file)) = self.original(page.id)? else { return Err(AppError::NotFound) };
        Ok(self.extractor.read_picture(ocr, file, page.page, control.cancel_flag())?)
    }

    fn keep_all(
        &self,
        receiver: &Receiver<(WaitingPage, Result<PictureReading, AppError>)>,
        on_page: &mut dyn FnMut(PictureEvent),
    ) -> Result<u64, AppError> {
        let mut done = 0;
        for (page, read) in receiver {
            let reading = match read {
                Ok(reading) => reading,
                Err(AppError::Extract(vankho_extract::ExtractError::Cancelled) | AppError::Cancelled) => {
                    continue;
                }
                // The original is gone: `check` reports it, and the other pages go on.
                Err(AppError::Vault(_) | AppError::NotFound) => continue,
                Err(error) => return Err(error),
            };
            let is_document_done = self.store.write(|writer| keep_page(writer, page, reading))?;
            done += 1;
            on_page(PictureEvent { id: page.id, page: page.page, is_document_done });
        }
        Ok(done)
    }
}

/// Puts a recognised page into its document; whether no other page of it waits any more.
fn keep_page(writer: &Writer<'_>, page: WaitingPage, reading: PictureReading) -> Result<bool, AppError> {
    let reader = writer.reader();
    let Some(before) = reader.document(page.id)? else { return Ok(true) };
    let (mut pages, mut sources) = (reader.text(page.no)?, before.sources.clone());
    pages.resize(sources.len(), String::new());
    let at = page.page as usize - 1;
    let (Some(text), Some(source)) = (pages.get_mut(at), sources.get_mut(at)) else { return Ok(true) };
    source.engine = Engine::Ocr;
    // A seal over a signature says less than what the file itself says of it.
    let words = if reading.text.len() >= text.len() {
        *text = reading.text;
        reading.words
    } else {
        Vec::new()
    };
    let is_done = sources.iter().all(|source| source.engine != Engine::Waiting);
    let (fields, evidence) = if is_done || page.page == 1 {
        let (fields, mut evidence) = vankho_recognize::recognize_fields(&pages, &Hints::default());
        temper(&mut evidence, |number| match number {
            _ if number == page.page => Ok(words.clone()),
            _ => reader.page_words(page.no, number),
        })?;
        (fields, evidence)
    } else {
        (before.fields.clone(), before.evidence.clone())
    };
    let new = NewReading {
        no: page.no,
        pages: &pages,
        sources: &sources,
        warnings: &warnings_after(&before.warnings, page.page, &reading.warnings),
        words: &[(page.page, words)],
        fields: &fields,
        evidence: &evidence,
    };
    writer.replace_reading(&before, &new)?;
    Ok(is_done)
}

/// The warnings of a document once one of its pages was recognised.
pub(crate) fn warnings_after(before: &[Warning], page: u32, found: &[WarningCode]) -> Vec<Warning> {
    let is_settled = |warning: &&Warning| {
        let code = matches!(warning.code, WarningCode::NoTextLayer | WarningCode::ReaderStopped);
        code && warning.page == Some(page)
    };
    let old = before.iter().filter(|warning| !is_settled(warning)).copied();
    old.chain(found.iter().map(|code| Warning { code: *code, page: Some(page) })).collect()
}

/// Makes the confidence of fields that were read off pictures no higher than the recognition of their words allows.
pub(crate) fn temper<E>(
    evidence: &mut [Evidence],
    words_of: impl Fn(u32) -> Result<Vec<WordBox>, E>,
) -> Result<(), E> {
    for item in evidence {
        let words = words_of(item.page)?;
        let surest = words.iter().filter(|word| word.start < item.end && item.start < word.end);
        if let Some(weakest) = surest.map(|word| word.confidence).min() {
            item.confidence *= f32::from(weakest.min(100)) / 100.0;
            if weakest < DOUBTFUL {
                item.confidence = item.confidence.min(CONFIDENCE_IN_DOUBT);
            }
        }
    }
    Ok(())
}
