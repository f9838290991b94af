//! Files that hold other files: letters with attachments, archives of documents, and traps.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use vankho_app::{ImportJob, JobStatus, Mode};
use vankho_testkit::{Paper, TestStore, archive, docx, letter, lock};

fn paper(seq: u32) -> Vec<u8> {
    docx(&Paper { seq, about: format!("trồng rừng đợt {seq}") }.text())
}

fn write(store: &TestStore, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = store.inbox().join(name);
    let mut file = std::fs::File::create(&path).expect("writable");
    file.write_all(bytes).expect("writes");
    path
}

/// The event of the file whose path ends so.
fn event<'l>(lines: &'l [Value], end: &str) -> &'l Value {
    let found = lines.iter().find(|line| line["path"].as_str().is_some_and(|path| path.ends_with(end)));
    found.unwrap_or_else(|| panic!("{end} is told: {lines:#?}"))
}

fn assert_adds_up(lines: &[Value], [filed, duplicates, failed]: [u64; 3]) {
    let (summary, events) = lines.split_last().expect("a summary");
    for (kind, key, expected) in
        [("filed", "filed", filed), ("duplicate", "duplicates", duplicates), ("failed", "failed", failed)]
    {
        let told = events.iter().filter(|line| line["event"] == kind).count() as u64;
        assert_eq!((summary[key].as_u64(), told), (Some(expected), expected), "{kind}: {lines:#?}");
    }
}

#[test]
fn a_letter_is_filed_with_what_came_in_it() {
    let store = TestStore::new();
    let (first, second) = (paper(1), paper(2));
    let program = [b"MZ\x90\0\x03\0".as_slice(), &[0; 100]].concat();
    let bytes = letter(
        "Gửi Nghị quyết số 77-NQ/TU",
        "Kính gửi Văn thư hai nghị quyết.",
        &[
            ("nghị quyết 1.docx", "application/octet-stream", &first),
            ("hai.zip", "application/zip", &archive(&[("trong/2.docx", &second)])),
            ("chương trình.exe", "application/octet-stream", &program),
        ],
    );
    let path = write(&store, "thư.eml", &bytes);
    let lines = store.import(&path).lines();
    assert_adds_up(&lines, [3, 0, 0]);

    let filed = event(&lines, "thư.eml");
    let codes: Vec<&Value> =
        filed["warnings"].as_array().expect("a list").iter().map(|warning| &warning["code"]).collect();
    assert_eq!(codes, ["enclosure_left_out"], "the program stays in the letter");
    let document = &filed["document"];
    assert_eq!(document["subject"], "Gửi Nghị quyết số 77-NQ/TU");
    assert_eq!(
        (&document["number"], &document["kind"]),
        (&Value::Null, &Value::Null),
        "those are the paper's"
    );
    assert_eq!(
        (&document["issued_on"], &document["author"]),
        (&"2016-07-01".into(), &"Đỗ Minh Khuê <khue@example.vn>".into())
    );
    assert_eq!(document["evidence"]["subject"]["quote"], "Gửi Nghị quyết số 77-NQ/TU");
    assert_eq!(document["files"][0]["bytes"].as_u64(), Some(bytes.len() as u64), "the original is whole");
    assert_eq!(document["enclosures"].as_array().map(Vec::len), Some(2));

    let inner = event(&lines, "thư.eml/nghị quyết 1.docx");
    assert_eq!(inner["document"]["number"], "01-NQ/TU");
    assert_eq!(inner["document"]["enclosed_in"], filed["id"]);
    assert_eq!(inner["document"]["files"][0]["name"], "nghị quyết 1.docx");
    let deeper = event(&lines, "thư.eml/hai.zip/trong/2.docx");
    assert_eq!(
        (&deeper["document"]["number"], &deeper["document"]["enclosed_in"]),
        (&"02-NQ/TU".into(), &filed["id"])
    );

    assert_eq!(store.search("\"kinh gui van thu hai nghi quyet\"")["hits"][0]["id"], filed["id"]);
    assert_eq!(store.search("01-NQ/TU")["hits"][0]["id"], inner["id"]);
    assert_adds_up(&store.import(&path).lines(), [0, 1, 0]);
    assert_eq!(store.run(["check", "--read-data"]).code, Some(0));
}

#[test]
fn an_archive_is_a_folder() {
    let store = TestStore::new();
    let long = format!("{}.docx", "dài".repeat(100));
    let (one, two, three, four, five) = (paper(1), paper(2), paper(3), paper(4), paper(5));
    let nested = archive(&[("trong/hai.docx", &two), ("bản sao.docx", &one)]);
    let mut bytes = archive(&[
        ("một.docx", &one),
        ("hộp/trong.zip", &nested),
        ("khóa.docx", &four),
        ("../../../etc/ba.docx", &three),
        (&long, &four[..]),
        ("nghi\u{323}.docx", &five),
        ("/tmp/trống.txt", b""),
        ("__MACOSX/._một.docx", b"x"),
        ("Thumbs.db", b"x"),
    ]);
    lock(&mut bytes, "khóa.docx");
    let run = store.import(&write(&store, "hồ sơ.zip", &bytes));
    assert_eq!(run.code, Some(1), "some failed");
    let lines = run.lines();
    assert_adds_up(&lines, [5, 1, 2]);
    assert_eq!(event(&lines, "hồ sơ.zip/hộp/trong.zip/trong/hai.docx")["document"]["number"], "02-NQ/TU");
    assert_eq!(event(&lines, "hồ sơ.zip/khóa.docx")["code"], "encrypted_archive");
    assert_eq!(event(&lines, "trống.txt")["code"], "empty_file");
    let name = |end: &str| event(&lines, end)["document"]["files"][0]["name"].clone();
    assert_eq!(name("etc/ba.docx"), "ba.docx", "shown without the way out");
    assert_eq!(name("/nghị.docx"), "nghị.docx", "repaired");
    assert_eq!(name(&long), long);
    let outside: Vec<_> = std::fs::read_dir(store.root().join("..")).expect("readable").collect();
    assert_eq!(outside.len(), 2, "nothing beside the store and the inbox");
    let staging = store.root().join("vault").join("staging");
    assert_eq!(std::fs::read_dir(staging).expect("readable").count(), 0, "no copy stays behind");

    let again = store.import(&store.inbox()).lines();
    assert_adds_up(&again, [0, 6, 2]);
}

fn code_of(store: &TestStore, name: &str, bytes: &[u8]) -> (String, usize) {
    let lines = store.import(&write(store, name, bytes)).lines();
    (event(&lines, name)["code"].as_str().unwrap_or_default().to_owned(), lines.len() - 1)
}

#[test]
fn archives_that_give_nothing_say_why() {
    let store = TestStore::new();
    let one = paper(1);
    let mut locked = archive(&[("a.docx", &one)]);
    lock(&mut locked, "a.docx");
    let many: Vec<(String, &[u8])> = (0..10_001).map(|at| (format!("{at}.txt"), b"x".as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    let mut four = archive(&[("a.docx", &one)]);
    for _ in 0..3 {
        four = archive(&[("trong.zip", &four)]);
    }
    let whole = archive(&[("a.docx", &one)]);
    for (name, bytes, code) in [
        ("locked.zip", &locked[..], "encrypted_archive"),
        ("many.zip", &archive(&many), "archive_too_large"),
        ("empty.zip", &archive(&[]), "nothing_inside"),
        ("folders.zip", &archive(&[("a/.DS_Store", b"x")]), "nothing_inside"),
        ("cut.zip", &whole[..whole.len() / 2], "damaged_archive"),
    ] {
        assert_eq!(code_of(&store, name, bytes), (code.to_owned(), 1), "{name}");
    }
    let lines = store.import(&write(&store, "four.zip", &four)).lines();
    assert_eq!(event(&lines, "four.zip/trong.zip/trong.zip/trong.zip")["code"], "archive_too_large");
    assert_eq!(store.run(["stats", "--json"]).json()["documents"], 0);
}

#[test]
fn a_bomb_in_an_archive_goes_off_nowhere() {
    let store = TestStore::new();
    let (zeros, one) = (vec![0; 64 << 20], paper(1));
    let bytes = archive(&[("bom.txt", &zeros), ("một.docx", &one)]);
    assert!(bytes.len() < 200_000, "small on disk");
    let lines = store.import(&write(&store, "bom.zip", &bytes)).lines();
    assert_adds_up(&lines, [1, 0, 1]);
    assert_eq!(event(&lines, "bom.txt")["code"], "archive_too_large");
}

/// The desktop's queue lets go of an archive when all in it has ended, and not before.
#[test]
fn an_archive_stays_in_the_queue_until_all_in_it_is_filed() {
    let store = TestStore::new();
    let papers: Vec<(String, Vec<u8>)> = (1..=24).map(|seq| (format!("{seq}.docx"), paper(seq))).collect();
    let files: Vec<(&str, &[u8])> = papers.iter().map(|(name, paper)| (name.as_str(), &paper[..])).collect();
    let path = write(&store, "hộp.zip", &archive(&files));

    // Stopped after the first file of the archive, as by a person who closes the window.
    let (some_sender, some) = std::sync::mpsc::channel();
    run_job(
        &store,
        &[&path],
        move |status| {
            if status.filed > 0 {
                let _ = some_sender.send(());
            }
        },
        |job| {
            some.recv().expect("a file is filed");
            job.stop();
            job.status()
        },
    );

    let (end_sender, end) = std::sync::mpsc::channel();
    let status = run_job(
        &store,
        &[],
        move |status| {
            if !status.running {
                let _ = end_sender.send(());
            }
        },
        |job| {
            end.recv().expect("it ends");
            job.status()
        },
    );
    assert_eq!(status.filed + status.duplicates, 24, "the archive was still in the queue");
    assert_eq!((status.total, status.done, status.failed), (24, 24, 0));
    assert!(status.items.iter().any(|item| item.name == "hộp.zip/1.docx"));
    assert_eq!(store.run(["stats", "--json"]).json()["documents"], 24);

    let status = run_job(&store, &[], |_| {}, ImportJob::status);
    assert_eq!(status.total, 0, "the queue is empty");
}

/// Goes on with the stored queue of the desktop, and adds to it.
fn run_job(
    store: &TestStore,
    add: &[&Path],
    listener: impl Fn(&JobStatus) + Send + Sync + 'static,
    wait: impl FnOnce(&ImportJob) -> JobStatus,
) -> JobStatus {
    let archive = Arc::new(store.open(Mode::Create).expect("opens"));
    let job = ImportJob::resume(archive, Box::new(listener)).expect("resumes");
    if !add.is_empty() {
        let paths: Vec<_> = add.iter().map(|path| path.to_path_buf()).collect();
        let _ = job.add(&paths).expect("queues");
    }
    wait(&job)
}
