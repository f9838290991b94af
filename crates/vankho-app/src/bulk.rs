//! One change to many documents: looked at first, done whole or not at all, taken back as one.

use std::collections::HashMap;

use vankho_model::{DocumentId, DossierId, Field, Fields, InvalidValue};
use vankho_store::{
    Act, Action, Changed, DossierState, FieldState, InDossier, Operation, Reader, Row, Writer,
};

use crate::dossiers::name;
use crate::edit::{is_last_word, put};
use crate::{AppError, Archive, Control, Selection};

/// Documents shown of a preview, and of what an undo refuses.
const SHOWN: usize = 20;
/// How often progress is told: every so many documents.
const TELL_EVERY: u64 = 256;

/// What to do with each of some documents.
#[derive(Clone, PartialEq, Eq)]
pub enum BulkEdit {
    /// Give a field these values, as typed; none empties it.
    SetField(Field, Vec<String>),
    /// Add labels.
    AddTags(Vec<String>),
    /// Take labels off.
    RemoveTags(Vec<String>),
    /// Give a label another name wherever it is.
    RenameTag(String, String),
    /// Put into a dossier, at its end.
    AddToDossier(DossierId),
    /// Take out of a dossier.
    RemoveFromDossier(DossierId),
    /// Put into the trash.
    Trash,
    /// Take out of the trash.
    Restore,
}

/// Shows what is done and never with what.
impl std::fmt::Debug for BulkEdit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.act().as_str())
    }
}

impl BulkEdit {
    fn act(&self) -> Act {
        match self {
            Self::SetField(..) => Act::SetField,
            Self::AddTags(_) => Act::AddTags,
            Self::RemoveTags(_) => Act::RemoveTags,
            Self::RenameTag(..) => Act::RenameTag,
            Self::AddToDossier(_) => Act::AddToDossier,
            Self::RemoveFromDossier(_) => Act::RemoveFromDossier,
            Self::Trash => Act::Trash,
            Self::Restore => Act::Restore,
        }
    }
}

/// What to do where a person decided the field before, for another value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Leave those documents as they are.
    Keep,
    /// Change them too.
    Change,
}

/// A document of a preview.
#[derive(Clone, Debug)]
pub struct SampleRow {
    /// The document.
    pub row: Row,
    /// What would be changed.
    pub changed: Changed,
    /// Whether a person decided it before.
    pub is_decided: bool,
}

/// What a change to many documents would do.
#[derive(Clone, Debug, Default)]
pub struct BulkPreview {
    /// How many documents are selected.
    pub documents: u64,
    /// How many would change, those that a person decided before included.
    pub changes: u64,
    /// How many of them a person decided before.
    pub decided: u64,
    /// From which values, the most frequent first; several values of a list are one.
    pub from: Vec<(Vec<String>, u64)>,
    /// Some that would change.
    pub sample: Vec<SampleRow>,
}

/// What a change to many documents did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BulkResult {
    /// What to take back; `None` if nothing was changed.
    pub operation: Option<u64>,
    /// Documents changed.
    pub changed: u64,
    /// Documents that were so already.
    pub unchanged: u64,
    /// Documents left because a person had decided otherwise.
    pub kept: u64,
}

/// What taking back a change to many documents did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndoneMany {
    /// What takes this back; `None` if nothing was changed.
    pub operation: Option<u64>,
    /// Documents taken back.
    pub undone: u64,
    /// Documents left because the same was changed again since.
    pub refused: u64,
    /// Some of them.
    pub refused_ids: Vec<DocumentId>,
}

/// An edit that makes sense, with what it needs to be done to one document after another.
struct Plan {
    edit: BulkEdit,
    operand: Vec<String>,
    dossier: Option<InDossier>,
    at: String,
}

impl Archive {
    /// Tells what an edit of many documents would do, and changes nothing. Reports (done, in all).
    ///
    /// # Errors
    /// As [`Archive::change_many`].
    pub fn preview_many(
        &self,
        selection: &Selection,
        edit: &BulkEdit,
        control: &Control,
    ) -> Result<BulkPreview, AppError> {
        let nos = self.select(selection)?;
        let mut preview = BulkPreview { documents: nos.len() as u64, ..BulkPreview::default() };
        let mut from: HashMap<Vec<String>, u64> = HashMap::new();
        self.store.read(|reader| {
            let mut plan = Plan::make(reader, edit, self.clock.now())?;
            for no in nos {
                if !control.may_go_on() {
                    return Err(AppError::Cancelled);
                }
                let Some((row, changed)) = plan.change(reader, no)? else { continue };
                let is_decided = is_decided(&changed);
                preview.changes += 1;
                preview.decided += u64::from(is_decided);
                *from.entry(before(&changed)).or_default() += 1;
                if preview.sample.len() < SHOWN {
                    preview.sample.push(SampleRow { row, changed, is_decided });
                }
            }
            Ok(())
        })?;
        preview.from = from.into_iter().collect();
        preview.from.sort_by(|(value, count), (other, others)| others.cmp(count).then(value.cmp(other)));
        preview.from.truncate(SHOWN);
        Ok(preview)
    }

    /// Changes many documents: all or none, undone as one. Reports (done, in all).
    ///
    /// # Errors
    /// If it was cancelled, a field can't hold the value, a label or dossier is none, the dossier is closed, or the
    /// catalogue can't be written; nothing is changed then.
    pub fn change_many(
        &self,
        selection: &Selection,
        edit: &BulkEdit,
        decided: Decided,
        control: &Control,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<BulkResult, AppError> {
        let nos = match edit {
            BulkEdit::RenameTag(from, _) => self.read(|reader| reader.documents_with_tag(from))?,
            _ => self.select(selection)?,
        };
        let mut result = BulkResult::default();
        let total = nos.len() as u64;
        self.store.write(|writer| {
            let mut plan = Plan::make(&writer.reader(), edit, self.clock.now())?;
            let operation = writer.begin_operation(&plan.operation())?;
            for (done, no) in (1..).zip(nos) {
                if done % TELL_EVERY == 0 {
                    progress(done, total);
                }
                if !control.may_go_on() {
                    return Err(AppError::Cancelled);
                }
                match plan.change(&writer.reader(), no)? {
                    None => result.unchanged += 1,
                    Some((_, changed)) if decided == Decided::Keep && is_decided(&changed) => {
                        result.kept += 1;
                    }
                    Some((_, changed)) => {
                        keep(writer, no, &plan.at, Action::Correct, changed, operation)?;
                        result.changed += 1;
                    }
                }
            }
            writer.end_operation(operation, result.changed)?;
            result.operation = (result.changed > 0).then_some(operation);
            Ok::<_, AppError>(())
        })?;
        progress(total, total);
        Ok(result)
    }

    /// Takes a change to many documents back, and can be taken back itself. A document in which the same was changed
    /// again since is left as it is. `None`: it was taken back before, or can't be.
    ///
    /// # Errors
    /// If there is no such operation, it was cancelled, or the catalogue can't be written; nothing is changed then.
    pub fn undo_many(
        &self,
        operation: u64,
        control: &Control,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Option<UndoneMany>, AppError> {
        let at = self.clock.now();
        let mut result = UndoneMany::default();
        self.store.write(|writer| {
            let reader = writer.reader();
            let done = reader.operation(operation)?.ok_or(AppError::NotFound)?;
            if done.is_undone || done.act == Act::Purge {
                return Ok(None);
            }
            let undo = Operation { at: at.clone(), act: Act::Undo, is_undone: false, ..done };
            let undoing = writer.begin_operation(&undo)?;
            let changes = reader.changes_in(operation)?;
            let total = changes.len() as u64;
            for (at_change, change) in (1..).zip(changes) {
                if at_change % TELL_EVERY == 0 {
                    progress(at_change, total);
                }
                if !control.may_go_on() {
                    return Err(AppError::Cancelled);
                }
                let Some(change) = reader.change(change)? else { continue };
                let Some(no) = reader.document_no(change.document)? else { continue };
                if change.is_undone || !is_last_word(&reader, no, &change)? {
                    result.refused += 1;
                    if result.refused_ids.len() < SHOWN {
                        result.refused_ids.push(change.document);
                    }
                    continue;
                }
                writer.mark_undone(change.no)?;
                keep(writer, no, &at, Action::Undo, change.changed.reversed(), undoing)?;
                result.undone += 1;
            }
            writer.end_operation(undoing, result.undone)?;
            if result.undone > 0 {
                writer.mark_operation_undone(operation)?;
                result.operation = Some(undoing);
            }
            Ok(Some(result))
        })
    }

    /// Lists what was done to many documents at once, the last first.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn operations(&self, limit: usize) -> Result<Vec<Operation>, AppError> {
        self.read(|reader| reader.operations(limit))
    }
}

fn keep(
    writer: &Writer<'_>,
    no: u64,
    at: &str,
    action: Action,
    changed: Changed,
    operation: u64,
) -> Result<(), AppError> {
    let changed = put(writer, no, changed)?;
    writer.record_change(no, at, action, &changed, Some(operation))?;
    Ok(())
}

/// Whether a person decided before what a change would make otherwise.
fn is_decided(changed: &Changed) -> bool {
    matches!(changed, Changed::Field { before, .. } if before.is_settled)
}

/// What stands there before a change, as values.
fn before(changed: &Changed) -> Vec<String> {
    match changed {
        Changed::Field { before, .. } => before.values.clone(),
        Changed::Tags { before, .. } => before.clone(),
        Changed::Dossiers { before, .. } => before.iter().map(|one| one.name.clone()).collect(),
        Changed::Citation { .. } | Changed::Trash { .. } => Vec::new(),
    }
}

impl Plan {
    fn make(reader: &Reader<'_>, edit: &BulkEdit, at: String) -> Result<Self, AppError> {
        let mut dossier = None;
        let (edit, operand) = match edit.clone() {
            BulkEdit::SetField(field, typed) => {
                let mut fields = Fields::default();
                fields
                    .set_values(field, &typed)
                    .map_err(|InvalidValue(field)| AppError::InvalidValue(field))?;
                let values = fields.values(field);
                (BulkEdit::SetField(field, values.clone()), values)
            }
            BulkEdit::AddTags(tags) => {
                let tags = spelled(reader, &tags)?;
                (BulkEdit::AddTags(tags.clone()), tags)
            }
            BulkEdit::RemoveTags(tags) => (BulkEdit::RemoveTags(tags.clone()), tags),
            BulkEdit::RenameTag(from, to) => {
                let to = name(&to)?;
                (BulkEdit::RenameTag(from.clone(), to.clone()), vec![from, to])
            }
            BulkEdit::AddToDossier(id) | BulkEdit::RemoveFromDossier(id) => {
                let found = reader.dossier(id)?.ok_or(AppError::NoDossier)?;
                if found.state == DossierState::Closed {
                    return Err(AppError::DossierClosed(id));
                }
                let name = found.code.map_or_else(String::new, |code| format!("{code} · ")) + &found.title;
                dossier = Some(InDossier { id, name: name.clone(), place: reader.next_place(id)? });
                (edit.clone(), vec![name])
            }
            edit @ (BulkEdit::Trash | BulkEdit::Restore) => (edit, Vec::new()),
        };
        Ok(Self { edit, operand, dossier, at })
    }

    fn operation(&self) -> Operation {
        Operation {
            no: 0,
            at: self.at.clone(),
            act: self.edit.act(),
            field: match &self.edit {
                BulkEdit::SetField(field, _) => Some(*field),
                _ => None,
            },
            operand: self.operand.clone(),
            documents: 0,
            is_undone: false,
        }
    }

    /// What this makes of a document; `None` if nothing. What lies in the trash is only taken out of it.
    fn change(&mut self, reader: &Reader<'_>, no: u64) -> Result<Option<(Row, Changed)>, AppError> {
        let Some(row) = reader.row(no)? else { return Ok(None) };
        let is_renaming = matches!(self.edit, BulkEdit::RenameTag(..));
        if row.trashed_at.is_some() && self.edit != BulkEdit::Restore && !is_renaming {
            return Ok(None);
        }
        let changed = match &self.edit {
            BulkEdit::SetField(field, values) => {
                let before = reader.field_state(no, &row.fields, *field)?;
                if before.values == *values {
                    return Ok(None);
                }
                let after = FieldState { values: values.clone(), is_settled: true, evidence: None };
                Changed::Field { field: *field, before, after }
            }
            BulkEdit::AddTags(tags) => tags_changed(reader, no, |after| after.extend(tags.iter().cloned()))?,
            BulkEdit::RemoveTags(tags) => {
                tags_changed(reader, no, |after| after.retain(|tag| !tags.contains(tag)))?
            }
            BulkEdit::RenameTag(from, to) => tags_changed(reader, no, |after| {
                for tag in after.iter_mut().filter(|tag| *tag == from) {
                    tag.clone_from(to);
                }
            })?,
            BulkEdit::AddToDossier(id) => {
                let before = reader.dossiers_of(no)?;
                let mut after = before.clone();
                if let Some(dossier) =
                    self.dossier.as_mut().filter(|_| before.iter().all(|one| one.id != *id))
                {
                    after.push(dossier.clone());
                    dossier.place += 1;
                }
                Changed::Dossiers { before, after }
            }
            BulkEdit::RemoveFromDossier(id) => {
                let before = reader.dossiers_of(no)?;
                let after = before.iter().filter(|one| one.id != *id).cloned().collect();
                Changed::Dossiers { before, after }
            }
            BulkEdit::Trash => Changed::Trash { before: None, after: Some(self.at.clone()) },
            BulkEdit::Restore => Changed::Trash { before: row.trashed_at.clone(), after: None },
        };
        let is_any = match &changed {
            Changed::Tags { before, after } => before != after,
            Changed::Dossiers { before, after } => before.len() != after.len(),
            Changed::Trash { before, after } => before != after,
            _ => true,
        };
        Ok(is_any.then_some((row, changed)))
    }
}

fn tags_changed(
    reader: &Reader<'_>,
    no: u64,
    change: impl FnOnce(&mut Vec<String>),
) -> Result<Changed, AppError> {
    let before = reader.tags(no)?;
    let mut after = before.clone();
    change(&mut after);
    after.sort();
    after.dedup();
    Ok(Changed::Tags { before, after })
}

/// Labels as they are kept: where one is there already but for its capitals, as that one is spelled.
fn spelled(reader: &Reader<'_>, typed: &[String]) -> Result<Vec<String>, AppError> {
    let known: HashMap<String, String> = reader
        .tag_counts()?
        .into_iter()
        .filter_map(|count| count.value)
        .map(|tag| (tag.to_lowercase(), tag))
        .collect();
    let spell = |typed: &String| {
        let tag = name(typed)?;
        Ok(known.get(&tag.to_lowercase()).cloned().unwrap_or(tag))
    };
    let tags = typed.iter().map(spell).collect::<Result<Vec<_>, AppError>>()?;
    if tags.is_empty() { Err(AppError::InvalidName) } else { Ok(tags) }
}
