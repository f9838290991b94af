//! Pieces of the letterhead that a narrow column broke over two lines: `Số 145-` / `KH/HU`, `ngày 20` / `tháng 4 …`.

use vankho_model::Kind;

use crate::layout::has_title_words;
use crate::lines::{Line, is_caps, is_dash, strip_prefix_any_case};

/// The letterhead ends before.
const HEAD: usize = 40;

/// Joins each broken piece with the line under it.
pub(crate) fn rejoin<'p>(lines: Vec<Line<'p>>, pages: &'p [String]) -> Vec<Line<'p>> {
    let mut out: Vec<Line<'p>> = Vec::with_capacity(lines.len());
    for (at, line) in lines.into_iter().enumerate() {
        if at < HEAD
            && let Some(above) = out.last_mut()
            && above.page == line.page
            && above.end() < line.start
            && !line.after_gap
            && is_broken(above.text, line.text)
            && let Some(text) = pages.get(line.page).and_then(|page| page.get(above.start..line.end()))
            && text.len() == above.text.len() + 1 + line.text.len()
        {
            above.text = text;
        } else {
            out.push(line);
        }
    }
    out
}

fn is_broken(above: &str, below: &str) -> bool {
    if above.len() > 80 || below.len() > 80 {
        return false;
    }
    let ends_in_figures = above.ends_with(|c: char| c.is_ascii_digit());
    let date = (ends_in_figures || above.ends_with("ngày") || above.ends_with(',')) && is_dated(above, below);
    let number = strip_prefix_any_case(above, "số").is_some()
        && (above.ends_with('/') || above.ends_with(is_dash))
        && below.starts_with(char::is_uppercase)
        && below.contains(['/', '-']);
    date || number || is_broken_heading(above, below)
}

fn is_dated(above: &str, below: &str) -> bool {
    let says = |text: &str, word| strip_prefix_any_case(text, word).is_some();
    (above.contains("ngày") && !above.contains("năm") && (says(below, "tháng ") || says(below, "năm ")))
        || (above.ends_with(',') && above.len() < 40 && says(below, "ngày ") && below.contains("năm"))
}

/// `KẾ` / `HOẠCH`, `ĐẢNG CỘNG SẢN` / `VIỆT NAM`.
fn is_broken_heading(above: &str, below: &str) -> bool {
    if !is_caps(above) || !is_caps(below) {
        return false;
    }
    let joined = || format!("{above} {below}");
    let is_kind = above.len() + below.len() < 40
        && Kind::from_name(above).is_none()
        && Kind::from_name(below).is_none()
        && Kind::from_name(&joined()).is_some();
    let ends_title = matches!(below, "VIỆT NAM" | "NAM" | "NGHĨA VIỆT NAM" | "CHỦ NGHĨA VIỆT NAM");
    is_kind || (ends_title && !has_title_words(above) && has_title_words(&joined()))
}

#[cfg(test)]
mod tests {
    use super::rejoin;
    use crate::lines::split;

    #[test]
    fn joins_what_a_narrow_column_broke() {
        let check = |text: &str, expected: &[&str]| {
            let pages = [text.to_owned()];
            let lines = rejoin(split(&pages), &pages);
            assert_eq!(lines.iter().map(|line| line.text).collect::<Vec<_>>(), expected, "{text:?}");
        };
        check("Số 145-\nKH/HU\nKẾ\nHOẠCH", &["Số 145-\nKH/HU", "KẾ\nHOẠCH"]);
        check("Bình An, ngày 20\ntháng 4 năm 2023", &["Bình An, ngày 20\ntháng 4 năm 2023"]);
        check("ĐẢNG CỘNG SẢN\nVIỆT NAM\nTỈNH ỦY", &["ĐẢNG CỘNG SẢN\nVIỆT NAM", "TỈNH ỦY"]);
        check("SỞ NỘI VỤ\nSố: 5/TB-SNV\nTHÔNG BÁO", &["SỞ NỘI VỤ", "Số: 5/TB-SNV", "THÔNG BÁO"]);
    }
}
