//! Labels, dossiers, the trash and changes to many documents in JSON shapes.

use std::sync::{Arc, PoisonError};

use serde_json::Value;
use vankho_app::{
    AppError, BulkEdit, BulkPreview, BulkResult, Control, Decided, Dossier, DossierState, Operation,
    Selection, Trashed, UndoneMany,
};
use vankho_model::{DossierId, Field};

use crate::ApiError;
use crate::command::Request;
use crate::convert_search::search_request;
use crate::desk::{Desk, parse_id, to_json};
use crate::dto::{
    AppEvent, BriefDto, BulkEditDto, ChangeManyArgs, ChangedMany, DossierDto, DossierStateDto, ManyPreview,
    NamedCount, OperationDto, PreviewRow, SaveDossierArgs, SelectionDto, Trash, TrashedDocument,
    UndoneManyDto, ValuesCount,
};
use crate::edit::{field, values_of};
use crate::relations::MOST_LISTED;

impl Desk {
    pub(crate) fn about_catalogue(&self, request: Request) -> Result<Value, ApiError> {
        let archive = &self.archive;
        match request {
            Request::Tags(_) => to_json(&self.tags()?),
            Request::Dossiers(_) => {
                to_json(&archive.dossiers()?.iter().map(DossierDto::from).collect::<Vec<_>>())
            }
            Request::SaveDossier(args) => to_json(&self.save_dossier(&args)?),
            Request::DeleteDossier(args) => {
                archive.delete_dossier(dossier_id(&args.id)?)?;
                to_json(&archive.dossiers()?.iter().map(DossierDto::from).collect::<Vec<_>>())
            }
            Request::OrderDossier(args) => {
                let id = dossier_id(&args.id)?;
                archive.order_dossier(id, &ids(&args.documents)?)?;
                to_json(&self.documents_in_dossier(id)?)
            }
            Request::DossierDocuments(args) => to_json(&self.documents_in_dossier(dossier_id(&args.id)?)?),
            Request::Trash(args) => {
                let limit = args.limit.min(MOST_LISTED) as usize;
                let (total, documents) = archive.trash(args.offset as usize, limit)?;
                to_json(&Trash { total, documents: documents.iter().map(TrashedDocument::from).collect() })
            }
            Request::EmptyTrash(args) => {
                let which = args.ids.as_deref().map(ids).transpose()?;
                to_json(&self.long(|control, tell| archive.empty_trash(which.as_deref(), control, tell))?)
            }
            Request::Operations(args) => {
                let operations = archive.operations(args.limit.min(MOST_LISTED) as usize)?;
                to_json(&operations.iter().map(OperationDto::from).collect::<Vec<_>>())
            }
            _ => self.about_many(request),
        }
    }

    fn about_many(&self, request: Request) -> Result<Value, ApiError> {
        match request {
            Request::PreviewMany(args) => {
                let (selection, edit) = (selection(&args.selection)?, bulk_edit(&args.edit)?);
                let preview =
                    self.long(|control, _| self.archive.preview_many(&selection, &edit, control))?;
                to_json(&ManyPreview::from(&preview))
            }
            Request::ChangeMany(args) => to_json(&self.change_many(&args)?),
            Request::RenameTag(args) => {
                let edit = BulkEdit::RenameTag(args.from, args.to);
                let nothing = Selection::Ids(Vec::new());
                let result = self.long(|control, tell| {
                    self.archive.change_many(&nothing, &edit, Decided::Change, control, tell)
                })?;
                to_json(&ChangedMany::from(result))
            }
            Request::UndoMany(args) => {
                let undone =
                    self.long(|control, tell| self.archive.undo_many(args.operation, control, tell))?;
                to_json(&undone.map(UndoneManyDto::from))
            }
            _ => {
                self.lock_work().as_ref().inspect(|control| control.cancel());
                Ok(Value::Null)
            }
        }
    }

    fn change_many(&self, args: &ChangeManyArgs) -> Result<ChangedMany, ApiError> {
        let (selection, edit) = (selection(&args.selection)?, bulk_edit(&args.edit)?);
        let decided = if args.over_decided { Decided::Change } else { Decided::Keep };
        let result =
            self.long(|control, tell| self.archive.change_many(&selection, &edit, decided, control, tell))?;
        Ok(result.into())
    }

    /// Does long work that can be cancelled (`cancel_work`) and whose progress is told; one at a time.
    fn long<T>(
        &self,
        work: impl FnOnce(&Control, &mut dyn FnMut(u64, u64)) -> Result<T, AppError>,
    ) -> Result<T, ApiError> {
        let _alone = self.working_alone.lock().unwrap_or_else(PoisonError::into_inner);
        let control = Arc::new(Control::default());
        *self.lock_work() = Some(control.clone());
        let result = work(&control, &mut |done, total| (self.listener)(&AppEvent::Work { done, total }));
        *self.lock_work() = None;
        Ok(result?)
    }

    fn lock_work(&self) -> std::sync::MutexGuard<'_, Option<Arc<Control>>> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tags(&self) -> Result<Vec<NamedCount>, ApiError> {
        let named =
            |count: vankho_app::Count| Some(NamedCount { name: count.value?, documents: count.documents });
        Ok(self.archive.tags()?.into_iter().filter_map(named).collect())
    }

    fn save_dossier(&self, args: &SaveDossierArgs) -> Result<DossierDto, ApiError> {
        let id = args.id.as_deref().map(dossier_id).transpose()?;
        let state = match args.state {
            DossierStateDto::Open => DossierState::Open,
            DossierStateDto::Closed => DossierState::Closed,
        };
        Ok((&self.archive.save_dossier(id, args.code.as_deref(), &args.title, state)?).into())
    }

    fn documents_in_dossier(&self, id: DossierId) -> Result<Vec<BriefDto>, ApiError> {
        Ok(self.archive.documents_in_dossier(id)?.iter().map(BriefDto::from).collect())
    }
}

fn ids(texts: &[String]) -> Result<Vec<vankho_model::DocumentId>, ApiError> {
    texts.iter().map(|id| parse_id(id)).collect()
}

pub(crate) fn dossier_id(id: &str) -> Result<DossierId, ApiError> {
    id.parse().map_err(|_| ApiError::bad_request("not a dossier id"))
}

fn selection(dto: &SelectionDto) -> Result<Selection, ApiError> {
    Ok(match dto {
        SelectionDto::Ids { ids: texts } => Selection::Ids(ids(texts)?),
        SelectionDto::Found { search, except } => {
            Selection::Found(Box::new(search_request(search, false)?), ids(except)?)
        }
    })
}

fn bulk_edit(dto: &BulkEditDto) -> Result<BulkEdit, ApiError> {
    Ok(match dto {
        BulkEditDto::SetField { field: name, values } => BulkEdit::SetField(field(name)?, values.clone()),
        BulkEditDto::AddTags { tags } => BulkEdit::AddTags(tags.clone()),
        BulkEditDto::RemoveTags { tags } => BulkEdit::RemoveTags(tags.clone()),
        BulkEditDto::AddToDossier { dossier } => BulkEdit::AddToDossier(dossier_id(dossier)?),
        BulkEditDto::RemoveFromDossier { dossier } => BulkEdit::RemoveFromDossier(dossier_id(dossier)?),
        BulkEditDto::Trash => BulkEdit::Trash,
        BulkEditDto::Restore => BulkEdit::Restore,
    })
}

impl From<BulkResult> for ChangedMany {
    fn from(result: BulkResult) -> Self {
        let BulkResult { operation, changed, unchanged, kept } = result;
        Self { operation, changed, unchanged, kept }
    }
}

impl From<UndoneMany> for UndoneManyDto {
    fn from(undone: UndoneMany) -> Self {
        let refused_ids = undone.refused_ids.iter().map(ToString::to_string).collect();
        Self { operation: undone.operation, undone: undone.undone, refused: undone.refused, refused_ids }
    }
}

impl From<&BulkPreview> for ManyPreview {
    fn from(preview: &BulkPreview) -> Self {
        let from = preview.from.iter().cloned();
        let sample = preview.sample.iter().map(|sample| {
            let (before, after) = values_of(&sample.changed);
            PreviewRow { document: (&sample.row).into(), before, after, decided: sample.is_decided }
        });
        Self {
            documents: preview.documents,
            changes: preview.changes,
            decided: preview.decided,
            from: from.map(|(values, documents)| ValuesCount { values, documents }).collect(),
            sample: sample.collect(),
        }
    }
}

impl From<&Operation> for OperationDto {
    fn from(operation: &Operation) -> Self {
        Self {
            no: operation.no,
            at: operation.at.clone(),
            act: operation.act.as_str().to_owned(),
            field: operation.field.map(Field::as_str).map(str::to_owned),
            operand: operation.operand.clone(),
            documents: operation.documents,
            undone: operation.is_undone,
        }
    }
}

impl From<&Dossier> for DossierDto {
    fn from(dossier: &Dossier) -> Self {
        Self {
            id: dossier.id.to_string(),
            code: dossier.code.clone(),
            title: dossier.title.clone(),
            state: match dossier.state {
                DossierState::Open => DossierStateDto::Open,
                DossierState::Closed => DossierStateDto::Closed,
            },
            documents: dossier.documents,
        }
    }
}

impl From<&Trashed> for TrashedDocument {
    fn from(trashed: &Trashed) -> Self {
        Self { document: (&trashed.row).into(), since: trashed.since.clone(), until: trashed.until.clone() }
    }
}
