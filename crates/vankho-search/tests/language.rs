//! The query language against an index, and what comes back beside the hits.

mod shelf;

use shelf::{PAPERS, Shelf, put};
use vankho_model::{Filters, Sort};
use vankho_search::{Abbreviations, Found, Question, SearchError};

fn sorted(mut nos: Vec<u64>) -> Vec<u64> {
    nos.sort_unstable();
    nos
}

fn ask(shelf: &Shelf, text: &str) -> Found {
    shelf.ask(text, &Filters::default(), Sort::Relevance).expect("a query is never an error")
}

#[test]
fn fields_narrow() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let check = |text: &str, expected: &[u64]| assert_eq!(sorted(shelf.nos(text)), expected, "{text}");
    check("loại:nq", &[1, 3]);
    check("kind:\"nghị quyết\" xây dựng", &[3]);
    check("-loại:nq năm:2016", &[]);
    check("năm:2015-2016", &[1, 2, 3]);
    check("từ:10/2016 đến:2019", &[3, 4]);
    check("số:4", &[1, 3]);
    check("số:10-40", &[5, 6]);
    check("NQ từ 1 đến 20 năm 2016", &[1, 3]);
    check("cơ quan:tỉnh ủy cải cách", &[1]);
    check("co quan: ubnd tinh", &[6]);
    check("người ký:văn an", &[1, 2]);
    check("nhãn:lưu -nhãn:\"hỏa tốc\"", &[2]);
    check("trong:trích yếu cải cách", &[1, 2]);
    check("trong:\"trích yếu\" \"cải cách hành chính\"", &[1]);
    Ok(())
}

#[test]
fn operators_join_and_leave_out() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let check = |text: &str, expected: &[u64]| assert_eq!(sorted(shelf.nos(text)), expected, "{text}");
    check("suy thoái OR \"khoa học\"", &[3]);
    check("thoái OR \"khoa học\"", &[3, 6]);
    check("thoái | xyzzy", &[3]);
    check("cải -hành", &[2]);
    check("-04-NQ/TU", &[1, 3, 5, 6]);
    check("-\"cải cách\"", &[3, 4, 5, 6]);
    check("-nghị", &[1, 3, 5, 6]);
    check("lãnh GẦN/2 cách", &[1]);
    check("cách NEAR/2 lãnh", &[1]);
    check("lãnh GẦN/1 hành", &[]);
    check("\"tăng lãnh đạo\"~1", &[1]);
    check("khoa h*", &[1, 6]);
    Ok(())
}

#[test]
fn the_last_word_may_be_only_begun_while_typing() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let typing = |text: &str| -> Result<Vec<u64>, SearchError> {
        let found = shelf.index.search(&Question { text, limit: 10, typing: true, ..Question::default() })?;
        Ok(sorted(found.hits.iter().map(|hit| hit.no).collect()))
    };
    assert!(shelf.nos("hoạt đ").len() <= 1);
    assert_eq!(typing("hoạt đ")?, [6]);
    assert_eq!(typing("cai cach ha")?, [1]);
    assert_eq!(typing("nghi quy")?, [2, 4], "quy begins quyết although it folds to qui");
    for beginning in ["n", "ng", "nghị ", "nghị q", "04", "04-", "04-n", "\"cải", "loại:", "loại:n", "-"]
    {
        typing(beginning)?;
    }
    Ok(())
}

#[test]
fn abbreviations_go_both_ways_and_can_be_changed() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    assert_eq!(shelf.nos("CCHC"), [1]);
    assert_eq!(shelf.nos("cchc"), [1]);
    assert!(ask(&shelf, "khcn").hits.iter().any(|hit| hit.no == 6) || shelf.nos("KHCN").is_empty());
    let (table, _) = Abbreviations::parse("MTSL\tmạng truyền số liệu\n");
    shelf.index.set_abbreviations(table);
    assert_eq!(shelf.nos("MTSL"), [5]);
    assert!(shelf.nos("CCHC").is_empty());
    Ok(())
}

#[test]
fn slips_are_mended_only_when_the_archive_has_no_such_word() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    for (typed, meant, first) in [
        ("cair cachs", "cải cách", 1),
        ("ngawn chawnj", "ngăn chặn", 3),
        ("cai3 cach1", "cải cách", 1),
        ("thoai suyy", "thoai suy", 3),
    ] {
        let found = ask(&shelf, typed);
        assert_eq!(found.suggestion.as_deref(), Some(meant), "{typed}");
        assert_eq!(found.hits[0].no, first, "{typed}");
    }
    for typed in ["cải cách", "cách suy", "qqqqqq wwwww", "04"] {
        assert_eq!(ask(&shelf, typed).suggestion, None, "{typed}");
    }
    Ok(())
}

#[test]
fn tells_the_document_itself_from_those_that_cite_it() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let found = ask(&shelf, "số 04-NQ/TU");
    let told: Vec<(u64, bool)> = found.hits.iter().map(|hit| (hit.no, hit.is_itself)).collect();
    assert_eq!(told[0], (1, true));
    assert!(told[1..].iter().all(|(_, is_itself)| !is_itself) && told.len() == 3);
    assert_eq!((found.chips[0].kind.as_str(), found.chips[0].rest.as_str()), ("number", ""));
    let newest_first: Vec<u64> = ask(&shelf, "nghị quyết 04").hits.iter().map(|hit| hit.no).take(2).collect();
    assert_eq!(newest_first, [3, 1]);
    Ok(())
}

#[test]
fn pages_go_through_both_tiers() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let page = |offset, limit| -> Result<Vec<u64>, SearchError> {
        let question = Question { text: "nghị quyết 04", offset, limit, ..Question::default() };
        Ok(shelf.index.search(&question)?.hits.iter().map(|hit| hit.no).collect())
    };
    let whole = page(0, 10)?;
    for cut in 0..=whole.len() {
        assert_eq!([page(0, cut)?, page(cut, 10)?].concat(), whole, "cut at {cut}");
    }
    Ok(())
}

#[test]
fn searches_within_results() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let within = |text: &str, within: &[String]| -> Result<Vec<u64>, SearchError> {
        let found = shelf.index.search(&Question { text, within, limit: 10, ..Question::default() })?;
        Ok(sorted(found.hits.iter().map(|hit| hit.no).collect()))
    };
    assert_eq!(within("04", &["năm:2016".to_owned()])?, [1, 3]);
    assert_eq!(within("cải cách", &["loại:nq".to_owned(), "tăng cường".to_owned()])?, [1]);
    assert_eq!(within("", &["nghị quyết 04".to_owned()])?, [1, 2, 3, 4]);
    Ok(())
}

#[test]
fn counts_stay_right_under_every_filter() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let filters = Filters {
        signers: vec!["Nguyễn Văn An".into()],
        without_tags: vec!["hỏa tốc".into()],
        ..Filters::default()
    };
    let facets = shelf.ask("", &filters, Sort::Newest)?.facets.expect("asked for");
    assert_eq!((facets.signers["Nguyễn Văn An"], facets.kinds.len()), (1, 1));
    assert_eq!((facets.tags["hỏa tốc"], facets.tags["lưu"]), (1, 2), "what is left out can be let in again");
    // Every count is the total of the search that choosing it would be.
    for (signer, count) in &facets.signers {
        let chosen = Filters { signers: vec![signer.clone()], ..filters.clone() };
        assert_eq!(shelf.ask("", &chosen, Sort::Newest)?.total, *count);
    }
    let facets = shelf.ask("", &Filters { years: vec![2016], ..Filters::default() }, Sort::Newest)?.facets;
    for (year, count) in facets.expect("asked for").years {
        let chosen = Filters { years: vec![year], ..Filters::default() };
        assert_eq!(shelf.ask("", &chosen, Sort::Newest)?.total, count);
    }
    Ok(())
}

#[test]
fn sorts_in_vietnamese_order() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let nos = |sort| -> Result<Vec<u64>, SearchError> {
        Ok(shelf.ask("", &Filters::default(), sort)?.hits.iter().map(|hit| hit.no).collect())
    };
    assert_eq!(nos(Sort::Subject)?[..5], [2, 4, 5, 1, 3], "công, kiểm, mạng, về, xây");
    assert_eq!(nos(Sort::Issuer)?[..5], [2, 5, 1, 3, 6], "công, thủ, tỉnh, trung, UBND");
    Ok(())
}

#[test]
fn suggests_numbers_and_names() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    for typed in ["04", "4 n", "nq 4", "Nghị quyết 04", "Số 04-"] {
        assert_eq!(shelf.index.suggest(typed, 5)?.numbers[..2], ["04-NQ/TU", "04-NQ/TW"], "{typed}");
    }
    assert_eq!(shelf.index.suggest("44", 5)?.numbers, ["449/KH-CAT-PV11"]);
    assert_eq!(shelf.index.suggest("tinh u", 5)?.issuers, [("Tỉnh ủy".to_owned(), 1)]);
    assert_eq!(shelf.index.suggest("văn a", 5)?.signers, [("Nguyễn Văn An".to_owned(), 2)]);
    assert_eq!(shelf.index.suggest("lư", 5)?.tags, [("lưu".to_owned(), 2)]);
    assert_eq!(shelf.index.suggest("  ", 5)?, vankho_search::Suggestions::default());
    Ok(())
}

#[test]
fn finds_documents_like_one() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let mut writer = shelf.index.writer()?;
    put(&mut writer, 7, &("", "ban_tin", "2020-01-01", "", "", "Đoàn kiểm tra Nghị quyết 04-NQ/TU ở huyện"))?;
    writer.commit(9)?;
    writer.close()?;
    shelf.index.reload()?;
    let texts = [PAPERS[3].4, PAPERS[3].5];
    let like: Vec<u64> = shelf.index.similar(4, texts, 3)?.iter().map(|hit| hit.no).collect();
    assert_eq!(like[0], 7);
    assert!(!like.contains(&4), "not itself");
    assert!(shelf.index.similar(4, [""], 3)?.is_empty());
    Ok(())
}

#[test]
fn explains_a_hit() -> Result<(), SearchError> {
    let shelf = Shelf::new()?;
    let counts = shelf.index.matcher("cải cách CCHC xyzzy")?.counts(PAPERS[0].5);
    let told: Vec<(&str, usize)> = counts.iter().map(|count| (count.words.as_str(), count.count)).collect();
    assert_eq!(told, [("cải", 1), ("cách", 1), ("CCHC", 0), ("cai cach hanh chinh", 1), ("xyzzy", 0)]);
    Ok(())
}
