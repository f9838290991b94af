//! Dates as papers write them (handbook §4), and the place before the date of issue.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use vankho_model::PartialDate;

use crate::lines::{is_dash, prefix_within, strip_prefix_any_case};

/// `ngày 01 tháng 7 năm 2016`, with blanks or dots where a draft leaves the day or the month open.
static LONG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)ngày\s*(\d{1,2}|[.…_\s]*)\s*,?\s*tháng\s*(\d{1,2}|[.…_\s]*)\s*,?\s*năm\s*(\d{4}|[\d.…_\s]*)",
    )
    .expect("a valid pattern")
});

/// `01/7/2016`, `1-7-2016`, `01.7.2016`: always day, month, year.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d\d)(?:\W|$)").expect("a valid pattern")
});

/// `tháng 7/2016`, `tháng 7 năm 2016`.
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)tháng\s+(\d{1,2})\s*(?:/|năm)\s*(\d{4})(?:\W|$)").expect("a valid pattern")
});

/// `2016-07-01`, as web pages write the time of publishing.
static ISO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)").expect("a valid pattern"));

/// A date met in a text, with its place in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoundDate {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The date; `None` if the page leaves even the year open.
    pub date: Option<PartialDate>,
    /// Whether day, month and year were all printed and exist in the calendar.
    pub whole: bool,
}

/// The first date written out in words.
pub(crate) fn long_date(text: &str) -> Option<FoundDate> {
    LONG.captures(text).and_then(|captures| found(&captures, [3, 2, 1]))
}

/// The first date written in figures.
pub(crate) fn short_date(text: &str) -> Option<FoundDate> {
    SHORT.captures(text).and_then(|captures| found(&captures, [3, 2, 1])).filter(|date| {
        !text[..date.start].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '-'))
    })
}

/// The first month with its year.
pub(crate) fn month_date(text: &str) -> Option<FoundDate> {
    MONTH.captures(text).and_then(|captures| found(&captures, [2, 1, 9]))
}

/// The first date in any form a web page uses for the time of publishing.
pub(crate) fn any_date(text: &str) -> Option<FoundDate> {
    let iso = || ISO.captures(text).and_then(|captures| found(&captures, [1, 2, 3]));
    short_date(text).or_else(|| long_date(text)).or_else(iso)
}

/// Every whole date of a text, in its order.
pub(crate) fn whole_dates(text: &str) -> Vec<FoundDate> {
    let long = LONG.captures_iter(text).filter_map(|captures| found(&captures, [3, 2, 1]));
    let short = SHORT.captures_iter(text).filter_map(|captures| found(&captures, [3, 2, 1]));
    let is_alone = |date: &FoundDate| !text[..date.start].ends_with(|c: char| c.is_ascii_digit() || c == '/');
    let mut dates: Vec<FoundDate> = long.chain(short.filter(is_alone)).filter(|date| date.whole).collect();
    dates.sort_by_key(|date| date.start);
    dates
}

/// The date in the groups of year, month and day; what is blank or impossible is left out.
fn found(captures: &Captures<'_>, groups: [usize; 3]) -> Option<FoundDate> {
    let place = captures.get(0)?;
    let part = |group: usize| captures.get(group).and_then(|g| g.as_str().trim().parse::<u16>().ok());
    let [year, month, day] = groups.map(part);
    let small = |part: Option<u16>| part.and_then(|p| u8::try_from(p).ok()).unwrap_or(0);
    let (month, day) = (small(month), small(day));
    let exact = year.and_then(|year| PartialDate::new(year, month, day));
    let date = exact
        .or_else(|| year.and_then(|year| PartialDate::new(year, month, 0)))
        .or_else(|| year.and_then(|year| PartialDate::new(year, 0, 0)));
    let whole = exact.is_some() && day > 0;
    // What stands after the figures is looked at, but no part of the date.
    let end = groups.iter().filter_map(|group| captures.get(*group)).map(|part| part.end()).max()?;
    Some(FoundDate { start: place.start(), end, date, whole })
}

/// The date that stands at the very start of the text.
fn date_at_start(text: &str) -> Option<FoundDate> {
    if !text.starts_with(|c: char| c.is_numeric() || matches!(c, 'n' | 'N')) {
        return None;
    }
    let date = long_date(text).or_else(|| short_date(text))?;
    (date.start == 0).then_some(date)
}

/// The date right after a number, `ngày 01/7/2016` with or without a comma before it (handbook §4), and the bytes
/// up to its end. A bare date on the next line is something else.
pub(crate) fn date_after(text: &str) -> Option<(Option<PartialDate>, usize)> {
    let text = prefix_within(text, 80);
    let rest = text.trim_start_matches([',', ' ', '\n', '(']);
    let figures = strip_prefix_any_case(rest, "ngày").map(str::trim_start);
    let is_wrapped = text[..text.len() - rest.len()].contains('\n');
    if is_wrapped && figures.is_none() {
        return None;
    }
    let (found, from) = match (date_at_start(rest), figures) {
        (Some(found), _) => (found, rest),
        (None, Some(figures)) => (date_at_start(figures)?, figures),
        (None, None) => return None,
    };
    Some((found.date, text.len() - from.len() + found.end))
}

/// Small words that belong to the name of a place: `thành phố Hồ Chí Minh`.
const UNITS: &[&str] =
    &["thành", "phố", "tỉnh", "huyện", "quận", "thị", "xã", "trấn", "phường", "đặc", "khu"];

/// The place that ends a text standing before `ngày`: `VĂN PHÒNG Phan Rang - Tháp Chàm,` gives the last four
/// words, because two columns can share a line.
pub(crate) fn place_before_date(text: &str) -> Option<&str> {
    let text = text.trim_end().trim_end_matches([',', '.', ';']).trim_end();
    let column = text.rfind("   ").into_iter().chain(text.rfind('\t')).max().map_or(0, |at| at + 1);
    let candidate = text[column..].trim_start();
    let mut start = candidate.len();
    let mut after = "";
    for word in candidate.rsplit(' ') {
        let word_start = (word.as_ptr() as usize) - (candidate.as_ptr() as usize);
        if !(word.is_empty() || belongs_to_place(word, after)) {
            break;
        }
        start = word_start;
        after = word;
    }
    let place = candidate[start..].trim_start_matches(|c: char| is_dash(c) || c.is_whitespace()).trim_end();
    let place = if place.is_empty() && is_capital_place(candidate) { candidate } else { place };
    (place.chars().filter(|c| c.is_alphabetic()).count() >= 2 && place.chars().count() <= 45).then_some(place)
}

fn belongs_to_place(word: &str, after: &str) -> bool {
    let mut chars = word.chars();
    let first_is_capital = chars.next().is_some_and(char::is_uppercase);
    let has_small = chars.clone().any(char::is_lowercase);
    let is_name = first_is_capital
        && (has_small || chars.as_str().is_empty())
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '.' | '’'));
    is_name
        || word.chars().all(is_dash)
        || matches!(word, "TP" | "TP." | "TX" | "TX." | "TT.")
        || UNITS.contains(&word)
        || (after.is_empty() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()))
}

/// A place in capitals that fills its line: `HÀ NỘI`.
fn is_capital_place(text: &str) -> bool {
    text.chars().all(|c| c.is_uppercase() || c == ' ' || is_dash(c) || c == '.')
        && text.split(' ').count() <= 5
}

#[cfg(test)]
mod tests {
    use super::{any_date, long_date, month_date, place_before_date, short_date};

    #[test]
    fn reads_dates() {
        let check = |found: Option<super::FoundDate>, expected: &str| {
            let date = found.and_then(|f| f.date).map(|d| d.to_string());
            assert_eq!(date.as_deref().unwrap_or(""), expected);
        };
        check(long_date("Hà Nội, ngày 03 tháng 4 năm 2018"), "2018-04-03");
        check(long_date("ngày     tháng 4 năm 2018"), "2018-04");
        check(long_date("ngày … tháng … năm 2018"), "2018");
        check(long_date("ngày ... tháng ... năm 20..."), "");
        check(long_date("ngày 32 tháng 12 năm 2018"), "2018-12");
        check(short_date("ra ngày 1-7-2016."), "2016-07-01");
        check(short_date("1/2/3/2016"), "");
        check(month_date("Số 7 - Tháng 7/2019"), "2019-07");
        check(any_date("2019-09-05T08:30:00+07:00"), "2019-09-05");
    }

    #[test]
    fn reads_the_place() {
        let check = |text: &str, expected: &str| {
            assert_eq!(place_before_date(text).unwrap_or(""), expected, "{text:?}");
        };
        check("Hà Nội, ", "Hà Nội");
        check("VĂN PHÒNG Phan Rang - Tháp Chàm,", "Phan Rang - Tháp Chàm");
        check("Số: 12/QĐ-UBND TP. Hồ Chí Minh,", "TP. Hồ Chí Minh");
        check("* Bà Rịa – Vũng Tàu,", "Bà Rịa – Vũng Tàu");
        check("HÀ NỘI,", "HÀ NỘI");
        check("thành phố Huế,", "thành phố Huế");
        check("thi hành từ", "");
        check("Quận 1,", "Quận 1");
        check("", "");
    }
}
