//! The catalogue's promises, one test each.

use vankho_model::{
    Digest, DocumentId, DocumentNumber, Engine, Evidence, Field, Fields, FileRole, Kind, OriginalFile,
    PageSource, Warning, WarningCode, WordBox,
};
use vankho_store::{Access, DuplicateOf, NewDocument, NewReading, Store, StoreError};

struct Catalogue {
    folder: tempfile::TempDir,
    store: Store,
}

impl Catalogue {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(&folder.path().join("catalogue.db"), Access::Create).expect("opens");
        Self { folder, store }
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("catalogue.db")
    }
}

fn resolution() -> Fields {
    Fields {
        kind: Kind::from_id("nghi_quyet").ok(),
        number: "04-NQ/TU".parse().ok(),
        issued_on: "2016-07-01".parse().ok(),
        issuer: Some("TỈNH ỦY SÔNG THANH".into()),
        subject: Some("về cải cách hành chính".into()),
        recipients: vec!["Các huyện ủy".into(), "Lưu".into()],
        ..Fields::default()
    }
}

fn file(store: &Store, source_id: Option<&str>, content: u8) -> Result<DocumentId, StoreError> {
    let id = DocumentId::generate();
    let original = OriginalFile {
        role: FileRole::Original,
        name: "nq04.pdf".into(),
        media_type: "application/pdf".into(),
        bytes: 3,
        digest: Digest::new([content; 32]),
    };
    let evidence = Evidence {
        field: Field::Number,
        page: 1,
        start: 3,
        end: 11,
        quote: "04-NQ/TU".into(),
        confidence: 0.99,
    };
    let warnings = [
        Warning { code: WarningCode::NoTextLayer, page: Some(2) },
        Warning { code: WarningCode::Damaged, page: None },
    ];
    store.write(|writer| {
        writer.insert_document(&NewDocument {
            id,
            source_id,
            fields: &resolution(),
            evidence: &[evidence],
            citations: &[],
            pages: &["trang một".into(), String::new(), "trang\u{C}ba".into()],
            sources: &[Engine::Format, Engine::Waiting, Engine::Waiting].map(PageSource::from),
            warnings: &warnings,
            file: Some(&original),
            enclosed_in: None,
            tags: &["cchc".into()],
            filed_at: "2026-11-24T03:00:00Z",
        })
    })?;
    Ok(id)
}

#[test]
fn gives_back_what_was_filed() -> Result<(), StoreError> {
    let catalogue = Catalogue::new();
    let id = file(&catalogue.store, Some("A-17"), 1)?;
    let (document, text) = catalogue.store.read(|reader| {
        let no = reader.document_no(id)?.expect("filed");
        Ok::<_, StoreError>((reader.document(id)?.expect("filed"), reader.text(no)?))
    })?;
    assert_eq!(document.fields, resolution());
    assert_eq!(document.source_id.as_deref(), Some("A-17"));
    assert_eq!(document.proposed, [Field::Number], "what a machine read is proposed");
    assert_eq!(document.evidence[0].quote, "04-NQ/TU");
    assert_eq!(document.warnings.len(), 2);
    assert_eq!(document.warnings[0], Warning { code: WarningCode::Damaged, page: None });
    assert_eq!((document.files.len(), document.pages, document.version), (1, 3, 1));
    assert_eq!(text, ["trang một", "", "trang\nba"], "pages keep their count");
    Ok(())
}

#[test]
fn knows_duplicates_by_content_and_by_source() -> Result<(), StoreError> {
    let catalogue = Catalogue::new();
    let id = file(&catalogue.store, Some("A-17"), 1)?;
    let ask = |content: u8, source: &str| {
        catalogue.store.read(|reader| reader.duplicate_of(Some(&Digest::new([content; 32])), Some(source)))
    };
    assert_eq!(ask(1, "B")?, Some(DuplicateOf::Content(id)));
    assert_eq!(ask(2, "A-17")?, Some(DuplicateOf::SourceId(id)));
    assert_eq!(ask(2, "B")?, None);
    assert!(file(&catalogue.store, None, 1).is_err(), "the schema itself refuses the same content twice");
    assert_eq!(catalogue.store.read(|reader| reader.document_count())?, 1, "a refused change leaves nothing");
    Ok(())
}

#[test]
fn pages_wait_in_the_order_of_filing() -> Result<(), StoreError> {
    let catalogue = Catalogue::new();
    let ids = [file(&catalogue.store, None, 1)?, file(&catalogue.store, None, 2)?];
    let after = |after, limit| catalogue.store.read(|reader| reader.waiting_pages(after, limit));
    let all = after((0, 0), 10)?;
    let named = all.iter().map(|page| (page.id, page.page)).collect::<Vec<_>>();
    assert_eq!(named, [(ids[0], 2), (ids[0], 3), (ids[1], 2), (ids[1], 3)]);
    assert_eq!(after((all[1].no, all[1].page), 1)?, all[2..3], "it goes on after the page it stopped at");
    assert_eq!(catalogue.store.read(|reader| reader.waiting_count())?, (2, 4));
    Ok(())
}

#[test]
fn a_new_reading_keeps_what_no_machine_proposed() -> Result<(), StoreError> {
    let catalogue = Catalogue::new();
    let id = file(&catalogue.store, None, 1)?;
    let word = WordBox { start: 0, end: 4, left: 10, top: 20, right: 300, bottom: 40_000, confidence: 77 };
    let read = Fields { number: "05-NQ/TU".parse().ok(), issuer: Some("KHÁC".into()), ..Fields::default() };
    catalogue.store.write(|writer| {
        let before = writer.reader().document(id)?.expect("filed");
        let no = writer.reader().document_no(id)?.expect("filed");
        let new = NewReading {
            no,
            pages: &["một".into(), "đọc được".into()],
            sources: &[Engine::Format, Engine::Ocr].map(PageSource::from),
            words: &[(2, vec![word])],
            warnings: &[],
            fields: &read,
            evidence: &[],
            citations: Some(&[]),
        };
        writer.replace_reading(&before, &new)
    })?;
    let (document, text, words, last) = catalogue.store.read(|reader| {
        let no = reader.document_no(id)?.expect("filed");
        let document = reader.document(id)?.expect("filed");
        Ok::<_, StoreError>((document, reader.text(no)?, reader.page_words(no, 2)?, reader.last_change()?))
    })?;
    assert_eq!(document.fields.number, read.number, "a machine proposed it, and reads it otherwise now");
    assert_eq!(document.fields.issuer, resolution().issuer, "nobody proposed it: it was given");
    assert_eq!((document.version, document.pages, document.warnings.len()), (2, 2, 0));
    assert_eq!(document.sources[1].engine, Engine::Ocr);
    assert_eq!((text[1].as_str(), words.as_slice()), ("đọc được", &[word][..]));
    assert_eq!(last, 2, "the index is told");
    Ok(())
}

#[test]
fn an_older_catalogue_is_brought_up_with_all_it_holds() -> Result<(), StoreError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("catalogue.db");
    let old = rusqlite::Connection::open(&path)?;
    old.execute_batch(include_str!("../migrations/0001_catalogue.sql"))?;
    old.execute_batch(
        "INSERT INTO documents (id, secrecy, urgency, pages, filed_at, version)
         VALUES (x'01980000000070008000000000000001', 'thuong', 'thuong', 1, '2026-11-24T03:00:00Z', 1);
         INSERT INTO warnings VALUES (1, 1, 'no_text_layer');
         PRAGMA application_id = 0x564B484F; PRAGMA user_version = 1;",
    )?;
    drop(old);
    let store = Store::open(&path, Access::Write)?;
    let id = store.read(|reader| reader.all_ids())?[0];
    let document = store.read(|reader| reader.document(id))?.expect("still there");
    assert_eq!(document.warnings, [Warning { code: WarningCode::NoTextLayer, page: Some(1) }]);
    assert_eq!(document.sources, [PageSource::default()]);
    Ok(())
}

#[test]
fn finds_by_number_in_any_writing() -> Result<(), StoreError> {
    let catalogue = Catalogue::new();
    let id = file(&catalogue.store, None, 1)?;
    let number: DocumentNumber = "số: 04 – NQ / TU".parse().expect("a number");
    assert_eq!(catalogue.store.read(|reader| reader.ids_by_number(&number))?, [id]);
    Ok(())
}

#[test]
fn tells_the_index_what_changed_in_order() -> Result<(), StoreError> {
    let catalogue = Catalogue::new();
    for content in 1..=3 {
        file(&catalogue.store, None, content)?;
    }
    let changes = catalogue.store.read(|reader| reader.changes_after(1, 10))?;
    assert_eq!(changes.iter().map(|c| (c.seq, c.document)).collect::<Vec<_>>(), [(2, 2), (3, 3)]);
    catalogue.store.write(|writer| writer.trim_changes(3))?;
    let (left, last) =
        catalogue.store.read(|r| Ok::<_, StoreError>((r.change_count_after(0)?, r.last_change()?)))?;
    assert_eq!((left, last), (0, 3), "trimming forgets changes and not their count");
    Ok(())
}

#[test]
fn a_clock_that_was_wrong_empties_no_trash() -> Result<(), StoreError> {
    let catalogue = Catalogue::new();
    let id = file(&catalogue.store, None, 1)?;
    let no = catalogue.store.read(|reader| reader.document_no(id))?.expect("filed");
    let due = |since: &str| {
        catalogue.store.write(|writer| writer.set_trashed(no, Some(since)))?;
        catalogue.store.read(|reader| reader.trashed_until("2027-01-01T00:00:00Z"))
    };
    assert_eq!(due("2026-11-25T03:00:00Z")?, [no]);
    assert_eq!(
        due("2000-01-01T00:00:07Z")?,
        [0_u64; 0],
        "thrown away before it was filed: nobody knows when"
    );
    Ok(())
}

#[test]
fn refuses_a_newer_catalogue_untouched() -> Result<(), StoreError> {
    let catalogue = Catalogue::new();
    file(&catalogue.store, None, 1)?;
    let path = catalogue.path();
    drop(catalogue.store);
    rusqlite::Connection::open(&path)?.pragma_update(None, "user_version", 99)?;
    for access in [Access::Read, Access::Write, Access::Create] {
        assert!(
            matches!(Store::open(&path, access), Err(StoreError::TooNew { found: 99, .. })),
            "{access:?}"
        );
    }
    let version: u32 =
        rusqlite::Connection::open(&path)?.pragma_query_value(None, "user_version", |r| r.get(0))?;
    assert_eq!(version, 99);
    Ok(())
}

#[test]
fn refuses_what_is_no_catalogue() -> Result<(), StoreError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("catalogue.db");
    assert!(matches!(Store::open(&path, Access::Read), Err(StoreError::NotFound)));
    rusqlite::Connection::open(&path)?.execute_batch("CREATE TABLE other (a)")?;
    assert!(matches!(Store::open(&path, Access::Create), Err(StoreError::NotACatalogue)));
    Ok(())
}

#[test]
fn runs_a_sqlite_without_the_wal_reset_bug() {
    assert!(rusqlite::version_number() >= 3_051_003, "3.7.0-3.51.2 can lose committed pages");
}

#[test]
fn readers_cannot_write() -> Result<(), StoreError> {
    let catalogue = Catalogue::new();
    let reader = Store::open(&catalogue.path(), Access::Read)?;
    assert!(file(&reader, None, 1).is_err());
    Ok(())
}

#[test]
fn keeps_the_import_queue_between_starts() -> Result<(), StoreError> {
    let catalogue = Catalogue::new();
    let path = std::path::Path::new("/hồ sơ/nq04.pdf");
    let place = catalogue.store.write(|writer| writer.enqueue_import(path))?.expect("a Unicode path");
    let again = Store::open(&catalogue.path(), Access::Read)?;
    assert_eq!(again.read(|reader| reader.import_queue())?, [(place, path.to_owned())]);
    catalogue.store.write(|writer| writer.finish_import(place))?;
    assert!(again.read(|reader| reader.import_queue())?.is_empty());
    Ok(())
}
