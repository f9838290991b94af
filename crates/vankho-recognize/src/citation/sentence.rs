//! Where a sentence and an item of a list begin.

use crate::layout::is_body_opening;
use crate::lines::{begins_with, is_dash};

/// What stands at the start of a line that begins something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// `Chương I`, `PHỤ LỤC`, `Nơi nhận:`.
    Chapter,
    /// `Điều 3.`
    Article,
    /// `1.`
    Clause,
    /// `a)`
    Point,
    /// `-`
    Dash,
}

/// The level of a line and what follows its mark; `None` for a line that may go on from the one above.
pub(super) fn item(line: &str) -> Option<(Level, &str)> {
    let line = line.trim_start();
    if begins_with(
        line,
        &["Chương", "CHƯƠNG", "Phụ lục", "PHỤ LỤC", "Nơi nhận", "Phần", "PHẦN", "Mục", "MỤC"],
    ) {
        return Some((Level::Chapter, line));
    }
    if let Some(rest) = line.strip_prefix("Điều ").or_else(|| line.strip_prefix("ĐIỀU ")) {
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let after = after.strip_prefix(|c: char| c.is_lowercase()).unwrap_or(after);
        return (after.len() < rest.len())
            .then(|| after.strip_prefix(['.', ':', '-']))
            .flatten()
            .map(|content| (Level::Article, content.trim_start()));
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let figures = line.len() - digits.len();
    if (1..=3).contains(&figures) {
        let content = digits.strip_prefix(['.', ')'])?;
        return (!content.starts_with(|c: char| c.is_ascii_digit()))
            .then(|| (Level::Clause, content.trim_start()));
    }
    let mut chars = line.chars();
    let first = chars.next()?;
    if first.is_lowercase() && chars.next() == Some(')') {
        return Some((Level::Point, chars.as_str().trim_start()));
    }
    (is_dash(first) || matches!(first, '+' | '•' | '*')).then(|| {
        (Level::Dash, line.trim_start_matches(|c: char| is_dash(c) || matches!(c, '+' | '•' | '*' | ' ')))
    })
}

/// Where the sentence that ends the text begins. A line break inside a sentence is only a wrapped line.
pub(super) fn sentence_start(text: &str) -> usize {
    // From the end: the nearest mark that parts sentences is the one.
    let parts = |(at, mark): &(usize, &str)| {
        if *mark == ";" {
            return true;
        }
        let last = text[..*at].chars().next_back().unwrap_or(' ');
        let is_end = matches!(last, '.' | '!' | '?') && !ends_in_abbreviation(&text[..*at]);
        let is_line =
            || matches!(last, '.' | ';' | ':' | '-' | '_' | '*' | '\n' | '”') || begins_anew(&text[at + 1..]);
        is_end || (*mark == "\n" && is_line())
    };
    text.rmatch_indices([';', ' ', '\n']).find(parts).map_or(0, |(at, _)| at + 1)
}

/// Whether a line begins a sentence whatever stands above it.
fn begins_anew(line: &str) -> bool {
    let names_itself = || {
        let head = line.split_once(" này ").map_or("", |(head, _)| head);
        !head.is_empty() && head.len() < 30 && vankho_model::Kind::from_name(head).is_some()
    };
    is_body_opening(line) || item(line).is_some_and(|(level, _)| level < Level::Dash) || names_itself()
}

/// `TP.`, `KT.`, `1.`: a point that ends no sentence.
fn ends_in_abbreviation(text: &str) -> bool {
    let word = text.trim_end_matches('.').rsplit([' ', '\n']).next().unwrap_or_default();
    word.chars().count() <= 2 && !word.chars().skip(1).any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{Level, item, sentence_start};

    #[test]
    fn knows_items() {
        let check =
            |line: &str, expected: Option<(Level, &str)>| assert_eq!(item(line), expected, "{line:?}");
        check("Điều 3. Bãi bỏ", Some((Level::Article, "Bãi bỏ")));
        check("Điều 12a. Sửa", Some((Level::Article, "Sửa")));
        check("Điều 5 Nghị định", None);
        check("10. Quyết định", Some((Level::Clause, "Quyết định")));
        check("1.5 tỷ", None);
        check("đ) Thông tư", Some((Level::Point, "Thông tư")));
        check("- Như trên", Some((Level::Dash, "Như trên")));
        check("tỉnh Bình An", None);
    }

    #[test]
    fn finds_the_sentence() {
        let check = |text: &str, expected: &str| assert_eq!(&text[sentence_start(text)..], expected);
        check("Hôm qua. Theo đó, thực hiện ", "Theo đó, thực hiện ");
        check("Hôm qua\nhọ thực hiện ", "Hôm qua\nhọ thực hiện ");
        check("Phạm vi điều chỉnh\nThông tư này hướng dẫn ", "Thông tư này hướng dẫn ");
        check("Hiệu lực\n1. Bãi bỏ ", "1. Bãi bỏ ");
        check("TP. Bình An ", "TP. Bình An ");
        check("về bến đò. Căn cứ ", "Căn cứ ");
    }
}
