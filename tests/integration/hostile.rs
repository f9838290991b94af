//! Files made to break their reader: each is filed or refused within its limits, and the rest goes on.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;
use vankho_testkit::TestStore;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Twenty seconds to read, and some to start, store and end.
const LIMIT: Duration = Duration::from_secs(40);

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let mut file = File::create(folder.join(name)).expect("writable");
    file.write_all(bytes).expect("room on disk");
}

/// Imports one file into a store of its own.
fn import(store: &TestStore, name: &str, bytes: &[u8]) -> Value {
    let inbox = store.inbox();
    put(&inbox, name, bytes);
    let start = Instant::now();
    let mut lines = store.import(&inbox).lines();
    assert!(start.elapsed() < LIMIT, "{name} took {:?}", start.elapsed());
    assert_eq!(lines.len(), 2, "{name}: a line and a summary");
    lines.swap_remove(0)
}

fn warnings(line: &Value) -> Vec<&str> {
    let list = line["warnings"].as_array().unwrap_or_else(|| panic!("no warnings: {line}"));
    list.iter().filter_map(|warning| warning["code"].as_str()).collect()
}

fn text(store: &TestStore, line: &Value) -> String {
    assert_eq!(line["event"], "filed", "{line}");
    store.run(["text", line["id"].as_str().expect("an id")]).stdout
}

/// A package with these parts beside the list of types.
fn package<'a>(parts: impl IntoIterator<Item = (String, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let types = ("[Content_Types].xml".to_owned(), &b"<Types/>"[..]);
    for (name, bytes) in std::iter::once(types).chain(parts) {
        zip.start_file(name, SimpleFileOptions::default()).expect("a free name");
        zip.write_all(bytes).expect("room in memory");
    }
    zip.finish().expect("room in memory").into_inner()
}

fn docx(xml: &str) -> Vec<u8> {
    package([("word/document.xml".to_owned(), xml.as_bytes())])
}

fn body(inner: &str) -> String {
    format!("<w:document><w:body>{inner}</w:body></w:document>")
}

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = String::new();
    for (i, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
    }
    let (start, size) = (bytes.len(), objects.len() + 1);
    bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n{table}").bytes());
    bytes.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

fn stream(dictionary: &str, content: &str) -> String {
    format!("<<{dictionary}/Length {}>>stream\n{content}\nendstream", content.len())
}

/// A PDF of one page with more to say in its dictionary.
fn one_page(page: &str, content: &str, more: &[String]) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{page}>>"),
        stream("", content),
        FONT.to_owned(),
    ];
    pdf(&[&objects[..], more].concat())
}

#[test]
fn a_zip_bomb_is_kept_and_not_blown_up() {
    let store = TestStore::new();
    let swollen = docx(&body(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a ".repeat(40 << 20))));
    assert!(swollen.len() < 1 << 20, "small on disk");
    let line = import(&store, "bomb.docx", &swollen);
    assert_eq!((line["event"].as_str(), warnings(&line)), (Some("filed"), vec!["damaged"]));
}

#[test]
fn a_package_of_ten_thousand_parts_is_looked_at_and_a_larger_one_is_not() {
    for (count, is_read) in [(9_000, true), (10_001, false)] {
        let store = TestStore::new();
        let xml = body("<w:p><w:r><w:t>Công văn</w:t></w:r></w:p>");
        let document = ("word/document.xml".to_owned(), xml.as_bytes());
        let rest = (0..count).map(|i| (format!("word/media/{i}.bin"), &b"x"[..]));
        let line = import(&store, "parts.docx", &package(std::iter::once(document).chain(rest)));
        assert_eq!(line["event"], "filed");
        assert_eq!(warnings(&line).is_empty(), is_read, "{count} parts: {line}");
    }
}

#[test]
fn an_entity_names_no_file_and_never_multiplies() {
    let store = TestStore::new();
    let xml = format!(
        "<!DOCTYPE d [<!ENTITY file SYSTEM \"file:///etc/passwd\"><!ENTITY a \"lol\">{}]>{}",
        (b'b'..=b'k')
            .map(|c| format!("<!ENTITY {} \"{}\">", c as char, format!("&{};", (c - 1) as char).repeat(10)))
            .collect::<String>(),
        body("<w:p><w:r><w:t>trước &file; &k; sau</w:t></w:r></w:p>")
    );
    let line = import(&store, "entity.docx", &docx(&xml));
    // No office program writes a list of entities, so the part that has one counts as broken.
    assert_eq!(warnings(&line), ["damaged"]);
    let text = text(&store, &line);
    assert!(!text.contains("root:") && text.len() < 100, "{} bytes", text.len());
}

#[test]
fn a_long_pdf_is_read_to_its_last_page() {
    const PAGES: usize = 400;
    let store = TestStore::new();
    let kids = (0..PAGES).map(|i| format!("{} 0 R ", 4 + 2 * i)).collect::<String>();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {PAGES}/Resources<</Font<</F 3 0 R>>>>>>"),
        FONT.to_owned(),
    ];
    for page in 1..=PAGES {
        let lines =
            format!("0 -14 Td (Quyet nghi ve viec trong rung ven song, trang so {page}) Tj ").repeat(40);
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R>>",
            objects.len() + 2
        ));
        objects.push(stream("", &format!("BT /F 11 Tf 50 800 Td {lines}ET")));
    }
    let line = import(&store, "long.pdf", &pdf(&objects));
    assert_eq!(warnings(&line), [""; 0], "read in full");
    assert_eq!(line["document"]["pages"], PAGES, "{line}");
    let text = text(&store, &line);
    assert_eq!(text.matches("trang so 400").count(), 40);
    assert_eq!(text.matches("trong rung").count(), 40 * PAGES);
}

#[test]
fn a_file_too_large_is_refused_before_it_is_read() {
    let store = TestStore::new();
    let inbox = store.inbox();
    let sparse = File::create(inbox.join("disk.pdf")).expect("writable");
    sparse.set_len(2 << 30).expect("a file system with holes");
    assert_eq!(store.run(["init"]).code, Some(0));
    let start = Instant::now();
    let lines = store.import(&inbox).lines();
    assert_eq!((lines[0]["event"].as_str(), lines[0]["code"].as_str()), (Some("failed"), Some("too_large")));
    assert!(start.elapsed() < Duration::from_secs(5), "took {:?}", start.elapsed());
}

#[test]
fn files_that_go_while_they_are_read_are_reported() {
    const FILES: usize = 80;
    let store = TestStore::new();
    let inbox = store.inbox();
    for i in 0..FILES {
        put(&inbox, &format!("{i:03}.txt"), format!("Công văn số {i}").as_bytes());
    }
    let mut command = store.command();
    command.args(["import", "--json"]).arg(&inbox).stdout(Stdio::piped());
    let mut running = command.spawn().expect("the program starts");
    let mut told = BufReader::new(running.stdout.take().expect("a pipe")).lines();
    let first = told.next().expect("a first line").expect("UTF-8");
    std::fs::remove_dir_all(&inbox).expect("removable");
    let lines = std::iter::once(first).chain(told.map(|line| line.expect("UTF-8")));
    let lines = lines.map(|line| serde_json::from_str::<Value>(&line).expect("JSON")).collect::<Vec<_>>();
    assert_eq!(running.wait().expect("it ends").code(), Some(1), "some failed");
    assert_eq!(lines.len(), FILES + 1, "every file is told of");
    let gone = lines.iter().filter(|line| line["code"] == "unreadable").count();
    let filed = lines.iter().filter(|line| line["event"] == "filed").count();
    assert!(gone > 0 && filed > 0 && gone + filed == FILES, "{filed} filed, {gone} gone");
    assert_eq!(store.run(["check", "--read-data"]).code, Some(0));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_reported() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let store = TestStore::new();
    let inbox = store.inbox();
    put(&inbox, "closed.txt", "Mật".as_bytes());
    let closed = inbox.join("closed.txt");
    std::fs::set_permissions(&closed, PermissionsExt::from_mode(0o000)).expect("ours");
    symlink("/nowhere/at/all.pdf", inbox.join("dangling.pdf")).expect("a file system with links");
    let is_ours_anyway = File::open(&closed).is_ok();
    let lines = store.import(&inbox).lines();
    let of = |name: &str| lines.iter().find(|line| line["path"].as_str().is_some_and(|p| p.ends_with(name)));
    // Whoever runs the tests as root may read all.
    if !is_ours_anyway {
        assert_eq!(of("closed.txt").expect("told of")["code"], "unreadable");
    }
    if let Some(dangling) = of("dangling.pdf") {
        assert_eq!(dangling["code"], "unreadable");
    }
}

#[test]
fn strange_names_are_filed_and_found() {
    let store = TestStore::new();
    let inbox = store.inbox();
    // The longest a component can be, in letters of three bytes, and letters built of parts.
    let longest = format!("{}.txt", "ệ".repeat(83));
    let apart = "nghi\u{323} quye\u{302}\u{301}t.txt";
    let mut names = vec!["..hidden..txt", "a..b.txt", &longest, apart];
    if cfg!(unix) {
        names.extend(["bell\u{7}line\nbreak\u{1B}[31m.txt", "back\\slash.txt", " .txt"]);
    }
    for (i, name) in names.iter().enumerate() {
        put(&inbox, name, format!("Văn bản thứ {i} của huyện Bình Giang").as_bytes());
    }
    let roundabout = inbox.join("..").join("inbox");
    let lines = store.import(&roundabout).lines();
    assert_eq!(lines.last().expect("a summary")["filed"], names.len());
    let kept = lines.iter().filter_map(|line| line["document"]["files"][0]["name"].as_str());
    let kept = kept.collect::<Vec<_>>();
    assert!(kept.contains(&"nghị quyết.txt"), "composed: {kept:?}");
    assert!(kept.iter().all(|name| !name.chars().any(char::is_control)), "no control characters: {kept:?}");
    assert_eq!(store.search("binh giang")["total"], names.len());
    // Longer than any file system has: no such file, and no panic.
    let impossible = inbox.join("x".repeat(300));
    assert_eq!(store.import(&impossible).lines()[0]["code"], "unreadable");
}

/// Nested without end, running in a circle, or larger than anything: a name and the bytes.
fn traps() -> Vec<(&'static str, Vec<u8>)> {
    const DEEP: usize = 200_000;
    // A tree of HTML takes time that grows with the square of its depth.
    const DEEP_HTML: usize = 20_000;
    let deep_xml = body(&format!("{}x{}", "<w:p>".repeat(DEEP), "</w:p>".repeat(DEEP)));
    let deep_tables = body(&"<w:tbl><w:tr><w:tc>".repeat(DEEP));
    let deep_array = format!("/Deep {}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    let deep_dictionary = format!("/Deep {}1{}", "<</A ".repeat(DEEP), ">>".repeat(DEEP));
    let show = "BT /F 12 Tf 50 700 Td (Cong van) Tj ET";
    let resources = "/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>";
    let drawing = "/MediaBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>";
    let form = stream("/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>", "/X Do /X Do");
    let catalog = "<</Type/Catalog/Pages 2 0 R>>".to_owned();
    let circle = "<</Type/Pages/Kids[2 0 R 2 0 R 1 0 R]/Count 2/Parent 2 0 R>>".to_owned();
    let fan = |next: usize| format!("<</Type/Pages/Count 1/Kids[{}]>>", format!("{next} 0 R ").repeat(10));
    let fans = std::iter::once(catalog.clone()).chain((3..30).map(fan)).collect::<Vec<_>>();
    let own_length = "<</Length 4 0 R>>stream\nBT ET\nendstream".to_owned();
    vec![
        ("deep-paragraphs.docx", docx(&deep_xml)),
        ("deep-tables.docx", docx(&deep_tables)),
        ("deep.html", format!("<html>{}x", "<div>".repeat(DEEP_HTML)).into_bytes()),
        ("deep-tables.html", format!("<html>{}x", "<table><tr><td>".repeat(DEEP_HTML)).into_bytes()),
        ("deep-marks.html", format!("<html>{}x", "<b><p>".repeat(DEEP_HTML / 2)).into_bytes()),
        ("deep-array.pdf", one_page(&deep_array, show, &[])),
        ("deep-dictionary.pdf", one_page(&deep_dictionary, show, &[])),
        ("deep-operands.pdf", one_page(resources, &format!("{}{show}", "[".repeat(DEEP)), &[])),
        ("deep-states.pdf", one_page(resources, &format!("{}{show}", "q ".repeat(DEEP)), &[])),
        ("circle-of-pages.pdf", pdf(&[catalog.clone(), circle])),
        ("fan-of-pages.pdf", pdf(&fans)),
        ("circle-of-forms.pdf", one_page(drawing, "/X Do", &[form])),
        (
            "own-length.pdf",
            pdf(&[catalog, "<</Type/Pages/Kids[4 0 R]/Count 1>>".into(), FONT.into(), own_length]),
        ),
        (
            "huge-page.pdf",
            one_page("/MediaBox[-1e38 -1e38 1e38 1e38]/Resources<</Font<</F 5 0 R>>>>", show, &[]),
        ),
        ("huge-font.pdf", one_page(resources, "BT /F 1e30 Tf 1e30 0 0 1e30 1e38 1e38 Tm (A) Tj ET", &[])),
        ("huge-offset.pdf", b"%PDF-1.4\nstartxref\n99999999999999999999\n%%EOF".to_vec()),
        ("long-line.txt", "a".repeat(8 << 20).into_bytes()),
        ("one-mark.txt", "o\u{302}\u{301}".repeat(1 << 20).into_bytes()),
    ]
}

#[test]
fn traps_are_filed_or_refused_in_time_and_the_rest_goes_on() {
    let store = TestStore::new();
    let inbox = store.inbox();
    let traps = traps();
    for (name, bytes) in &traps {
        put(&inbox, name, bytes);
    }
    put(&inbox, "zz-last.txt", "Công văn bình thường".as_bytes());
    let lines = store.import(&inbox).lines();
    assert_eq!(lines.len(), traps.len() + 2, "every file is told of");
    for line in &lines[..=traps.len()] {
        let is_told = line["event"] == "filed" || line["code"] == "unsupported_format";
        assert!(is_told, "{line}");
        let milliseconds = u128::from(line["ms"].as_u64().expect("a time"));
        assert!(milliseconds < LIMIT.as_millis(), "{}: {milliseconds} ms", line["path"]);
    }
    assert_eq!(store.search("binh thuong")["total"], 1, "the last one was read");
}
