//! `dossiers` and `dossier_documents`: what belongs to one matter, in the order people give it.

use rusqlite::{OptionalExtension, Row as SqlRow, params};
use vankho_model::DossierId;

use crate::{Reader, StoreError, Writer};

/// Whether documents may still be put into a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierState {
    /// They may.
    Open,
    /// The matter is done: nothing is put in, taken out or reordered.
    Closed,
}

impl DossierState {
    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// A dossier (hồ sơ).
#[derive(Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its identity.
    pub id: DossierId,
    /// Its number or sign (số, ký hiệu hồ sơ); no two are alike.
    pub code: Option<String>,
    /// What it is about.
    pub title: String,
    /// Whether documents may still be put in.
    pub state: DossierState,
    /// How many documents are in it, none in the trash counted.
    pub documents: u64,
}

/// Shows the id and never the title.
impl std::fmt::Debug for Dossier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Dossier({})", self.id)
    }
}

/// A dossier that a document is in.
#[derive(Clone, PartialEq, Eq)]
pub struct InDossier {
    /// The dossier.
    pub id: DossierId,
    /// Its code and title, as they are shown.
    pub name: String,
    /// Its place among the documents there.
    pub place: u64,
}

/// Shows the id and never the name.
impl std::fmt::Debug for InDossier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "InDossier({}, {})", self.id, self.place)
    }
}

/// Code and title as one name.
const NAME: &str = "iif(code IS NULL, title, code || ' · ' || title)";

impl Reader<'_> {
    /// Lists every dossier: open ones first, each group by code.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn dossiers(&self) -> Result<Vec<Dossier>, StoreError> {
        self.dossiers_where("?1 IS NULL ORDER BY state = 'closed', code IS NULL, code, title", None)
    }

    /// Reads a dossier.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn dossier(&self, id: DossierId) -> Result<Option<Dossier>, StoreError> {
        Ok(self.dossiers_where("id = ?1", Some(id))?.pop())
    }

    fn dossiers_where(&self, filter: &str, id: Option<DossierId>) -> Result<Vec<Dossier>, StoreError> {
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT id, code, title, state, (
                 SELECT count(*) FROM dossier_documents WHERE dossier = dossiers.no
                     AND document NOT IN (SELECT no FROM documents WHERE trashed_at IS NOT NULL))
             FROM dossiers WHERE {filter}"
        ))?;
        let id = id.map(|id| id.as_bytes().to_vec());
        let rows = statement.query_map([id], |row| Ok(read_dossier(row)))?;
        rows.map(|row| row?).collect()
    }

    /// Finds a dossier's ordinal.
    ///
    /// # Errors
    /// On I/O.
    pub fn dossier_no(&self, id: DossierId) -> Result<Option<u64>, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT no FROM dossiers WHERE id = ?1")?;
        Ok(statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// Finds the dossier that has a code.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn dossier_with_code(&self, code: &str) -> Result<Option<DossierId>, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT id FROM dossiers WHERE code = ?1")?;
        let id = statement.query_row([code], |row| row.get::<_, Vec<u8>>(0)).optional()?;
        id.map(|bytes| dossier_id(&bytes)).transpose()
    }

    /// Lists the dossiers a document is in.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn dossiers_of(&self, document: u64) -> Result<Vec<InDossier>, StoreError> {
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT id, {NAME}, place FROM dossier_documents JOIN dossiers ON no = dossier
             WHERE document = ?1 ORDER BY code IS NULL, code, title"
        ))?;
        let mut rows = statement.query([document])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id = dossier_id(&row.get::<_, Vec<u8>>(0)?)?;
            found.push(InDossier { id, name: row.get(1)?, place: row.get(2)? });
        }
        Ok(found)
    }

    /// Lists the ordinals of the documents in a dossier in their order; none in the trash.
    ///
    /// # Errors
    /// On I/O.
    pub fn documents_in_dossier(&self, id: DossierId) -> Result<Vec<u64>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT document FROM dossier_documents JOIN dossiers ON dossiers.no = dossier
             JOIN documents ON documents.no = document
             WHERE dossiers.id = ?1 AND trashed_at IS NULL ORDER BY place, document",
        )?;
        let nos = statement.query_map([id.as_bytes()], |row| row.get(0))?;
        Ok(nos.collect::<Result<_, _>>()?)
    }

    /// The place after the last document of a dossier.
    ///
    /// # Errors
    /// On I/O.
    pub fn next_place(&self, id: DossierId) -> Result<u64, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT coalesce(max(place), 0) + 1 FROM dossier_documents
             WHERE dossier = (SELECT no FROM dossiers WHERE id = ?1)",
        )?;
        Ok(statement.query_row([id.as_bytes()], |row| row.get(0))?)
    }

    /// Tells whether anything lies in a dossier, in the trash as well.
    ///
    /// # Errors
    /// On I/O.
    pub fn is_dossier_empty(&self, no: u64) -> Result<bool, StoreError> {
        let mut statement = self
            .sql
            .prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM dossier_documents WHERE dossier = ?1)")?;
        Ok(statement.query_row([no], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Makes a dossier, or writes over the one with its id.
    ///
    /// # Errors
    /// On I/O, or if another one has the code (ask `dossier_with_code` first).
    pub fn put_dossier(&self, dossier: &Dossier, at: &str) -> Result<(), StoreError> {
        let Dossier { id, code, title, state, .. } = dossier;
        self.sql
            .prepare_cached(
                "INSERT INTO dossiers (id, code, title, state, made_at, version) VALUES (?1, ?2, ?3, ?4, ?5, 1)
                 ON CONFLICT (id) DO UPDATE
                 SET code = excluded.code, title = excluded.title, state = excluded.state, version = version + 1",
            )?
            .execute(params![id.as_bytes(), code, title, state.as_str(), at])?;
        Ok(())
    }

    /// Removes a dossier in which nothing lies.
    ///
    /// # Errors
    /// On I/O, or if something does.
    pub fn remove_dossier(&self, no: u64) -> Result<(), StoreError> {
        self.sql.prepare_cached("DELETE FROM dossiers WHERE no = ?1")?.execute([no])?;
        Ok(())
    }

    /// Puts a document into exactly these dossiers, counts the change and tells the index. A dossier that is no more
    /// is passed over.
    ///
    /// # Errors
    /// On I/O.
    pub fn set_dossiers(&self, document: u64, dossiers: &[InDossier]) -> Result<(), StoreError> {
        self.sql.prepare_cached("DELETE FROM dossier_documents WHERE document = ?1")?.execute([document])?;
        for one in dossiers {
            self.sql
                .prepare_cached(
                    "INSERT INTO dossier_documents (dossier, document, place)
                     SELECT no, ?2, ?3 FROM dossiers WHERE id = ?1",
                )?
                .execute(params![one.id.as_bytes(), document, one.place])?;
        }
        self.count_change(document)
    }

    /// Moves a document within a dossier.
    ///
    /// # Errors
    /// On I/O.
    pub fn set_place(&self, dossier: u64, document: u64, place: u64) -> Result<(), StoreError> {
        self.sql
            .prepare_cached("UPDATE dossier_documents SET place = ?3 WHERE dossier = ?1 AND document = ?2")?
            .execute(params![dossier, document, place])?;
        Ok(())
    }
}

fn dossier_id(bytes: &[u8]) -> Result<DossierId, StoreError> {
    DossierId::from_bytes(bytes).map_err(|_| StoreError::Damaged { what: "dossiers.id" })
}

fn read_dossier(row: &SqlRow<'_>) -> Result<Dossier, StoreError> {
    let state = match row.get_ref(3)?.as_str() {
        Ok("open") => DossierState::Open,
        Ok("closed") => DossierState::Closed,
        _ => return Err(StoreError::Damaged { what: "dossiers.state" }),
    };
    Ok(Dossier {
        id: dossier_id(&row.get::<_, Vec<u8>>(0)?)?,
        code: row.get(1)?,
        title: row.get(2)?,
        state,
        documents: row.get(4)?,
    })
}
