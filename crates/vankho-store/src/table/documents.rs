//! `documents`.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use vankho_model::{
    Citation, Digest, Document, DocumentId, DocumentNumber, DossierName, Evidence, Fields, Kind,
    OriginalFile, PageSource, PartialDate, Secrecy, Urgency, Warning,
};

use crate::{Reader, StoreError, Writer};

/// A document about to be filed.
#[derive(Debug)]
pub struct NewDocument<'a> {
    /// Its identity.
    pub id: DocumentId,
    /// Its id in the system it comes from.
    pub source_id: Option<&'a str>,
    /// Its fields.
    pub fields: &'a Fields,
    /// Where its machine-read fields were read: these are proposed until a person confirms them.
    pub evidence: &'a [Evidence],
    /// What it cites.
    pub citations: &'a [Citation],
    /// Its text, a string a page.
    pub pages: &'a [String],
    /// How each page was read.
    pub sources: &'a [PageSource],
    /// What could not be read.
    pub warnings: &'a [Warning],
    /// Its original, already in the vault; `None` for a migrated text.
    pub file: Option<&'a OriginalFile>,
    /// The letter it came enclosed in.
    pub enclosed_in: Option<DocumentId>,
    /// Its labels.
    pub tags: &'a [String],
    /// When: UTC, `YYYY-MM-DDThh:mm:ssZ`.
    pub filed_at: &'a str,
}

/// Why a document is already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DuplicateOf {
    /// The same bytes were filed before.
    Content(DocumentId),
    /// The same id of the system it comes from was filed before.
    SourceId(DocumentId),
}

/// A document as a list shows it.
#[derive(Clone)]
pub struct Row {
    /// Local ordinal: what the index calls it.
    pub no: u64,
    /// Its identity.
    pub id: DocumentId,
    /// The id it had in the system it was migrated from.
    pub source_id: Option<String>,
    /// Its fields.
    pub fields: Fields,
    /// How many pages of text it has.
    pub pages: u32,
    /// When it was filed: UTC, `YYYY-MM-DDThh:mm:ssZ`.
    pub filed_at: String,
    /// Since when it is in the trash, the same way.
    pub trashed_at: Option<String>,
    /// Counts its changes.
    version: u32,
}

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Row({})", self.id)
    }
}

pub(crate) const FIELD_COLUMNS: &str = "kind, number, issued_on, published_on, place, issuer, parent_body, subject, signer, \
     signer_position, signer_authority, author, addressees, recipients, secrecy, urgency";
pub(crate) const OTHER_COLUMNS: &str = "no, id, source_id, pages, filed_at, trashed_at, version";

impl Reader<'_> {
    /// Finds the ordinal of a document.
    ///
    /// # Errors
    /// On I/O.
    pub fn document_no(&self, id: DocumentId) -> Result<Option<u64>, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT no FROM documents WHERE id = ?1")?;
        Ok(statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// Reads one document as a list shows it.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn row(&self, no: u64) -> Result<Option<Row>, StoreError> {
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT {OTHER_COLUMNS}, {FIELD_COLUMNS} FROM documents WHERE no = ?1"
        ))?;
        statement.query_row([no], |row| Ok(read_row(row))).optional()?.transpose()
    }

    /// Reads one document whole, without its text.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn document(&self, id: DocumentId) -> Result<Option<Document>, StoreError> {
        let Some(no) = self.document_no(id)? else { return Ok(None) };
        let Some(row) = self.row(no)? else { return Ok(None) };
        let (evidence, proposed) = self.evidence(no)?;
        let (enclosed_in, enclosures) = self.enclosures(no)?;
        let dossiers = self.dossiers_of(no)?.into_iter();
        Ok(Some(Document {
            id,
            source_id: row.source_id,
            fields: row.fields,
            evidence,
            proposed,
            warnings: self.warnings(no)?,
            files: self.files(no)?,
            pages: row.pages,
            sources: self.page_sources(no)?,
            enclosed_in,
            enclosures,
            tags: self.tags(no)?,
            dossiers: dossiers.map(|one| DossierName { id: one.id, name: one.name }).collect(),
            trashed_at: row.trashed_at,
            filed_at: row.filed_at,
            version: row.version,
        }))
    }

    /// Finds the documents with exactly this number in normal form, oldest filing first; none in the trash.
    ///
    /// # Errors
    /// On I/O.
    pub fn ids_by_number(&self, number: &DocumentNumber) -> Result<Vec<DocumentId>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT id FROM documents WHERE number = ?1 AND trashed_at IS NULL ORDER BY no",
        )?;
        let ids = statement.query_map([number.to_string()], |row| row.get::<_, Vec<u8>>(0))?;
        ids.map(|bytes| document_id(&bytes?)).collect()
    }

    /// Lists up to `limit` documents with this [`DocumentNumber::identity_key`] whose date may be `date`, oldest
    /// filing first; those in the trash as well.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn rows_with_number(
        &self,
        key: &str,
        date: Option<PartialDate>,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        let date = date.map(|date| date.to_string());
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT {OTHER_COLUMNS}, {FIELD_COLUMNS} FROM documents
             WHERE number_key = ?1 AND (?2 IS NULL OR issued_on IS NULL OR issued_on = ?2
                 OR length(issued_on) < 10 OR length(?2) < 10)
             ORDER BY no LIMIT ?3"
        ))?;
        let mut rows = statement.query(params![key, date, limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read_row(row)?);
        }
        Ok(found)
    }

    /// Tells whether the same content, or the same source id, was filed before.
    ///
    /// # Errors
    /// On I/O.
    pub fn duplicate_of(
        &self,
        content: Option<&Digest>,
        source_id: Option<&str>,
    ) -> Result<Option<DuplicateOf>, StoreError> {
        if let Some(id) = content.map(|digest| self.document_with_content(digest)).transpose()?.flatten() {
            return Ok(Some(DuplicateOf::Content(id)));
        }
        let Some(source_id) = source_id else { return Ok(None) };
        let mut statement = self.sql.prepare_cached("SELECT id FROM documents WHERE source_id = ?1")?;
        let found = statement.query_row([source_id], |row| row.get::<_, Vec<u8>>(0)).optional()?;
        found.map(|bytes| document_id(&bytes).map(DuplicateOf::SourceId)).transpose()
    }

    /// Lists every document that is not in the trash, in the order of filing.
    ///
    /// # Errors
    /// On I/O.
    pub fn all_ids(&self) -> Result<Vec<DocumentId>, StoreError> {
        let mut statement =
            self.sql.prepare_cached("SELECT id FROM documents WHERE trashed_at IS NULL ORDER BY no")?;
        let ids = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
        ids.map(|bytes| document_id(&bytes?)).collect()
    }

    /// Counts the documents that are not in the trash.
    ///
    /// # Errors
    /// On I/O.
    pub fn document_count(&self) -> Result<u64, StoreError> {
        // Two narrow indexes are counted instead of reading every row for its `trashed_at`.
        let sql = "SELECT (SELECT count(*) FROM documents)
                       - (SELECT count(*) FROM documents WHERE trashed_at IS NOT NULL)";
        Ok(self.sql.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Lists up to `limit` ordinals after `after`, in order: how a rebuild walks the catalogue.
    ///
    /// # Errors
    /// On I/O.
    pub fn document_nos_after(&self, after: u64, limit: usize) -> Result<Vec<u64>, StoreError> {
        let mut statement =
            self.sql.prepare_cached("SELECT no FROM documents WHERE no > ?1 ORDER BY no LIMIT ?2")?;
        let nos = statement.query_map(params![after, limit], |row| row.get(0))?;
        Ok(nos.collect::<Result<_, _>>()?)
    }

    /// The letter that a document came in, and what came in it.
    fn enclosures(&self, no: u64) -> Result<(Option<DocumentId>, Vec<DocumentId>), StoreError> {
        let ids = |sql: &str| -> Result<Vec<DocumentId>, StoreError> {
            let mut statement = self.sql.prepare_cached(sql)?;
            let ids = statement.query_map([no], |row| row.get::<_, Vec<u8>>(0))?;
            ids.map(|bytes| document_id(&bytes?)).collect()
        };
        let outer =
            ids("SELECT id FROM documents WHERE no = (SELECT enclosed_in FROM documents WHERE no = ?1)")?;
        let inner =
            ids("SELECT id FROM documents WHERE enclosed_in = ?1 AND trashed_at IS NULL ORDER BY no")?;
        Ok((outer.first().copied(), inner))
    }
}

impl Writer<'_> {
    /// Files a document: its row, text, evidence, warnings, file and outbox line. Returns its ordinal.
    ///
    /// # Errors
    /// On I/O, or if its id, source id or content is already there (ask `duplicate_of` first).
    pub fn insert_document(&self, new: &NewDocument<'_>) -> Result<u64, StoreError> {
        let enclosed_in = new.enclosed_in.map(|id| self.reader().document_no(id)).transpose()?.flatten();
        let holders =
            (1..=FIELD_COLUMNS.split(", ").count() + 8).map(|i| format!("?{i}")).collect::<Vec<_>>();
        let mut statement = self.sql.prepare_cached(&format!(
            "INSERT INTO documents
                 ({FIELD_COLUMNS}, id, source_id, pages, filed_at, enclosed_in, version, number_key, no)
             VALUES ({})",
            holders.join(", ")
        ))?;
        let row: [Value; 8] = [
            new.id.as_bytes().to_vec().into(),
            new.source_id.map(str::to_owned).into(),
            integer(new.pages.len()),
            new.filed_at.to_owned().into(),
            enclosed_in.map_or(Value::Null, integer),
            1.into(),
            number_key(new.fields),
            integer(self.next_no()?),
        ];
        statement.execute(params_from_iter(field_values(new.fields).into_iter().chain(row)))?;
        let no = u64::try_from(self.sql.last_insert_rowid()).expect("ordinals count up from 1");
        self.insert_text(no, new.pages)?;
        self.insert_evidence(no, new.evidence)?;
        self.replace_citations(no, new.citations)?;
        self.insert_page_sources(no, new.sources)?;
        self.insert_warnings(no, new.warnings)?;
        if let Some(file) = new.file {
            self.insert_file(no, file)?;
        }
        self.insert_tags(no, new.tags)?;
        self.enqueue_change(no)?;
        Ok(no)
    }
}

/// The setting that holds the highest ordinal that was purged.
const PURGED_UP_TO: &str = "purged_up_to";

impl Writer<'_> {
    /// The next ordinal: higher than any there ever was.
    fn next_no(&self) -> Result<u64, StoreError> {
        let sql = "SELECT 1 + max((SELECT coalesce(max(no), 0) FROM documents), coalesce(
                       (SELECT CAST(value AS INTEGER) FROM settings WHERE name = ?1), 0))";
        Ok(self.sql.prepare_cached(sql)?.query_row([PURGED_UP_TO], |row| row.get(0))?)
    }

    /// Sees to it that the ordinal of a document that is purged is never given to another.
    pub(crate) fn retire_no(&self, no: u64) -> Result<(), StoreError> {
        if self.next_no()? == no + 1 {
            self.set_setting(PURGED_UP_TO, &no.to_string())?;
        }
        Ok(())
    }
}

/// Overwrites the fields of a document and counts the change.
pub(crate) fn write_fields(
    sql: &Connection,
    no: u64,
    fields: &Fields,
    pages: usize,
) -> Result<(), StoreError> {
    let set = FIELD_COLUMNS.split(", ").enumerate().map(|(i, name)| format!("{name} = ?{}", i + 1));
    let set = set.collect::<Vec<_>>().join(", ");
    let count = FIELD_COLUMNS.split(", ").count();
    let mut statement = sql.prepare_cached(&format!(
        "UPDATE documents SET {set}, number_key = ?{}, pages = ?{}, version = version + 1 WHERE no = ?{}",
        count + 1,
        count + 2,
        count + 3
    ))?;
    let rest: [Value; 3] = [number_key(fields), integer(pages), integer(no)];
    statement.execute(params_from_iter(field_values(fields).into_iter().chain(rest)))?;
    Ok(())
}

/// The values of [`FIELD_COLUMNS`].
fn field_values(fields: &Fields) -> Vec<Value> {
    let text = |value: &Option<String>| Value::from(value.clone());
    let date = |date: Option<PartialDate>| Value::from(date.map(|d| d.to_string()));
    let list = |items: &[String]| Value::from(serde_json::to_string(items).expect("strings are always JSON"));
    vec![
        fields.kind.map(|kind| kind.id().to_owned()).into(),
        fields.number.as_ref().map(ToString::to_string).into(),
        date(fields.issued_on),
        date(fields.published_on),
        text(&fields.place),
        text(&fields.issuer),
        text(&fields.parent_body),
        text(&fields.subject),
        text(&fields.signer),
        text(&fields.signer_position),
        text(&fields.signer_authority),
        text(&fields.author),
        list(&fields.addressees),
        list(&fields.recipients),
        fields.secrecy.as_str().to_owned().into(),
        fields.urgency.as_str().to_owned().into(),
    ]
}

/// The key that joins citations with the document, of the fields' number.
fn number_key(fields: &Fields) -> Value {
    fields.number.as_ref().map(DocumentNumber::identity_key).into()
}

fn integer(value: impl TryInto<i64>) -> Value {
    value.try_into().unwrap_or(i64::MAX).into()
}

pub(crate) fn document_id(bytes: &[u8]) -> Result<DocumentId, StoreError> {
    DocumentId::from_bytes(bytes).map_err(|_| StoreError::Damaged { what: "documents.id" })
}

pub(crate) fn read_row(row: &rusqlite::Row<'_>) -> Result<Row, StoreError> {
    let damaged = |what| move || StoreError::Damaged { what };
    let text = |column| row.get::<_, Option<String>>(column);
    let date = |column, what| -> Result<Option<PartialDate>, StoreError> {
        text(column)?.map(|d| d.parse().map_err(|()| StoreError::Damaged { what })).transpose()
    };
    let list = |column, what| -> Result<Vec<String>, StoreError> {
        let json = row.get_ref(column)?.as_str().map_err(|_| StoreError::Damaged { what })?;
        serde_json::from_str(json).map_err(|_| StoreError::Damaged { what })
    };
    let kind = text("kind")?.map(|id| Kind::from_id(&id)).transpose();
    let number =
        text("number")?.map(|n| DocumentNumber::as_written(&n).ok_or_else(damaged("documents.number")));
    let fields = Fields {
        kind: kind.map_err(|_| StoreError::Damaged { what: "documents.kind" })?,
        number: number.transpose()?,
        issued_on: date("issued_on", "documents.issued_on")?,
        published_on: date("published_on", "documents.published_on")?,
        place: text("place")?,
        issuer: text("issuer")?,
        parent_body: text("parent_body")?,
        subject: text("subject")?,
        signer: text("signer")?,
        signer_position: text("signer_position")?,
        signer_authority: text("signer_authority")?,
        author: text("author")?,
        addressees: list("addressees", "documents.addressees")?,
        recipients: list("recipients", "documents.recipients")?,
        secrecy: Secrecy::from_code(row.get_ref("secrecy")?.as_str().unwrap_or_default())
            .ok_or_else(damaged("documents.secrecy"))?,
        urgency: Urgency::from_code(row.get_ref("urgency")?.as_str().unwrap_or_default())
            .ok_or_else(damaged("documents.urgency"))?,
    };
    Ok(Row {
        no: row.get("no")?,
        id: document_id(&row.get::<_, Vec<u8>>("id")?)?,
        source_id: text("source_id")?,
        fields,
        pages: row.get("pages")?,
        filed_at: row.get("filed_at")?,
        trashed_at: row.get("trashed_at")?,
        version: row.get("version")?,
    })
}
