//! Copies (sao y, trích sao, sao lục): the paper of whoever made the copy stands around the document that is meant
//! (handbook §1, §3).

use vankho_model::find_numbers;

use crate::layout::has_title_words;
use crate::lines::{Line, begins_with, is_caps, strip_prefix_any_case};

/// The mark of a copy stands among the first lines, and the letterhead of the document not far under it.
const HEAD: usize = 20;
/// The marks of an electronic copy are no more lines.
const MARKS: usize = 5;
/// What the copier signs stands among the last lines.
const FOOT: usize = 12;

/// The lines without those of the copier.
pub(crate) fn without_copier(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let foot = lines.len().saturating_sub(FOOT).max(1);
    let is_foot = |at: &usize| !lines[foot + at..].iter().any(|line| has_title_words(line.text));
    // The mark of a short paper's head is near its end too: there its letterhead is still to come.
    if let Some(at) = lines.iter().skip(foot).position(|line| is_mark(line.text)).filter(is_foot) {
        lines.truncate(foot + at);
    }
    // An electronic copy bears its marks over the whole: `Sao y bản chính`, its maker, its number.
    if lines.first().is_some_and(|line| is_mark(line.text))
        && let Some(at) = lines.iter().take(MARKS).position(is_numbered_as_copy)
    {
        lines.drain(..=at);
    }
    let head = lines.iter().take(HEAD).position(|line| is_caps(line.text) && is_mark(line.text));
    if let Some(mark) = head
        && lines[..mark].iter().any(is_numbered)
        && lines[mark + 1..].iter().take(HEAD).any(is_numbered)
    {
        let right = right_column(&lines[mark + 1..]);
        lines.drain(..=mark + right);
    }
    lines
}

/// How many lines right under the mark are the copier's right column: the title and the date that the document has
/// once more.
fn right_column(lines: &[Line<'_>]) -> usize {
    let is_dated = |text: &str| text.contains("ngày ") && text.contains("năm ");
    let count =
        lines.iter().take(2).take_while(|line| has_title_words(line.text) || is_dated(line.text)).count();
    let has_own = lines[count..].iter().take(HEAD).any(|line| has_title_words(line.text));
    if has_own { count } else { 0 }
}

fn is_numbered_as_copy(line: &Line<'_>) -> bool {
    find_numbers(line.text).any(|found| found.number.kind().is_some_and(|kind| kind.id() == "ban_sao"))
}

/// `SAO LỤC`, `Trích sao từ bản chính`.
fn is_mark(text: &str) -> bool {
    let words = ["sao y", "sao lục", "trích sao"];
    // Only the left one of two columns.
    let text = text.split("   ").next().unwrap_or(text);
    text.len() < 60
        && words.iter().any(|word| {
            strip_prefix_any_case(text, word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        })
}

fn is_numbered(line: &Line<'_>) -> bool {
    begins_with(line.text, &["Số", "SỐ", "số"]) && line.text.contains('/')
}
