//! `kill -9` at random moments: nothing the person was told is lost.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use vankho_app::{AppError, Control, Finding, Mode};
use vankho_testkit::{Paper, TestStore, archive, letter};

/// Kills in all; every third one hits a migration, the others an import of files.
const ROUNDS: u32 = 100;
/// Files or hundreds of records a round adds.
const PAPERS: u32 = 8;
/// The latest moment of a kill: about when an undisturbed round would end.
const LATEST_MS: u64 = 250;

/// Small, seeded, and good enough to spread kills evenly (xorshift64*).
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> Duration {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        Duration::from_micros(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % (LATEST_MS * 1000))
    }
}

#[test]
fn survives_being_killed_at_any_moment() -> Result<(), AppError> {
    let store = TestStore::new();
    let mut moments = Moments(0x5EED_0000_0000_0001 | u64::from(std::process::id()) << 16);
    let mut acknowledged: HashMap<String, u32> = HashMap::new();
    let mut cut_short = 0;
    for round in 0..ROUNDS {
        let printed = run_and_kill(&store, round, moments.next());
        let lines: Vec<Value> = printed
            .split_inclusive('\n')
            .filter_map(|line| serde_json::from_str(line.strip_suffix('\n')?).ok())
            .collect();
        cut_short += u32::from(!lines.iter().any(|line| line["event"] == "summary"));
        for line in lines.iter().filter(|line| line["event"] == "filed") {
            acknowledged.insert(line["id"].as_str().expect("an id").to_owned(), round);
        }
        check(&store, &acknowledged, round)?;
    }
    assert!(
        cut_short > ROUNDS / 4,
        "only {cut_short} of {ROUNDS} rounds were cut short: the kills come too late"
    );
    assert!(
        acknowledged.len() > 50,
        "only {} documents were acknowledged: the kills come too early",
        acknowledged.len()
    );
    Ok(())
}

/// Starts an import, kills it after `moment`, and returns what it had printed.
fn run_and_kill(store: &TestStore, round: u32, moment: Duration) -> String {
    let inbox = store.inbox().join(round.to_string());
    std::fs::create_dir_all(&inbox).expect("a folder");
    let mut command = store.command();
    command.args(["import", "--json"]);
    if round % 3 == 2 {
        command.arg("--records").arg(write_records(&inbox, round));
    } else {
        for seq in 0..PAPERS {
            let _ =
                Paper { seq: round * PAPERS + seq + 1, about: format!("việc số {round}") }.write_into(&inbox);
        }
        if round % 3 == 1 {
            pack(&inbox);
        }
        command.arg(&inbox);
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    // The moment is the test: there is nothing to wait for.
    std::thread::sleep(moment);
    child.kill().expect("a child can be killed");
    let mut printed = String::new();
    let _ = child.stdout.take().expect("a pipe").read_to_string(&mut printed);
    child.wait().expect("it ended");
    printed
}

/// Packs the papers of a folder into a letter, and that into an archive.
fn pack(inbox: &std::path::Path) {
    let mut papers = Vec::new();
    for entry in std::fs::read_dir(inbox).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        papers.push((name, std::fs::read(&path).expect("readable")));
        std::fs::remove_file(&path).expect("removable");
    }
    let (enclosed, loose) = papers.split_at(papers.len() / 2);
    let enclosed: Vec<_> = enclosed
        .iter()
        .map(|(name, paper)| (name.as_str(), "application/octet-stream", &paper[..]))
        .collect();
    let mail = letter("Gửi các nghị quyết", "Kính gửi.", &enclosed);
    let files: Vec<_> = loose.iter().map(|(name, paper)| (name.as_str(), &paper[..])).collect();
    let files = [&[("letter.eml", &mail[..])], &files[..]].concat();
    let mut file = std::fs::File::create(inbox.join("papers.zip")).expect("writable");
    file.write_all(&archive(&files)).expect("writes");
}

fn write_records(inbox: &std::path::Path, round: u32) -> std::path::PathBuf {
    let path = inbox.join("records.jsonl");
    let mut file = std::fs::File::create(&path).expect("writable");
    for record in 0..PAPERS * 100 {
        let text = format!("bản ghi {record} của lần {round}");
        let line =
            serde_json::json!({ "source_id": format!("{round}-{record}"), "kind": "khac", "text": text });
        writeln!(file, "{line}").expect("writes");
    }
    path
}

/// Opens the store as the next start does, and holds it to its promises.
fn check(store: &TestStore, acknowledged: &HashMap<String, u32>, round: u32) -> Result<(), AppError> {
    if !store.root().join("catalogue.db").exists() {
        assert!(acknowledged.is_empty(), "round {round}: what was acknowledged has a catalogue");
        return Ok(());
    }
    let archive = store.open(Mode::Create)?;
    archive.catch_up()?;
    let report = archive.check(round % 10 == 9, &Control::default(), &mut |_, _| {})?;
    let damage: Vec<&Finding> = report.findings.iter().filter(|finding| finding.is_damage()).collect();
    assert!(damage.is_empty(), "round {round}: {damage:?}");
    assert_eq!(report.index_lag, 0, "round {round}: the index has caught up");
    for (id, filed_in) in acknowledged {
        let found = archive.document(id.parse().expect("an id"));
        assert!(found.is_ok(), "round {round}: {id}, acknowledged in round {filed_in}, is lost");
    }
    archive.close()
}
