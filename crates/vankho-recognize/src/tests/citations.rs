//! Citations and what they do, sentence by sentence.

use vankho_model::{Hints, Kind};

use crate::recognize;

/// Checks the citations of a text: relation, number, kind, date and issuer, parted by blanks and bars.
fn check_citations(text: &str, expected: &[&str]) {
    let pages = [text.to_owned()];
    let citations = recognize(&pages, &Hints::default()).citations;
    let lines: Vec<String> = citations
        .iter()
        .map(|c| {
            let date = c.date.map(|date| date.to_string()).unwrap_or_default();
            let kind = c.kind.map(Kind::id).unwrap_or_default();
            let issuer = c.issuer.as_deref().unwrap_or_default();
            let number = c.number.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{} {number} | {kind} | {date} | {issuer}", c.relation.as_str())
        })
        .collect();
    assert_eq!(lines, expected, "citations of {text:?}");
    for citation in &citations {
        let mention: String = text
            .chars()
            .skip(citation.start as usize)
            .take((citation.end - citation.start) as usize)
            .collect();
        let first = mention.split_whitespace().next().unwrap_or_default();
        assert!(!first.is_empty() && citation.quote.contains(first), "{mention:?} in {:?}", citation.quote);
    }
}

#[test]
fn citations_follow_their_cues() {
    check_citations(
        "Căn cứ Luật Trồng rừng số 99/2031/QH17;\nCăn cứ Nghị định số 7/2030/NĐ-CP ngày 01 tháng 7 năm 2030 của Chính phủ về rừng;",
        &["based_on 99/2031/QH17 | luat |  | ", "based_on 7/2030/NĐ-CP | nghi_dinh | 2030-07-01 | Chính phủ"],
    );
    check_citations(
        "Tiếp tục quán triệt Nghị quyết số 04-NQ/TU, ngày 01/7/2016 của Tỉnh ủy về rừng.",
        &["implements 04-NQ/TU | nghi_quyet | 2016-07-01 | Tỉnh ủy"],
    );
    check_citations(
        "Báo cáo kết quả 3 năm thực hiện Chỉ thị số 5-CT/TU của Ban Thường vụ Tỉnh ủy.",
        &["reports_on 5-CT/TU | chi_thi |  | Ban Thường vụ Tỉnh ủy"],
    );
    check_citations(
        "Sửa đổi, bổ sung một số điều của Thông tư số 8/2020/TT-BTC ngày 2/3/2020 của Bộ trưởng Bộ Tài chính hướng dẫn kho.",
        &["amends 8/2020/TT-BTC | thong_tu | 2020-03-02 | Bộ trưởng Bộ Tài chính"],
    );
    check_citations(
        "Quyết định này thay thế Quyết định số 1/2019/QĐ-UBND và Quyết định số 2/2019/QĐ-UBND.",
        &["replaces 1/2019/QĐ-UBND | quyet_dinh |  | ", "replaces 2/2019/QĐ-UBND | quyet_dinh |  | "],
    );
    check_citations("Báo cáo kết quả triển khai Đề án số 6-ĐA/TU.", &["reports_on 6-ĐA/TU | de_an |  | "]);
    check_citations(
        "Điều 9. Hiệu lực\n2. Các chỉ thị sau hết hiệu lực kể từ ngày ký\na) Chỉ thị số 3/CT-UBND;\nb) Chỉ thị số 4/CT-UBND.",
        &["repeals 3/CT-UBND | chi_thi |  | ", "repeals 4/CT-UBND | chi_thi |  | "],
    );
    check_citations(
        "Điều 1. Bãi bỏ các văn bản sau đây:\n1. Thông tư liên bộ số 5/TTLB ngày 1/2/1990 về bến đò.",
        &["repeals 5/TTLB | thong_tu_lien_tich | 1990-02-01 | "],
    );
    check_citations(
        "1. Sửa đổi khoản 2 như sau:\n“2. Phí nộp vào ngân sách.\"\n2. Bãi bỏ Chỉ thị số 4/CT-UBND.",
        &["repeals 4/CT-UBND | chi_thi |  | "],
    );
    check_citations(
        "Quyết định số 4/QĐ-UBND, 5/2/2010, thay Quyết định ngày 3 tháng 4 năm 2009.",
        &["mentions 4/QĐ-UBND | quyet_dinh | 2010-02-05 | "],
    );
    check_citations("Bãi bỏ Chỉ thị số 3/CT-UBND.", &["repeals 3/CT-UBND | chi_thi |  | "]);
    check_citations(
        "Quyết định số 4/QĐ-UBND ngày 1/2/2010 hết hiệu lực kể từ ngày ký.",
        &["repeals 4/QĐ-UBND | quyet_dinh | 2010-02-01 | "],
    );
    check_citations(
        "(Ban hành kèm theo Quyết định số 6/QĐ-SYT)",
        &["attached_to 6/QĐ-SYT | quyet_dinh |  | "],
    );
    check_citations(
        "Phúc đáp Công văn số 77/UBND-VX, Sở trả lời.",
        &["replies_to 77/UBND-VX | cong_van |  | "],
    );
    check_citations("Hướng dẫn thi hành Quy định số 8-QĐ/TU.", &["guides 8-QĐ/TU | quy_dinh |  | "]);
    check_citations("Đính chính Thông báo số 9-TB/TU.", &["corrects 9-TB/TU | thong_bao |  | "]);
    check_citations(
        "Mức chi quy định tại khoản 2 Điều 5 Nghị định số 7/2030/NĐ-CP.",
        &["mentions 7/2030/NĐ-CP | nghi_dinh |  | "],
    );
}

#[test]
fn acts_of_others_are_only_mentioned() {
    check_citations(
        "Đảng ủy đã ban hành Kế hoạch số 15/KH-CAT-PV01 ngày 2/9/2017 về công tác.",
        &["mentions 15/KH-CAT-PV01 | ke_hoach | 2017-09-02 | "],
    );
    check_citations(
        "Căn cứ Luật Rừng số 1/2020/QH14 được sửa đổi, bổ sung một số điều bởi Luật số 2/2022/QH15 và Luật số 3/2023/QH15;",
        &[
            "based_on 1/2020/QH14 | luat |  | ",
            "mentions 2/2022/QH15 | luat |  | ",
            "mentions 3/2023/QH15 | luat |  | ",
        ],
    );
    check_citations(
        "Căn cứ Nghị định số 5/2022/NĐ-CP của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 4/2020/NĐ-CP;",
        &["based_on 5/2022/NĐ-CP | nghi_dinh |  | Chính phủ", "mentions 4/2020/NĐ-CP | nghi_dinh |  | "],
    );
    check_citations(
        "Căn cứ Luật Rừng số 1/2020/QH14; Luật sửa đổi, bổ sung một số điều của Luật Rừng số 2/2022/QH15;",
        &["based_on 1/2020/QH14 | luat |  | ", "based_on 2/2022/QH15 | luat |  | "],
    );
}

#[test]
fn own_number_and_forms_are_no_citations() {
    check_citations(
        "SỞ Y TẾ\nSố: 5/TB-SYT\nBình An, ngày 2 tháng 1 năm 2020\nTHÔNG BÁO\nLịch nghỉ\nCăn cứ Mẫu số 02/KTHT;\n\
         (Kèm theo Thông báo số 5/TB-SYT)",
        &[],
    );
}

#[test]
fn an_act_says_what_is_done_to_all_items_under_it() {
    check_citations(
        "Điều 1. Bãi bỏ toàn bộ các văn bản sau:\n1. Quyết định số 1/2019/QĐ-UBND về việc bổ sung chỉ tiêu;\n\
         2. Quyết định số 2/2019/QĐ-UBND.\nĐiều 2. Hiệu lực\n1. Quyết định số 3/2019/QĐ-UBND vẫn áp dụng.",
        &[
            "repeals 1/2019/QĐ-UBND | quyet_dinh |  | ",
            "repeals 2/2019/QĐ-UBND | quyet_dinh |  | ",
            "mentions 3/2019/QĐ-UBND | quyet_dinh |  | ",
        ],
    );
    check_citations(
        "Chính phủ ban hành Nghị định sửa đổi, bổ sung một số điều của Nghị định số 7/2030/NĐ-CP.",
        &["amends 7/2030/NĐ-CP | nghi_dinh |  | "],
    );
    check_citations(
        "1. Bãi bỏ số thứ tự 14 tại Phụ lục Danh mục bến đò ngang trên địa bàn tỉnh do Sở quản lý ban hành kèm theo \
         Quyết định số 6/QĐ-SYT.",
        &["repeals 6/QĐ-SYT | quyet_dinh |  | "],
    );
    check_citations(
        "Điều 9. Hiệu lực\n2. Thông tư số 3/2023/TT-BTC của Bộ trưởng Bộ Tài chính quy định mức thu phí bến bãi và lệ phí \
         cấp giấy phép cho thuyền; lệ phí đăng ký, cấp biển cho xe lam hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
        &["repeals 3/2023/TT-BTC | thong_tu |  | Bộ trưởng Bộ Tài chính"],
    );
}

#[test]
fn what_others_do_is_told_of_them() {
    let told = |text: &str| {
        let reading = recognize(&[text.to_owned()], &Hints::default());
        let number =
            |at: usize| reading.citations[at].number.as_ref().map(ToString::to_string).unwrap_or_default();
        let line = |one: &vankho_model::ToldRelation| {
            format!("{} {} {}", number(one.from), one.relation.as_str(), number(one.to))
        };
        reading.told.iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(
        told("Căn cứ Luật Rừng số 1/2020/QH14 được sửa đổi, bổ sung một số điều bởi Luật số 2/2022/QH15;"),
        ["2/2022/QH15 amends 1/2020/QH14"]
    );
    assert_eq!(
        told("Căn cứ Nghị định số 5/2022/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 4/2020/NĐ-CP;"),
        ["5/2022/NĐ-CP amends 4/2020/NĐ-CP"]
    );
    let carried_out = |day: &str| {
        told(&format!(
            "Đảng ủy đã quán triệt thực hiện Nghị quyết số 4-NQ/TU ngày 01/7/2016 về rừng; đã ban hành Kế hoạch số \
             15/KH-CAT ngày {day}."
        ))
    };
    assert_eq!(carried_out("22/9/2016"), ["15/KH-CAT implements 4-NQ/TU"]);
    assert!(carried_out("22/9/2015").is_empty(), "a plan older than the resolution can't carry it out");
}

#[test]
fn the_passive_turns_a_relation_round() {
    let text = "Quyết định này được thay thế bởi Quyết định số 9/2031/QĐ-UBND.";
    let citations = recognize(&[text.to_owned()], &Hints::default()).citations;
    let [one] = &citations[..] else { panic!("one citation") };
    assert_eq!((one.relation, one.passive), (vankho_model::Relation::Replaces, true));
}

#[test]
fn a_date_can_forbid_a_relation() {
    check_citations(
        "ĐẢNG ỦY XÃ MÂY TRẮNG\n*\nSố 5-KH/ĐU\nMây Trắng, ngày 02 tháng 3 năm 2015\nKẾ HOẠCH\nvề trồng rừng\n-----\n\
         Thực hiện Nghị quyết số 4-NQ/TU ngày 01/7/2016 của Tỉnh ủy, Nghị quyết số 9-NQ/HU ngày 01/02/2015 của Huyện ủy.",
        &[
            "mentions 4-NQ/TU | nghi_quyet | 2016-07-01 | Tỉnh ủy",
            "implements 9-NQ/HU | nghi_quyet | 2015-02-01 | Huyện ủy",
        ],
    );
}

#[test]
fn documents_are_cited_in_short_and_by_name() {
    check_citations(
        "Thực hiện Nghị quyết số 04-NQ/TU của Tỉnh ủy. Tinh thần Nghị quyết 04 thành kế hoạch 5 năm, NQ số 04 và Kế hoạch 12 tháng.",
        &[
            "implements 04-NQ/TU | nghi_quyet |  | Tỉnh ủy",
            "mentions 04-NQ/TU | nghi_quyet |  | ",
            "mentions 04-NQ/TU | nghi_quyet |  | ",
        ],
    );
    check_citations(
        "Triển khai Đề án số 08 về bến đò. Căn cứ Đề án số 08-ĐA/TU của Tỉnh ủy.",
        &["implements 08-ĐA/TU | de_an |  | ", "based_on 08-ĐA/TU | de_an |  | Tỉnh ủy"],
    );
    check_citations(
        "Thực hiện Nghị quyết số 16 của Huyện ủy và Nghị quyết 17.",
        &["implements 16 | nghi_quyet |  | Huyện ủy"],
    );
    check_citations(
        "Căn cứ Luật Trồng cây, gây rừng ngày 25/6/2015;\nCăn cứ Luật có hiệu lực từ ngày 01/7/2020;",
        &["based_on  | luat | 2015-06-25 | "],
    );
    check_citations(
        "Quán triệt Nghị quyết Trung ương 4 khóa XII, Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khoá XII.",
        &["implements 04-NQ/TW | nghi_quyet | 2016-10-30 | ", "implements  | nghi_quyet |  | "],
    );
}

#[test]
fn a_mention_says_which_part_and_what_about() {
    let text = "Sửa đổi điểm a khoản 2 Điều 5 của Nghị định số 7/2030/NĐ-CP ngày 01/7/2030 của Chính phủ về bến đò ngang, \
                được bổ sung sau này. Theo Nghị định số 7/2030/NĐ-CP thì khác.";
    let citations = recognize(&[text.to_owned()], &Hints::default()).citations;
    let [first, second] = &citations[..] else { panic!("two citations") };
    assert_eq!(first.article.as_deref(), Some("điểm a khoản 2 Điều 5"));
    assert_eq!(first.subject.as_deref(), Some("về bến đò ngang"));
    assert_eq!((first.repeats, second.repeats), (None, Some(0)));
}

#[test]
fn what_stands_in_a_quoted_text_is_only_mentioned() {
    check_citations(
        "1. Bổ sung Điều 5a của Nghị định số 7/2030/NĐ-CP như sau:\n“Điều 5a. Căn cứ\nThực hiện Nghị định số 8/2030/NĐ-CP.”\n\
         2. Thực hiện Nghị định số 9/2030/NĐ-CP.",
        &[
            "amends 7/2030/NĐ-CP | nghi_dinh |  | ",
            "mentions 8/2030/NĐ-CP | nghi_dinh |  | ",
            "implements 9/2030/NĐ-CP | nghi_dinh |  | ",
        ],
    );
}

#[test]
fn a_bulletin_reports_on_what_others_carry_out() {
    let text = "Chính trị - Xã hội\nĐoàn Kiểm tra làm việc với Đảng ủy Công an về kết quả thực hiện Nghị quyết số 07-NQ/TU\n\
                06/03/2019\n\nNgày 05/3/2019, Đoàn có buổi làm việc về kết quả 3 năm thực hiện Nghị quyết số 07-NQ/TU ngày \
                01/7/2016 của Tỉnh ủy về bến đò.\n\nĐảng ủy đã quán triệt thực hiện Nghị quyết số 07-NQ/TU ngày 01/7/2016 của \
                Tỉnh ủy về bến đò; đã ban hành Kế hoạch số 44/KH-CAT ngày 22/9/2015 về bến đò.\n\n\
                Đảng ủy cụ thể hóa tinh thần Nghị quyết 07 thành kế hoạch hằng năm./.\n\nTrịnh Hoài Thu";
    let reading = recognize(&[text.to_owned()], &Hints::default());
    let lines: Vec<String> = reading
        .citations
        .iter()
        .map(|c| format!("{} {}", c.relation.as_str(), c.number.as_ref().expect("numbered")))
        .collect();
    assert_eq!(
        lines,
        [
            "reports_on 07-NQ/TU",
            "reports_on 07-NQ/TU",
            "reports_on 07-NQ/TU",
            "mentions 44/KH-CAT",
            "reports_on 07-NQ/TU"
        ]
    );
    assert!(reading.told.is_empty(), "the plan is older than the resolution");
    let dates: Vec<String> = reading.dates.iter().map(|one| format!("{:?} {}", one.role, one.date)).collect();
    assert_eq!(
        dates,
        [
            "Published 2019-03-06",
            "Event 2019-03-05",
            "Cited 2016-07-01",
            "Cited 2016-07-01",
            "Cited 2015-09-22"
        ]
    );
    assert_eq!(reading.section.as_deref(), Some("Chính trị - Xã hội"));
}
