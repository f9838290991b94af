//! Searching an archive of the sample documents: what comes back beside the hits.

use serde_json::{Value, json};
use vankho_api::{Desk, Host};
use vankho_app::{Archive, HitRole, Mode, SearchRequest};
use vankho_extract::{Extractor, Limits};
use vankho_testkit::{TestStore, program, samples};

fn filed() -> TestStore {
    let store = TestStore::new();
    let run = store.run(["import", "--json", "--no-ocr", samples().to_str().expect("a Unicode path")]);
    assert_eq!(run.code, Some(0));
    store
}

fn ask(archive: &Archive, text: &str) -> vankho_app::SearchAnswer {
    let request =
        SearchRequest { text: text.to_owned(), limit: 20, snippets: true, ..SearchRequest::default() };
    archive.search(&request).expect("a query is never an error")
}

#[test]
fn a_hit_says_whether_it_is_the_document_or_cites_it() {
    let store = filed();
    let archive = store.open(Mode::Read).expect("opens");
    let answer = ask(&archive, "04-NQ/TU");
    let first = &answer.hits[0];
    assert_eq!(first.row.fields.number.as_ref().map(ToString::to_string).as_deref(), Some("04-NQ/TU"));
    assert_eq!(first.role, HitRole::Itself);
    assert!(answer.hits[1..].iter().all(|hit| hit.role == HitRole::Cites), "the others only cite it");

    let explained = archive.explain(answer.hits[1].row.id, "04-NQ/TU cải cách xyzzy").expect("is there");
    assert_eq!(explained.role, HitRole::Cites);
    let counts: Vec<bool> = explained.in_text.iter().map(|word| word.count > 0).collect();
    assert_eq!(counts[..2], [true, true]);
    assert_eq!(explained.in_text.last().map(|word| (word.words.as_str(), word.count)), Some(("xyzzy", 0)));
}

#[test]
fn suggests_while_typing_and_finds_documents_like_one() {
    let store = filed();
    let archive = store.open(Mode::Read).expect("opens");
    let suggested = archive.suggest("04", 5).expect("answers");
    assert!(suggested.named.numbers.contains(&"04-NQ/TU".to_owned()));
    let suggested = archive.suggest("cải cách hà", 5).expect("answers");
    assert!(suggested.subjects.iter().any(|subject| subject.contains("cải cách hành chính")));

    let plan = ask(&archive, "87-KH/TU").hits[0].row.id;
    let like = archive.similar(plan, 3).expect("answers");
    assert!(like.iter().all(|hit| hit.row.id != plan) && like.len() == 3);
    let numbers: Vec<String> =
        like.iter().filter_map(|hit| hit.row.fields.number.as_ref().map(ToString::to_string)).collect();
    assert!(numbers.contains(&"04-NQ/TU".to_owned()), "a plan is like the resolution it carries out");
}

#[test]
fn a_stale_search_is_given_up() {
    let store = filed();
    let archive = store.open(Mode::Read).expect("opens");
    let request = SearchRequest { text: "cải cách".to_owned(), limit: 5, ..SearchRequest::default() };
    assert!(matches!(archive.search_unless(&request, &|| true), Err(vankho_app::AppError::Cancelled)));
    assert!(archive.search_unless(&request, &|| false).is_ok_and(|answer| answer.total > 0));
}

/// Nobody sits at the window.
pub(crate) struct Nobody;

impl Host for Nobody {
    fn choose_files(&self) -> Vec<std::path::PathBuf> {
        Vec::new()
    }

    fn choose_folder(&self) -> Vec<std::path::PathBuf> {
        Vec::new()
    }

    fn choose_target(&self, _name: &str) -> Option<std::path::PathBuf> {
        None
    }
}

#[test]
fn searches_are_kept_and_abbreviations_can_be_edited() {
    let store = filed();
    let open = || {
        let extractor = Extractor::new(program().to_owned(), Limits::default());
        Desk::open(&store.root(), extractor, samples(), Box::new(|_| {})).expect("opens")
    };
    let desk = open();
    let call = |desk: &Desk, cmd: &str, args: Value| {
        desk.call(json!({ "cmd": cmd, "args": args }), &Nobody).expect("answers")
    };
    let search =
        json!({ "query": "loại:nq", "offset": 0, "limit": 5, "facets": true, "within": ["cải cách"] });
    let result = call(&desk, "search", search.clone());
    assert_eq!(result["understood"]["chips"][0]["kind"], "kind");
    assert!(result["hits"][0]["role"] == "holds" && result["facets"]["signer"].is_object());

    call(&desk, "save_search", json!({ "name": "ủy ban", "search": search }));
    call(&desk, "save_search", json!({ "name": "Nghị quyết", "search": search }));
    call(&desk, "save_search", json!({ "name": "ủy ban", "search": search }));
    call(&desk, "note_search", json!({ "query": "04-NQ/TU" }));
    call(&desk, "note_search", json!({ "query": "cải cách" }));
    call(&desk, "note_search", json!({ "query": "04-NQ/TU" }));

    let table =
        call(&desk, "save_abbreviations", json!({ "table": "PVHCC\tphục vụ hành chính công\nxấu\n" }));
    assert_eq!(table["bad_lines"], json!([2]));
    desk.close();
    drop(desk);

    let desk = open();
    let kept = call(&desk, "searches", json!({}));
    let names: Vec<&str> =
        kept["saved"].as_array().into_iter().flatten().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["Nghị quyết", "ủy ban"], "each once, in Vietnamese order");
    assert_eq!(kept["saved"][0]["search"]["within"], json!(["cải cách"]));
    assert_eq!(kept["recent"], json!(["04-NQ/TU", "cải cách"]));
    let short = call(&desk, "search", json!({ "query": "PVHCC", "offset": 0, "limit": 5, "facets": false }));
    assert!(short["total"].as_u64() > Some(0), "the archive's own table answers");
    assert!(
        call(&desk, "abbreviations", json!({}))["table"]
            .as_str()
            .is_some_and(|table| table.contains("PVHCC"))
    );
    assert_eq!(
        call(&desk, "forget_search", json!({ "name": "ủy ban" }))["saved"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(call(&desk, "forget_recent_searches", json!({}))["recent"], json!([]));
    desk.close();
}
