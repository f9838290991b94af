//! What a document rests on and what was made of it: links between documents, and to what is not filed yet.

use std::path::PathBuf;

use serde_json::Value;
use vankho_api::Desk;
use vankho_extract::{Extractor, Limits};
use vankho_testkit::{TestStore, program, samples};

use crate::searching::Nobody;

const RESOLUTION: &str = "TỈNH ỦY NINH THUẬN\n*\nSố 04-NQ/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\
     Phan Rang - Tháp Chàm, ngày 01 tháng 7 năm 2016\n\nNGHỊ QUYẾT\nvề đẩy mạnh cải cách hành chính\n\n\
     Nghị quyết này nêu mục tiêu và nhiệm vụ.\n\nT/M TỈNH ỦY\nBÍ THƯ\n\nNguyễn Văn Khê\n";

const OTHER_PROVINCE: &str = "TỈNH ỦY AN GIANG\n*\nSố 04-NQ/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\
     Long Xuyên, ngày 03 tháng 8 năm 2016\n\nNGHỊ QUYẾT\nvề phát triển du lịch\n\n\
     Nghị quyết này nêu mục tiêu và nhiệm vụ.\n\nT/M TỈNH ỦY\nBÍ THƯ\n\nTrần Thị Mai\n";

fn plan(number: u32, sentence: &str) -> String {
    format!(
        "ỦY BAN NHÂN DÂN\nTỈNH NINH THUẬN\n\nSố: {number}/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
         Độc lập - Tự do - Hạnh phúc\n\nNinh Thuận, ngày 20 tháng 9 năm 2016\n\nKẾ HOẠCH\nViệc làm số {number}\n\n\
         {sentence}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Sơn\n"
    )
}

fn import(store: &TestStore, name: &str, text: &str) -> String {
    let path: PathBuf = store.inbox().join(name);
    std::io::Write::write_all(&mut std::fs::File::create(&path).expect("writable"), text.as_bytes())
        .expect("writes");
    let lines = store.import(&path).lines();
    lines[0]["id"].as_str().unwrap_or_else(|| panic!("filed: {lines:?}")).to_owned()
}

/// Asks what a screen asks.
fn ask(store: &TestStore, cmd: &str, args: Value) -> Value {
    let extractor = Extractor::new(program().to_owned(), Limits::default());
    let desk = Desk::open(&store.root(), extractor, samples(), Box::new(|_| {})).expect("opens");
    desk.call(serde_json::json!({ "cmd": cmd, "args": args }), &Nobody).expect("answers")
}

fn relations(store: &TestStore, id: &str, depth: &str) -> Value {
    store.run(["relations", id, "--depth", depth, "--json"]).json()
}

fn ends<'v>(links: &'v Value, end: &str) -> Vec<&'v str> {
    links.as_array().expect("a list").iter().filter_map(|link| link[end].as_str()).collect()
}

#[test]
fn what_is_cited_is_found_once_it_is_filed() {
    let store = TestStore::new();
    let first = plan(
        11,
        "Thực hiện Nghị quyết số 04-NQ/TU ngày 01/7/2016 của Tỉnh ủy về cải cách hành chính, Ủy ban ban hành kế hoạch.",
    );
    let carrying_out = import(&store, "kh11.txt", &first);
    let alone = relations(&store, &carrying_out, "1");
    let cited = &alone["cites"][0];
    assert_eq!(
        (cited["to"].as_str(), cited["missing"]["number"].as_str()),
        (None, Some("04-NQ/TU")),
        "{alone}"
    );
    let missing = store.run(["missing", "--json"]).lines();
    assert_eq!((missing.len(), missing[0]["number"].as_str()), (1, Some("04-NQ/TU")), "{missing:?}");
    assert_eq!(missing[0]["first"], carrying_out.as_str());

    let other = import(&store, "angiang.txt", OTHER_PROVINCE);
    assert_eq!(store.run(["missing", "--json"]).lines().len(), 1, "another province's is another one");
    let resolution = import(&store, "nq04.txt", RESOLUTION);
    assert_eq!(store.run(["missing", "--json"]).lines().len(), 0, "now it is filed");
    let around = relations(&store, &resolution, "1");
    assert_eq!(ends(&around["cited_by"], "from"), [carrying_out.as_str()]);
    assert_eq!(around["cited_by"][0]["relation"], "implements");
    assert_eq!(around["effect"]["state"], "in_force");
    assert!(ends(&relations(&store, &other, "1")["cited_by"], "from").is_empty());

    let unanswered = store.run(["uncited", "--kind", "nghi_quyet", "--json"]).lines();
    assert_eq!(unanswered.len(), 1, "{unanswered:?}");
    assert_eq!(unanswered[0]["id"], other.as_str());
    let unreported =
        store.run(["uncited", "--kind", "Nghị quyết", "--relation", "reports_on", "--json"]).lines();
    assert_eq!(unreported.len(), 2, "nobody has reported on either");
    assert_eq!(store.run(["uncited", "--relation", "likes"]).code, Some(2));
}

#[test]
fn a_chain_is_followed_and_a_circle_ends() {
    let store = TestStore::new();
    let resolution = import(&store, "nq04.txt", RESOLUTION);
    let one = import(
        &store,
        "kh11.txt",
        &plan(
            11,
            "Thực hiện Nghị quyết số 04-NQ/TU ngày 01/7/2016 của Tỉnh ủy, xem Kế hoạch số 12/KH-UBND ngày 20/9/2016 của Ủy ban nhân dân tỉnh Ninh Thuận.",
        ),
    );
    let two = import(
        &store,
        "kh12.txt",
        &plan(12, "Thực hiện Kế hoạch số 11/KH-UBND ngày 20/9/2016 của Ủy ban nhân dân tỉnh Ninh Thuận."),
    );
    let near = relations(&store, &resolution, "1");
    assert_eq!(ends(&near["cited_by"], "from"), [one.as_str()]);
    let far = relations(&store, &resolution, "9");
    let mut from = ends(&far["cited_by"], "from");
    from.dedup();
    assert!(from.contains(&two.as_str()), "{far}");
    assert!(far["documents"].as_object().expect("documents").len() == 3);
}

#[test]
fn what_replaces_a_document_ends_it() {
    let store = TestStore::new();
    let old = import(&store, "kh11.txt", &plan(11, "Các sở lập kế hoạch."));
    let new = plan(
        30,
        "Kế hoạch này thay thế Kế hoạch số 11/KH-UBND ngày 20/9/2016 của Ủy ban nhân dân tỉnh Ninh Thuận.",
    )
    .replace("năm 2016\n\nKẾ", "năm 2018\n\nKẾ");
    let new = import(&store, "kh30.txt", &new);
    let around = relations(&store, &old, "1");
    let effect = &around["effect"];
    assert_eq!(
        (effect["state"].as_str(), effect["since"].as_str()),
        (Some("replaced"), Some("2018-09-20")),
        "{around}"
    );
    assert_eq!(effect["because"][0], new.as_str());
}

#[test]
fn the_most_cited_come_first_each_document_counted_once() {
    let store = TestStore::new();
    let resolution = import(&store, "04.txt", RESOLUTION);
    let twice = "Thực hiện Nghị quyết số 04-NQ/TU ngày 01/7/2016 của Tỉnh ủy. Căn cứ Nghị quyết số 04-NQ/TU ngày \
         01/7/2016 của Tỉnh ủy Ninh Thuận, Ủy ban ban hành kế hoạch.";
    let plan_11 = import(&store, "11.txt", &plan(11, twice));
    import(&store, "12.txt", &plan(12, "Thực hiện Nghị quyết số 04-NQ/TU ngày 01/7/2016 của Tỉnh ủy."));
    import(
        &store,
        "13.txt",
        &plan(13, "Tiếp tục thực hiện Kế hoạch số 11/KH-UBND ngày 20/9/2016 của Ủy ban nhân dân tỉnh."),
    );
    let cited = ask(&store, "most_cited", serde_json::json!({ "limit": 10 }));
    let found: Vec<_> = cited
        .as_array()
        .expect("a list")
        .iter()
        .map(|each| (each["document"]["id"].as_str().expect("an id"), each["cited_by"].as_u64()))
        .collect();
    assert_eq!(found, [(resolution.as_str(), Some(2)), (plan_11.as_str(), Some(1))], "{cited}");
    let one = ask(&store, "most_cited", serde_json::json!({ "limit": 1 }));
    assert_eq!(one.as_array().map(Vec::len), Some(1));
}
