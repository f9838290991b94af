//! One open archive for a screen: answers requests, keeps the index up, imports in the background.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::Value;
use vankho_app::{Archive, Clock, ImportJob, IndexingThread, JobStatus, Mode, PictureJob, PictureStatus};
use vankho_extract::Extractor;
use vankho_model::{DocumentId, Kind};

use crate::ApiError;
use crate::command::{Choice, Request};
use crate::convert::text_page;
use crate::convert_search::search_request;
use crate::dto::{
    AbbreviationTable, AppEvent, DocumentDto, DocumentPreview, DocumentText, Explanation, HitDto,
    ImportStatus, KindName, PictureStatusDto, SearchArgs, SearchResult, Settings, Status, Suggestions,
};
use crate::save::save_file;
use crate::searches;

/// How soon a filed document can be found.
const INDEX_EVERY: Duration = Duration::from_millis(400);

/// The setting that holds all of [`Settings`].
const SETTINGS: &str = "desktop";

/// Suggestions of each kind.
const SUGGESTIONS: usize = 5;
/// Documents like one that are shown.
const SIMILAR: usize = 10;

/// What only the window's own program can do.
pub trait Host {
    /// Lets the person choose files; empty if they chose none.
    fn choose_files(&self) -> Vec<PathBuf>;
    /// Lets the person choose a folder; empty if they chose none.
    fn choose_folder(&self) -> Vec<PathBuf>;
    /// Lets the person choose where a file goes, `name` offered; `None` if nowhere.
    fn choose_target(&self, name: &str) -> Option<PathBuf>;
}

/// An original, ready to be shown.
#[derive(Debug)]
pub struct Original {
    /// Its bytes.
    pub file: File,
    /// The type found in them.
    pub media_type: String,
    /// How many there are.
    pub bytes: u64,
}

/// One open archive for a screen.
pub struct Desk {
    pub(crate) archive: Arc<Archive>,
    import: ImportJob,
    pictures: PictureJob,
    indexing: Mutex<Option<IndexingThread>>,
    samples: PathBuf,
    /// Counts searches: one that is being typed is given up when a newer one comes.
    newest_search: AtomicU64,
    /// Held while saved searches are changed.
    changing_searches: Mutex<()>,
}

impl Desk {
    /// Opens (or makes) the archive in `root` and goes on with an import that was interrupted. `samples` is
    /// the folder of sample documents; `listener` hears what happens without being asked.
    ///
    /// # Errors
    /// If another program has the archive open, or it can't be read.
    pub fn open(
        root: &Path,
        extractor: Extractor,
        samples: PathBuf,
        listener: Box<dyn Fn(&AppEvent) + Send + Sync>,
    ) -> Result<Self, ApiError> {
        let archive = Arc::new(Archive::open(root, Mode::Create, extractor, Clock::system())?);
        let listener: Arc<dyn Fn(&AppEvent) + Send + Sync> = Arc::from(listener);
        let (watched, tell) = (archive.clone(), listener.clone());
        let caught_up = move || {
            if let (Ok(documents), Ok(index_lag)) = (watched.document_count(), watched.index_lag()) {
                tell(&AppEvent::CatalogueChanged { documents, index_lag });
            }
        };
        let indexing = IndexingThread::start(archive.clone(), INDEX_EVERY, caught_up);
        let tell = listener.clone();
        let read = move |status: &PictureStatus| tell(&AppEvent::Pictures { status: (*status).into() });
        let pictures = PictureJob::start(archive.clone(), Box::new(read));
        let progress = move |job: &JobStatus| listener(&AppEvent::Import { status: job.into() });
        let import = ImportJob::resume(archive.clone(), Box::new(progress))?;
        Ok(Self {
            archive,
            import,
            pictures,
            indexing: Mutex::new(Some(indexing)),
            samples,
            newest_search: AtomicU64::new(0),
            changing_searches: Mutex::new(()),
        })
    }

    /// Answers a request of a screen, `{"cmd": …, "args": …}`.
    ///
    /// # Errors
    /// If the request makes no sense, or the archive can't be read or written.
    pub fn call(&self, request: Value, host: &dyn Host) -> Result<Value, ApiError> {
        let request: Request = serde_json::from_value(request)
            .map_err(|_| ApiError::bad_request("unknown command or arguments"))?;
        match request {
            Request::Status(_) => to_json(&self.status()?),
            Request::Search(args) => to_json(&self.search(&args)?),
            Request::Suggest(_)
            | Request::Similar(_)
            | Request::Explain(_)
            | Request::Abbreviations(_)
            | Request::SaveAbbreviations(_) => self.about_searching(request),
            Request::Searches(_)
            | Request::SaveSearch(_)
            | Request::ForgetSearch(_)
            | Request::NoteSearch(_)
            | Request::ForgetRecentSearches(_) => self.kept_searches(request),
            Request::Document(args) => {
                to_json(&DocumentDto::from(&self.archive.document(parse_id(&args.id)?)?))
            }
            Request::DocumentText(args) => to_json(&self.text(&args.id, &args.query)?),
            Request::Relations(args) => to_json(&self.relations(&args)?),
            Request::Missing(args) => to_json(&self.missing(args)?),
            Request::MostCited(args) => to_json(&self.most_cited(args)?),
            Request::Uncited(args) => to_json(&self.uncited(&args)?),
            Request::Review(args) => to_json(&self.review(&args)?),
            Request::EditFields(args) => to_json(&self.edit_fields(&args)?),
            Request::RuleCitation(args) => to_json(&self.rule_citation(&args)?),
            Request::Undo(args) => to_json(&self.undo(args)?),
            Request::History(args) => to_json(&self.history(&args)?),
            Request::DecidedValues(args) => to_json(&self.decided_values(&args)?),
            Request::DocumentPreview(args) => {
                to_json(&DocumentPreview { html: self.archive.preview_html(parse_id(&args.id)?)? })
            }
            Request::ImportChoose(args) => {
                let paths = match args.what {
                    Choice::Files => host.choose_files(),
                    Choice::Folder => host.choose_folder(),
                };
                import_status(&self.import.add(&paths)?)
            }
            Request::ImportSamples(_) => {
                import_status(&self.import.add(std::slice::from_ref(&self.samples))?)
            }
            Request::ImportStatus(_) => import_status(&self.import.status()),
            Request::ImportPause(args) => import_status(&self.import.set_paused(args.paused)),
            Request::ImportCancel(_) => import_status(&self.import.cancel()?),
            Request::ImportRetry(_) => import_status(&self.import.retry()?),
            Request::PicturesPause(args) => {
                to_json(&PictureStatusDto::from(self.pictures.set_paused(args.paused)))
            }
            Request::SaveFile(args) => to_json(&save_file(&args, host)?),
            Request::SaveSettings(settings) => {
                let json = serde_json::to_string(&settings).expect("settings are always JSON");
                self.archive.set_settings(&[(SETTINGS, &json)])?;
                to_json(&settings)
            }
        }
    }

    /// Imports files and folders that were dropped or handed over at the start.
    ///
    /// # Errors
    /// If the queue can't be stored.
    pub fn import_paths(&self, paths: &[PathBuf]) -> Result<(), ApiError> {
        self.import.add(paths)?;
        Ok(())
    }

    /// Imports the sample documents if nothing is filed yet.
    ///
    /// # Errors
    /// If the archive can't be read or written.
    pub fn import_samples_if_empty(&self) -> Result<(), ApiError> {
        if self.archive.document_count()? == 0 {
            self.import.add(std::slice::from_ref(&self.samples))?;
        }
        Ok(())
    }

    /// Opens the original of a document for showing.
    ///
    /// # Errors
    /// If there is no such document, or it has no original.
    pub fn original(&self, id: &str) -> Result<Original, ApiError> {
        let (original, file) = self.archive.original(parse_id(id)?)?.ok_or(vankho_app::AppError::NotFound)?;
        Ok(Original { file, media_type: original.media_type, bytes: original.bytes })
    }

    /// Draws a page (from 1) of a document as PNG, at least `width` pixels wide up to the widest there is.
    ///
    /// # Errors
    /// If there is no such document or page, or it can't be drawn.
    pub fn page_image(&self, id: &str, page: u32, width: u32) -> Result<Vec<u8>, ApiError> {
        let png = self.archive.page_image(parse_id(id)?, page, width)?;
        Ok(png.ok_or(vankho_app::AppError::NotFound)?)
    }

    /// Stops the import (the rest goes on at the next start) and takes what is pending into the index.
    pub fn close(&self) {
        self.import.stop();
        self.pictures.stop();
        let indexing = self.indexing.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Whatever fails here is done again at the next start.
        let _ = indexing.map(IndexingThread::finish);
    }

    fn status(&self) -> Result<Status, ApiError> {
        let kind = |kind: Kind| KindName { id: kind.id().to_owned(), name: kind.name().to_owned() };
        let settings = self.archive.setting(SETTINGS)?;
        let store_name = self.archive.root().file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Status {
            documents: self.archive.document_count()?,
            index_lag: self.archive.index_lag()?,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            store_name: store_name.unwrap_or_default(),
            kinds: Kind::all().map(kind).collect(),
            import: (&self.import.status()).into(),
            pictures: self.pictures.status().into(),
            settings: settings
                .and_then(|json| serde_json::from_str::<Settings>(&json).ok())
                .unwrap_or_default(),
        })
    }

    fn about_searching(&self, request: Request) -> Result<Value, ApiError> {
        match request {
            Request::Suggest(args) => {
                to_json(&Suggestions::from(self.archive.suggest(&args.query, SUGGESTIONS)?))
            }
            Request::Similar(args) => {
                let hits = self.archive.similar(parse_id(&args.id)?, SIMILAR)?;
                to_json(&hits.iter().map(HitDto::from).collect::<Vec<_>>())
            }
            Request::Explain(args) => {
                to_json(&Explanation::from(self.archive.explain(parse_id(&args.id)?, &args.query)?))
            }
            Request::SaveAbbreviations(args) => {
                let bad = self.archive.set_abbreviations(args.table.as_deref())?;
                let bad_lines = bad.into_iter().filter_map(|line| u32::try_from(line).ok()).collect();
                to_json(&AbbreviationTable { table: self.archive.abbreviations()?, bad_lines })
            }
            _ => to_json(&AbbreviationTable { table: self.archive.abbreviations()?, bad_lines: Vec::new() }),
        }
    }

    fn kept_searches(&self, request: Request) -> Result<Value, ApiError> {
        let _held = self.changing_searches.lock().unwrap_or_else(PoisonError::into_inner);
        let searches = match request {
            Request::SaveSearch(saved) => searches::save(&self.archive, saved)?,
            Request::ForgetSearch(args) => searches::forget(&self.archive, &args.name)?,
            Request::NoteSearch(args) => searches::note(&self.archive, &args.query)?,
            Request::ForgetRecentSearches(_) => searches::forget_recent(&self.archive)?,
            _ => searches::read(&self.archive)?,
        };
        to_json(&searches)
    }

    fn search(&self, args: &SearchArgs) -> Result<SearchResult, ApiError> {
        let started = Instant::now();
        // Further rows of an answer, and mere counts, make no answer stale, nor can they become so.
        let is_new = args.offset == 0 && args.limit > 0;
        let ticket = self.newest_search.fetch_add(u64::from(is_new), Ordering::Relaxed) + u64::from(is_new);
        let stale = || args.typing && is_new && self.newest_search.load(Ordering::Relaxed) != ticket;
        let answer = self.archive.search_unless(&search_request(args, true)?, &stale)?;
        let took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        Ok(SearchResult::of(args, answer, took_us))
    }

    fn text(&self, id: &str, query: &str) -> Result<DocumentText, ApiError> {
        let pages = self.archive.hits_in(parse_id(id)?, query)?;
        let page = |(i, (text, hits)): (usize, (String, Vec<_>))| {
            text_page(u32::try_from(i + 1).unwrap_or(u32::MAX), text, &hits)
        };
        Ok(DocumentText { pages: pages.into_iter().enumerate().map(page).collect() })
    }
}

pub(crate) fn parse_id(id: &str) -> Result<DocumentId, ApiError> {
    id.parse().map_err(|_| ApiError::bad_request("not a document id"))
}

fn import_status(job: &JobStatus) -> Result<Value, ApiError> {
    to_json(&ImportStatus::from(job))
}

fn to_json(value: &impl Serialize) -> Result<Value, ApiError> {
    serde_json::to_value(value)
        .map_err(|_| ApiError { code: crate::ErrorCode::Internal, message: "the answer is no JSON".into() })
}
