//! The JSON shapes, as `docs/cli.md` fixes them: fields may be added, never renamed.

mod document;
mod edit;
mod import;
mod relation;
mod search;
mod status;

pub use document::{
    CitationDto, DocumentDto, DocumentPreview, DocumentText, EvidenceItem, NumberParts, OriginalFileDto,
    PageSourceDto, TextPage, WarningDto,
};
pub use edit::{
    ChangeDto, EditAction, EditFieldsArgs, Edited, FieldArgs, FieldEditDto, RuleCitationArgs, UndoArgs,
};
pub use import::{ImportItem, ImportItemState, ImportStatus};
pub use relation::{
    BriefDto, CitedDto, EffectDto, LinkDto, ListArgs, MissingDto, RelationsArgs, RelationsDto, Review,
    ReviewArgs, UncitedArgs,
};
pub use search::{
    AbbreviationTable, ChipDto, Explanation, FacetsDto, FiltersDto, HitDto, HitRoleDto, NamedCount,
    NumberUnderstood, SavedSearch, SearchArgs, SearchResult, Searches, SortDto, Suggestions, Understood,
    WordReason,
};
pub use status::{AppEvent, KindName, Language, PictureStatusDto, Settings, Status, Theme};
