//! `cargo xtask bench search`: the index beside its peers on the same text, in one run, as ratios.
//!
//! Peers: tantivy with its default tokenizer (any word), and SQLite FTS5 (unicode61, remove_diacritics 2).
//! The text is made from our own sentences, so that anyone gets the same; with RECORDS.jsonl and QUERIES.txt it
//! is measured on those instead. Times on a busy computer differ; the ratios differ less.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(missing_docs)]

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TEXT, Term};
use vankho_model::Fields;
use vankho_search::{IndexEntry, Question, SearchIndex};

/// Documents made when none are given. Their few words are in nearly all of them, which FTS5 ranks one by one.
const DOCUMENTS: usize = 4_000;
/// Queries made when none are given.
const QUERIES_MADE: usize = 60;
/// The most queries that are asked.
const QUERIES: usize = 500;

type AnyError = Box<dyn std::error::Error>;

/// What one engine took.
struct Figures {
    name: &'static str,
    index: Duration,
    bytes: u64,
    whole: Vec<Duration>,
    four: Vec<Duration>,
}

fn main() -> Result<(), AnyError> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (texts, queries) = match &arguments[..] {
        [records, queries] => read(records, queries)?,
        _ => make(),
    };
    println!("{} documents, {} queries; one thread", texts.len(), queries.len());
    let folder = tempfile::tempdir()?;
    let all = [
        ours(&folder.path().join("ours"), &texts, &queries)?,
        bare_tantivy(&folder.path().join("tantivy"), &texts, &queries)?,
        fts5(&folder.path().join("fts5.db"), &texts, &queries)?,
    ];
    println!(
        "{:28} {:>9} {:>9} {:>10} {:>10} {:>10} {:>10}",
        "", "index s", "MB", "whole p50", "whole p99", "four p50", "four p99"
    );
    for figures in &all {
        let ms = |times: &[Duration], share: f64| percentile(times, share).as_secs_f64() * 1e3;
        println!(
            "{:28} {:9.1} {:9.1} {:8.2}ms {:8.2}ms {:8.2}ms {:8.2}ms",
            figures.name,
            figures.index.as_secs_f64(),
            figures.bytes as f64 / 1e6,
            ms(&figures.whole, 0.5),
            ms(&figures.whole, 0.99),
            ms(&figures.four, 0.5),
            ms(&figures.four, 0.99),
        );
    }
    for peer in &all[1..] {
        let ratio = |mine: f64, theirs: f64| mine / theirs.max(1e-9);
        let median = |times: &[Duration]| percentile(times, 0.5).as_secs_f64();
        println!(
            "ours / {:21} index time {:.2} · size {:.2} · whole questions {:.2} · four syllables {:.2}",
            peer.name,
            ratio(all[0].index.as_secs_f64(), peer.index.as_secs_f64()),
            ratio(all[0].bytes as f64, peer.bytes as f64),
            ratio(median(&all[0].whole), median(&peer.whole)),
            ratio(median(&all[0].four), median(&peer.four)),
        );
    }
    Ok(())
}

fn ours(folder: &Path, texts: &[String], queries: &[String]) -> Result<Figures, AnyError> {
    let started = Instant::now();
    let index = SearchIndex::create(folder)?;
    let mut writer = index.writer()?;
    for (i, text) in texts.iter().enumerate() {
        let entry = IndexEntry {
            no: i as u64 + 1,
            fields: &Fields::default(),
            tags: &[],
            pages: std::slice::from_ref(text),
        };
        writer.add_new(&entry)?;
    }
    writer.commit(1)?;
    writer.close()?;
    index.reload()?;
    let index_time = started.elapsed();
    let ask = |text: &str| -> Result<(), AnyError> {
        index.search(&Question { text, limit: 10, ..Question::default() })?;
        Ok(())
    };
    let (whole, four) = time(queries, ask)?;
    Ok(Figures { name: "Văn Khố", index: index_time, bytes: index.bytes()?, whole, four })
}

fn bare_tantivy(folder: &Path, texts: &[String], queries: &[String]) -> Result<Figures, AnyError> {
    std::fs::create_dir_all(folder)?;
    let mut schema = Schema::builder();
    let id = schema.add_u64_field("id", STORED);
    let body = schema.add_text_field("body", TEXT);
    let started = Instant::now();
    let index = tantivy::Index::create_in_dir(folder, schema.build())?;
    let mut writer = index.writer_with_num_threads(1, 64 << 20)?;
    for (i, text) in texts.iter().enumerate() {
        writer.add_document(tantivy::doc!(id => i as u64, body => text.as_str()))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let index_time = started.elapsed();
    let searcher = index.reader()?.searcher();
    let mut tokenizer = index.tokenizer_for_field(body)?;
    let ask = |text: &str| -> Result<(), AnyError> {
        let words = text.split_whitespace().count();
        let occur = if words > 4 { Occur::Should } else { Occur::Must };
        let query = words_query(&mut tokenizer, body, text, occur);
        searcher.search(&query, &(TopDocs::with_limit(10).order_by_score(), Count))?;
        Ok(())
    };
    let (whole, four) = time(queries, ask)?;
    let bytes =
        std::fs::read_dir(folder)?.flatten().filter_map(|file| file.metadata().ok()).map(|m| m.len()).sum();
    Ok(Figures { name: "tantivy, default tokenizer", index: index_time, bytes, whole, four })
}

fn words_query(
    tokenizer: &mut tantivy::tokenizer::TextAnalyzer,
    body: Field,
    text: &str,
    occur: Occur,
) -> BooleanQuery {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let mut tokens = tokenizer.token_stream(text);
    while let Some(token) = tokens.next() {
        let term = Term::from_field_text(body, &token.text);
        clauses.push((occur, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
    }
    BooleanQuery::new(clauses)
}

fn fts5(path: &Path, texts: &[String], queries: &[String]) -> Result<Figures, AnyError> {
    let started = Instant::now();
    let mut connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; CREATE VIRTUAL TABLE t USING fts5(body, tokenize = \"unicode61 remove_diacritics 2\")",
    )?;
    let transaction = connection.transaction()?;
    for text in texts {
        transaction.prepare_cached("INSERT INTO t (body) VALUES (?1)")?.execute([text])?;
    }
    transaction.commit()?;
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    let index_time = started.elapsed();
    let ask = |text: &str| -> Result<(), AnyError> {
        let words: Vec<String> = vankho_text::words(text).map(|word| format!("\"{}\"", word.text)).collect();
        let joined = words.join(if words.len() > 4 { " OR " } else { " AND " });
        let mut statement =
            connection.prepare_cached("SELECT rowid FROM t WHERE t MATCH ?1 ORDER BY rank LIMIT 10")?;
        let _ = statement.query_map([joined], |row| row.get::<_, i64>(0))?.count();
        Ok(())
    };
    let (whole, four) = time(queries, ask)?;
    Ok(Figures {
        name: "SQLite FTS5 (with text)",
        index: index_time,
        bytes: std::fs::metadata(path)?.len(),
        whole,
        four,
    })
}

/// Times every query whole, and its first four words; the caches are warm.
fn time(
    queries: &[String],
    mut ask: impl FnMut(&str) -> Result<(), AnyError>,
) -> Result<(Vec<Duration>, Vec<Duration>), AnyError> {
    let mut run = |text: &str| -> Result<Duration, AnyError> {
        ask(text)?;
        let started = Instant::now();
        ask(text)?;
        Ok(started.elapsed())
    };
    let first_four = |text: &String| text.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let whole = queries.iter().map(|text| run(text)).collect::<Result<_, _>>()?;
    let four = queries.iter().map(|text| run(&first_four(text))).collect::<Result<_, _>>()?;
    Ok((whole, four))
}

fn percentile(times: &[Duration], share: f64) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times.get(((times.len() as f64 - 1.0).max(0.0) * share) as usize).copied().unwrap_or_default()
}

fn read(records: &str, queries: &str) -> Result<(Vec<String>, Vec<String>), AnyError> {
    let text = |line: &str| -> Result<String, AnyError> {
        let record: serde_json::Value = serde_json::from_str(line)?;
        Ok(record["text"].as_str().unwrap_or_default().to_owned())
    };
    let texts = std::fs::read_to_string(records)?.lines().map(text).collect::<Result<_, _>>()?;
    let queries = std::fs::read_to_string(queries)?.lines().take(QUERIES).map(str::to_owned).collect();
    Ok((texts, queries))
}

/// Documents of our own words, in proportions like prose: the r-th word about 1/r as often.
fn make() -> (Vec<String>, Vec<String>) {
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
    let texts = (0..DOCUMENTS).map(|_| sentence(500)).collect();
    let queries = (0..QUERIES_MADE).map(|_| sentence(12)).collect();
    (texts, queries)
}
