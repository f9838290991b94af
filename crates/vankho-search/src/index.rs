//! The index on disk: generations, and how far each has come.
//!
//! Each generation is a folder of its own, and the file `current` names the one that answers. A rebuild fills
//! the next generation while the current one goes on answering, then `current` is replaced by a rename: a
//! crash at any moment leaves one whole index. Folders can't be renamed on Windows while a file in them is
//! mapped, hence the names.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::{Index, IndexReader, ReloadPolicy, Searcher};

use crate::SearchError;
use crate::abbreviations::{Abbreviations, DEFAULT_ABBREVIATIONS};
use crate::reading;
use crate::schema::{self, IndexFields, STAMP};
use crate::values::ValuesCache;
use crate::writer::IndexWriter;

const CURRENT: &str = "current";

/// What an index commit carries: which changes it holds, under which schema.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Payload {
    pub stamp: String,
    pub applied: u64,
}

/// One generation, open for reading.
pub(crate) struct Generation {
    pub index: Index,
    pub reader: IndexReader,
    pub fields: IndexFields,
    pub values: ValuesCache,
}

/// The index of one archive. Share it between threads by reference.
pub struct SearchIndex {
    root: PathBuf,
    current: RwLock<Arc<Generation>>,
    abbreviations: RwLock<Arc<Abbreviations>>,
}

impl std::fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SearchIndex")
    }
}

impl SearchIndex {
    /// Opens the index that answers in the folder `root`.
    ///
    /// # Errors
    /// `NeedsRebuild` if there is none, it is damaged, or another schema or analysis made it.
    pub fn open(root: &Path) -> Result<Self, SearchError> {
        let name = std::fs::read_to_string(root.join(CURRENT)).map_err(|_| SearchError::NeedsRebuild)?;
        let number: u32 = name.trim().parse().map_err(|_| SearchError::NeedsRebuild)?;
        let generation = open_generation(&root.join(folder_name(number)))?;
        Ok(Self::new(root, generation))
    }

    /// Makes an empty index in `root` and makes it the one that answers.
    ///
    /// # Errors
    /// If the folder can't be written.
    pub fn create(root: &Path) -> Result<Self, SearchError> {
        let (number, generation) = create_generation(root)?;
        make_current(root, number)?;
        Ok(Self::new(root, generation))
    }

    fn new(root: &Path, generation: Generation) -> Self {
        let (table, _) = Abbreviations::parse(DEFAULT_ABBREVIATIONS);
        Self {
            root: root.to_owned(),
            current: RwLock::new(Arc::new(generation)),
            abbreviations: RwLock::new(Arc::new(table)),
        }
    }

    /// Takes another table of abbreviations; the next question is answered by it.
    pub fn set_abbreviations(&self, table: Abbreviations) {
        *self.abbreviations.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(table);
    }

    pub(crate) fn abbreviations(&self) -> Arc<Abbreviations> {
        self.abbreviations.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The last catalogue change this index holds.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn applied(&self) -> Result<u64, SearchError> {
        Ok(payload(&self.generation().index)?.map_or(0, |payload| payload.applied))
    }

    /// How many documents it can find.
    #[must_use]
    pub fn document_count(&self) -> u64 {
        self.searcher().num_docs()
    }

    /// Sees what another process, or a writer of this one, has committed since.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn reload(&self) -> Result<(), SearchError> {
        Ok(self.generation().reader.reload()?)
    }

    /// Opens the current generation for writing.
    ///
    /// # Errors
    /// `Busy` if another writer has it.
    pub fn writer(&self) -> Result<IndexWriter, SearchError> {
        let generation = self.generation();
        IndexWriter::open(&generation.index, generation.fields)
    }

    /// Starts a new generation; it answers only after `finish_rebuild`.
    ///
    /// # Errors
    /// If the folder can't be written.
    pub fn begin_rebuild(&self) -> Result<Rebuild, SearchError> {
        let (number, generation) = create_generation(&self.root)?;
        let writer = IndexWriter::open(&generation.index, generation.fields)?;
        Ok(Rebuild { number, generation, writer })
    }

    /// Lets a rebuilt generation answer from now on and removes older ones.
    ///
    /// # Errors
    /// If the folder can't be written; the old generation then goes on answering.
    pub fn finish_rebuild(&self, rebuild: Rebuild) -> Result<(), SearchError> {
        let Rebuild { number, generation, writer } = rebuild;
        writer.close()?;
        generation.reader.reload()?;
        make_current(&self.root, number)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(generation);
        remove_other_generations(&self.root, number);
        Ok(())
    }

    /// Names the files of the index whose checksum is wrong.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn damaged_files(&self) -> Result<Vec<PathBuf>, SearchError> {
        Ok(self.generation().index.validate_checksum()?.into_iter().collect())
    }

    /// Size of the index on disk, in bytes.
    ///
    /// # Errors
    /// If the folder can't be read.
    pub fn bytes(&self) -> Result<u64, SearchError> {
        let mut bytes = 0;
        for generation in std::fs::read_dir(&self.root)? {
            let path = generation?.path();
            if path.is_dir() {
                for file in std::fs::read_dir(path)? {
                    bytes += file?.metadata()?.len();
                }
            }
        }
        Ok(bytes)
    }

    pub(crate) fn generation(&self) -> Arc<Generation> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.generation().reader.searcher()
    }
}

/// A generation being filled.
pub struct Rebuild {
    number: u32,
    generation: Generation,
    writer: IndexWriter,
}

impl Rebuild {
    /// The writer that fills it.
    pub fn writer(&mut self) -> &mut IndexWriter {
        &mut self.writer
    }
}

pub(crate) fn payload(index: &Index) -> Result<Option<Payload>, SearchError> {
    let meta = index.load_metas()?;
    Ok(meta.payload.and_then(|json| serde_json::from_str(&json).ok()))
}

fn open_generation(folder: &Path) -> Result<Generation, SearchError> {
    let (schema, fields) = schema::build();
    let index = Index::open_in_dir(folder).map_err(|_| SearchError::NeedsRebuild)?;
    let stamped = payload(&index).ok().flatten().is_some_and(|payload| payload.stamp == STAMP);
    if index.schema() != schema || !stamped {
        return Err(SearchError::NeedsRebuild);
    }
    generation(folder, index, fields)
}

fn create_generation(root: &Path) -> Result<(u32, Generation), SearchError> {
    std::fs::create_dir_all(root)?;
    let number = generation_numbers(root).max().unwrap_or(0) + 1;
    let folder = root.join(folder_name(number));
    std::fs::create_dir(&folder)?;
    let (schema, fields) = schema::build();
    let directory = MmapDirectory::open(&folder).map_err(tantivy::TantivyError::from)?;
    let index = Index::create(directory, schema, tantivy::IndexSettings::default())?;
    schema::register_analysis(&index);
    // An empty index says at once which schema it has and that it holds nothing yet.
    IndexWriter::open(&index, fields)?.commit(0)?;
    Ok((number, generation(&folder, index, fields)?))
}

fn generation(folder: &Path, index: Index, fields: IndexFields) -> Result<Generation, SearchError> {
    schema::register_analysis(&index);
    let answering = reading::open(folder)?;
    schema::register_analysis(&answering);
    let reader = answering.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    Ok(Generation { index, reader, fields, values: ValuesCache::default() })
}

fn make_current(root: &Path, number: u32) -> Result<(), SearchError> {
    let temporary = root.join("current.new");
    let mut file = File::create(&temporary)?;
    file.write_all(number.to_string().as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&temporary, root.join(CURRENT))?;
    Ok(())
}

/// Best effort: on Windows a mapped file stays until the next start, and is tried again then.
fn remove_other_generations(root: &Path, keep: u32) {
    for number in generation_numbers(root).filter(|number| *number != keep) {
        let _ = std::fs::remove_dir_all(root.join(folder_name(number)));
    }
}

fn generation_numbers(root: &Path) -> impl Iterator<Item = u32> {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.strip_prefix("generation-")?.parse().ok())
}

fn folder_name(number: u32) -> String {
    format!("generation-{number}")
}
