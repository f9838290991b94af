//! The issuer and the body above it: the run of capitals lines of the letterhead (handbook §3).

use vankho_model::Field;
use vankho_text::fold_phrase;

use crate::date::{long_date, place_before_date};
use crate::draft::Draft;
use crate::layout::{Layout, without_title};
use crate::lines::{Line, Span, begins_with, is_caps, is_dash, is_rule, squeeze};
use crate::marks::{is_mark, without_mark};
use crate::number::OwnNumber;

/// First words, folded, of the names of bodies; a capitals line that begins otherwise continues the line above.
const BODY_HEADS: &[&str] = &[
    "bo",
    "so",
    "uy ban",
    "ubnd",
    "hoi dong",
    "hdnd",
    "ban",
    "van phong",
    "cuc",
    "tong cuc",
    "chi cuc",
    "vu",
    "vien",
    "toa an",
    "kiem toan",
    "thanh tra",
    "ngan hang",
    "kho bac",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "quan uy",
    "thi uy",
    "dang uy",
    "dang bo",
    "chi bo",
    "dang doan",
    "quan uy trung uong",
    "cong an",
    "cong ty",
    "tong cong ty",
    "tap doan",
    "truong",
    "hoc vien",
    "dai hoc",
    "benh vien",
    "trung tam",
    "bao",
    "dai",
    "hoi",
    "lien doan",
    "doan",
    "mat tran",
    "quoc hoi",
    "chinh phu",
    "thu tuong",
    "chu tich",
    "phong",
    "trung doan",
    "su doan",
    "lu doan",
    "quan khu",
    "quan doan",
    "bch",
    "tieu ban",
    "to",
    "doi",
    "chi nhanh",
    "nha xuat ban",
    "bao hiem",
    "thong tan",
    "lien minh",
    "lien hiep",
    "xi nghiep",
    "hat",
    "cang vu",
    "quy",
    "tong lien doan",
    "ubmttq",
    "ubkt",
    "trai",
    "uy vien",
    "dai hoi",
    "co quan",
    "du hoc",
    "vien kiem sat",
    "bi thu",
    "thuong truc",
    "khoi",
];

/// Bodies whose name always goes on: `BAN CHẤP HÀNH` / `ĐẢNG BỘ TỈNH …`.
const OPEN_NAMES: &[&str] = &[
    "ban chap hanh",
    "ban thuong vu",
    "uy ban kiem tra",
    "thuong truc",
    "dai hoi",
    "uy ban thuong vu",
    "ban can su dang",
    "dang doan",
];

/// A body named in the letterhead.
struct Body {
    name: String,
    span: Span,
    last_line: usize,
}

/// Fills in the issuer and the body above it.
pub(crate) fn read_issuer(draft: &mut Draft<'_>, layout: &Layout<'_>, number: Option<&OwnNumber>) {
    let bodies = bodies(layout.letterhead());
    let confidence = if number.is_some() || layout.has_title { 0.95 } else { 0.7 };
    let official = number.is_some() || layout.has_title || layout.kind.is_some();
    let Some(last) = bodies.last().filter(|_| official) else { return };
    if let Some(joint) = joint_name(&bodies) {
        draft.note(Field::Issuer, bodies[0].span.up_to(last.span), 0.85);
        draft.fields.issuer = Some(joint);
        return;
    }
    draft.note(Field::Issuer, last.span, confidence);
    draft.fields.issuer = Some(last.name.clone());
    if let Some(parent) = bodies.len().checked_sub(2).and_then(|at| bodies.get(at)) {
        draft.note(Field::ParentBody, parent.span, confidence - 0.05);
        draft.note_alternative(Field::Issuer, parent.span, 0.2);
        draft.fields.parent_body = Some(parent.name.clone());
    }
}

/// Ministries, or departments of one province, that issue together: equals, not one above the other.
fn joint_name(bodies: &[Body]) -> Option<String> {
    let equals = |word: &str| bodies.iter().filter(|body| body.name.split(' ').next() == Some(word)).count();
    if bodies.len() < 2 || (equals("BỘ") < 2 && equals("SỞ") < 2) {
        return None;
    }
    let names: Vec<&str> =
        bodies.iter().map(|body| body.name.trim_matches(|c| is_dash(c) || c == ' ')).collect();
    Some(names.join(" - "))
}

fn bodies(letterhead: &[Line<'_>]) -> Vec<Body> {
    let mut bodies: Vec<Body> = Vec::new();
    for (index, line) in letterhead.iter().enumerate() {
        let Some(name) = name_part(line.text) else { continue };
        // The stamp of whoever received the document: its office stands above `ĐẾN`.
        if letterhead.get(index + 1).is_some_and(|below| begins_with(below.text, &["ĐẾN", "CÔNG VĂN ĐẾN"]))
        {
            continue;
        }
        let span = line.span_of(name);
        match bodies.last_mut() {
            Some(above) if above.last_line + 1 == index && continues(&above.name, name) => {
                above.name = format!("{} {}", above.name, squeeze(name));
                above.span = above.span.up_to(span);
                above.last_line = index;
            }
            // Capitals away from the other lines name a body only if they begin like one.
            Some(_) if !begins_a_body(name) => {}
            _ => bodies.push(Body { name: squeeze(name), span, last_line: index }),
        }
    }
    bodies
}

/// The part of a line that can name a body: capitals, without the other column.
fn name_part(text: &str) -> Option<&str> {
    let mut text = without_title(text);
    if let Some(date) = long_date(text) {
        let before = &text[..date.start];
        let place = place_before_date(before).unwrap_or_default();
        let end = before.rfind(place).filter(|_| !place.is_empty()).unwrap_or(before.len());
        text = &before[..end];
    }
    let text = without_mark(text)
        .trim_matches(|c: char| matches!(c, '*' | ' ' | '_' | ':' | '.' | '/'))
        .trim_end_matches(is_dash)
        .trim();
    let no_name = text.is_empty()
        || !is_caps(text)
        || is_rule(text)
        || is_mark(text)
        || text.chars().any(|c| c.is_ascii_digit()) && text.contains('/')
        || begins_with(text, &["SỐ", "V/V", "MẪU", "ĐẾN", "CÔNG VĂN", "HỌ TÊN", "KÍNH"])
        || text.chars().count() > 150;
    (!no_name).then_some(text)
}

fn begins_a_body(name: &str) -> bool {
    let folded = fold_phrase(name);
    BODY_HEADS
        .iter()
        .any(|head| folded.strip_prefix(head).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Whether a capitals line continues the name above it rather than naming another body.
fn continues(above: &str, name: &str) -> bool {
    let is_open = above.ends_with([',', '-', '–', '&'])
        || above.ends_with(" VÀ")
        || name.starts_with(['-', '–'])
        || OPEN_NAMES.contains(&fold_phrase(above).as_str());
    // `ĐẢNG ỦY` / `ỦY BAN NHÂN DÂN TỈNH`: the Party committee of that body.
    let is_committee =
        matches!(above, "ĐẢNG ỦY" | "ĐẢNG UỶ" | "ĐẢNG BỘ" | "CHI BỘ") && !name.starts_with("VĂN PHÒNG");
    is_open
        || is_committee
        || !begins_a_body(name)
        || !name.trim().contains(' ') && !matches!(name, "BỘ" | "QUỐC")
}

#[cfg(test)]
mod tests {
    use super::bodies;
    use crate::lines::split;

    #[test]
    fn joins_lines_and_ranks_bodies() {
        let check = |text: &str, expected: &[&str]| {
            let pages = [text.to_owned()];
            let names: Vec<String> = bodies(&split(&pages)).into_iter().map(|body| body.name).collect();
            assert_eq!(names, expected, "{text:?}");
        };
        check("BỘ KHOA HỌC VÀ\nCÔNG NGHỆ\n-----", &["BỘ KHOA HỌC VÀ CÔNG NGHỆ"]);
        check("NGÂN HÀNG NHÀ NƯỚC\nVIỆT NAM", &["NGÂN HÀNG NHÀ NƯỚC VIỆT NAM"]);
        check("TỈNH ỦY BÌNH AN\nVĂN PHÒNG\n*", &["TỈNH ỦY BÌNH AN", "VĂN PHÒNG"]);
        check("ỦY BAN NHÂN DÂN\nTỈNH BÌNH AN\nSỞ NỘI VỤ", &["ỦY BAN NHÂN DÂN TỈNH BÌNH AN", "SỞ NỘI VỤ"]);
        check("BAN CHẤP HÀNH\nĐẢNG BỘ TỈNH BÌNH AN", &["BAN CHẤP HÀNH ĐẢNG BỘ TỈNH BÌNH AN"]);
        check(
            "HUYỆN ỦY SÔNG LAM ĐẢNG CỘNG SẢN VIỆT NAM\nVĂN PHÒNG Sông Lam, ngày 1 tháng 2 năm 2019",
            &["HUYỆN ỦY SÔNG LAM", "VĂN PHÒNG"],
        );
        check("SỞ Y TẾ\nMẬT\nSố: 12/QĐ-SYT", &["SỞ Y TẾ"]);
    }
}
