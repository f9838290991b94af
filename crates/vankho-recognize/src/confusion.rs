//! What recognition of pictures takes for something else: letters for figures in numbers and dates, a lost mark on a
//! family name.

use std::borrow::Cow;

/// How far before a figure its label can stand, in bytes.
const LABEL: usize = 12;

/// Family names as they are read when a mark is lost or taken for another, and as they are written. Only such as are
/// nobody's name.
const FAMILY_NAMES: &[(&str, &str)] = &[
    ("Nguyên", "Nguyễn"),
    ("Nguyển", "Nguyễn"),
    ("Nguyền", "Nguyễn"),
    ("Nguyẽn", "Nguyễn"),
    ("Nguyen", "Nguyễn"),
    ("Pham", "Phạm"),
    ("Huynh", "Huỳnh"),
    ("Hoang", "Hoàng"),
    ("Tran", "Trần"),
    ("Trấn", "Trần"),
    ("Đăng", "Đặng"),
    ("Dặng", "Đặng"),
    ("Bui", "Bùi"),
    ("Dinh", "Đinh"),
];

/// The pages with the letters O, l and I made figures inside the numbers and dates that a label or a mark shows to be
/// such; every page keeps its length, so that places in it stay true.
pub(crate) fn figures(pages: &[String]) -> Cow<'_, [String]> {
    if !pages.iter().any(|page| next_token(page, 0).is_some()) {
        return Cow::Borrowed(pages);
    }
    Cow::Owned(pages.iter().map(|page| with_figures(page)).collect())
}

fn with_figures(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut at = 0;
    while let Some((start, end)) = next_token(page, at) {
        out.push_str(&page[at..start]);
        out.extend(page[start..end].chars().map(|c| match c {
            'O' => '0',
            'l' | 'I' => '1',
            c => c,
        }));
        at = end;
    }
    out.push_str(&page[at..]);
    out
}

/// 1 for figures, 2 for the letters that look like them.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut figure = b'0';
    while figure <= b'9' {
        classes[figure as usize] = 1;
        figure += 1;
    }
    classes[b'O' as usize] = 2;
    classes[b'l' as usize] = 2;
    classes[b'I' as usize] = 2;
    classes
};

/// The next run of figures and their look-alikes that has one of each and is a part of a number or a date.
fn next_token(page: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = page.as_bytes();
    let class = |b: &u8| CLASSES[usize::from(*b)];
    let mut at = from;
    // One figure and one look-alike side by side.
    while let Some(ahead) = bytes[at..].windows(2).position(|two| class(&two[0]) + class(&two[1]) == 3) {
        at += ahead;
        let is_part = |b: &u8| class(b) > 0;
        let start = at - bytes[from..at].iter().rev().take_while(|b| is_part(b)).count();
        let end = at + bytes[at..].iter().take_while(|b| is_part(b)).count();
        if stands_alone(page, start, end) {
            return Some((start, end));
        }
        at = end;
    }
    None
}

/// Whether marks or a label show a number or a date: `Số O9-KL`, `25/O2/2021`, `ngày l7 tháng`.
fn stands_alone(page: &str, start: usize, end: usize) -> bool {
    let (before, after) = (&page[..start], &page[end..]);
    if end - start > 5 || before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric)
    {
        return false;
    }
    let is_mark = |c: char| matches!(c, '/' | '-' | '–');
    let mut reach = start - start.min(LABEL);
    while !page.is_char_boundary(reach) {
        reach += 1;
    }
    let word =
        before[reach..].trim_end_matches([' ', ':', '\n']).rsplit([' ', '\n']).next().unwrap_or_default();
    let labelled = matches!(word, "Số" | "số" | "SỐ" | "ngày" | "Ngày" | "tháng" | "năm");
    let dated =
        before.ends_with(is_mark) && before.trim_end_matches(is_mark).ends_with(|c: char| c.is_ascii_digit());
    labelled || dated || (after.starts_with(is_mark) && before.ends_with([' ', '\n']) && end - start > 1)
}

/// A person's name with the family name as it is written.
pub(crate) fn family_name(name: &str) -> Cow<'_, str> {
    let Some((first, rest)) = name.split_once(' ') else { return Cow::Borrowed(name) };
    match FAMILY_NAMES.iter().find(|(read, _)| *read == first) {
        Some((_, written)) => Cow::Owned(format!("{written} {rest}")),
        None => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::{family_name, figures};

    #[test]
    fn makes_figures_only_of_numbers_and_dates() {
        let check = |text: &str, expected: &str| assert_eq!(figures(&[text.to_owned()])[0], expected);
        check("Số O9-KL/TU, ngày O3 tháng 3 năm 2O21", "Số 09-KL/TU, ngày 03 tháng 3 năm 2021");
        check("Số l2-CV/HU ngày 25/O2/2021", "Số 12-CV/HU ngày 25/02/2021");
        for text in ["vi khuẩn O157, H2O, quốc lộ QL1A", "Olympic 2020", "5 l nước, l 5", ""] {
            check(text, text);
        }
    }

    #[test]
    fn knows_family_names() {
        assert_eq!(family_name("Nguyên Văn An"), "Nguyễn Văn An");
        assert_eq!(family_name("Lê Nguyên"), "Lê Nguyên");
        assert_eq!(family_name("Nguyên"), "Nguyên");
    }
}
