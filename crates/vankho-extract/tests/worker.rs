//! The two processes together. This program is both: `main` first offers itself as the reading process, which a
//! test harness of the compiler's making would not do.
#![allow(clippy::print_stdout)] // a test program reports

use std::fs::File;
use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;
use std::panic::catch_unwind;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use vankho_extract::{
    ExtractError, Extracted, Extractor, Limits, Outcome, Refusal, Room, UnpackFault, WORKER_ARGUMENT,
    run_worker,
};
use vankho_model::WarningCode;

const CASES: [(&str, fn()); 16] = [
    ("reads_each_format", reads_each_format),
    ("rewinds_the_file", rewinds_the_file),
    ("previews_in_the_worker", previews_in_the_worker),
    ("takes_out_what_is_inside", takes_out_what_is_inside),
    ("an_archive_beyond_all_bounds_is_refused", an_archive_beyond_all_bounds_is_refused),
    ("a_stopped_unpacking_keeps_what_came", a_stopped_unpacking_keeps_what_came),
    ("refuses_what_is_no_document", refuses_what_is_no_document),
    ("keeps_what_it_cannot_read", keeps_what_it_cannot_read),
    ("a_reader_out_of_time_is_stopped", a_reader_out_of_time_is_stopped),
    ("a_reader_out_of_memory_is_stopped", a_reader_out_of_memory_is_stopped),
    ("text_over_the_limit_is_cut", text_over_the_limit_is_cut),
    ("a_crash_keeps_the_document", a_crash_keeps_the_document),
    ("a_reader_that_talks_without_end_is_stopped", a_reader_that_talks_without_end_is_stopped),
    ("cancelling_stops_the_reader", cancelling_stops_the_reader),
    ("the_worker_is_locked_in_while_it_reads", the_worker_is_locked_in_while_it_reads),
    ("a_worker_without_a_job_fails", a_worker_without_a_job_fails),
];

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == WORKER_ARGUMENT) {
        return run_worker(arguments);
    }
    let filters: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let chosen =
        |name: &str| filters.is_empty() || filters.iter().any(|filter| name.contains(filter.as_str()));
    let mut failed = 0;
    for (name, case) in CASES.into_iter().filter(|(name, _)| chosen(name)) {
        let passed = catch_unwind(case).is_ok();
        failed += usize::from(!passed);
        println!("test {name} ... {}", if passed { "ok" } else { "FAILED" });
    }
    println!("\ntest result: {}. {failed} failed", if failed == 0 { "ok" } else { "FAILED" });
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn extractor(limits: Limits) -> Extractor {
    Extractor::new(std::env::current_exe().expect("this program has a path"), limits)
}

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().expect("a temporary file");
    file.write_all(bytes).expect("room on disk");
    file
}

fn outcome(limits: Limits, bytes: &[u8]) -> Outcome {
    extractor(limits).extract(file(bytes), &AtomicBool::new(false)).expect("an outcome")
}

fn document(limits: Limits, bytes: &[u8]) -> Extracted {
    match outcome(limits, bytes) {
        Outcome::Document(document) => document,
        Outcome::Archive => panic!("an archive"),
        Outcome::Refused(refusal) => panic!("refused: {refusal:?}"),
    }
}

fn assert_stopped(document: &Extracted, media_type: &str) {
    assert_eq!((document.media_type, document.pages.len()), (media_type, 0));
    assert_eq!(document.warnings.iter().map(|w| w.code).collect::<Vec<_>>(), [WarningCode::ReaderStopped]);
}

fn docx(body: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let xml = format!("<w:document><w:body>{body}</w:body></w:document>");
    for (name, content) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &xml)] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a free name");
        writer.write_all(content.as_bytes()).expect("room in memory");
    }
    writer.finish().expect("an archive").into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A PDF of one page, its objects written out by hand.
fn pdf(content: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>"
            .to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
    ];
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(b"xref\n0 6\n0000000000 65535 f \n");
    bytes.extend(offsets.iter().flat_map(|offset| format!("{offset:010} 00000 n \n").into_bytes()));
    bytes.extend(format!("trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

/// A text that takes any reader long enough to be caught at it.
fn long_text() -> Vec<u8> {
    "Nghị quyết số 04-NQ/TU ngày 9 tháng 10 năm 2018\n".repeat(1_200_000).into_bytes()
}

fn reads_each_format() {
    let check = |bytes: &[u8], media_type: &str, text: &str| {
        let document = document(Limits::default(), bytes);
        assert_eq!((document.media_type, document.pages.join("|").trim()), (media_type, text));
        assert_eq!(document.warnings, []);
    };
    check("Số 04-NQ/TU".as_bytes(), "text/plain", "Số 04-NQ/TU");
    check("<html><body><p>Số <b>04</b>-NQ/TU</p>".as_bytes(), "text/html", "Số 04-NQ/TU");
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    check(&docx(&paragraph("Số 04-NQ/TU")), word, "Số 04-NQ/TU");
    check(b"{\\rtf1 S\\u7889?\\par 04-NQ/TU}", "application/rtf", "Số\n04-NQ/TU");
    check(
        &pdf("BT /F 12 Tf 50 700 Td (04-NQ/TU) Tj 0 -15 Td (Phan Rang) Tj ET"),
        "application/pdf",
        "04-NQ/TU\nPhan Rang",
    );
}

fn rewinds_the_file() {
    let file = file(b"one text");
    let again = file.try_clone().expect("a second handle");
    for handle in [file, again] {
        let read = extractor(Limits::default()).extract(handle, &AtomicBool::new(false)).expect("an outcome");
        assert!(matches!(read, Outcome::Document(document) if document.pages == ["one text"]));
    }
}

fn previews_in_the_worker() {
    let extractor = extractor(Limits::default());
    let preview =
        |bytes: &[u8]| extractor.preview_html(file(bytes), &AtomicBool::new(false)).expect("an answer");
    let page = b"<html><script>x()</script><p onclick=x()>safe</p>";
    assert_eq!(preview(page).as_deref(), Some("<p>safe</p>"));
    assert_eq!(preview(&docx(&paragraph("a&lt;b"))).as_deref(), Some("<p>a&lt;b</p>\n"));
    assert_eq!(preview(&pdf("")), None);
}

/// An archive of these files.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a free name");
        writer.write_all(content).expect("room in memory");
    }
    writer.finish().expect("an archive").into_inner()
}

type Files = Vec<(String, Result<Vec<u8>, Option<UnpackFault>>)>;

fn unpacked(limits: Limits, bytes: &[u8]) -> (Files, Result<(), UnpackFault>, Room) {
    let (mut files, mut room) = (Vec::new(), limits.inside);
    let result = extractor(limits).unpack(file(bytes), &mut room, &AtomicBool::new(false), &mut |enclosed| {
        let mut content = Vec::new();
        let whole = enclosed.read_to_end(&mut content).is_ok() && enclosed.fault().is_none();
        files.push((enclosed.name().to_owned(), if whole { Ok(content) } else { Err(enclosed.fault()) }));
        ControlFlow::Continue(())
    });
    (files, result.expect("a process"), room)
}

fn takes_out_what_is_inside() {
    let long = vec![b'x'; 300_000];
    let bytes = archive(&[("a/nghị quyết.txt", b"one"), ("__MACOSX/a", b"x"), ("../../b", &long)]);
    assert_eq!(outcome(Limits::default(), &bytes), Outcome::Archive);
    let limits = Limits::default();
    let (files, result, room) = unpacked(limits, &bytes);
    assert_eq!(result, Ok(()));
    assert!(files == [("a/nghị quyết.txt".into(), Ok(b"one".to_vec())), ("../../b".into(), Ok(long))]);
    assert_eq!(room, Room { files: limits.inside.files - 2, bytes: limits.inside.bytes - 300_003 });

    let mut broken = archive(&[("a", b"first"), ("b", b"second")]);
    let at = broken.windows(2).position(|two| two == b"b\xCA" || two == b"bs").unwrap_or(70);
    broken[at + 2] ^= 0x55;
    let (files, result, _) = unpacked(limits, &broken);
    assert_eq!((result, files.len()), (Ok(()), 2));
    assert_eq!(files[1].1, Err(Some(UnpackFault::Damaged)), "its checksum tells");

    let mail =
        b"From: a@b.vn\r\nTo: c@d.vn\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=z\r\n\r\n\
        --z\r\n\r\nbody\r\n--z\r\nContent-Type: application/pdf; name=a.pdf\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--z--";
    let letter = document(limits, mail);
    assert!(letter.may_enclose() && letter.hints.letter);
    assert_eq!(letter.pages, ["From: a@b.vn\nTo: c@d.vn\nSubject: x\n\nbody"]);
    assert_eq!(unpacked(limits, mail).0, [("a.pdf".to_owned(), Ok(b"%PDF-".to_vec()))]);
    assert_eq!(unpacked(limits, b"a text").0, [], "a text holds nothing");
}

fn an_archive_beyond_all_bounds_is_refused() {
    let inside = |files, bytes| Limits { inside: Room { files, bytes }, ..Limits::default() };
    let three = archive(&[("a", b"1"), ("b", b"2"), ("c", b"3")]);
    assert_eq!(unpacked(inside(2, 100), &three).1, Err(UnpackFault::TooLarge));
    assert_eq!(unpacked(inside(3, 2), &three).1, Err(UnpackFault::TooLarge));
    assert_eq!(unpacked(inside(3, 100), &three).1, Ok(()));
    // One that inflates without end, beside one that is sound.
    let bomb = archive(&[("bomb", &vec![0; 40 << 20]), ("b", b"sound")]);
    assert!(bomb.len() < 100_000);
    let (files, result, _) = unpacked(Limits::default(), &bomb);
    assert_eq!((result, &files[0].1), (Ok(()), &Err(Some(UnpackFault::TooLarge))));
    assert_eq!(files[1].1, Ok(b"sound".to_vec()));
    assert_eq!(unpacked(Limits::default(), b"PK\x03\x04 nothing").1, Err(UnpackFault::Damaged));
}

fn a_stopped_unpacking_keeps_what_came() {
    let bytes = archive(&[("a", b"1"), ("b", b"2")]);
    let mut names = Vec::new();
    let mut room = Limits::default().inside;
    let result =
        extractor(Limits::default()).unpack(file(&bytes), &mut room, &AtomicBool::new(false), &mut |one| {
            names.push(one.name().to_owned());
            ControlFlow::Break(())
        });
    assert!(matches!(result, Ok(Ok(()))) && names == ["a"]);
    let cancelled =
        extractor(Limits::default())
            .unpack(file(&bytes), &mut room, &AtomicBool::new(true), &mut |_| ControlFlow::Continue(()));
    assert!(matches!(cancelled, Err(ExtractError::Cancelled)));
    if cfg!(unix) {
        let dead = Extractor::new("/bin/false".into(), Limits::default());
        let result =
            dead.unpack(file(&bytes), &mut room, &AtomicBool::new(false), &mut |_| ControlFlow::Continue(()));
        assert!(matches!(result, Ok(Err(UnpackFault::Damaged))));
    }
}

fn refuses_what_is_no_document() {
    let check =
        |bytes: &[u8], refusal| assert_eq!(outcome(Limits::default(), bytes), Outcome::Refused(refusal));
    check(b"", Refusal::Empty);
    check(&[0x7F, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0], Refusal::NotADocument);
    check(&(0..=255).cycle().take(5000).collect::<Vec<u8>>(), Refusal::NotADocument);
    // Only the whole file shows that this is no text.
    check(&[vec![b'a'; 10_000], vec![0; 10_000]].concat(), Refusal::NotADocument);
    let small = Limits { input_bytes: 10, ..Limits::default() };
    assert_eq!(outcome(small, b"eleven byte"), Outcome::Refused(Refusal::TooLarge));
}

fn keeps_what_it_cannot_read() {
    let check = |bytes: &[u8], code, page| {
        let document = document(Limits::default(), bytes);
        let warnings: Vec<_> = document.warnings.iter().map(|w| (w.code, w.page)).collect();
        assert_eq!(warnings, [(code, page)]);
    };
    check(b"{\\rtf1 text", WarningCode::Damaged, None);
    check(b"\x89PNG\r\n\x1A\n", WarningCode::NoTextLayer, Some(1));
    check(b"%PDF-1.4\nnothing that a PDF has", WarningCode::Damaged, None);
    check(&docx("<w:p><w:r>"), WarningCode::Damaged, None);
    check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", WarningCode::Damaged, None);
    // A page of pictures of glyphs: text is shown, but no letters come out.
    check(&pdf("BT /F 12 Tf 50 700 Td () Tj ET"), WarningCode::NoTextLayer, Some(1));
    check(&pdf(""), WarningCode::Empty, None);
}

fn a_reader_out_of_time_is_stopped() {
    let start = Instant::now();
    let limits = Limits { wall: Duration::from_millis(100), text_bytes: 1 << 30, ..Limits::default() };
    assert_stopped(&document(limits, &long_text()), "text/plain");
    assert!(start.elapsed() < Duration::from_secs(10), "stopped soon after its time");
}

fn a_reader_out_of_memory_is_stopped() {
    let swollen = docx(&paragraph(&"a".repeat(60 << 20)));
    assert!(swollen.len() < 1 << 20, "small on disk");
    if cfg!(target_os = "linux") {
        let limits = Limits { memory_bytes: 64 << 20, ..Limits::default() };
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        assert_stopped(&document(limits, &swollen), word);
        let preview = extractor(limits).preview_html(file(&swollen), &AtomicBool::new(false));
        assert_eq!(preview.expect("an answer"), None);
    }
    let read = document(Limits { wall: Duration::from_secs(60), ..Limits::default() }, &swollen);
    assert_eq!(read.warnings[0].code, WarningCode::TextTruncated);
}

fn text_over_the_limit_is_cut() {
    let read = document(Limits { text_bytes: 1000, ..Limits::default() }, "\"ệ\n".repeat(5000).as_bytes());
    assert!((997..=1000).contains(&read.pages[0].len()));
    assert_eq!(read.warnings[0].code, WarningCode::TextTruncated);
}

fn a_crash_keeps_the_document() {
    // Ends at once without a word, as a reader does that a signal ends.
    if cfg!(unix) {
        let crashing = Extractor::new("/bin/false".into(), Limits::default());
        let read = crashing.extract(file(b"%PDF-1.4"), &AtomicBool::new(false)).expect("an outcome");
        assert!(matches!(&read, Outcome::Document(document) if document.media_type == "application/pdf"));
        let Outcome::Document(read) = read else { unreachable!("just matched") };
        assert_stopped(&read, "application/pdf");
    }
    let nowhere = Extractor::new("/no/such/program".into(), Limits::default());
    let error = nowhere.extract(file(b"text"), &AtomicBool::new(false)).expect_err("nothing to start");
    assert!(
        matches!(error, ExtractError::Spawn(_)) && !format!("{error} {error:?}").contains("such/program")
    );
}

fn a_reader_that_talks_without_end_is_stopped() {
    if cfg!(unix) {
        let limits = Limits { text_bytes: 1000, wall: Duration::from_secs(60), ..Limits::default() };
        let endless = Extractor::new("/usr/bin/yes".into(), limits);
        let start = Instant::now();
        let read = endless.extract(file(b"a text"), &AtomicBool::new(false)).expect("an outcome");
        let Outcome::Document(read) = read else { panic!("a text is a document") };
        assert_stopped(&read, "text/plain");
        assert!(start.elapsed() < Duration::from_secs(30), "the cap stops it, not the clock");
    }
}

fn cancelling_stops_the_reader() {
    let cancelled = Arc::new(AtomicBool::new(true));
    let limits = Limits { text_bytes: 1 << 30, wall: Duration::from_secs(60), ..Limits::default() };
    let result = extractor(limits).extract(file(b"text"), &cancelled);
    assert!(matches!(result, Err(ExtractError::Cancelled)));

    cancelled.store(false, Ordering::Relaxed);
    let later = Arc::clone(&cancelled);
    let long = file(&long_text());
    let canceller = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(60));
        later.store(true, Ordering::Relaxed);
        Instant::now()
    });
    let result = extractor(limits).extract(long, &cancelled);
    let asked = canceller.join().expect("it only sleeps");
    assert!(matches!(result, Err(ExtractError::Cancelled)));
    assert!(asked.elapsed() < Duration::from_secs(2), "answers soon");
}

/// What is closed is proved beside the sandbox; here, that the real worker enters it.
fn the_worker_is_locked_in_while_it_reads() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let cancelled = Arc::new(AtomicBool::new(false));
    let until_seen = Arc::clone(&cancelled);
    let limits = Limits { text_bytes: 1 << 30, wall: Duration::from_secs(60), ..Limits::default() };
    let reading = std::thread::spawn(move || extractor(limits).extract(file(&long_text()), &until_seen));
    let start = Instant::now();
    let is_locked = || children().iter().any(|status| status.contains("\nSeccomp:\t2\n"));
    while !is_locked() {
        assert!(start.elapsed() < Duration::from_secs(30), "no worker was locked in");
        assert!(!reading.is_finished(), "the worker ended without being locked in");
        std::thread::yield_now();
    }
    cancelled.store(true, Ordering::Relaxed);
    assert!(matches!(reading.join(), Ok(Err(ExtractError::Cancelled) | Ok(_))));
}

/// What Linux tells of the processes that this one started.
fn children() -> Vec<String> {
    let parent = format!("\nPPid:\t{}\n", std::process::id());
    let processes = std::fs::read_dir("/proc").expect("Linux lists processes").flatten();
    let statuses = processes.filter_map(|entry| std::fs::read_to_string(entry.path().join("status")).ok());
    statuses.filter(|status| status.contains(&parent)).collect()
}

fn a_worker_without_a_job_fails() {
    let this = std::env::current_exe().expect("this program has a path");
    for job in ["", "no job"] {
        let output = Command::new(&this).args([WORKER_ARGUMENT, job]).output().expect("it starts");
        assert!(!output.status.success() && output.stdout.is_empty() && output.stderr.is_empty());
    }
}
