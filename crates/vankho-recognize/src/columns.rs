//! Two columns on common lines, as text extraction leaves them where a page puts them side by side: parted again, the
//! left one first.

use crate::kind::{is_salutation, kind_line};
use crate::layout::{is_annex_heading, is_sure_opening};
use crate::lines::{Line, is_caps};
use crate::names::{is_name, without_titles};
use crate::signature::{is_authority, recipients_label};

/// A letterhead has no more lines.
const HEAD: usize = 40;
/// A signature block with its recipients has no more lines.
const FOOT: usize = 60;
/// A line without a second column belongs to the right one if it begins at most this far before it, in characters.
const SLACK: usize = 8;
/// What begins nearer to the margin is on the left.
const MARGIN: usize = 14;

/// Parts the columns of the letterhead and of the signature block.
pub(crate) fn part_columns<'p>(lines: &[Line<'p>], pages: &'p [String]) -> Vec<Line<'p>> {
    let head = head_length(lines);
    let (head, body) = lines.split_at(head);
    let mut out = part(head, pages).map_or_else(|| head.to_vec(), |[left, right]| [left, right].concat());
    let Some(start) = foot_start(body) else {
        out.extend_from_slice(body);
        return out;
    };
    let end = (start + 1..body.len().min(start + FOOT))
        .find(|at| is_annex_heading(body[*at].text))
        .unwrap_or(body.len().min(start + FOOT));
    out.extend_from_slice(&body[..start]);
    match part(&body[start..end], pages) {
        None => out.extend_from_slice(&body[start..end]),
        Some([left, right]) if left.first().is_some_and(|line| recipients_label(line.text).is_some()) => {
            out.extend(left);
            out.extend(right);
        }
        // Two sign side by side: whoever answers for the document stands on the right.
        Some([left, right]) => {
            out.extend(right);
            out.extend(left.into_iter().skip_while(|line| recipients_label(line.text).is_none()));
        }
    }
    out.extend_from_slice(&body[end..]);
    out
}

fn head_length(lines: &[Line<'_>]) -> usize {
    let ends = |(index, line): (usize, &Line<'_>)| {
        line.text.len() > 400
            || kind_line(line, index > 0).is_some()
            || is_salutation(line.text)
            || is_sure_opening(line.text)
    };
    let most = lines.len().min(HEAD);
    lines[..most].iter().enumerate().position(ends).unwrap_or(most)
}

/// Index of the first line of the signature block, if it has two columns.
fn foot_start(body: &[Line<'_>]) -> Option<usize> {
    body.iter().enumerate().position(|(at, line)| {
        let Some((left, right)) = cells(line) else { return false };
        recipients_label(left.text).is_some()
            || is_authority(left.text)
            || is_authority(right.text)
            || (is_caps(left.text) && is_caps(right.text) && two_sign(&body[at + 1..]))
    })
}

/// Whether two names stand side by side within the next lines.
fn two_sign(lines: &[Line<'_>]) -> bool {
    lines
        .iter()
        .take(6)
        .filter_map(cells)
        .any(|(left, right)| is_name(without_titles(left.text)) && is_name(without_titles(right.text)))
}

/// The left and the right column; `None` if no line has two.
fn part<'p>(lines: &[Line<'p>], pages: &'p [String]) -> Option<[Vec<Line<'p>>; 2]> {
    let parted: Vec<_> = lines.iter().map(|line| (*line, cells(line))).collect();
    let right_start =
        parted.iter().filter_map(|(_, cells)| cells.as_ref()).map(|(_, right)| column(right, pages)).min()?;
    let mut columns = [Vec::new(), Vec::new()];
    for (line, cells) in parted {
        match cells {
            Some((left, right)) => {
                columns[0].push(left);
                columns[1].push(right);
            }
            None => {
                let at = column(&line, pages);
                columns[usize::from(at >= MARGIN && at + SLACK >= right_start)].push(line);
            }
        }
    }
    Some(columns)
}

/// The two cells of a line parted by a tab or three blanks.
fn cells<'p>(line: &Line<'p>) -> Option<(Line<'p>, Line<'p>)> {
    let gaps = line.text.match_indices("   ").chain(line.text.match_indices('\t')).map(|(at, _)| at);
    let gap = gaps.filter(|at| !is_open(&line.text[..*at])).min()?;
    let (left, right) = (line.text[..gap].trim(), line.text[gap..].trim());
    let right = Line { after_gap: line.after_gap, ..line.narrowed(right) };
    (!left.is_empty() && !right.text.is_empty()).then(|| (line.narrowed(left), right))
}

/// Whether a blank is left here for a number or a day to be written in: `Số      -NQ/TU`, `ngày      tháng`.
fn is_open(before: &str) -> bool {
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
    matches!(word.trim_end_matches(':'), "Số" | "số" | "SỐ" | "ngày" | "tháng" | "năm")
}

/// How many characters stand before the text in its line.
fn column(line: &Line<'_>, pages: &[String]) -> usize {
    let before = pages.get(line.page).and_then(|page| page.get(..line.start)).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    before[start..].chars().map(|c| if c == '\t' { SLACK } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::part_columns;
    use crate::lines::split;

    fn check(text: &str, expected: &[&str]) {
        let pages = [text.to_owned()];
        let lines = part_columns(&split(&pages), &pages);
        assert_eq!(lines.iter().map(|line| line.text).collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn letterheads_are_parted() {
        check(
            "HUYỆN ỦY BÌNH AN          ĐẢNG CỘNG SẢN VIỆT NAM\nSố 8-CV/HU\nV/v mua máy      Bình An, ngày 1 tháng 2 năm 2020\n\
             cho các xã\n\nKính gửi: Các xã",
            &[
                "HUYỆN ỦY BÌNH AN",
                "Số 8-CV/HU",
                "V/v mua máy",
                "cho các xã",
                "ĐẢNG CỘNG SẢN VIỆT NAM",
                "Bình An, ngày 1 tháng 2 năm 2020",
                "Kính gửi: Các xã",
            ],
        );
    }

    #[test]
    fn signatures_are_parted() {
        check(
            "BÁO CÁO\nNơi nhận:                 T/M ỦY BAN KIỂM TRA\n- Các xã,                   CHỦ NHIỆM\n- Lưu.\n\n\
             \x20                        Lò Văn Sương",
            &[
                "BÁO CÁO",
                "Nơi nhận:",
                "- Các xã,",
                "- Lưu.",
                "T/M ỦY BAN KIỂM TRA",
                "CHỦ NHIỆM",
                "Lò Văn Sương",
            ],
        );
        check(
            "BIÊN BẢN\nNGƯỜI GHI          CHỦ TRÌ\n\nLò Văn Sương          Hà Thị Mận\nNơi nhận:\n- Lưu.",
            &["BIÊN BẢN", "CHỦ TRÌ", "Hà Thị Mận", "Nơi nhận:", "- Lưu."],
        );
    }

    #[test]
    fn tables_and_sentences_are_left_alone() {
        check("BÁO CÁO\nTT   Tên   Số\n1   Sen   5", &["BÁO CÁO", "TT   Tên   Số", "1   Sen   5"]);
    }
}
