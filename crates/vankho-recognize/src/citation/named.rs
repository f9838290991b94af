//! Documents cited without their whole number: `Nghị quyết 04`, `Luật Khiếu nại ngày 11/11/2011`,
//! `Nghị quyết Trung ương 4 khóa XII` (handbook §2.3, §5).

use std::sync::LazyLock;

use regex::Regex;
use vankho_model::{Conference, DocumentNumber, Kind, PartialDate, System};

use super::last_chars;
use crate::date::date_after;
use crate::lines::{begins_with, squeeze};

/// A document named in a text, in bytes.
pub(super) struct Named {
    pub start: usize,
    pub end: usize,
    /// Where a number would stand: puts it in the order of the text.
    pub anchor: usize,
    pub number: Option<DocumentNumber>,
    pub kind: Option<Kind>,
    pub date: Option<PartialDate>,
    /// Its name, if that is all there is.
    pub name: Option<String>,
    pub certainty: f32,
}

static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<kind>Nghị quyết|Chỉ thị|Kết luận|Quy định|Quyết định|Kế hoạch|Chương trình|Đề án|Thông báo|Thông tri|",
        r"Hướng dẫn|Công văn|Báo cáo|Tờ trình|Thông tư|Nghị định|NQ|CT|KL|QĐ|KH|CTr|ĐA)",
        r"(?P<label>\s+số\s*:?)?\s*(?P<seq>\d{1,4})",
    ))
    .expect("a valid pattern")
});

/// `Nghị quyết Trung ương 4 khóa XII`, `NQ Hội nghị Trung ương 6, khoá XI`, `Nghị quyết Hội nghị lần thứ 4 Ban Chấp
/// hành Trung ương Đảng khóa XII`.
static CONFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<kind>Nghị quyết|NQ|Kết luận|KL)\s+(?:(?:của\s+)?Hội nghị\s+)?(?:(?:Trung ương|TW|TƯ)\s+(?P<at>\d{1,2}|[IVX]+)",
        r"|lần thứ\s+(?P<nth>\d{1,2}|[IVX]+|tư|\p{Ll}{2,5})\s*,?\s+(?:Ban Chấp hành|BCH)\s+Trung ương(?:\s+Đảng)?)",
        r"\s*,?\s*\(?\s*[Kk]h(?:óa|oá)\s+(?P<term>[IVXL]+)",
    ))
    .expect("a valid pattern")
});

/// What is counted, not numbered: `Kế hoạch 5 năm`.
const COUNTED: &[&str] = &[
    "năm",
    "tháng",
    "ngày",
    "tuần",
    "quý",
    "giờ",
    "phút",
    "lần",
    "điểm",
    "điều",
    "khoản",
    "chương",
    "mục",
    "nội dung",
    "nhiệm vụ",
    "nhóm",
    "dự án",
    "đồng",
    "triệu",
    "tỷ",
    "người",
    "cơ quan",
    "đơn vị",
    "xã",
    "huyện",
    "tỉnh",
    "trường",
    "trang",
    "bản",
    "loại",
    "hộ",
    "văn bản",
    "chỉ tiêu",
    "giải pháp",
    "chức danh",
    "thành viên",
];

/// Words before a date that make it another one than the law's.
const OTHER_DATES: &[&str] = &[
    "từ", "đến", "trước", "sau", "vào", "hành", "qua", "lực", "có", "này", "là", "và", "trong", "bố", "dụng",
    "tới",
];

/// Finds them all; each is looked at once.
pub(super) fn named(text: &str) -> Vec<Named> {
    let mut found: Vec<Named> =
        SHORT.captures_iter(text).filter_map(|captures| short(text, &captures)).collect();
    found.extend(CONFERENCE.captures_iter(text).filter_map(|captures| conference(&captures)));
    found.extend(text.match_indices("ngày").filter_map(|(at, _)| dated_law(text, at)));
    found
}

fn short(text: &str, captures: &regex::Captures<'_>) -> Option<Named> {
    let (whole, name, seq) = (captures.get(0)?, captures.name("kind")?, captures.name("seq")?);
    let rest = &text[whole.end()..];
    let mut next = rest.chars();
    let follows = match next.next() {
        Some('/' | '-' | '–' | '%' | '_') => true,
        Some('.' | ',' | ':') => next.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) if c.is_alphanumeric() => true,
        Some(' ') => matches!(next.next(), Some('/' | '-' | '–')) || begins_with(rest.trim_start(), COUNTED),
        _ => false,
    };
    let labelled = captures.name("label").is_some();
    let follows = follows || text[..whole.start()].ends_with(char::is_alphanumeric);
    if follows || (!labelled && seq.as_str().len() < 2) {
        return None;
    }
    let name = name.as_str();
    let is_symbol = !name.contains(' ');
    let kind = if is_symbol { Kind::from_symbol(name, System::Party) } else { Kind::from_name(name) };
    Some(Named {
        start: whole.start(),
        end: whole.end(),
        anchor: seq.start(),
        number: DocumentNumber::as_written(seq.as_str()),
        kind: Some(kind?),
        date: None,
        name: None,
        certainty: if labelled { 0.9 } else { 0.8 },
    })
}

fn conference(captures: &regex::Captures<'_>) -> Option<Named> {
    let whole = captures.get(0)?;
    let ordinal = captures.name("at").or(captures.name("nth"))?;
    let name = captures.name("kind")?.as_str();
    let kind = Kind::from_name(name).or_else(|| Kind::from_symbol(name, System::Party))?;
    let known = Conference::find(ordinal.as_str(), captures.name("term")?.as_str(), kind);
    // A conference can have passed several: then the name alone says no number.
    let only = match &known[..] {
        [one] => Some(*one),
        _ => None,
    };
    Some(Named {
        start: whole.start(),
        end: whole.end(),
        anchor: ordinal.start(),
        number: only.map(|one| one.number.clone()),
        kind: Some(kind),
        date: only.map(|one| one.date),
        name: Some(squeeze(whole.as_str())),
        certainty: 0.95,
    })
}

/// The law whose name ends before the date at `at`.
fn dated_law(text: &str, at: usize) -> Option<Named> {
    let before = text[..at].trim_end();
    let last = before.rsplit([' ', '\n']).next().unwrap_or_default();
    if before.len() == at || !last.ends_with(char::is_alphabetic) || OTHER_DATES.contains(&last) {
        return None;
    }
    let window = last_chars(before, 170);
    let window = window.rfind([';', '.', ':', '(', '“', '”']).map_or(window, |cut| &window[cut..]);
    let window = window.rfind("ăn cứ").map_or(window, |cut| &window[cut..]);
    let start = ["Bộ luật ", "Luật ", "Pháp lệnh "].iter().filter_map(|name| window.find(name)).min()?;
    let name = &window[start..];
    let rest = name.split_once(' ').map_or("", |(_, rest)| rest.trim_start_matches("luật "));
    let is_name =
        rest.starts_with(char::is_uppercase) || rest.starts_with("sửa đổi") || rest.starts_with("lệnh ");
    if !is_name || name.contains(|c: char| c.is_ascii_digit()) || is_sentence(name) {
        return None;
    }
    let (date, len) = date_after(&text[at..])?;
    date?.day()?;
    let kind = ["bo_luat", "luat", "phap_lenh"]
        [["Bộ", "Lu", "Ph"].iter().position(|head| name.starts_with(head))?];
    Some(Named {
        start: before.len() - name.len(),
        end: at + len,
        anchor: at,
        number: None,
        kind: Kind::from_id(kind).ok(),
        date,
        name: Some(squeeze(name)),
        certainty: 0.95,
    })
}

/// Whether words stand in the name that no name of a law has.
fn is_sentence(name: &str) -> bool {
    [
        " được ",
        " có hiệu lực",
        " quy định",
        " ban hành",
        " thì ",
        " phải ",
        " đã ",
        " theo ",
        " tại ",
        " Nghị ",
        " Thông tư",
    ]
    .iter()
    .any(|word| name.contains(word))
}
