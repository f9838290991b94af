//! What people decide: fields confirmed, corrected or rejected, citations ruled on; each with its history, each to
//! be undone.

use vankho_model::{Document, DocumentId, Field, InvalidValue, Relation, Ruling};
use vankho_store::{Action, Change, Changed, CitationState, FieldState, InDossier, Reader, Writer};

use crate::{AppError, Archive, relate};

/// What a person does with a field.
#[derive(Clone, PartialEq, Eq)]
pub enum FieldEdit {
    /// It is right as it stands.
    Confirm,
    /// This is right: the values as typed, several only for a list.
    Correct(Vec<String>),
    /// It is wrong, and nothing is known instead.
    Reject,
}

/// Shows what is done and never with what.
impl std::fmt::Debug for FieldEdit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.action().as_str())
    }
}

impl FieldEdit {
    fn action(&self) -> Action {
        match self {
            Self::Confirm => Action::Confirm,
            Self::Correct(_) => Action::Correct,
            Self::Reject => Action::Reject,
        }
    }
}

/// What a person says of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CitationEdit {
    /// Right, wrong, or open again.
    pub ruling: Ruling,
    /// What the document does with the cited one; `None` leaves it.
    pub relation: Option<Relation>,
    /// The document that is meant; `None` leaves it.
    pub cited: Option<DocumentId>,
}

impl Archive {
    /// Edits fields of a document, all or none. Returns the changes in the history, in the order given; what changes
    /// nothing leaves none.
    ///
    /// # Errors
    /// If there is no such document, a field can't hold its value, or the catalogue can't be written.
    pub fn edit_fields(&self, id: DocumentId, edits: &[(Field, FieldEdit)]) -> Result<Vec<Change>, AppError> {
        let at = self.clock.now();
        self.store.write(|writer| {
            let mut changes = Vec::new();
            for (field, edit) in edits {
                changes.extend(edit_field(writer, id, *field, edit, &at)?);
            }
            Ok(changes)
        })
    }

    /// Keeps what a person says of a citation, by its ordinal.
    ///
    /// # Errors
    /// If there is no such citation or document, or the catalogue can't be written.
    pub fn rule_on_citation(&self, citation: u64, edit: CitationEdit) -> Result<Change, AppError> {
        let at = self.clock.now();
        self.store.write(|writer| {
            let reader = writer.reader();
            let filed = reader.citation(citation)?.ok_or(AppError::NotFound)?;
            let meant = match edit.cited {
                None => filed.cited,
                Some(id) => Some(reader.document_no(id)?.ok_or(AppError::NotFound)?),
            };
            let (relation, ruling) = (filed.citation.relation, filed.ruling);
            let before = CitationState { no: citation, ruling, relation, cited: filed.cited };
            let after = CitationState {
                ruling: edit.ruling,
                relation: edit.relation.unwrap_or(relation),
                cited: meant,
                ..before
            };
            writer.write_citation(&after)?;
            let is_corrected = (after.relation, after.cited) != (before.relation, before.cited);
            let action = match edit.ruling {
                Ruling::Rejected => Action::Reject,
                _ if is_corrected => Action::Correct,
                _ => Action::Confirm,
            };
            record(writer, filed.document, &at, action, &Changed::Citation { before, after })
        })
    }

    /// Takes a change back; the change that does so can be taken back as well. `None`: it was taken back before, or
    /// something later changed the same again, which comes first.
    ///
    /// # Errors
    /// If there is no such change, or the catalogue can't be written.
    pub fn undo(&self, change: u64) -> Result<Option<Change>, AppError> {
        let at = self.clock.now();
        self.store.write(|writer| {
            let reader = writer.reader();
            let done = reader.change(change)?.ok_or(AppError::NotFound)?;
            if done.is_undone {
                return Ok(None);
            }
            let no = reader.document_no(done.document)?.ok_or(AppError::NotFound)?;
            if !is_last_word(&reader, no, &done)? {
                return Ok(None);
            }
            let undone = put(writer, no, done.changed.reversed())?;
            writer.mark_undone(change)?;
            record(writer, no, &at, Action::Undo, &undone).map(Some)
        })
    }

    /// Reads the history of a document, the newest change first.
    ///
    /// # Errors
    /// If there is no such document, or the catalogue can't be read.
    pub fn history(&self, id: DocumentId) -> Result<Vec<Change>, AppError> {
        self.by_no(id, |reader, no| reader.changes(no))
    }

    /// Reads the next documents, in the order of filing, with a field that a machine was not sure of and nobody
    /// decided yet; and how many there are in all.
    ///
    /// # Errors
    /// If there is no document `after`, or the catalogue can't be read.
    pub fn in_doubt(
        &self,
        after: Option<DocumentId>,
        limit: usize,
    ) -> Result<(u64, Vec<Document>), AppError> {
        let after = after.map(|id| self.by_no(id, |_, no| Ok(no))).transpose()?.unwrap_or_default();
        self.read(|reader| {
            let mut documents = Vec::new();
            for no in reader.documents_in_doubt(after, limit)? {
                if let Some(row) = reader.row(no)? {
                    documents.extend(reader.document(row.id)?);
                }
            }
            Ok((reader.in_doubt_count()?, documents))
        })
    }

    /// Lists what people decided for a field before, the most frequent first: what is offered when it is typed again.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn decided_values(&self, field: Field, limit: usize) -> Result<Vec<String>, AppError> {
        self.read(|reader| reader.decided_values(field, limit))
    }
}

fn edit_field(
    writer: &Writer<'_>,
    id: DocumentId,
    field: Field,
    edit: &FieldEdit,
    at: &str,
) -> Result<Option<Change>, AppError> {
    let reader = writer.reader();
    let (Some(document), Some(no)) = (reader.document(id)?, reader.document_no(id)?) else {
        return Err(AppError::NotFound);
    };
    let before = reader.field_state(no, &document.fields, field)?;
    let after = match edit {
        FieldEdit::Confirm => FieldState { is_settled: true, ..before.clone() },
        FieldEdit::Reject => FieldState { values: Vec::new(), is_settled: true, evidence: None },
        FieldEdit::Correct(values) => {
            let mut fields = document.fields.clone();
            fields.set_values(field, values).map_err(|InvalidValue(field)| AppError::InvalidValue(field))?;
            let values = fields.values(field);
            // Typing what stands there already confirms it: its place on the page stays known.
            let evidence = before.evidence.clone().filter(|_| values == before.values);
            FieldState { values, is_settled: true, evidence }
        }
    };
    if after == before {
        return Ok(None);
    }
    let changed = put(writer, no, Changed::Field { field, before, after })?;
    record(writer, no, at, edit.action(), &changed).map(Some)
}

/// Writes what a change makes of a document, and joins it again where its citations may mean another now. Gives the
/// change back with what was there before, as it was found.
pub(crate) fn put(writer: &Writer<'_>, no: u64, change: Changed) -> Result<Changed, AppError> {
    let reader = writer.reader();
    let row = reader.row(no)?.ok_or(AppError::NotFound)?;
    Ok(match change {
        Changed::Field { field, after, .. } => {
            let before = reader.field_state(no, &row.fields, field)?;
            let fields = writer.write_field(no, &row, field, &after)?;
            if names_it(field) {
                relate::join(writer, no, &[&row.fields, &fields])?;
            }
            Changed::Field { field, before, after }
        }
        Changed::Citation { before, after } => {
            writer.write_citation(&after)?;
            Changed::Citation { before, after }
        }
        Changed::Tags { after, .. } => {
            let before = reader.tags(no)?;
            writer.set_tags(no, &after)?;
            Changed::Tags { before, after }
        }
        Changed::Dossiers { after, .. } => {
            let before = reader.dossiers_of(no)?;
            writer.set_dossiers(no, &after)?;
            Changed::Dossiers { before, after }
        }
        Changed::Trash { after, .. } => {
            writer.set_trashed(no, after.as_deref())?;
            relate::join(writer, no, &[&row.fields])?;
            Changed::Trash { before: row.trashed_at, after }
        }
    })
}

/// Whether citations may mean another document once this field says something else.
fn names_it(field: Field) -> bool {
    matches!(
        field,
        Field::Kind
            | Field::Number
            | Field::IssuedOn
            | Field::PublishedOn
            | Field::Issuer
            | Field::ParentBody
            | Field::Place
    )
}

/// Whether what a change did still stands.
pub(crate) fn is_last_word(reader: &Reader<'_>, no: u64, change: &Change) -> Result<bool, AppError> {
    let row = reader.row(no)?.ok_or(AppError::NotFound)?;
    Ok(match &change.changed {
        Changed::Field { field, after, .. } => {
            let now = reader.field_state(no, &row.fields, *field)?;
            (&now.values, now.is_settled) == (&after.values, after.is_settled)
        }
        Changed::Citation { after, .. } => {
            let now = reader.citation(after.no)?.ok_or(AppError::NotFound)?;
            (now.ruling, now.citation.relation) == (after.ruling, after.relation)
        }
        Changed::Tags { after, .. } => reader.tags(no)? == *after,
        Changed::Dossiers { after, .. } => {
            let ids = |dossiers: &[InDossier]| dossiers.iter().map(|one| one.id).collect::<Vec<_>>();
            ids(&reader.dossiers_of(no)?) == ids(after)
        }
        Changed::Trash { after, .. } => row.trashed_at == *after,
    })
}

fn record(
    writer: &Writer<'_>,
    no: u64,
    at: &str,
    action: Action,
    changed: &Changed,
) -> Result<Change, AppError> {
    let change = writer.record_change(no, at, action, changed, None)?;
    writer.reader().change(change)?.ok_or(AppError::NotFound)
}
