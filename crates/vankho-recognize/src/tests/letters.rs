//! Letters, whose text speaks of other papers.

use vankho_model::Hints;

use super::check_with;

#[test]
fn a_letter_is_not_the_paper_it_brings() {
    let hints = Hints {
        letter: true,
        title: Some("Gửi Công văn số 15-CV/VPTU ngày 02/3/2018".into()),
        published: Some("2018-03-05".into()),
        author: Some("Trịnh Hoài Thu <thu@example.vn>".into()),
    };
    let head = "From: Trịnh Hoài Thu <thu@example.vn>\nTo: van-thu@example.vn\nDate: 05/03/2018 08:30\n\
                Subject: Gửi Công văn số 15-CV/VPTU ngày 02/3/2018\n\n";
    let body = "Kính gửi: Văn phòng Huyện ủy\nGửi kèm Công văn số 15-CV/VPTU ngày 02/3/2018.\nT/M VĂN PHÒNG\nTrịnh Hoài Thu";
    let expected = [
        ("kind", ""),
        ("number", ""),
        ("issued_on", "2018-03-05"),
        ("published_on", ""),
        ("subject", "Gửi Công văn số 15-CV/VPTU ngày 02/3/2018"),
        ("author", "Trịnh Hoài Thu <thu@example.vn>"),
        ("signer", ""),
        ("issuer", ""),
    ];
    check_with(&format!("{head}{body}"), &hints, &expected);
    let bare = Hints { letter: true, ..Hints::default() };
    check_with(&format!("{head}{body}"), &bare, &[("subject", ""), ("issued_on", ""), ("number", "")]);
}
