//! The TypeScript twin of every type a screen sees, so that the two can't drift apart.

use ts_rs::{Config, TS};
use vankho_app::{Action, Effect, FailureCode};
use vankho_model::{Engine, Field, Relation, Ruling, WarningCode};
use vankho_search::ChipKind;

use crate::command::{Choice, command_map};
use crate::dto::{
    AbbreviationTable, AppEvent, BriefDto, ChangeDto, ChipDto, CitationDto, CitedDto, DocumentDto,
    DocumentPreview, DocumentText, EditAction, Edited, EffectDto, EvidenceItem, Explanation, FacetsDto,
    FieldEditDto, FiltersDto, HitDto, HitRoleDto, ImportItem, ImportItemState, ImportStatus, KindName,
    Language, LinkDto, MissingDto, NamedCount, NumberParts, NumberUnderstood, OriginalFileDto, PageSourceDto,
    PictureStatusDto, RelationsDto, Review, SavedSearch, SearchArgs, SearchResult, Searches, Settings,
    SortDto, Status, Suggestions, TextPage, Theme, Understood, WarningDto, WordReason,
};
use crate::error::{ApiError, ErrorCode};

/// Returns the contents of `ui/src/api/generated.ts`.
#[must_use]
pub fn typescript() -> String {
    let config = Config::new().with_large_int("number");
    let mut out = String::from(
        "// The contract between the screens and the archive.\n\
         // Generated from Rust by `cargo xtask codegen`: do not edit by hand.\n\n",
    );
    for declaration in declarations(&config) {
        out.push_str("export ");
        out.push_str(&without_comments(&declaration));
        out.push_str("\n\n");
    }
    out.push_str(&union("WarningCode", WarningCode::ALL.map(WarningCode::as_str)));
    out.push_str(&union("ChipKind", ChipKind::ALL.map(ChipKind::as_str)));
    out.push_str(&union("Engine", Engine::ALL.map(Engine::as_str)));
    out.push_str(&union("Relation", Relation::ALL.map(Relation::as_str)));
    out.push_str(&union("Field", Field::ALL.map(Field::as_str)));
    out.push_str(&union("Ruling", Ruling::ALL.map(Ruling::as_str)));
    out.push_str(&union("ChangeAction", Action::ALL.map(Action::as_str)));
    out.push_str(&union("Effect", Effect::ALL.map(Effect::as_str)));
    out.push_str(&union("FailureCode", FailureCode::ALL.map(FailureCode::as_str)));
    out.push_str(&command_map(&config));
    out
}

/// One line a type: the comments are in the Rust source, where the types are made.
pub(crate) fn without_comments(declaration: &str) -> String {
    let mut out = String::with_capacity(declaration.len());
    for (i, part) in declaration.split("/**").enumerate() {
        out.push_str(if i == 0 { part } else { part.split_once("*/").map_or("", |(_, code)| code) });
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A type that is one of some words: a new word without wording on the screen fails its type check.
fn union<const N: usize>(name: &str, words: [&str; N]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    format!("export type {name} = {};\n\n", words.join(" | "))
}

fn declarations(config: &Config) -> Vec<String> {
    macro_rules! all {
        ($($type:ty),* $(,)?) => { vec![$( <$type as TS>::decl(config) ),*] };
    }
    all![
        ErrorCode,
        ApiError,
        SortDto,
        FiltersDto,
        SearchArgs,
        NumberUnderstood,
        ChipDto,
        Understood,
        HitRoleDto,
        HitDto,
        FacetsDto,
        SearchResult,
        NamedCount,
        Suggestions,
        WordReason,
        Explanation,
        SavedSearch,
        Searches,
        AbbreviationTable,
        WarningDto,
        EvidenceItem,
        OriginalFileDto,
        PageSourceDto,
        PictureStatusDto,
        NumberParts,
        DocumentDto,
        CitationDto,
        BriefDto,
        CitedDto,
        MissingDto,
        LinkDto,
        EffectDto,
        RelationsDto,
        EditAction,
        FieldEditDto,
        ChangeDto,
        Edited,
        Review,
        TextPage,
        DocumentText,
        DocumentPreview,
        ImportItemState,
        ImportItem,
        ImportStatus,
        KindName,
        Language,
        Theme,
        Settings,
        Choice,
        Status,
        AppEvent,
    ]
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    #[test]
    fn generated_types_are_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/api/generated.ts");
        let fresh = super::typescript();
        if std::env::var_os("UPDATE_GENERATED").is_some() {
            let mut file = std::fs::File::create(path).expect("writable");
            file.write_all(fresh.as_bytes()).expect("writes");
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(kept.replace("\r\n", "\n"), fresh, "run `cargo xtask codegen`");
    }
}
