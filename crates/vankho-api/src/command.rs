//! The one list of commands: their names, arguments and results, for Rust and for TypeScript.

use serde::Deserialize;
use ts_rs::{Config, TS};

use crate::dto::{
    AbbreviationTable, BriefDto, ChangeDto, CitedDto, DocumentDto, DocumentPreview, DocumentText,
    EditFieldsArgs, Edited, Explanation, FieldArgs, HitDto, ImportStatus, ListArgs, MissingDto,
    PictureStatusDto, RelationsArgs, RelationsDto, Review, ReviewArgs, RuleCitationArgs, SavedSearch,
    SearchArgs, SearchResult, Searches, Settings, Status, Suggestions, UncitedArgs, UndoArgs,
};
use crate::typescript::without_comments;

/// No arguments.
#[derive(Clone, Copy, Debug, Default, Deserialize, TS)]
pub struct NoArgs {}

/// A document.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct DocumentArgs {
    /// Its id.
    pub id: String,
}

/// A document and the words to light in it.
#[derive(Clone, Deserialize, TS)]
pub struct DocumentTextArgs {
    /// Its id.
    pub id: String,
    /// The words.
    pub query: String,
}

/// What to choose in the system's dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Files.
    Files,
    /// A folder.
    Folder,
}

/// What to import.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct ImportChooseArgs {
    /// What to choose.
    pub what: Choice,
}

/// Whether to wait.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct ImportPauseArgs {
    /// Wait, or go on.
    pub paused: bool,
}

/// Whether to wait.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct PicturesPauseArgs {
    /// Wait, or go on.
    pub paused: bool,
}

/// What is being typed.
#[derive(Clone, Deserialize, TS)]
pub struct SuggestArgs {
    /// The query so far.
    pub query: String,
}

/// A query.
#[derive(Clone, Deserialize, TS)]
pub struct QueryArgs {
    /// The query.
    pub query: String,
}

/// A name.
#[derive(Clone, Deserialize, TS)]
pub struct NameArgs {
    /// The name.
    pub name: String,
}

/// A table of abbreviations.
#[derive(Clone, Deserialize, TS)]
pub struct AbbreviationArgs {
    /// A line each: `CCHC`, a tab, `cải cách hành chính`; `null` goes back to the table that archives begin with.
    pub table: Option<String>,
}

/// A file that a screen made.
#[derive(Clone, Deserialize, TS)]
pub struct SaveFileArgs {
    /// The name to offer, with its extension.
    pub name: String,
    /// Its bytes.
    pub base64: String,
}

macro_rules! commands {
    ($( $(#[doc = $doc:literal])* $name:ident ($variant:ident: $args:ty) -> $result:ty; )*) => {
        /// A request of a screen: `{"cmd": "search", "args": {…}}`.
        #[derive(Clone, Deserialize)]
        #[serde(tag = "cmd", content = "args", rename_all = "snake_case")]
        pub enum Request {
            $( $(#[doc = $doc])* $variant($args), )*
        }

        /// The list as a TypeScript interface.
        pub(crate) fn command_map(config: &Config) -> String {
            let mut map = String::from("export interface Commands {\n");
            $(
                map.push_str(&format!(
                    "  {}: {{ args: {}; result: {} }};\n",
                    stringify!($name),
                    without_comments(&<$args as TS>::inline(config)),
                    <$result as TS>::name(config),
                ));
            )*
            map.push_str("}\n");
            map
        }
    };
}

commands! {
    /// Reads how the archive stands.
    status(Status: NoArgs) -> Status;
    /// Searches.
    search(Search: SearchArgs) -> SearchResult;
    /// Suggests what a query that is being typed may become.
    suggest(Suggest: SuggestArgs) -> Suggestions;
    /// Finds documents like one.
    similar(Similar: DocumentArgs) -> Vec<HitDto>;
    /// Says why a document answers a query.
    explain(Explain: DocumentTextArgs) -> Explanation;
    /// Lists saved and recent searches.
    searches(Searches: NoArgs) -> Searches;
    /// Saves a search under a name, in place of the one that has it.
    save_search(SaveSearch: SavedSearch) -> Searches;
    /// Forgets a saved search.
    forget_search(ForgetSearch: NameArgs) -> Searches;
    /// Notes a query as recent: the person asked it or opened what it found.
    note_search(NoteSearch: QueryArgs) -> Searches;
    /// Forgets every recent query.
    forget_recent_searches(ForgetRecentSearches: NoArgs) -> Searches;
    /// Reads the table of abbreviations.
    abbreviations(Abbreviations: NoArgs) -> AbbreviationTable;
    /// Keeps another table of abbreviations.
    save_abbreviations(SaveAbbreviations: AbbreviationArgs) -> AbbreviationTable;
    /// Reads a document.
    document(Document: DocumentArgs) -> DocumentDto;
    /// Reads a document's text with the hits of a query.
    document_text(DocumentText: DocumentTextArgs) -> DocumentText;
    /// Reads what a document cites and what cites it.
    relations(Relations: RelationsArgs) -> RelationsDto;
    /// Lists what is cited and not filed, the most cited first.
    missing(Missing: ListArgs) -> Vec<MissingDto>;
    /// Lists the documents that most others cite, the most cited first.
    most_cited(MostCited: ListArgs) -> Vec<CitedDto>;
    /// Lists documents that no other one relates to.
    uncited(Uncited: UncitedArgs) -> Vec<BriefDto>;
    /// Reads the next documents with fields in doubt.
    review(Review: ReviewArgs) -> Review;
    /// Edits fields of a document, all or none.
    edit_fields(EditFields: EditFieldsArgs) -> Edited;
    /// Keeps what a person says of a citation.
    rule_citation(RuleCitation: RuleCitationArgs) -> ChangeDto;
    /// Takes a change back; `null` if it was taken back before, or the same was changed again since.
    undo(Undo: UndoArgs) -> Option<ChangeDto>;
    /// Reads the history of a document, the newest change first.
    history(History: DocumentArgs) -> Vec<ChangeDto>;
    /// Lists what people decided for a field before, the most frequent first.
    decided_values(DecidedValues: FieldArgs) -> Vec<String>;
    /// Reads a document as harmless HTML.
    document_preview(DocumentPreview: DocumentArgs) -> DocumentPreview;
    /// Opens the system's dialog and imports what is chosen.
    import_choose(ImportChoose: ImportChooseArgs) -> ImportStatus;
    /// Imports the sample documents.
    import_samples(ImportSamples: NoArgs) -> ImportStatus;
    /// Reads how far the import is.
    import_status(ImportStatus: NoArgs) -> ImportStatus;
    /// Lets the import wait, or go on.
    import_pause(ImportPause: ImportPauseArgs) -> ImportStatus;
    /// Stops the import; what was filed stays.
    import_cancel(ImportCancel: NoArgs) -> ImportStatus;
    /// Tries the files again that were not filed.
    import_retry(ImportRetry: NoArgs) -> ImportStatus;
    /// Lets the reading of pictures wait, or go on.
    pictures_pause(PicturesPause: PicturesPauseArgs) -> PictureStatusDto;
    /// Writes a file that the screen made where the person says; tells whether there is such a place.
    save_file(SaveFile: SaveFileArgs) -> bool;
    /// Keeps what the person chose.
    save_settings(SaveSettings: Settings) -> Settings;
}
