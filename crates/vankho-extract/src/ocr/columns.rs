//! The two columns of a letterhead and of a signature, which recognition reads as one line each: the left column is
//! put first. Tables stay as they are: only what stands beside `Số:` and `Nơi nhận:` is parted.

use vankho_text::fold;

use super::letterhead;
use super::tsv::Token;

/// The gutter lies in this part of the width.
const GUTTER: (f32, f32) = (0.25, 0.75);
/// It is so many times as wide as the letters are high: more than a blank of a justified line.
const GAP: f32 = 1.5;
/// Set in the block of a word of the right column: what was one line is two.
const RIGHT: u32 = 1 << 31;

/// Parts the columns of a page so many pixels wide and high.
pub(super) fn part(tokens: &mut Vec<Token>, (width, height): (f32, f32)) {
    if let Some(lines) = letterhead::lines(tokens, height) {
        part_around(tokens, lines, Way::Up, width);
    }
    let recipients = tokens.windows(2).position(|pair| {
        pair[0].line == pair[1].line
            && fold(&pair[0].text) == "noi"
            && fold(&pair[1].text).starts_with("nhan")
    });
    if let Some(at) = recipients {
        let area = tokens[at].area;
        part_around(tokens, (area.top, area.bottom), Way::Down, width);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Up,
    Down,
}

/// Parts the lines between two heights, and those that follow as long as the gutter goes on.
fn part_around(tokens: &mut Vec<Token>, (mut top, mut bottom): (f32, f32), way: Way, width: f32) {
    let Some(mut gutter) = gutter(tokens, (top, bottom), width) else { return };
    let mut ends: Vec<f32> = tokens
        .iter()
        .map(|token| if way == Way::Up { token.area.top } else { token.area.bottom })
        .filter(|end| if way == Way::Up { *end < top } else { *end > bottom })
        .collect();
    ends.sort_by(f32::total_cmp);
    if way == Way::Up {
        ends.reverse();
    }
    for end in ends {
        let longer = if way == Way::Up { (end, bottom) } else { (top, end) };
        let Some(further) = self::gutter(tokens, longer, width) else { break };
        ((top, bottom), gutter) = (longer, further);
    }
    if way == Way::Up {
        // What stands above on the right alone is a stamp of the office that filed it.
        let on_left =
            tokens.iter().filter(|token| is_within(token, (top, bottom)) && token.area.left < gutter);
        let highest = on_left.map(|token| (3.0 * token.area.top - token.area.bottom) / 2.0);
        top = highest.fold(bottom, f32::min);
    }
    let at = tokens.iter().position(|token| is_within(token, (top, bottom))).unwrap_or(0);
    let (within, mut rest): (Vec<Token>, Vec<Token>) =
        std::mem::take(tokens).into_iter().partition(|token| is_within(token, (top, bottom)));
    let (left, mut right): (Vec<Token>, Vec<Token>) =
        within.into_iter().partition(|token| token.area.left < gutter);
    for token in &mut right {
        token.line[0] |= RIGHT;
    }
    rest.splice(at..at, left.into_iter().chain(right));
    *tokens = rest;
}

fn is_within(token: &Token, (top, bottom): (f32, f32)) -> bool {
    let middle = (token.area.top + token.area.bottom) / 2.0;
    top <= middle && middle <= bottom
}

/// The middle of the widest upright gap between the words of these lines, if there is one on a page so wide.
fn gutter(tokens: &[Token], lines: (f32, f32), width: f32) -> Option<f32> {
    let mut words: Vec<&Token> = tokens.iter().filter(|token| is_within(token, lines)).collect();
    words.sort_by(|one, other| one.area.left.total_cmp(&other.area.left));
    let mut heights: Vec<f32> = words.iter().map(|token| token.area.bottom - token.area.top).collect();
    heights.sort_by(f32::total_cmp);
    let least = heights.get(heights.len() / 2)? * GAP;
    let mut reached = words.first()?.area.right;
    let mut widest = (0.0, 0.0);
    for token in words {
        let (gap, middle) = (token.area.left - reached, (token.area.left + reached) / 2.0);
        if gap > widest.0 && (GUTTER.0 * width..GUTTER.1 * width).contains(&middle) {
            widest = (gap, middle);
        }
        reached = reached.max(token.area.right);
    }
    (widest.0 >= least).then_some(widest.1)
}

#[cfg(test)]
mod tests {
    use super::part;
    use crate::ocr::Token;
    use crate::scan::Area;

    /// Words 20 pixels to the letter, lines 50 apart; two columns are parted by a bar.
    fn page(lines: &[&str]) -> Vec<Token> {
        let mut tokens = Vec::new();
        for (row, line) in lines.iter().enumerate() {
            for (column, words) in line.split('|').enumerate() {
                let mut left = 100.0 + 700.0 * column as f32;
                for word in words.split_whitespace() {
                    let right = left + 20.0 * word.chars().count() as f32;
                    let top = 100.0 + 50.0 * row as f32;
                    let area = Area { left, top, right, bottom: top + 40.0 };
                    tokens.push(Token {
                        line: [1, 1, row as u32],
                        area,
                        confidence: 90.0,
                        text: word.into(),
                    });
                    left = right + 15.0;
                }
            }
        }
        tokens
    }

    fn parted(lines: &[&str]) -> String {
        let mut tokens = page(lines);
        part(&mut tokens, (1500.0, 2000.0));
        let mut text = String::new();
        let mut before = None;
        for token in tokens {
            text.push_str(if before == Some(token.line) { " " } else { "/" });
            text.push_str(&token.text);
            before = Some(token.line);
        }
        text
    }

    #[test]
    fn the_left_column_comes_first() {
        let text = parted(&[
            "TỈNH ỦY|ĐẢNG CỘNG SẢN",
            "Số 4-NQ/TU|Huế, ngày 2 tháng 3",
            "NGHỊ QUYẾT về việc làm của năm nay và sau",
        ]);
        assert_eq!(
            text,
            "/TỈNH ỦY/Số 4-NQ/TU/ĐẢNG CỘNG SẢN/Huế, ngày 2 tháng 3/NGHỊ QUYẾT về việc làm của năm nay và sau"
        );
        let text = parted(&[
            "một dòng dài đi qua cả trang giấy này đây",
            "Nơi nhận:|CHỦ TỊCH",
            "- Như trên;|Lê Văn A",
        ]);
        assert_eq!(
            text,
            "/một dòng dài đi qua cả trang giấy này đây/Nơi nhận:/- Như trên;/CHỦ TỊCH/Lê Văn A"
        );
    }

    #[test]
    fn a_stamp_above_the_letterhead_stays_above() {
        let text =
            parted(&["|Ký bởi: Văn thư", "|10.02.2025", "TỈNH ỦY|ĐẢNG CỘNG SẢN", "Số 4-NQ/TU|Huế, ngày 2"]);
        assert_eq!(text, "/Ký bởi: Văn thư/10.02.2025/TỈNH ỦY/Số 4-NQ/TU/ĐẢNG CỘNG SẢN/Huế, ngày 2");
    }

    #[test]
    fn tables_keep_their_rows() {
        assert_eq!(parted(&["Xã A|12", "Xã B|15"]), "/Xã A 12/Xã B 15");
        assert_eq!(parted(&["Nơi nhận: một mình"]), "/Nơi nhận: một mình");
        assert_eq!(parted(&[]), "");
    }
}
