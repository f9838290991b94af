//! Our own samples, cut and damaged in many ways: each is filed or refused, and the program's memory stays flat.
//! A new sample is damaged too, without a change here.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;
use vankho_testkit::{TestStore, samples};

/// In all, spread over the samples.
const MUTANTS: usize = 208;
/// What the program may take up at its most, in MiB, with the index it writes.
const MOST_MIB: u64 = 256;
/// How much more it may take up after the last file than after the first quarter, in MiB.
const GROWTH_MIB: u64 = 48;

/// A damaged document may look like an archive, and is told to be a damaged one.
const REFUSALS: [&str; 6] = [
    "unsupported_format",
    "empty_file",
    "encrypted_archive",
    "archive_too_large",
    "damaged_archive",
    "nothing_inside",
];

/// Small and seeded: the same mutants on every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("below a usize")
    }

    fn byte(&mut self) -> u8 {
        self.next().to_be_bytes()[0]
    }
}

/// Damages a file in one way, by turns.
fn mutate(bytes: &mut Vec<u8>, way: usize, dice: &mut Dice) {
    let at = dice.below(bytes.len());
    let end = (at + 1 + dice.below(200)).min(bytes.len());
    match way % 8 {
        0 => bytes.truncate(at.max(1)),
        1 => (0..=dice.below(8)).for_each(|_| flip(bytes, dice)),
        2 => (0..64).for_each(|_| flip(bytes, dice)),
        3 => bytes[at..end].fill(0),
        4 => bytes[at..end].fill(0xFF),
        5 => bytes[at..end].fill_with(|| dice.byte()),
        6 => drop(bytes.drain(at..end)),
        _ => {
            let piece = bytes[at..end].repeat(40);
            bytes.splice(at..at, piece);
        }
    }
}

fn flip(bytes: &mut [u8], dice: &mut Dice) {
    let at = dice.below(bytes.len());
    bytes[at] ^= 1 << dice.below(8);
}

fn sample_files() -> Vec<PathBuf> {
    let entries = fs::read_dir(samples()).expect("the samples are there");
    let mut paths = entries.map(|entry| entry.expect("readable").path()).collect::<Vec<_>>();
    paths.retain(|path| path.is_file());
    paths.sort();
    paths
}

fn write_mutants(folder: &Path) -> usize {
    let samples = sample_files();
    let mut dice = Dice(0x5EED_0000_0000_0008);
    let each = MUTANTS.div_ceil(samples.len());
    for (number, sample) in samples.iter().enumerate() {
        let original = fs::read(sample).expect("readable");
        for way in 0..each {
            let mut bytes = original.clone();
            mutate(&mut bytes, way + number, &mut dice);
            let mut file = File::create(folder.join(format!("{number:02}-{way:02}"))).expect("writable");
            file.write_all(&bytes).expect("room on disk");
        }
    }
    samples.len() * each
}

/// A line of `/proc/PID/status`, in MiB; `None` where there is none.
fn memory_mib(process: u32, line: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let value = status.lines().find_map(|found| found.strip_prefix(line))?;
    value.trim_start_matches(':').trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kib| kib >> 10)
}

#[test]
fn damaged_copies_of_our_samples_are_filed_or_refused() {
    let store = TestStore::new();
    let inbox = store.inbox();
    let count = write_mutants(&inbox);
    let mut command = store.command();
    // Pages in hand for recognition are large and pass; what must not grow is what reading files leaves behind.
    command.args(["import", "--json", "--no-ocr"]).arg(&inbox).stdout(Stdio::piped());
    let mut running = command.spawn().expect("the program starts");
    let told = BufReader::new(running.stdout.take().expect("a pipe"));
    let (mut lines, mut early, mut late, mut most) = (Vec::<Value>::new(), None, None, None);
    for line in told.lines() {
        lines.push(serde_json::from_str(&line.expect("UTF-8")).expect("a line of JSON"));
        late = memory_mib(running.id(), "VmRSS").or(late);
        most = memory_mib(running.id(), "VmHWM").or(most);
        if lines.len() == count / 4 {
            early = late;
        }
    }
    assert!(running.wait().expect("it ends").code().is_some(), "it was not killed");

    let summary = lines.pop().expect("a summary");
    assert_eq!(lines.len(), count, "every file is told of: {summary}");
    for line in &lines {
        let is_known = matches!(line["event"].as_str(), Some("filed" | "duplicate"))
            || line["code"].as_str().is_some_and(|code| REFUSALS.contains(&code));
        assert!(is_known, "filed or refused: {line}");
    }
    if let (Some(early), Some(late), Some(most)) = (early, late, most) {
        assert!(most < MOST_MIB, "{most} MiB at the most: {summary}");
        assert!(late < early + GROWTH_MIB, "{early} MiB grew to {late} MiB");
    }
    assert_eq!(store.run(["reread", "--waiting"]).code, Some(0), "damaged pictures stop nothing");
    assert_eq!(store.run(["check", "--read-data"]).code, Some(0));
}
