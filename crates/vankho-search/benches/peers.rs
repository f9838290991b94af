//! `cargo xtask bench search`: the index beside its peers on the same text, in one run, as ratios.
//!
//! Peers: tantivy with its default tokenizer, SQLite FTS5 (unicode61, remove_diacritics 2), and Recoll if it is
//! installed; all ask for all words of up to four and for any of more, as we do. The text is made from our own
//! sentences, so that anyone gets the same; with RECORDS.jsonl ({"id", "text", "title"?}) and QUERIES.jsonl ({"text",
//! "relevant"?}) it is measured on those instead. If the queries are judged, nDCG@10 too; or by a second pair of
//! files, so that what ranks is told on a small judged set and speed on a large one. Prints Markdown. Times on a busy
//! computer differ; the ratios less.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its figures")]
#![allow(missing_docs)]

use std::collections::HashMap;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::Value;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TEXT, Term, Value as _};
use tantivy::tokenizer::TextAnalyzer;
use vankho_model::Fields;
use vankho_search::{IndexEntry, Question, SearchIndex};

/// Documents made when none are given. Their few words are in nearly all of them, which FTS5 ranks one by one.
const DOCUMENTS: usize = 4_000;
/// Queries made when none are given.
const QUERIES_MADE: usize = 60;
/// The most queries that are timed: FTS5 takes most of a second for each in 100,000 documents.
const TIMED: usize = 60;
/// The most queries that are scored.
const SCORED: usize = 1_000;
/// Queries whose every beginning is timed.
const TYPED: usize = 20;

const OURS: &str = "Văn Khố";
const TANTIVY: &str = "tantivy, default tokenizer";
const FTS5: &str = "SQLite FTS5, with the text";
const RECOLL: &str = "Recoll, a process a query";
const ENGINES: [&str; 4] = [OURS, TANTIVY, FTS5, RECOLL];

type AnyError = Box<dyn std::error::Error>;

struct Document {
    id: String,
    title: String,
    text: String,
}

struct Asked {
    text: String,
    relevant: Vec<String>,
}

/// A search engine filled with the documents; answers with their places in the list.
trait Engine {
    /// What indexing took, if filling did more than that.
    fn took(&self) -> Option<Duration> {
        None
    }
    fn bytes(&self) -> Result<u64, AnyError>;
    fn ask(&mut self, text: &str) -> Result<Vec<usize>, AnyError>;
}

/// What one engine took, and how well it ranked.
struct Figures {
    name: &'static str,
    index: Duration,
    bytes: u64,
    whole: Vec<Duration>,
    four: Vec<Duration>,
    marked: f64,
    unmarked: f64,
}

fn main() -> Result<(), AnyError> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (documents, queries) = match &arguments[..] {
        [records, queries, ..] => read(records, queries)?,
        _ => make(),
    };
    let judged = match &arguments[..] {
        [_, _, records, queries] => Some(read(records, queries)?),
        _ => None,
    };
    let folder = tempfile::tempdir()?;
    let mut all = Vec::new();
    for name in ENGINES {
        let place = folder.path().join("speed").join(name);
        let started = Instant::now();
        let Some(mut engine) = fill(name, &place, &documents)? else { continue };
        let mut figures = measure(name, engine.as_mut(), started.elapsed(), &queries)?;
        let judged_engine = match &judged {
            Some((documents, _)) => fill(name, &folder.path().join("judged").join(name), documents)?,
            None => Some(engine),
        };
        let (documents, queries) = judged.as_ref().map_or((&documents, &queries), |(d, q)| (d, q));
        if let Some(mut engine) = judged_engine {
            figures.marked = ndcg(engine.as_mut(), documents, queries, |text| text.to_owned())?;
            figures.unmarked = ndcg(engine.as_mut(), documents, queries, without_marks)?;
        }
        all.push(figures);
        eprintln!("{name}: done");
    }
    print_figures(&all, documents.len(), queries.len());
    let ours = Ours::fill(&folder.path().join("alone"), &documents)?;
    print_ours_alone(&ours.index, &queries)
}

/// Fills an engine; `None` if it is not installed.
fn fill(name: &str, folder: &Path, documents: &[Document]) -> Result<Option<Box<dyn Engine>>, AnyError> {
    std::fs::create_dir_all(folder)?;
    Ok(match name {
        OURS => Some(Box::new(Ours::fill(folder, documents)?)),
        TANTIVY => Some(Box::new(BareTantivy::fill(folder, documents)?)),
        FTS5 => Some(Box::new(Fts5::fill(&folder.join("fts5.db"), documents)?)),
        RECOLL => Recoll::fill(folder, documents)?.map(|recoll| Box::new(recoll) as Box<dyn Engine>),
        _ => None,
    })
}

fn measure(
    name: &'static str,
    engine: &mut dyn Engine,
    index: Duration,
    queries: &[Asked],
) -> Result<Figures, AnyError> {
    let index = engine.took().unwrap_or(index);
    let mut time = |text: &str| -> Result<Duration, AnyError> {
        engine.ask(text)?;
        let started = Instant::now();
        engine.ask(text)?;
        Ok(started.elapsed())
    };
    let timed = &queries[..queries.len().min(TIMED)];
    let first_four = |text: &str| text.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let whole = timed.iter().map(|query| time(&query.text)).collect::<Result<_, _>>()?;
    let four = timed.iter().map(|query| time(&first_four(&query.text))).collect::<Result<_, _>>()?;
    let bytes = engine.bytes()?;
    Ok(Figures { name, index, bytes, whole, four, marked: 0.0, unmarked: 0.0 })
}

fn without_marks(text: &str) -> String {
    text.split_whitespace().map(vankho_text::fold).collect::<Vec<_>>().join(" ")
}

/// Mean nDCG@10 over the judged queries; 0 if none are.
fn ndcg(
    engine: &mut dyn Engine,
    documents: &[Document],
    queries: &[Asked],
    spell: impl Fn(&str) -> String,
) -> Result<f64, AnyError> {
    let places: HashMap<&str, usize> =
        documents.iter().enumerate().map(|(place, document)| (document.id.as_str(), place)).collect();
    let judged: Vec<&Asked> =
        queries.iter().filter(|query| !query.relevant.is_empty()).take(SCORED).collect();
    let gain = |rank: usize| 1.0 / (rank as f64 + 2.0).log2();
    let mut sum = 0.0;
    for query in &judged {
        let wanted: Vec<usize> =
            query.relevant.iter().filter_map(|id| places.get(id.as_str()).copied()).collect();
        let found = engine.ask(&spell(&query.text))?;
        let gained: f64 = found
            .iter()
            .take(10)
            .enumerate()
            .filter(|(_, no)| wanted.contains(no))
            .map(|(rank, _)| gain(rank))
            .sum();
        let best: f64 = (0..wanted.len().min(10)).map(gain).sum();
        sum += if best > 0.0 { gained / best } else { 0.0 };
    }
    Ok(sum / (judged.len().max(1)) as f64)
}

fn print_figures(all: &[Figures], documents: usize, queries: usize) {
    println!(
        "{documents} documents, {queries} queries, one thread, warm; behind each figure how many times ours it is.\n"
    );
    println!(
        "| | index | size | whole question p50 | p99 | four syllables p50 | p99 | nDCG@10 | without marks |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    let ours = &all[0];
    for figures in all {
        let with_ratio = |of: &dyn Fn(&Figures) -> f64, unit: &str| {
            format!("{:.2} {unit} ({:.2})", of(figures), of(figures) / of(ours).max(1e-9))
        };
        println!(
            "| {} | {} | {} | {} | {} | {} | {} | {:.4} | {:.4} |",
            figures.name,
            with_ratio(&|one| one.index.as_secs_f64(), "s"),
            with_ratio(&|one| one.bytes as f64 / 1e6, "MB"),
            with_ratio(&|one| ms(&one.whole, 0.5), "ms"),
            with_ratio(&|one| ms(&one.whole, 0.99), "ms"),
            with_ratio(&|one| ms(&one.four, 0.5), "ms"),
            with_ratio(&|one| ms(&one.four, 0.99), "ms"),
            figures.marked,
            figures.unmarked,
        );
    }
    if all.len() < ENGINES.len() {
        println!("\nRecoll is not installed and was left out.");
    }
}

/// What the peers don't do: every beginning of a query as it is typed, and counts beside the results.
fn print_ours_alone(index: &SearchIndex, queries: &[Asked]) -> Result<(), AnyError> {
    let time = |question: &Question<'_>| -> Result<Duration, AnyError> {
        let started = Instant::now();
        index.search(question)?;
        Ok(started.elapsed())
    };
    let mut typed = Vec::new();
    for query in queries.iter().take(TYPED) {
        for (end, _) in query.text.char_indices().skip(1) {
            let text = &query.text[..end];
            typed.push(time(&Question { text, limit: 20, typing: true, ..Question::default() })?);
        }
    }
    let mut counted = Vec::new();
    for query in queries.iter().take(TIMED) {
        counted.push(time(&Question { text: &query.text, limit: 20, facets: true, ..Question::default() })?);
    }
    println!(
        "\nAs typed, {} beginnings of {TYPED} queries: p50 {:.2} ms, p99 {:.2} ms.",
        typed.len(),
        ms(&typed, 0.5),
        ms(&typed, 0.99)
    );
    println!(
        "Whole questions with facets: p50 {:.2} ms, p99 {:.2} ms.",
        ms(&counted, 0.5),
        ms(&counted, 0.99)
    );
    Ok(())
}

struct Ours {
    index: SearchIndex,
}

impl Ours {
    fn fill(folder: &Path, documents: &[Document]) -> Result<Self, AnyError> {
        let index = SearchIndex::create(folder)?;
        let mut writer = index.writer()?;
        for (i, document) in documents.iter().enumerate() {
            let subject = Some(document.title.clone()).filter(|title| !title.is_empty());
            let fields = Fields { subject, ..Fields::default() };
            let pages = std::slice::from_ref(&document.text);
            writer.add_new(&IndexEntry { no: i as u64, fields: &fields, tags: &[], dossiers: &[], pages })?;
        }
        writer.commit(1)?;
        writer.close()?;
        index.reload()?;
        Ok(Self { index })
    }
}

impl Engine for Ours {
    fn bytes(&self) -> Result<u64, AnyError> {
        Ok(self.index.bytes()?)
    }

    fn ask(&mut self, text: &str) -> Result<Vec<usize>, AnyError> {
        let found = self.index.search(&Question { text, limit: 10, ..Question::default() })?;
        Ok(found.hits.iter().map(|hit| hit.no as usize).collect())
    }
}

struct BareTantivy {
    searcher: tantivy::Searcher,
    tokenizer: TextAnalyzer,
    id: Field,
    body: Field,
    bytes: u64,
}

impl BareTantivy {
    fn fill(folder: &Path, documents: &[Document]) -> Result<Self, AnyError> {
        let mut schema = Schema::builder();
        let id = schema.add_u64_field("id", STORED);
        let body = schema.add_text_field("body", TEXT);
        let index = tantivy::Index::create_in_dir(folder, schema.build())?;
        let mut writer = index.writer_with_num_threads(1, 160 << 20)?;
        for (i, document) in documents.iter().enumerate() {
            let text = format!("{} {}", document.title, document.text);
            writer.add_document(tantivy::doc!(id => i as u64, body => text))?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let files = std::fs::read_dir(folder)?.flatten().filter_map(|file| file.metadata().ok());
        let bytes = files.map(|data| data.len()).sum();
        let tokenizer = index.tokenizer_for_field(body)?;
        Ok(Self { searcher: index.reader()?.searcher(), tokenizer, id, body, bytes })
    }
}

impl Engine for BareTantivy {
    fn bytes(&self) -> Result<u64, AnyError> {
        Ok(self.bytes)
    }

    fn ask(&mut self, text: &str) -> Result<Vec<usize>, AnyError> {
        let occur = if text.split_whitespace().count() > 4 { Occur::Should } else { Occur::Must };
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut tokens = self.tokenizer.token_stream(text);
        while let Some(token) = tokens.next() {
            let term = Term::from_field_text(self.body, &token.text);
            clauses.push((occur, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
        }
        let query = BooleanQuery::new(clauses);
        let (top, _) = self.searcher.search(&query, &(TopDocs::with_limit(10).order_by_score(), Count))?;
        let place = |address| -> Result<usize, AnyError> {
            let document: tantivy::TantivyDocument = self.searcher.doc(address)?;
            Ok(document.get_first(self.id).and_then(|id| id.as_u64()).unwrap_or_default() as usize)
        };
        top.into_iter().map(|(_, address)| place(address)).collect()
    }
}

struct Fts5 {
    connection: Connection,
    bytes: u64,
}

impl Fts5 {
    fn fill(path: &Path, documents: &[Document]) -> Result<Self, AnyError> {
        let mut connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; CREATE VIRTUAL TABLE t USING fts5(body, tokenize = \"unicode61 remove_diacritics 2\")",
        )?;
        let transaction = connection.transaction()?;
        for (i, document) in documents.iter().enumerate() {
            let text = format!("{} {}", document.title, document.text);
            transaction
                .prepare_cached("INSERT INTO t (rowid, body) VALUES (?1, ?2)")?
                .execute(rusqlite::params![i as i64, text])?;
        }
        transaction.commit()?;
        connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        Ok(Self { connection, bytes: std::fs::metadata(path)?.len() })
    }
}

impl Engine for Fts5 {
    fn bytes(&self) -> Result<u64, AnyError> {
        Ok(self.bytes)
    }

    fn ask(&mut self, text: &str) -> Result<Vec<usize>, AnyError> {
        let words: Vec<String> = vankho_text::words(text).map(|word| format!("\"{}\"", word.text)).collect();
        let joined = words.join(if words.len() > 4 { " OR " } else { " AND " });
        let mut statement =
            self.connection.prepare_cached("SELECT rowid FROM t WHERE t MATCH ?1 ORDER BY rank LIMIT 10")?;
        let rows = statement.query_map([joined], |row| row.get::<_, i64>(0))?;
        rows.map(|row| Ok(usize::try_from(row?)?)).collect()
    }
}

/// Recoll's own indexer over a folder of text files, and its query program.
struct Recoll {
    configuration: PathBuf,
    took: Duration,
}

impl Recoll {
    fn fill(folder: &Path, documents: &[Document]) -> Result<Option<Self>, AnyError> {
        let (texts, configuration) = (folder.join("texts"), folder.join("configuration"));
        std::fs::create_dir_all(&configuration)?;
        for (i, document) in documents.iter().enumerate() {
            // Folders of a thousand files, as people have them.
            let below = texts.join((i / 1000).to_string());
            std::fs::create_dir_all(&below)?;
            let mut file = File::create(below.join(format!("{i}.txt")))?;
            write!(file, "{} {}", document.title, document.text)?;
        }
        writeln!(File::create(configuration.join("recoll.conf"))?, "topdirs = {}", texts.display())?;
        let started = Instant::now();
        match Command::new("recollindex").arg("-c").arg(&configuration).output() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            output => output?,
        };
        Ok(Some(Self { configuration, took: started.elapsed() }))
    }
}

impl Engine for Recoll {
    fn took(&self) -> Option<Duration> {
        Some(self.took)
    }

    fn bytes(&self) -> Result<u64, AnyError> {
        let files = std::fs::read_dir(self.configuration.join("xapiandb"))?.flatten();
        Ok(files.filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum())
    }

    fn ask(&mut self, text: &str) -> Result<Vec<usize>, AnyError> {
        let any_or_all = if text.split_whitespace().count() > 4 { "-o" } else { "-a" };
        let mut command = Command::new("recollq");
        command.arg("-c").arg(&self.configuration).args([any_or_all, "-b", "-n", "10"]).arg(text);
        let answer = String::from_utf8(command.output()?.stdout)?;
        let place = |line: &str| line.rsplit_once('/')?.1.strip_suffix(".txt")?.parse().ok();
        Ok(answer.lines().filter_map(place).collect())
    }
}

/// A percentile in milliseconds.
fn ms(times: &[Duration], share: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort();
    let at = ((times.len() as f64 - 1.0).max(0.0) * share) as usize;
    times.get(at).copied().unwrap_or_default().as_secs_f64() * 1e3
}

fn read(records: &str, queries: &str) -> Result<(Vec<Document>, Vec<Asked>), AnyError> {
    let lines = |path: &str| -> Result<Vec<Value>, AnyError> {
        Ok(std::fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
    };
    let text = |record: &Value, name: &str| record[name].as_str().unwrap_or_default().to_owned();
    let document = |record: &Value| Document {
        id: record["id"].as_str().map_or_else(|| record["id"].to_string(), str::to_owned),
        title: text(record, "title"),
        text: text(record, "text"),
    };
    let id = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    let asked = |record: &Value| Asked {
        text: text(record, "text"),
        relevant: record["relevant"].as_array().into_iter().flatten().map(id).collect(),
    };
    Ok((lines(records)?.iter().map(document).collect(), lines(queries)?.iter().map(asked).collect()))
}

/// Documents of our own words, in proportions like prose: the r-th word about 1/r as often.
fn make() -> (Vec<Document>, Vec<Asked>) {
    const SYLLABLES: &str = "của và các cho trong về với được công tác hành chính cải cách tỉnh ủy nghị quyết thực hiện \
        kế hoạch báo cáo kiểm tra giám sát cán bộ đảng viên chi bộ lãnh đạo chỉ đạo nhân dân huyện xã phường dân vận \
        tuyên giáo tổ chức xây dựng nông thôn mới kinh tế xã hội văn hóa giáo dục y tế quốc phòng an ninh trật tự đất \
        đai rừng sông biển cá lúa vườn đường cầu chợ trường trạm nước điện nhà máy hợp tác đầu tư ngân sách thuế phí";
    let syllables: Vec<&str> = SYLLABLES.split_whitespace().collect();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let mut sentence = |words: usize| {
        let mut word = || {
            let most = random(syllables.len()) + 1;
            syllables[random(most)]
        };
        (0..words).map(|_| word()).collect::<Vec<_>>().join(" ")
    };
    let document = |i: usize, text: String| Document { id: i.to_string(), title: String::new(), text };
    let documents = (0..DOCUMENTS).map(|i| document(i, sentence(500))).collect();
    let queries = (0..QUERIES_MADE).map(|_| Asked { text: sentence(12), relevant: Vec::new() }).collect();
    (documents, queries)
}
