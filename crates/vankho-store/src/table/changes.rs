//! `changes` and `settled_fields`: what people decided, and what it takes to undo it.

use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};
use vankho_model::{DocumentId, Evidence, Field, Fields, Relation, Ruling};

use crate::table::documents::{document_id, write_fields};
use crate::table::dossiers::InDossier;
use crate::{Reader, Row, StoreError, Writer};

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Said that it is right.
    Confirm,
    /// Said what is right instead.
    Correct,
    /// Said that it is wrong.
    Reject,
    /// Took a change back.
    Undo,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 4] = [Self::Confirm, Self::Correct, Self::Reject, Self::Undo];

    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Correct => "correct",
            Self::Reject => "reject",
            Self::Undo => "undo",
        }
    }
}

/// All that is known of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldState {
    /// Its values as text ([`Fields::values`]).
    pub values: Vec<String>,
    /// Whether a person decided it.
    pub is_settled: bool,
    /// Where a machine read it.
    pub evidence: Option<Evidence>,
}

/// All that a person can decide of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CitationState {
    /// The citation.
    pub no: u64,
    /// Right, wrong, or not decided.
    pub ruling: Ruling,
    /// What the document does with the cited one.
    pub relation: Relation,
    /// The ordinal of the cited document.
    pub cited: Option<u64>,
}

/// What was changed, before and after.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    /// A field.
    Field {
        /// Which.
        field: Field,
        /// As it was.
        before: FieldState,
        /// As it is then.
        after: FieldState,
    },
    /// A citation.
    Citation {
        /// As it was.
        before: CitationState,
        /// As it is then.
        after: CitationState,
    },
    /// Its labels.
    Tags {
        /// As they were.
        before: Vec<String>,
        /// As they are then.
        after: Vec<String>,
    },
    /// The dossiers it is in.
    Dossiers {
        /// As they were.
        before: Vec<InDossier>,
        /// As they are then.
        after: Vec<InDossier>,
    },
    /// Whether it is in the trash.
    Trash {
        /// Since when it was.
        before: Option<String>,
        /// Since when it is then.
        after: Option<String>,
    },
}

impl Changed {
    /// Every name of what can be changed.
    pub const ALL: [&'static str; 5] = ["field", "citation", "tags", "dossiers", "trash"];

    /// The name of what was changed in JSON and in the catalogue.
    #[must_use]
    pub fn what(&self) -> &'static str {
        match self {
            Self::Field { .. } => "field",
            Self::Citation { .. } => "citation",
            Self::Tags { .. } => "tags",
            Self::Dossiers { .. } => "dossiers",
            Self::Trash { .. } => "trash",
        }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Field { field, before, after } => Self::Field { field, before: after, after: before },
            Self::Citation { before, after } => Self::Citation { before: after, after: before },
            Self::Tags { before, after } => Self::Tags { before: after, after: before },
            Self::Dossiers { before, after } => Self::Dossiers { before: after, after: before },
            Self::Trash { before, after } => Self::Trash { before: after, after: before },
        }
    }

    fn json(&self) -> (Value, Value) {
        match self {
            Self::Field { before, after, .. } => (field_json(before), field_json(after)),
            Self::Citation { before, after } => (citation_json(before), citation_json(after)),
            Self::Tags { before, after } => (json!(before), json!(after)),
            Self::Dossiers { before, after } => (dossiers_json(before), dossiers_json(after)),
            Self::Trash { before, after } => (json!(before), json!(after)),
        }
    }
}

/// A change in the history of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its ordinal.
    pub no: u64,
    /// The document.
    pub document: DocumentId,
    /// When: UTC, `YYYY-MM-DDThh:mm:ssZ`.
    pub at: String,
    /// What was done.
    pub action: Action,
    /// To what.
    pub changed: Changed,
    /// Whether it was taken back.
    pub is_undone: bool,
    /// The operation it is a part of, if many documents were changed at once.
    pub operation: Option<u64>,
}

const COLUMNS: &str = "changes.no, id, at, action, field, citation, before, after, undone, what, operation";

impl Reader<'_> {
    /// Reads the history of a document, the newest first.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn changes(&self, document: u64) -> Result<Vec<Change>, StoreError> {
        self.changes_where("document = ?1 ORDER BY changes.no DESC", document)
    }

    /// Reads one change.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn change(&self, no: u64) -> Result<Option<Change>, StoreError> {
        Ok(self.changes_where("changes.no = ?1", no)?.pop())
    }

    /// Lists the ordinals of the changes of an operation, the last first.
    ///
    /// # Errors
    /// On I/O.
    pub fn changes_in(&self, operation: u64) -> Result<Vec<u64>, StoreError> {
        let mut statement =
            self.sql.prepare_cached("SELECT no FROM changes WHERE operation = ?1 ORDER BY no DESC")?;
        let nos = statement.query_map([operation], |row| row.get(0))?;
        Ok(nos.collect::<Result<_, _>>()?)
    }

    fn changes_where(&self, filter: &str, value: u64) -> Result<Vec<Change>, StoreError> {
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM changes JOIN documents ON documents.no = document WHERE {filter}"
        ))?;
        let mut rows = statement.query([value])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push(read_change(row)?);
        }
        Ok(changes)
    }

    /// Reads the fields of a document that a person decided.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn settled_fields(&self, document: u64) -> Result<Vec<Field>, StoreError> {
        let mut statement =
            self.sql.prepare_cached("SELECT field FROM settled_fields WHERE document = ?1")?;
        let names = statement.query_map([document], |row| row.get::<_, String>(0))?;
        names
            .map(|name| Field::from_name(&name?).ok_or(StoreError::Damaged { what: "settled_fields.field" }))
            .collect()
    }

    /// Lists the values that people decided for a field of one column, the most frequent first.
    ///
    /// # Errors
    /// On I/O.
    pub fn decided_values(&self, field: Field, limit: usize) -> Result<Vec<String>, StoreError> {
        let column = match field {
            Field::Issuer => "issuer",
            Field::ParentBody => "parent_body",
            Field::Signer => "signer",
            Field::SignerPosition => "signer_position",
            Field::Place => "place",
            Field::Author => "author",
            _ => return Ok(Vec::new()),
        };
        let mut statement = self.sql.prepare_cached(&format!(
            "SELECT {column} FROM settled_fields JOIN documents ON no = document
             WHERE field = ?1 AND {column} IS NOT NULL
             GROUP BY {column} ORDER BY count(*) DESC, max(no) DESC LIMIT ?2"
        ))?;
        let values = statement.query_map(params![field.as_str(), limit], |row| row.get(0))?;
        Ok(values.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Writes a field with all that is known of it, counts the change and tells the index.
    ///
    /// # Errors
    /// On I/O, or if a value is none for the field.
    pub fn write_field(
        &self,
        no: u64,
        before: &Row,
        field: Field,
        state: &FieldState,
    ) -> Result<Fields, StoreError> {
        let mut fields = before.fields.clone();
        fields
            .set_values(field, &state.values)
            .map_err(|_| StoreError::Damaged { what: "changes.values" })?;
        write_fields(self.sql, no, &fields, before.pages as usize)?;
        let at = params![no, field.as_str()];
        self.sql.prepare_cached("DELETE FROM evidence WHERE document = ?1 AND field = ?2")?.execute(at)?;
        if let Some(evidence) = &state.evidence {
            self.insert_evidence(no, std::slice::from_ref(evidence))?;
        }
        if state.is_settled {
            self.sql
                .prepare_cached("UPDATE evidence SET state = 'confirmed' WHERE document = ?1 AND field = ?2")?
                .execute(at)?;
            self.sql
                .prepare_cached("INSERT OR IGNORE INTO settled_fields (document, field) VALUES (?1, ?2)")?
                .execute(at)?;
        } else {
            self.sql
                .prepare_cached("DELETE FROM settled_fields WHERE document = ?1 AND field = ?2")?
                .execute(at)?;
        }
        self.enqueue_change(no)?;
        Ok(fields)
    }

    /// Writes what a person decided of a citation.
    ///
    /// # Errors
    /// On I/O.
    pub fn write_citation(&self, state: &CitationState) -> Result<(), StoreError> {
        self.sql
            .prepare_cached("UPDATE citations SET ruling = ?2, relation = ?3, cited = ?4 WHERE no = ?1")?
            .execute(params![state.no, state.ruling.as_str(), state.relation.as_str(), state.cited])?;
        Ok(())
    }

    /// Adds to the history of a document, as a part of an operation if many are changed at once; returns the ordinal
    /// of the change.
    ///
    /// # Errors
    /// On I/O.
    pub fn record_change(
        &self,
        document: u64,
        at: &str,
        action: Action,
        changed: &Changed,
        operation: Option<u64>,
    ) -> Result<u64, StoreError> {
        let (field, citation) = match changed {
            Changed::Field { field, .. } => (Some(field.as_str()), None),
            Changed::Citation { before, .. } => (None, Some(before.no)),
            _ => (None, None),
        };
        let (before, after) = changed.json();
        self.sql
            .prepare_cached(
                "INSERT INTO changes (document, at, action, what, field, citation, before, after, operation)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                document,
                at,
                action.as_str(),
                changed.what(),
                field,
                citation,
                before.to_string(),
                after.to_string(),
                operation
            ])?;
        Ok(u64::try_from(self.sql.last_insert_rowid()).expect("ordinals count up from 1"))
    }

    /// Marks a change as taken back.
    ///
    /// # Errors
    /// On I/O.
    pub fn mark_undone(&self, change: u64) -> Result<(), StoreError> {
        self.sql.prepare_cached("UPDATE changes SET undone = 1 WHERE no = ?1")?.execute([change])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Reads all that is known of a field of a document with these fields.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn field_state(&self, no: u64, fields: &Fields, field: Field) -> Result<FieldState, StoreError> {
        let mut settled =
            self.sql.prepare_cached("SELECT 1 FROM settled_fields WHERE document = ?1 AND field = ?2")?;
        let is_settled = settled.query_row(params![no, field.as_str()], |_| Ok(())).optional()?.is_some();
        let evidence = self.evidence_of(no, field)?;
        Ok(FieldState { values: fields.values(field), is_settled, evidence })
    }
}

fn field_json(state: &FieldState) -> Value {
    let evidence = state.evidence.as_ref().map(|evidence| {
        let Evidence { page, start, end, ref quote, confidence, .. } = *evidence;
        json!({ "page": page, "start": start, "end": end, "quote": quote, "confidence": confidence })
    });
    json!({ "values": state.values, "settled": state.is_settled, "evidence": evidence })
}

fn citation_json(state: &CitationState) -> Value {
    json!({ "ruling": state.ruling.as_str(), "relation": state.relation.as_str(), "cited": state.cited })
}

fn dossiers_json(dossiers: &[InDossier]) -> Value {
    let one = |one: &InDossier| json!({ "id": one.id.to_string(), "name": one.name, "place": one.place });
    dossiers.iter().map(one).collect()
}

fn read_change(row: &rusqlite::Row<'_>) -> Result<Change, StoreError> {
    let damaged = |what| StoreError::Damaged { what };
    let json = |column| -> Result<Value, StoreError> {
        let text = row.get_ref(column)?.as_str().map_err(|_| StoreError::Damaged { what: "changes" })?;
        serde_json::from_str(text).map_err(|_| StoreError::Damaged { what: "changes" })
    };
    let (before, after) = (json(6)?, json(7)?);
    let bad = || StoreError::Damaged { what: "changes.before" };
    let what: String = row.get(9)?;
    let changed = match &*what {
        "field" => {
            let name: String = row.get(4)?;
            let field = Field::from_name(&name).ok_or_else(|| damaged("changes.field"))?;
            let state = |json: &Value| read_field(field, json).ok_or_else(bad);
            Changed::Field { field, before: state(&before)?, after: state(&after)? }
        }
        "citation" => {
            let no = row.get(5)?;
            let state = |json: &Value| read_citation(no, json).ok_or_else(bad);
            Changed::Citation { before: state(&before)?, after: state(&after)? }
        }
        "tags" => {
            let tags = |json: &Value| read_strings(json).ok_or_else(bad);
            Changed::Tags { before: tags(&before)?, after: tags(&after)? }
        }
        "dossiers" => {
            let dossiers = |json: &Value| read_dossiers(json).ok_or_else(bad);
            Changed::Dossiers { before: dossiers(&before)?, after: dossiers(&after)? }
        }
        "trash" => {
            let since = |json: &Value| json.as_str().map(str::to_owned);
            Changed::Trash { before: since(&before), after: since(&after) }
        }
        _ => return Err(damaged("changes.what")),
    };
    let action: String = row.get(3)?;
    Ok(Change {
        no: row.get(0)?,
        document: document_id(&row.get::<_, Vec<u8>>(1)?)?,
        at: row.get(2)?,
        action: Action::ALL
            .into_iter()
            .find(|one| one.as_str() == action)
            .ok_or_else(|| damaged("changes.action"))?,
        changed,
        is_undone: row.get(8)?,
        operation: row.get(10)?,
    })
}

fn read_strings(json: &Value) -> Option<Vec<String>> {
    json.as_array()?.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

fn read_dossiers(json: &Value) -> Option<Vec<InDossier>> {
    let one = |json: &Value| {
        Some(InDossier {
            id: json["id"].as_str()?.parse().ok()?,
            name: json["name"].as_str()?.to_owned(),
            place: json["place"].as_u64()?,
        })
    };
    json.as_array()?.iter().map(one).collect()
}

fn read_field(field: Field, json: &Value) -> Option<FieldState> {
    let number = |value: &Value| value.as_u64().and_then(|value| u32::try_from(value).ok());
    let evidence = match &json["evidence"] {
        Value::Null => None,
        found => Some(Evidence {
            field,
            page: number(&found["page"])?,
            start: number(&found["start"])?,
            end: number(&found["end"])?,
            quote: found["quote"].as_str()?.to_owned(),
            #[allow(clippy::cast_possible_truncation, reason = "it was one of single precision")]
            confidence: found["confidence"].as_f64()? as f32,
        }),
    };
    Some(FieldState {
        values: read_strings(&json["values"])?,
        is_settled: json["settled"].as_bool()?,
        evidence,
    })
}

fn read_citation(no: u64, json: &Value) -> Option<CitationState> {
    Some(CitationState {
        no,
        ruling: Ruling::from_code(json["ruling"].as_str()?)?,
        relation: Relation::from_code(json["relation"].as_str()?)?,
        cited: json["cited"].as_u64(),
    })
}
