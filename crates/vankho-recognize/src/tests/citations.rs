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
            format!("{} {} | {kind} | {date} | {issuer}", c.relation.as_str(), c.number)
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
