//! Questions and the documents that must answer them.

mod shelf;

use shelf::{PAPERS, Shelf, put};
use vankho_model::{Filters, Kind, Sort};
use vankho_search::{SearchError, SearchIndex};

#[test]
fn finds_the_document_itself_before_those_that_cite_it() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    for query in [
        "04-NQ/TU",
        "Số 04-NQ/TU",
        "Nghị quyết số 04-NQ/TU",
        "04-nq/tu",
        "04 nq tu",
        "4-NQ/TU",
        "04 - NQ / TU",
        "04–NQ/TU",
        "nq 04 tu",
        "nghi quyet 04 tu",
        "NQ04 TU",
        "4 NQ TU",
        "NGHỊ QUYẾT 04-NQ/TU",
    ] {
        let nos = shelf.nos(query);
        assert_eq!(nos.first(), Some(&1), "{query} finds {nos:?}");
        assert!(nos.contains(&2) && nos.contains(&4), "{query} finds those that cite it, {nos:?}");
    }
    Ok(())
}

#[test]
fn finds_plan_by_bare_number() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    for query in [
        "449",
        "KH 449",
        "KH449",
        "kế hoạch 449",
        "ke hoach so 449",
        "449/KH-CAT-PV11",
        "449 kh cat pv11",
        "449 KH",
    ] {
        assert_eq!(shelf.nos(query).first(), Some(&2), "{query}");
    }
    assert_eq!(shelf.nos("quyet dinh 33").first(), Some(&5));
    assert_eq!(shelf.nos("33 2025 qd ttg").first(), Some(&5));
    assert_eq!(shelf.nos("12/UBND-VX").first(), Some(&6));
    Ok(())
}

#[test]
fn bare_kind_and_number_means_all_of_them() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    for query in ["nghi quyet 04", "Nghị quyết 4", "NQ04", "nq 4"] {
        let mut both = shelf.nos(query)[..2].to_vec();
        both.sort_unstable();
        assert_eq!(both, [1, 3], "{query}");
    }
    Ok(())
}

#[test]
fn every_spelling_finds_the_same() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    for query in [
        "cai cach hanh chinh",
        "cải cách hành chính",
        "cải cách hanh chinh",
        "\"cai cach hành chính\"",
        "ca\u{309}i ca\u{301}ch",
    ] {
        assert_eq!(shelf.nos(query).first(), Some(&1), "{query}");
    }
    for (one, other) in [("khoá họp", "khóa họp"), ("tỉnh uỷ", "tỉnh ủy"), ("hoạt động", "hoat dong")]
    {
        assert_eq!(shelf.nos(one), shelf.nos(other), "{one} = {other}");
    }
    Ok(())
}

#[test]
fn marks_tell_words_apart() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    assert_eq!(shelf.nos("má"), [5]);
    assert!(shelf.nos("mả").len() == 1, "nothing is spelled so: the unmarked form answers");
    Ok(())
}

#[test]
fn phrases_need_their_order() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    assert_eq!(shelf.nos("\"lanh dao cai cach\""), [1]);
    assert!(shelf.ask("\"cach cai\"", &Filters::default(), Sort::Relevance)?.hits.is_empty());
    Ok(())
}

#[test]
fn lets_documents_in_that_lack_a_word_and_says_so() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let found = shelf.ask("ngăn chặn xyzzy", &Filters::default(), Sort::Relevance)?;
    assert!(found.relaxed && found.hits[0].no == 3);
    assert!(!shelf.ask("ngăn chặn", &Filters::default(), Sort::Relevance)?.relaxed);
    Ok(())
}

#[test]
fn filters_and_counts() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let all = shelf.ask("", &Filters::default(), Sort::Newest)?;
    assert_eq!((all.total, all.hits[0].no, all.hits[5].no), (6, 5, 2), "newest first");
    let facets = all.facets.expect("asked for");
    assert_eq!((facets.kinds["nghi_quyet"], facets.years[&2016], facets.issuers["Tỉnh ủy"]), (2, 2, 1));

    let only = Filters { kinds: vec![Kind::from_id("nghi_quyet").expect("a kind")], ..Filters::default() };
    let found = shelf.ask("", &only, Sort::Oldest)?;
    assert_eq!(found.hits.iter().map(|h| h.no).collect::<Vec<_>>(), [1, 3]);
    let facets = found.facets.expect("asked for");
    assert_eq!((facets.kinds.len(), facets.years.len()), (5, 1), "other kinds can still be chosen");

    let without = Filters {
        without_years: vec![2016],
        without_issuers: vec!["Thủ tướng".into()],
        ..Filters::default()
    };
    assert_eq!(shelf.ask("", &without, Sort::Newest)?.total, 3);
    Ok(())
}

#[test]
fn sorts_like_a_register() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let found = shelf.ask("", &Filters::default(), Sort::Number)?;
    let nos: Vec<u64> = found.hits.iter().map(|h| h.no).collect();
    assert_eq!(nos, [1, 3, 5, 2, 6, 4], "by kind, year and ordinal; those without a number last");
    Ok(())
}

#[test]
fn a_query_is_never_an_error() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    for query in [
        "",
        " ",
        "\"",
        "\"\"",
        "-",
        "AND OR NOT",
        "a:b",
        "(",
        "[a TO",
        "*",
        "~",
        "\\",
        "\u{0}",
        "99999999999999999999",
        "số",
    ] {
        shelf.ask(query, &Filters::default(), Sort::Relevance)?;
    }
    shelf.ask(&"từ ".repeat(10_000), &Filters::default(), Sort::Relevance)?;
    shelf.ask(&"x".repeat(100_000), &Filters::default(), Sort::Relevance)?;
    Ok(())
}

#[test]
fn replaces_and_removes_documents() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let mut writer = shelf.index.writer()?;
    put(&mut writer, 1, &("05-NQ/TU", "nghi_quyet", "2017-01-01", "Tỉnh ủy", "khác", "khác"))?;
    writer.remove(2);
    writer.commit(8)?;
    writer.close()?;
    shelf.index.reload()?;
    assert_eq!((shelf.index.document_count(), shelf.index.applied()?), (5, 8));
    assert_eq!(shelf.nos("05-NQ/TU"), [1]);
    Ok(())
}

#[test]
fn a_rebuild_answers_only_when_it_is_whole() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let mut rebuild = shelf.index.begin_rebuild()?;
    put(rebuild.writer(), 1, &PAPERS[0])?;
    assert_eq!(shelf.nos("kế hoạch 449"), [2, 4], "the old one goes on answering");
    rebuild.writer().commit(9)?;
    shelf.index.finish_rebuild(rebuild)?;
    assert_eq!((shelf.index.document_count(), shelf.index.applied()?), (1, 9));
    let reopened = SearchIndex::open(shelf.folder.path())?;
    assert_eq!(reopened.applied()?, 9);
    Ok(())
}

#[test]
fn an_index_of_another_program_is_rebuilt_not_trusted() -> Result<(), SearchError> {
    let folder = tempfile::tempdir()?;
    assert!(matches!(SearchIndex::open(folder.path()), Err(SearchError::NeedsRebuild)));
    let shelf = Shelf::new()?;
    let meta = shelf.folder.path().join("generation-1").join("meta.json");
    let changed = std::fs::read_to_string(&meta)?.replace("\\\"stamp\\\":\\\"", "\\\"stamp\\\":\\\"old-");
    let mut file = std::fs::File::create(&meta)?;
    std::io::Write::write_all(&mut file, changed.as_bytes())?;
    assert!(matches!(SearchIndex::open(shelf.folder.path()), Err(SearchError::NeedsRebuild)));
    Ok(())
}
