//! Reads text files and prints what was recognised: a JSON line a file, as `vankho recognize --json` does, or with
//! `--speed` how many megabytes a second one core reads.
//!
//! usage: recognize_text recognize --json FILE… | recognize_text --speed FILE…

use std::io::Write;
use std::time::Instant;

use serde_json::{Value, json};
use vankho_model::{Citation, Evidence, Hints, Kind, Reading};
use vankho_recognize::recognize;

/// How often each text is read to measure its speed; the best time counts.
const ROUNDS: usize = 3;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let files = arguments.iter().filter(|argument| !argument.starts_with("--") && *argument != "recognize");
    let mut out = std::io::stdout().lock();
    if arguments.iter().any(|argument| argument == "--speed") {
        return measure(files, &mut out);
    }
    for path in files {
        let pages = pages(path)?;
        let start = Instant::now();
        let reading = recognize(&pages, &Hints::default());
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        let citations: Vec<Value> = reading.citations.iter().map(citation).collect();
        let dates: Vec<String> =
            reading.dates.iter().map(|one| format!("{:?} {}", one.role, one.date)).collect();
        let line = json!({"path": path, "document": document(&reading), "citations": citations, "dates": dates, "warnings": [], "ms": ms});
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The repaired text of a file, parted at form feeds.
fn pages(path: &str) -> std::io::Result<Vec<String>> {
    let text = vankho_text::repair(&std::fs::read_to_string(path)?);
    Ok(text.split('\u{C}').map(str::to_owned).collect())
}

/// Reads every file and prints the speed of all, and the slowest text of more than 10,000 bytes.
fn measure<'f>(files: impl Iterator<Item = &'f String>, out: &mut impl Write) -> std::io::Result<()> {
    let (mut bytes, mut seconds) = (0.0, 0.0);
    let mut rates = Vec::new();
    for path in files {
        let pages = pages(path)?;
        let size: usize = pages.iter().map(String::len).sum();
        let best = (0..ROUNDS)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(recognize(&pages, &Hints::default()));
                start.elapsed().as_secs_f64()
            })
            .fold(f64::INFINITY, f64::min);
        let size = size as f64 / 1e6;
        (bytes, seconds) = (bytes + size, seconds + best);
        rates.push((size, size / best, path));
    }
    rates.sort_by(|a, b| a.1.total_cmp(&b.1));
    let median = rates.get(rates.len() / 2).map_or(0.0, |rate| rate.1);
    writeln!(
        out,
        "{bytes:.1} MB in {seconds:.2} s: {:.1} MB/s; median text {median:.1} MB/s",
        bytes / seconds
    )?;
    if let Some((size, rate, path)) = rates.iter().max_by(|a, b| a.0.total_cmp(&b.0)) {
        writeln!(out, "longest text, {size:.2} MB: {rate:.1} MB/s ({path})")?;
    }
    if let Some((size, rate, path)) = rates.iter().find(|rate| rate.0 > 0.01) {
        writeln!(out, "slowest text over 10 kB, {size:.2} MB: {rate:.1} MB/s ({path})")?;
    }
    Ok(())
}

fn document(reading: &Reading) -> Value {
    let fields = &reading.fields;
    let evidence: serde_json::Map<String, Value> =
        reading.evidence.iter().map(|piece| (piece.field.as_str().to_owned(), shown(piece))).collect();
    json!({
        "kind": fields.kind.map(Kind::id),
        "kind_name": fields.kind.map(Kind::name),
        "number": fields.number.as_ref().map(ToString::to_string),
        "issued_on": fields.issued_on.map(|date| date.to_string()),
        "published_on": fields.published_on.map(|date| date.to_string()),
        "place": fields.place,
        "issuer": fields.issuer,
        "parent_body": fields.parent_body,
        "subject": fields.subject,
        "signer": fields.signer,
        "signer_position": fields.signer_position,
        "signer_authority": fields.signer_authority,
        "author": fields.author,
        "section": reading.section,
        "addressees": fields.addressees,
        "recipients": fields.recipients,
        "secrecy": fields.secrecy.as_str(),
        "urgency": fields.urgency.as_str(),
        "evidence": evidence,
    })
}

fn shown(piece: &Evidence) -> Value {
    json!({"page": piece.page, "start": piece.start, "end": piece.end, "quote": piece.quote, "confidence": piece.confidence})
}

fn citation(citation: &Citation) -> Value {
    json!({
        "quote": citation.quote,
        "page": citation.page,
        "start": citation.start,
        "end": citation.end,
        "number": citation.number.as_ref().map(ToString::to_string),
        "kind": citation.kind.map(Kind::id),
        "date": citation.date.map(|date| date.to_string()),
        "issuer": citation.issuer,
        "subject": citation.subject,
        "article": citation.article,
        "repeats": citation.repeats,
        "passive": citation.passive,
        "relation": citation.relation.as_str(),
        "confidence": citation.confidence,
    })
}
