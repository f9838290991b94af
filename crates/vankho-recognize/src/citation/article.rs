//! The part of a document that is meant: `điểm a khoản 2 Điều 5` before its name (handbook §5).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lines::suffix_within;

/// No path is longer, in bytes.
const REACH: usize = 160;

/// Names of parts with their ordinals, joined by blanks, commas and `và`; `của` or `tại` may part it from the document.
static PATH: LazyLock<Regex> = LazyLock::new(|| {
    let ordinal = r"(?:\d{1,3}(?:\.\d{1,2})*[a-zđ]?|[a-zđ]\d?|[IVXLC]+(?:\.\d{1,2})*)";
    let part = r"(?:tiết|điểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương|[Pp]hần|Phụ lục|Mẫu số|Biểu|tiểu mục|dòng)";
    let joint = r"(?:\s*,\s*|\s+và\s+|\s+)(?:các\s+)?";
    Regex::new(&format!(
        r"(?:^|[^\p{{L}}\d])(?P<path>{part}\s+{ordinal}(?:{joint}(?:{part}\s+)?{ordinal})*)(?:\s*,)?\s+(?:(?:của|tại)\s+)?$"
    ))
    .expect("a valid pattern")
});

/// The article path that ends the text, in bytes of it.
pub(super) fn article_before(text: &str) -> Option<Range<usize>> {
    // Every path ends in an ordinal or in "của": one look spares the pattern.
    let tail = suffix_within(text, REACH);
    let trimmed = tail.trim_end();
    let plain =
        trimmed.strip_suffix("của").or_else(|| trimmed.strip_suffix("tại")).unwrap_or(trimmed).trim_end();
    let word = plain.trim_end_matches(',').rsplit([' ', '\n']).next().unwrap_or_default();
    if word.is_empty() || word.chars().count() > 7 {
        return None;
    }
    let path = PATH.captures(tail)?.name("path")?;
    let offset = text.len() - tail.len();
    Some(offset + path.start()..offset + path.end())
}

#[cfg(test)]
mod tests {
    use super::article_before;

    #[test]
    fn reads_paths() {
        let check = |text: &str, expected: &str| {
            assert_eq!(article_before(text).map_or("", |range| &text[range]), expected, "{text:?}");
        };
        check("quy định tại khoản 2 Điều 5 ", "khoản 2 Điều 5");
        check("theo điểm a, điểm b khoản 2 Điều 5 của ", "điểm a, điểm b khoản 2 Điều 5");
        check("Bãi bỏ Điều 10 ", "Điều 10");
        check("các điểm đ, h, i, k khoản 1 Điều 12a ", "điểm đ, h, i, k khoản 1 Điều 12a");
        check("tại mục I.2 ", "mục I.2");
        check("điểm 2, mục II ", "điểm 2, mục II");
        check("thực hiện ", "");
        check("một số điều của ", "");
        check("", "");
    }
}
