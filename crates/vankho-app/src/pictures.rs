//! Reading the pictures of pages: what waits in the catalogue is recognised page by page.
//!
//! The catalogue is the queue: a page leaves it in the transaction that keeps its text, so work that is
//! stopped or killed goes on where it was and loses one page at most.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};

use vankho_extract::{Ocr, PictureReading};
use vankho_model::{DocumentId, Doubt, Engine, Evidence, Hints, PageSource, Warning, WarningCode, WordBox};
use vankho_store::{NewReading, WaitingPage, Writer};

use crate::{AppError, Archive, Control, relate};

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
        if let Pictures::Of(ids) = which {
            let pages = self.waiting_pages_of(ids)?;
            return self.read_batch(ocr, &pages, readers, control, on_page);
        }
        let (mut done, mut after) = (0, (0, 0));
        loop {
            let pages = self.read(|reader| reader.waiting_pages(after, BATCH))?;
            // A page that can't be kept waits on: going back to it would never end.
            let Some(last) = pages.last().filter(|_| control.may_go_on()) else { return Ok(done) };
            after = (last.no, last.page);
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
        let readers = readers.min(pages.len());
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
    let warnings = warnings_after(&before.warnings, page.page, &reading.warnings);
    let is_from_picture = !reader.page_words(page.no, page.page)?.is_empty();
    let words = take_in(text, source, is_from_picture, reading);
    let is_done = sources.iter().all(|source| source.engine != Engine::Waiting);
    // The fields stand on the first page, and all of it is looked at once the last one is there.
    let reading = if is_done || page.page == 1 {
        let mut reading = vankho_recognize::recognize(&pages, &Hints::default());
        temper(&mut reading.evidence, |number| match number {
            _ if number == page.page => Ok(words.clone()),
            _ => reader.page_words(page.no, number),
        })?;
        Some(reading)
    } else {
        None
    };
    let new = NewReading {
        no: page.no,
        pages: &pages,
        sources: &sources,
        warnings: &warnings,
        words: &[(page.page, words)],
        fields: reading.as_ref().map_or(&before.fields, |reading| &reading.fields),
        evidence: reading.as_ref().map_or(&before.evidence, |reading| &reading.evidence),
        citations: reading.as_ref().map(|reading| &reading.citations[..]),
    };
    let findings = reading.as_ref().map(vankho_model::Reading::findings);
    relate::replace(writer, &before, &new, findings.as_ref())?;
    Ok(is_done)
}

/// Puts what recognition read into a page; returns where its words stand. Text that the file itself holds stays if it
/// says more and nobody doubted it: a signature's annotation says more than the seal over it.
pub(crate) fn take_in(
    text: &mut String,
    source: &mut PageSource,
    is_from_picture: bool,
    reading: PictureReading,
) -> Vec<WordBox> {
    source.engine = Engine::Ocr;
    let is_believed = matches!(source.instead_because, None | Some(Doubt::NoText)) && !is_from_picture;
    let is_less = if is_believed { reading.text.len() < text.len() } else { reading.text.is_empty() };
    if is_less {
        return Vec::new();
    }
    *text = reading.text;
    reading.words
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

#[cfg(test)]
mod tests {
    use vankho_extract::PictureReading;
    use vankho_model::{Doubt, Engine, Evidence, Field, PageSource, WordBox};

    use super::{take_in, temper};

    fn word(start: u32, end: u32, confidence: u8) -> WordBox {
        WordBox { start, end, left: 0, top: 0, right: 1, bottom: 1, confidence }
    }

    #[test]
    fn what_is_read_takes_the_place_of_what_is_less_or_doubted() {
        let check = |before: &str, doubt, is_from_picture, read: &str, expected: &str| {
            let mut source = PageSource { instead_because: doubt, ..Engine::Waiting.into() };
            let mut text = before.to_owned();
            let reading = PictureReading {
                text: read.to_owned(),
                words: vec![word(0, 1, 90)],
                ..PictureReading::default()
            };
            let words = take_in(&mut text, &mut source, is_from_picture, reading);
            assert_eq!((text.as_str(), source.engine), (expected, Engine::Ocr), "{before} / {read}");
            assert_eq!(words.is_empty(), expected != read, "places belong to the text that is kept");
        };
        check("ký số", Some(Doubt::NoText), false, "NGHỊ QUYẾT", "NGHỊ QUYẾT");
        check("Ký bởi: Văn phòng", Some(Doubt::NoText), false, "dấu", "Ký bởi: Văn phòng");
        check("ngh q u y t ngh q", Some(Doubt::Fragments), false, "nghị quyết", "nghị quyết");
        check("đọc lần trước rất dài", Some(Doubt::NoText), true, "đọc lại", "đọc lại");
        check("ngh q u y t", Some(Doubt::NotVietnamese), false, "", "ngh q u y t");
    }

    #[test]
    fn a_field_is_no_surer_than_its_words() {
        let evidence = |start, end| Evidence {
            field: Field::Number,
            page: 1,
            start,
            end,
            quote: String::new(),
            confidence: 1.0,
        };
        let mut all = [evidence(0, 8), evidence(10, 12), evidence(20, 30)];
        let words = vec![word(0, 4, 95), word(5, 8, 90), word(10, 12, 59)];
        temper(&mut all, |_| Ok::<_, ()>(words.clone())).expect("words are at hand");
        let found = all.map(|item| item.confidence);
        assert!((found[0] - 0.9).abs() < 1e-6, "the weakest word counts: {found:?}");
        assert!((found[1] - 0.5).abs() < 1e-6, "a word in doubt waits for a person: {found:?}");
        assert!((found[2] - 1.0).abs() < 1e-6, "what is not on a picture stays: {found:?}");
    }
}
