//! What a reading gives beside fields, what may be the same document, and reading migrated texts again.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use vankho_testkit::TestStore;

const RESOLUTION: &str = "TỈNH ỦY SÔNG THANH\n*\nSố 07-NQ/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\
     Sông Thanh, ngày 12 tháng 5 năm 2017\n\nNGHỊ QUYẾT\nvề trồng rừng ven sông\n\n\
     Nghị quyết này nêu mục tiêu, nhiệm vụ và giải pháp trồng rừng ven sông; giao các cấp ủy, tổ chức đảng trực thuộc \
     xây dựng kế hoạch hằng năm, bố trí kinh phí, kiểm tra, giám sát việc thực hiện và báo cáo kết quả về Tỉnh ủy \
     trước ngày 15 tháng 12 hằng năm để tổng hợp, đánh giá và khen thưởng.\n\nT/M TỈNH ỦY\nBÍ THƯ\n\nNguyễn Văn Khê\n";

/// A bulletin with the traits of the real ones: a section, a headline, its own day, the day of what it tells, the
/// same resolution four times in full and once in short, and a plan that is older than the resolution.
const BULLETIN: &str = "Kinh tế - Xã hội\n \nĐoàn Giám sát của Tỉnh ủy làm việc với Đảng ủy Kiểm lâm tỉnh về kết quả \
     thực hiện Nghị quyết số 07-NQ/TU \n16/10/2020 \n \n\n\
     Ngày 15/10/2020, Đoàn Giám sát của Tỉnh ủy có buổi làm việc với Đảng ủy Kiểm lâm tỉnh về kết quả 3 năm thực hiện \
     Nghị quyết số 07-NQ/TU ngày 12/5/2017 của Tỉnh ủy về trồng rừng ven sông giai đoạn 2017-2020.\n\n\
     Trong 03 năm qua, Đảng ủy Kiểm lâm tỉnh đã nghiêm túc quán triệt thực hiện Nghị quyết số 07-NQ/TU ngày 12/5/2017 \
     của Tỉnh ủy về trồng rừng ven sông giai đoạn 2017-2020; đã ban hành Kế hoạch số 318/KH-KL-PV2 ngày 20/8/2016 về \
     trồng rừng giai đoạn 2016-2020, trong đó xác định đầy đủ nhiệm vụ cụ thể.\n\n\
     Đảng ủy luôn quan tâm chỉ đạo, cụ thể hóa tinh thần Nghị quyết 07 thành kế hoạch hằng năm.\n\n\
     Phát biểu kết luận, đồng chí Trưởng đoàn nhấn mạnh, Đảng ủy tiếp tục quán triệt, tuyên truyền Nghị quyết số \
     07-NQ/TU ngày 12/5/2017 của Tỉnh ủy về trồng rừng ven sông giai đoạn 2017-2020 trong toàn Đảng bộ./.\n\n\
     Trần Thị Mai\n";

fn write(path: &Path, text: &str) {
    File::create(path).and_then(|mut file| file.write_all(text.as_bytes())).expect("writes");
}

fn import(store: &TestStore, name: &str, text: &str) -> Value {
    let path: PathBuf = store.inbox().join(name);
    write(&path, text);
    store.import(&path).lines().remove(0)
}

fn id(filed: &Value) -> &str {
    filed["id"].as_str().unwrap_or_else(|| panic!("filed: {filed}"))
}

#[test]
fn a_bulletin_tells_its_dates_apart_and_reports_on_what_is_filed() {
    let store = TestStore::new();
    let resolution = import(&store, "nq07.txt", RESOLUTION);
    let bulletin = import(&store, "bantin.txt", BULLETIN);
    let shown = store.run(["show", id(&bulletin), "--json"]).json();
    assert_eq!(shown["section"], "Kinh tế - Xã hội", "{shown}");
    let dates: Vec<(&str, &str)> = shown["dates"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (one["date"].as_str().expect("a date"), one["role"].as_str().expect("a role")))
        .collect();
    let expected = [
        ("2020-10-16", "published"),
        ("2020-10-15", "event"),
        ("2017-05-12", "cited"),
        ("2017-05-12", "cited"),
        ("2016-08-20", "cited"),
        ("2017-05-12", "cited"),
    ];
    assert_eq!(dates, expected);

    let around = store.run(["relations", id(&bulletin), "--json"]).json();
    let links = around["cites"].as_array().expect("a list");
    let to_resolution: Vec<&Value> = links.iter().filter(|link| link["to"] == resolution["id"]).collect();
    assert_eq!(to_resolution.len(), 1, "one link: {around}");
    assert_eq!(to_resolution[0]["relation"], "reports_on");
    let mentions = to_resolution[0]["citations"].as_array().expect("a list");
    assert_eq!(mentions.len(), 5, "four in full, the headline among them, and one in short: {mentions:?}");
    let plan: Vec<&Value> =
        links.iter().filter(|link| link["missing"]["number"] == "318/KH-KL-PV2").collect();
    assert_eq!((plan.len(), links.len()), (1, 2), "{around}");
    assert_eq!(plan[0]["relation"], "mentions", "a plan older than the resolution carries nothing out");
}

#[test]
fn what_may_be_the_same_is_told_and_both_stay() {
    let store = TestStore::new();
    let first = import(&store, "nq07.txt", RESOLUTION);
    assert_eq!(first["may_repeat"], serde_json::json!([]));
    let scanned = RESOLUTION
        .replace("Nghị quyết này nêu", "Nghị quyết nầy nêu")
        .replace("Nguyễn Văn Khê", "Nguyen Van Khê");
    let second = import(&store, "nq07-scan.txt", &scanned);
    assert_eq!(second["event"], "filed", "it is not refused");
    assert_eq!(second["may_repeat"], serde_json::json!([first["id"]]));
    let draft =
        RESOLUTION.replace("Số 07-NQ/TU", "Số      -NQ/TU").replace("ngày 12 tháng 5", "ngày      tháng 5");
    let third = import(&store, "du-thao.txt", &draft);
    let likely = third["may_repeat"].as_array().expect("a list").len();
    assert_eq!(likely, 2, "a draft without number is near-equal: {third}");
    let other = RESOLUTION.replace("Số 07-NQ/TU", "Số 08-NQ/TU");
    let fourth = import(&store, "nq08.txt", &other);
    let like = fourth["may_repeat"].as_array().expect("a list");
    assert!(!like.contains(&first["id"]), "another number is another document: {fourth}");

    let of = |args: &[&str]| {
        let found = store.run([&["duplicates", id(&first)], args, &["--json"]].concat()).json();
        let found = found["possible_duplicates"].as_array().expect("a list").clone();
        found.iter().map(|one| (one["document"]["id"].clone(), one["distinct"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(of(&[])[0], (second["id"].clone(), false.into()), "the same identity comes first");
    let ruled = of(&["--distinct", id(&second)]);
    assert_eq!(ruled.last(), Some(&(second["id"].clone(), true.into())), "kept, and last");
    assert_eq!(of(&["--undo-distinct", id(&second)]), of(&[]), "and undone");
    assert_eq!(of(&[])[0], (second["id"].clone(), false.into()));
    let all = store.run(["duplicates", "--json"]).lines();
    assert!(all.iter().any(|pair| pair["id"] == second["id"]), "{all:?}");
}

#[test]
fn a_migrated_text_is_recognised_again() {
    let store = TestStore::new();
    let resolution = import(&store, "nq07.txt", RESOLUTION);
    let records = store.inbox().join("records.jsonl");
    let line = serde_json::json!({ "source_id": "A-1", "text": BULLETIN, "title": "Tiêu đề của kho cũ" });
    write(&records, &format!("{line}\n"));
    let path = records.to_str().expect("a path");
    let filed = store.run(["import", "--records", path, "--json"]).lines().remove(0);
    let before = store.run(["relations", id(&filed), "--json"]).json();
    let again = store.run(["reread", id(&filed), "--json"]).json();
    assert_eq!((&again["reread"], &again["kept"]), (&1.into(), &0.into()), "{again}");
    let after = store.run(["relations", id(&filed), "--json"]).json();
    assert_eq!(before["cites"].as_array().map(Vec::len), after["cites"].as_array().map(Vec::len));
    assert_eq!(after["cites"][0]["to"], resolution["id"]);
    let shown = store.run(["show", id(&filed), "--json"]).json();
    assert_eq!(shown["subject"], "Tiêu đề của kho cũ", "what the other system said stays");
    assert_eq!(shown["dates"].as_array().map(Vec::len), Some(6));
}
