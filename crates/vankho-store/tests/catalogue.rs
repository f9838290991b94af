//! The catalogue's promises, one test each.

use vankho_model::{
    Digest, DocumentId, DocumentNumber, Evidence, Field, Fields, FileRole, Kind, OriginalFile, Warning,
    WarningCode,
};
use vankho_store::{Access, DuplicateOf, NewDocument, Store, StoreError};

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
            sources: &[],
            enclosed_in: None,
            id,
            source_id,
            fields: &resolution(),
            evidence: &[evidence],
            pages: &["trang một".into(), String::new(), "trang\u{C}ba".into()],
            warnings: &warnings,
            file: Some(&original),
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
