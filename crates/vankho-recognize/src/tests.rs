//! Whole pages, read field by field. Names and places are invented.

mod bulletins;
mod citations;
mod letters;
mod purity;

use proptest::prelude::*;
use vankho_model::{Field, Fields, Hints, Kind, Reading};

use crate::recognize;

fn value(fields: &Fields, name: &str) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    match name {
        "kind" => fields.kind.map(Kind::id).unwrap_or_default().to_owned(),
        "number" => fields.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        "issued_on" => fields.issued_on.map(|date| date.to_string()).unwrap_or_default(),
        "published_on" => fields.published_on.map(|date| date.to_string()).unwrap_or_default(),
        "place" => text(&fields.place),
        "issuer" => text(&fields.issuer),
        "parent_body" => text(&fields.parent_body),
        "subject" => text(&fields.subject),
        "signer" => text(&fields.signer),
        "signer_position" => text(&fields.signer_position),
        "signer_authority" => text(&fields.signer_authority),
        "author" => text(&fields.author),
        "addressees" => fields.addressees.join(" | "),
        "recipients" => fields.recipients.join(" | "),
        "secrecy" => fields.secrecy.as_str().to_owned(),
        "urgency" => fields.urgency.as_str().to_owned(),
        other => panic!("no field {other}"),
    }
}

fn check_with(text: &str, hints: &Hints, expected: &[(&str, &str)]) {
    let pages: Vec<String> = text.split('\u{C}').map(str::to_owned).collect();
    let Reading { fields, evidence, .. } = recognize(&pages, hints);
    for (name, wanted) in expected {
        assert_eq!(&value(&fields, name), wanted, "{name} of {text:?}");
    }
    for piece in &evidence {
        let page = &pages[piece.page as usize - 1];
        let stretch: String =
            page.chars().skip(piece.start as usize).take((piece.end - piece.start) as usize).collect();
        assert_eq!(stretch, piece.quote, "evidence of {} points at its quote", piece.field.as_str());
        assert!((0.0..=1.0).contains(&piece.confidence));
    }
    let read = recognize(&pages, hints);
    assert_eq!((read.fields, read.evidence), (fields, evidence), "both entries read the same fields");
    for other in &read.alternatives {
        let page = &pages[other.page as usize - 1];
        let stretch: String =
            page.chars().skip(other.start as usize).take((other.end - other.start) as usize).collect();
        assert_eq!(stretch, other.quote, "an alternative points at its quote");
    }
}

fn check(text: &str, expected: &[(&str, &str)]) {
    check_with(text, &Hints::default(), expected);
}

#[test]
fn party_resolution() {
    let expected = [
        ("kind", "nghi_quyet"),
        ("number", "07-NQ/TU"),
        ("issued_on", "2018-03-05"),
        ("place", "Bình An"),
        ("issuer", "TỈNH ỦY BÌNH AN"),
        ("parent_body", ""),
        ("subject", "về phát triển nghề trồng sen giai đoạn 2018 - 2025"),
        ("signer", "Lò Văn Sương"),
        ("signer_position", "BÍ THƯ"),
        ("signer_authority", "T/M"),
        ("recipients", "Các huyện ủy | Lưu Văn phòng Tỉnh ủy"),
        ("secrecy", "thuong"),
    ];
    let body = "NGHỊ QUYẾT\nCỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH\nvề phát triển nghề trồng sen giai đoạn 2018 - 2025\n-----\n\
                Thực hiện Nghị quyết số 12-NQ/TW, ngày 01/02/2017 của Bộ Chính trị, Tỉnh ủy quyết nghị:\nI. TÌNH HÌNH\n";
    check(
        &format!(
            "TỈNH ỦY BÌNH AN\n*\nSố 07-NQ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nBình An, ngày 05 tháng 3 năm 2018\n{body}\
             Nơi nhận:\n- Các huyện ủy,\n- Lưu Văn phòng Tỉnh ủy.\nT/M BAN CHẤP HÀNH\nBÍ THƯ\n(đã ký)\nLò Văn Sương"
        ),
        &expected,
    );
    // The same paper, its two columns on common lines.
    check(
        &format!(
            "TỈNH ỦY BÌNH AN ĐẢNG CỘNG SẢN VIỆT NAM\n* Bình An, ngày 05 tháng 3 năm 2018\nSố 07-NQ/TU\n{body}\
             Nơi nhận: T/M BAN CHẤP HÀNH\n- Các huyện ủy, BÍ THƯ\n- Lưu Văn phòng Tỉnh ủy. Lò Văn Sương"
        ),
        &expected,
    );
}

#[test]
fn party_decision_of_a_department_with_marks() {
    check(
        "HUYỆN ỦY SÔNG LAM\nBAN TỔ CHỨC\n*\nSố 03 - QĐ/BTCHU\nMẬT\nHỎA TỐC\nĐẢNG CỘNG SẢN VIỆT NAM\n\
         Sông Lam, ngày 9 tháng 11 năm 2014\nQUYẾT ĐỊNH\nvề việc điều động cán bộ\n- Căn cứ Điều lệ Đảng;\n\
         K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\n\nThS. Đinh Thị Bưởi",
        &[
            ("kind", "quyet_dinh"),
            ("number", "03-QĐ/BTCHU"),
            ("issued_on", "2014-11-09"),
            ("issuer", "BAN TỔ CHỨC"),
            ("parent_body", "HUYỆN ỦY SÔNG LAM"),
            ("subject", "về việc điều động cán bộ"),
            ("secrecy", "mat"),
            ("urgency", "hoa_toc"),
            ("signer", "Đinh Thị Bưởi"),
            ("signer_position", "PHÓ TRƯỞNG BAN"),
            ("signer_authority", "K/T"),
        ],
    );
}

#[test]
fn a_subject_goes_on_to_the_rule_under_it() {
    check(
        "UBND TỈNH BÌNH AN\nSỞ NỘI VỤ\nSố: 52/TTr-SNV\nBình An, ngày 05 tháng 3 năm 2018\nTỜ TRÌNH\n\
         Về việc phê duyệt Đề án lập\nTrung tâm Lưu trữ tỉnh\n_______\nKính gửi: Ủy ban nhân dân tỉnh.",
        &[("kind", "to_trinh"), ("subject", "Về việc phê duyệt Đề án lập Trung tâm Lưu trữ tỉnh")],
    );
}

#[test]
fn a_place_that_sounds_like_a_kind_is_none() {
    check(
        "ĐẢNG ỦY\nPHƯỜNG AN MÂY ĐÔNG\n*\nSố 52-BC/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Mây Đông, ngày 30 tháng 12 năm 2025\n\
         BÁO CÁO\nkết quả công tác năm 2025\n-----\nI. KẾT QUẢ",
        &[
            ("kind", "bao_cao"),
            ("number", "52-BC/ĐU"),
            ("issuer", "ĐẢNG ỦY PHƯỜNG AN MÂY ĐÔNG"),
            ("subject", "kết quả công tác năm 2025"),
        ],
    );
}

#[test]
fn a_copy_has_the_day_of_what_it_copies() {
    check(
        "HUYỆN ỦY SÔNG LAM\nVĂN PHÒNG\n*\nSố 15-BS/VPHU\nSAO LỤC\nĐẢNG CỘNG SẢN VIỆT NAM\n\
         Sông Lam, ngày 20 tháng 01 năm 2019\nTỈNH ỦY BÌNH AN\n*\nSố 31-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n\
         Bình An, ngày 10 tháng 01 năm 2019\nCHỈ THỊ\nvề tổ chức Tết\n-----\nTết Nguyên đán đang đến gần.",
        &[
            ("number", "31-CT/TU"),
            ("issuer", "TỈNH ỦY BÌNH AN"),
            ("place", "Bình An"),
            ("issued_on", "2019-01-10"),
            ("subject", "về tổ chức Tết"),
        ],
    );
}

#[test]
fn party_letter() {
    check(
        "TỈNH ỦY BÌNH AN\nVĂN PHÒNG\n*\nSố 88-CV/VPTU\nV/v mượn phòng họp và\nbố trí xe\nĐẢNG CỘNG SẢN VIỆT NAM\n\
         Bình An, ngày 12 tháng 10 năm 2021\nKính gửi: - Sở Nội vụ;\n- Nhà khách tỉnh.\n\
         Thực hiện Kế hoạch số 5-KH/TU, đề nghị các cơ quan chuẩn bị.\n\
         Nơi nhận:\n- Như trên;\n- Lưu Văn phòng.\nCHÁNH VĂN PHÒNG\n(đã ký, đóng dấu)\nY Bhăm Niê",
        &[
            ("kind", "cong_van"),
            ("number", "88-CV/VPTU"),
            ("issuer", "VĂN PHÒNG"),
            ("parent_body", "TỈNH ỦY BÌNH AN"),
            ("subject", "mượn phòng họp và bố trí xe"),
            ("addressees", "Sở Nội vụ | Nhà khách tỉnh"),
            ("recipients", "Như trên | Lưu Văn phòng"),
            ("signer", "Y Bhăm Niê"),
            ("signer_position", "CHÁNH VĂN PHÒNG"),
            ("signer_authority", ""),
        ],
    );
}

#[test]
fn state_letter_without_a_kind_symbol() {
    check(
        "UBND TỈNH BÌNH AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ Độc lập - Tự do - Hạnh phúc\n\
         Số: 415/SYT-NV   Bình An, ngày 01 tháng 6 năm 2022\nV/v tiêm phòng dại\n\nKính gửi: Trung tâm Y tế các huyện.\n\
         Để chủ động, Sở Y tế đề nghị.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nBS. Trịnh Quốc Hạc",
        &[
            ("kind", "cong_van"),
            ("number", "415/SYT-NV"),
            ("issuer", "SỞ Y TẾ"),
            ("parent_body", "UBND TỈNH BÌNH AN"),
            ("place", "Bình An"),
            ("issued_on", "2022-06-01"),
            ("subject", "tiêm phòng dại"),
            ("addressees", "Trung tâm Y tế các huyện"),
            ("signer", "Trịnh Quốc Hạc"),
            ("signer_position", "PHÓ GIÁM ĐỐC"),
        ],
    );
}

#[test]
fn state_decision_with_annex() {
    check(
        "ỦY BAN NHÂN DÂN\nTỈNH BÌNH AN\n-------\nCỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Số: 12/2023/QĐ-UBND\nBình An, ngày 20 tháng 4 năm 2023\nQUYẾT ĐỊNH\nBan hành Quy định về quản lý bến đò ngang trên địa bàn\n\
         tỉnh Bình An và các xã cù lao\n____\nỦY BAN NHÂN DÂN TỈNH BÌNH AN\nCăn cứ Luật Giao thông;\nQUYẾT ĐỊNH:\n\
         Điều 1. Ban hành kèm theo Quyết định này Quy định.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\n\
         Hà Thị Mận\n\u{C}PHỤ LỤC I\nMẫu đơn\nTM. HỘ GIA ĐÌNH\nChủ hộ\nNguyễn Văn Khác",
        &[
            ("kind", "quyet_dinh"),
            ("number", "12/2023/QĐ-UBND"),
            ("issuer", "ỦY BAN NHÂN DÂN TỈNH BÌNH AN"),
            ("issued_on", "2023-04-20"),
            (
                "subject",
                "Ban hành Quy định về quản lý bến đò ngang trên địa bàn tỉnh Bình An và các xã cù lao",
            ),
            ("signer", "Hà Thị Mận"),
            ("signer_position", "PHÓ CHỦ TỊCH"),
            ("signer_authority", "TM., KT."),
        ],
    );
}

#[test]
fn law() {
    check(
        "QUỐC HỘI\n---\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\nLuật số: 99/2031/QH17\nLUẬT\n\
         TRỒNG RỪNG\nCăn cứ Hiến pháp;\nQuốc hội ban hành Luật Trồng rừng.\nĐiều 1. Phạm vi\n\
         Luật này được Quốc hội khóa XVII, kỳ họp thứ 2 thông qua ngày 15 tháng 6 năm 2031.\nCHỦ TỊCH QUỐC HỘI\nVương Thị Lê",
        &[
            ("kind", "luat"),
            ("number", "99/2031/QH17"),
            ("issuer", "QUỐC HỘI"),
            ("subject", "LUẬT TRỒNG RỪNG"),
            ("issued_on", "2031-06-15"),
            ("signer", "Vương Thị Lê"),
            ("signer_position", "CHỦ TỊCH QUỐC HỘI"),
        ],
    );
}

#[test]
fn joint_circular_of_equals() {
    check(
        "BỘ NÔNG TRANG\nBỘ KHO TÀNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Số: 05/2004/TTLT/BNT-BKT\nHà Nội, ngày 2 tháng 3 năm 2004\nTHÔNG TƯ LIÊN TỊCH\nHướng dẫn cất trữ thóc\nCăn cứ Nghị định số 1/2003/NĐ-CP;",
        &[
            ("kind", "thong_tu_lien_tich"),
            ("issuer", "BỘ NÔNG TRANG - BỘ KHO TÀNG"),
            ("subject", "Hướng dẫn cất trữ thóc"),
            ("number", "05/2004/TTLT-BNT-BKT"),
        ],
    );
}

#[test]
fn drafts_leave_open_what_is_blank() {
    check(
        "ĐẢNG ỦY XÃ MÂY TRẮNG\n*\nSố      -NQ/ĐU\nDỰ THẢO\nĐẢNG CỘNG SẢN VIỆT NAM\nMây Trắng, ngày     tháng 8 năm 2025\n\
         NGHỊ QUYẾT\nvề công tác quý III\nI. MỤC TIÊU",
        &[
            ("kind", "nghi_quyet"),
            ("number", ""),
            ("issued_on", "2025-08"),
            ("place", "Mây Trắng"),
            ("issuer", "ĐẢNG ỦY XÃ MÂY TRẮNG"),
            ("signer", ""),
        ],
    );
    check(
        "SỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: …/TTr-SNV\nBình An, ngày … tháng … năm 20…\nTỜ TRÌNH\nVề biên chế",
        &[("kind", "to_trinh"), ("number", ""), ("issued_on", ""), ("subject", "Về biên chế")],
    );
}

#[test]
fn incoming_stamp_is_not_the_number() {
    check(
        "SỞ NỘI VỤ\nĐẾN Số: 777/SNV\nNgày: 05/6/2020\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 21/BC-STC\n\
         Bình An, ngày 04 tháng 6 năm 2020\nBÁO CÁO\nTình hình thu ngân sách\nCăn cứ Luật Ngân sách;",
        &[("number", "21/BC-STC"), ("issued_on", "2020-06-04"), ("subject", "Tình hình thu ngân sách")],
    );
}

#[test]
fn capitals_subject_stops_before_the_official() {
    check(
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH BÌNH AN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Số: 9/NQ-HĐND\nBình An, ngày 1 tháng 12 năm 2022\nNGHỊ QUYẾT\nVỀ KẾ HOẠCH ĐẦU TƯ CÔNG\nNĂM 2023 CỦA TỈNH\n\
         HỘI ĐỒNG NHÂN DÂN TỈNH BÌNH AN\nKHÓA X, KỲ HỌP THỨ 9\nCăn cứ Luật Đầu tư công;\nCHỦ TỊCH\nSùng A Páo",
        &[
            ("issuer", "HỘI ĐỒNG NHÂN DÂN TỈNH BÌNH AN"),
            ("subject", "VỀ KẾ HOẠCH ĐẦU TƯ CÔNG NĂM 2023 CỦA TỈNH"),
            ("signer", "Sùng A Páo"),
        ],
    );
}

#[test]
fn what_a_field_could_also_mean_is_kept() {
    let text = "TỈNH ỦY BÌNH AN\nVĂN PHÒNG\n*\nSố 4-QĐ/VPTU\nSố 88-CV/VPTU\nĐẢNG CỘNG SẢN VIỆT NAM\n\
                Bình An, ngày 2 tháng 1 năm 2020\nQUY ĐỊNH\nvề bến đò\nI. CHUNG";
    let reading = recognize(&[text.to_owned()], &Hints::default());
    let others: Vec<(Field, &str)> =
        reading.alternatives.iter().map(|other| (other.field, other.quote.as_str())).collect();
    assert_eq!(
        others,
        [(Field::Number, "88-CV/VPTU"), (Field::Kind, "4-QĐ/VPTU"), (Field::Issuer, "TỈNH ỦY BÌNH AN")]
    );
}

#[test]
fn a_plain_text_says_nothing() {
    check(
        "Hôm qua, người dân xã Mây Trắng kể rằng theo Quyết định số 12/QĐ-UBND ngày 01/7/2016 của tỉnh thì được hỗ trợ.",
        &[("kind", ""), ("number", ""), ("issued_on", ""), ("subject", ""), ("signer", ""), ("issuer", "")],
    );
    check("", &[("kind", ""), ("number", "")]);
}

#[test]
fn evidence_is_given_for_every_field() {
    let pages =
        ["SỞ Y TẾ\nSố: 5/TB-SYT\nBình An, ngày 2 tháng 1 năm 2020\nTHÔNG BÁO\nLịch nghỉ\nCăn cứ nhu cầu;"
            .to_owned()];
    let evidence = recognize(&pages, &Hints::default()).evidence;
    let fields: Vec<Field> = evidence.iter().map(|piece| piece.field).collect();
    assert_eq!(
        fields,
        [Field::Number, Field::Kind, Field::Issuer, Field::IssuedOn, Field::Place, Field::Subject]
    );
}

proptest! {
    #[test]
    fn never_panics(pages in prop::collection::vec(any::<String>(), 0..3)) {
        let _ = recognize(&pages, &Hints::default());
    }

    #[test]
    fn never_panics_on_pieces_of_papers(pieces in prop::collection::vec(piece(), 0..40)) {
        let pages: Vec<String> = pieces.concat().split('\u{C}').map(str::to_owned).collect();
        let reading = recognize(&pages, &Hints::default());
        for evidence in &reading.evidence {
            let page = &pages[evidence.page as usize - 1];
            let (start, end) = (evidence.start as usize, evidence.end as usize);
            prop_assert_eq!(page.chars().skip(start).take(end - start).collect::<String>(), evidence.quote.clone());
        }
        for citation in &reading.citations {
            prop_assert!(citation.start < citation.end);
            prop_assert!(citation.end as usize <= pages[citation.page as usize - 1].chars().count());
        }
    }
}

/// Words and marks that papers are made of, in any order.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "Số",
        "số:",
        "04-NQ/TU",
        "12/2020/QĐ-UBND",
        "33/2024/QH15",
        "ngày",
        "01/7/2016",
        "ngày 1 tháng 2 năm 2019",
        "năm",
        "của",
        "Bộ trưởng Bộ Y tế",
        "Chính phủ",
        "sửa đổi, bổ sung",
        "được",
        "bởi",
        "Căn cứ",
        "Luật",
        "Nghị quyết",
        "NGHỊ QUYẾT",
        "TỈNH ỦY BÌNH AN",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Nơi nhận:",
        "- ",
        "Kính gửi:",
        "TM. ỦY BAN",
        "BÍ THƯ",
        "(đã ký)",
        "Nguyễn Văn A",
        "V/v",
        "Hà Nội,",
        "-----",
        "thay thế",
        "theo",
        "kèm theo",
        "PHỤ LỤC",
        "thông qua ngày",
        "./.",
        "ỷ",
        "😀",
        "ban hành",
        "kết quả thực hiện",
        "(",
        ";",
        ".",
        "\n",
        "\n",
        "\n\n",
        " ",
        " ",
        "\t",
        "\u{C}",
    ];
    prop::sample::select(words.to_vec())
        .prop_map(|word| format!("{word}{}", if word.len() > 2 { " " } else { "" }))
}
