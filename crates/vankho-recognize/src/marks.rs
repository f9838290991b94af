//! Secrecy, urgency and the other marks of the letterhead: whole lines in capitals (handbook §3).

use vankho_model::{Field, Secrecy, Urgency};

use crate::draft::Draft;
use crate::layout::Layout;
use crate::lines::{begins_with, is_caps};

/// Lines about the paper itself, which name nobody.
const OTHER_MARKS: &[&str] = &[
    "DỰ THẢO",
    "TÀI LIỆU",
    "LƯU HÀNH",
    "THU HỒI",
    "XONG HỘI NGHỊ",
    "XEM XONG",
    "KHÔNG PHỔ BIẾN",
    "BẢN CHÍNH",
    "BẢN SAO",
    "SAO Y",
    "SAO LỤC",
    "TRÍCH SAO",
    "HẸN GIỜ",
    "BẢN TIN",
];

fn secrecy(text: &str) -> Option<Secrecy> {
    match text.trim_matches(|c: char| !c.is_alphabetic()) {
        "MẬT" => Some(Secrecy::Secret),
        "TỐI MẬT" => Some(Secrecy::TopSecret),
        "TUYỆT MẬT" => Some(Secrecy::UtmostSecret),
        _ => None,
    }
}

fn urgency(text: &str) -> Option<Urgency> {
    let text = text.trim_matches(|c: char| !c.is_alphabetic());
    if begins_with(text, &["HỎA TỐC", "HOẢ TỐC"]) {
        return Some(Urgency::Express);
    }
    match text {
        "THƯỢNG KHẨN" => Some(Urgency::VeryUrgent),
        "KHẨN" => Some(Urgency::Urgent),
        _ => None,
    }
}

/// Whether a capitals line is a mark and no body's name.
pub(crate) fn is_mark(text: &str) -> bool {
    secrecy(text).is_some() || urgency(text).is_some() || begins_with(text, OTHER_MARKS)
}

/// The text before a mark that shares its line: `BAN TUYÊN GIÁO … TÀI LIỆU HỘI NGHỊ`.
pub(crate) fn without_mark(text: &str) -> &str {
    let starts = OTHER_MARKS.iter().filter_map(|mark| text.find(mark));
    let cut = starts.filter(|at| text[..*at].ends_with(' ')).min();
    cut.map_or(text, |at| text[..at].trim_end())
}

/// Fills in secrecy and urgency from the first page.
pub(crate) fn read_marks(draft: &mut Draft<'_>, layout: &Layout<'_>) {
    for line in layout.letterhead().iter().filter(|line| line.page == 0 && is_caps(line.text)) {
        if let Some(level) = secrecy(line.text) {
            draft.fields.secrecy = level;
            draft.note(Field::Secrecy, line.span(), 0.95);
        }
        if let Some(level) = urgency(line.text) {
            draft.fields.urgency = level;
            draft.note(Field::Urgency, line.span(), 0.95);
        }
    }
}
