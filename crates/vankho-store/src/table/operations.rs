//! `operations`: what was done to many documents at once.

use rusqlite::{OptionalExtension, Row as SqlRow, params};
use vankho_model::Field;

use crate::{Reader, StoreError, Writer};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// A field was given values.
    SetField,
    /// Labels were added.
    AddTags,
    /// Labels were taken off.
    RemoveTags,
    /// Put into a dossier.
    AddToDossier,
    /// Taken out of a dossier.
    RemoveFromDossier,
    /// Put into the trash.
    Trash,
    /// Taken out of the trash.
    Restore,
    /// A label was given another name.
    RenameTag,
    /// Another operation was taken back.
    Undo,
    /// Forgotten for ever: the one that can't be taken back.
    Purge,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 10] = [
        Self::SetField,
        Self::AddTags,
        Self::RemoveTags,
        Self::AddToDossier,
        Self::RemoveFromDossier,
        Self::Trash,
        Self::Restore,
        Self::RenameTag,
        Self::Undo,
        Self::Purge,
    ];

    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SetField => "set_field",
            Self::AddTags => "add_tags",
            Self::RemoveTags => "remove_tags",
            Self::AddToDossier => "add_to_dossier",
            Self::RemoveFromDossier => "remove_from_dossier",
            Self::Trash => "trash",
            Self::Restore => "restore",
            Self::RenameTag => "rename_tag",
            Self::Undo => "undo",
            Self::Purge => "purge",
        }
    }
}

/// What was done to many documents at once.
#[derive(Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its ordinal; 0 before it is kept.
    pub no: u64,
    /// When: UTC, `YYYY-MM-DDThh:mm:ssZ`.
    pub at: String,
    /// What was done.
    pub act: Act,
    /// The field, if one was set.
    pub field: Option<Field>,
    /// The values, the labels, or the dossier's name.
    pub operand: Vec<String>,
    /// How many documents it changed.
    pub documents: u64,
    /// Whether it was taken back.
    pub is_undone: bool,
}

/// Shows what was done and never with what.
impl std::fmt::Debug for Operation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Operation({}, {}, {})", self.no, self.act.as_str(), self.documents)
    }
}

const COLUMNS: &str = "no, at, act, field, operand, documents, undone";

impl Reader<'_> {
    /// Reads one operation.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn operation(&self, no: u64) -> Result<Option<Operation>, StoreError> {
        let mut statement =
            self.sql.prepare_cached(&format!("SELECT {COLUMNS} FROM operations WHERE no = ?1"))?;
        statement.query_row([no], |row| Ok(read(row))).optional()?.transpose()
    }

    /// Lists the last operations, the newest first.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn operations(&self, limit: usize) -> Result<Vec<Operation>, StoreError> {
        let mut statement = self
            .sql
            .prepare_cached(&format!("SELECT {COLUMNS} FROM operations ORDER BY no DESC LIMIT ?1"))?;
        let rows = statement.query_map([limit], |row| Ok(read(row)))?;
        rows.map(|row| row?).collect()
    }
}

impl Writer<'_> {
    /// Keeps an operation before its changes; returns its ordinal. How many documents it changes is told at its end.
    ///
    /// # Errors
    /// On I/O.
    pub fn begin_operation(&self, operation: &Operation) -> Result<u64, StoreError> {
        let operand = serde_json::to_string(&operation.operand).expect("strings are always JSON");
        self.sql
            .prepare_cached(
                "INSERT INTO operations (at, act, field, operand, documents) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                operation.at,
                operation.act.as_str(),
                operation.field.map(Field::as_str),
                operand,
                operation.documents
            ])?;
        Ok(u64::try_from(self.sql.last_insert_rowid()).expect("ordinals count up from 1"))
    }

    /// Tells how many documents an operation changed; one that changed none is forgotten.
    ///
    /// # Errors
    /// On I/O.
    pub fn end_operation(&self, no: u64, documents: u64) -> Result<(), StoreError> {
        let sql = if documents == 0 {
            "DELETE FROM operations WHERE no = ?1 AND ?2 = 0"
        } else {
            "UPDATE operations SET documents = ?2 WHERE no = ?1"
        };
        self.sql.prepare_cached(sql)?.execute(params![no, documents])?;
        Ok(())
    }

    /// Marks an operation as taken back.
    ///
    /// # Errors
    /// On I/O.
    pub fn mark_operation_undone(&self, no: u64) -> Result<(), StoreError> {
        self.sql.prepare_cached("UPDATE operations SET undone = 1 WHERE no = ?1")?.execute([no])?;
        Ok(())
    }
}

fn read(row: &SqlRow<'_>) -> Result<Operation, StoreError> {
    let damaged = |what| StoreError::Damaged { what };
    let act: String = row.get(2)?;
    let field: Option<String> = row.get(3)?;
    let field = field.map(|name| Field::from_name(&name).ok_or_else(|| damaged("operations.field")));
    let operand: String = row.get(4)?;
    Ok(Operation {
        no: row.get(0)?,
        at: row.get(1)?,
        act: Act::ALL.into_iter().find(|one| one.as_str() == act).ok_or_else(|| damaged("operations.act"))?,
        field: field.transpose()?,
        operand: serde_json::from_str(&operand).map_err(|_| damaged("operations.operand"))?,
        documents: row.get(5)?,
        is_undone: row.get(6)?,
    })
}
