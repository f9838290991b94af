//! The place and the date of issue (handbook §3, §4).

use std::sync::LazyLock;

use regex::Regex;
use vankho_model::{Field, System};

use crate::date::{FoundDate, long_date, place_before_date, short_date};
use crate::draft::Draft;
use crate::layout::{Layout, has_title_words, without_title};
use crate::lines::{Line, is_rule, suffix_within};
use crate::number::OwnNumber;

/// Laws print the day they were passed at their end.
static PASSED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"thông\s+qua\s+ngày").expect("a valid pattern"));

/// Longer lines are sentences.
const DATE_LINE: usize = 140;

/// How many lines at the end of the text can hold the right column of the letterhead.
const FOOT: usize = 6;

/// Fills in the date of issue and the place.
pub(crate) fn read_issue(
    draft: &mut Draft<'_>,
    layout: &Layout<'_>,
    pages: &[String],
    number: Option<&OwnNumber>,
) {
    let after_kind = layout.after_letterhead().iter().take(4);
    let mut head = layout.letterhead().iter().chain(after_kind);
    if head.any(|line| take_dated_line(draft, line, 0.97)) {
        return;
    }
    // A right column can come after the whole text: title, then place and date.
    let foot = &layout.lines[layout.lines.len().saturating_sub(FOOT)..];
    let titled = foot.windows(2).filter(|pair| has_title_words(pair[0].text)).map(|pair| &pair[1]);
    if !layout.has_title && titled.into_iter().any(|line| take_dated_line(draft, line, 0.9)) {
        return;
    }
    if let Some(own) = number {
        let line = &layout.lines[own.line];
        let after = &line.text[(own.span.end - line.start).min(line.text.len())..];
        if let Some(found) = short_date(after).filter(|found| found.date.is_some()) {
            draft.fields.issued_on = found.date;
            draft.note(Field::IssuedOn, line.span_of(&after[found.start..found.end]), 0.85);
        } else if own.number.system() == System::Law || own.number.issuers().contains("QH") {
            read_day_passed(draft, pages);
        }
    }
}

/// Reads the date from a line `Hà Nội, ngày 03 tháng 4 năm 2018`; true if the line is such a line.
pub(crate) fn take_dated_line(draft: &mut Draft<'_>, line: &Line<'_>, confidence: f32) -> bool {
    let text = without_title(line.text);
    let Some((found, place)) = dated_line(text) else { return false };
    if let Some(date) = found.date {
        draft.fields.issued_on = Some(date);
        let sure = if found.whole { confidence } else { 0.5 };
        draft.note(Field::IssuedOn, line.span_of(&text[found.start..found.end]), sure);
    }
    if let Some(place) = place {
        draft.fields.place = Some(place.to_owned());
        draft.note(Field::Place, line.span_of(place), confidence);
    }
    true
}

/// A line that is a date with or without a place, and no sentence.
pub(crate) fn dated_line(text: &str) -> Option<(FoundDate, Option<&str>)> {
    if text.len() > DATE_LINE * 2 || text.starts_with(['(', '“', '"']) {
        return None;
    }
    let found = long_date(text).or_else(|| short_date(text).filter(|found| found.start > 0))?;
    let rest = text[found.end..].trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ' ' | ')'));
    if !(rest.is_empty() || is_rule(rest)) {
        return None;
    }
    let before = text[..found.start].trim_end();
    let before = before.strip_suffix("ngày").unwrap_or(before).trim_end();
    let bare = before.trim_matches(|c: char| !c.is_alphabetic()).is_empty();
    let place = place_before_date(before).filter(|_| before.ends_with(',') || before.ends_with('.'));
    let loose = || place_before_date(before).filter(|place| before.ends_with(place) && place.contains(' '));
    let place = place.or_else(loose);
    (bare || place.is_some()).then_some((found, place))
}

/// `… thông qua ngày 21 tháng 6 năm 2024.`: the last one of the last page that has it.
fn read_day_passed(draft: &mut Draft<'_>, pages: &[String]) {
    for (page, text) in pages.iter().enumerate().rev().take(3) {
        let tail = suffix_within(text, 8_000);
        let Some(passed) = PASSED.find_iter(tail).last() else { continue };
        let Some(found) = long_date(&tail[passed.start()..]).filter(|found| found.start < 20) else {
            continue;
        };
        let start = text.len() - tail.len() + passed.start();
        draft.fields.issued_on = found.date;
        let span = crate::lines::Span { page, start: start + found.start, end: start + found.end };
        draft.note(Field::IssuedOn, span, 0.9);
        return;
    }
}
