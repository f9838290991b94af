//! Bulletins from the web and in print, and what their files say of them.

use vankho_model::Hints;

use super::{check, check_with};

#[test]
fn web_bulletin() {
    check(
        "Xây dựng Đảng\n\nHuyện ủy Sông Lam kiểm tra việc thực hiện Nghị quyết số 07-NQ/TU\n06/03/2019\n\n\
         Ngày 05/3/2019, đoàn kiểm tra đã làm việc với Đảng ủy xã Mây Trắng về kết quả thực hiện nghị quyết.\n\
         Đảng ủy xã đã ban hành Kế hoạch số 15-KH/ĐU./.\n\nTrịnh Hoài Thu",
        &[
            ("kind", "ban_tin"),
            ("number", ""),
            ("issued_on", ""),
            ("published_on", "2019-03-06"),
            ("subject", "Huyện ủy Sông Lam kiểm tra việc thực hiện Nghị quyết số 07-NQ/TU"),
            ("author", "Trịnh Hoài Thu"),
            ("signer", ""),
            ("issuer", ""),
        ],
    );
}

#[test]
fn printed_bulletin() {
    check(
        "BAN TUYÊN GIÁO HUYỆN ỦY SÔNG LAM TÀI LIỆU SINH HOẠT\nBẢN TIN NỘI BỘ\nSố 3 - Tháng 5/2018\n(Lưu hành nội bộ)\nNHỮNG CÁCH LÀM HAY\n\
         Trong quý, toàn huyện có nhiều cách làm hay.",
        &[
            ("kind", "ban_tin"),
            ("number", ""),
            ("published_on", "2018-05"),
            ("issuer", "BAN TUYÊN GIÁO HUYỆN ỦY SÔNG LAM"),
            ("subject", "NHỮNG CÁCH LÀM HAY"),
        ],
    );
}

#[test]
fn hints_serve_where_the_text_is_silent() {
    let hints = Hints {
        title: Some("Mùa sen về".into()),
        published: Some("2020-05-06T07:00:00+07:00".into()),
        author: Some("Lê Sen".into()),
        ..Hints::default()
    };
    check_with(
        "Hoa đã nở trắng cả hồ.",
        &hints,
        &[
            ("kind", "ban_tin"),
            ("published_on", "2020-05-06"),
            ("subject", "Mùa sen về"),
            ("author", "Lê Sen"),
        ],
    );
    check_with(
        "SỞ Y TẾ\nSố: 5/TB-SYT\nBình An, ngày 2 tháng 1 năm 2020\nTHÔNG BÁO\nLịch nghỉ\nCăn cứ nhu cầu;",
        &hints,
        &[("kind", "thong_bao"), ("subject", "Lịch nghỉ"), ("published_on", ""), ("author", "")],
    );
}

#[test]
fn an_author_stands_over_the_links_of_the_page() {
    check(
        "Thứ ba, 16/07/2019 | 09:05 GMT+7\nToàn huyện sơ kết nửa năm\n\nHội nghị diễn ra trong một ngày.\n\n\
         Các xã đã báo cáo.\n\nHồ Mai Vy\n\nQuay lại | Gửi cho bạn bè\nIn trang",
        &[("kind", "ban_tin"), ("subject", "Toàn huyện sơ kết nửa năm"), ("author", "Hồ Mai Vy")],
    );
}
