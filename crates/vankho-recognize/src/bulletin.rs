//! News bulletins: section, headline, publish date, author; no number and no signer (handbook §3).

use vankho_model::{Citation, DateMention, DateRole, Evidence, Field, Hints, Kind};

use crate::date::{any_date, month_date, short_date, whole_dates};
use crate::draft::{Draft, as_u32, count};
use crate::kind::is_salutation;
use crate::layout::{Layout, is_body_opening};
use crate::lines::{Line, is_rule, squeeze, strip_prefix_any_case};
use crate::names::{is_name, without_titles};
use crate::number::OwnNumber;

/// A publish date stands among the first lines.
const HEAD: usize = 12;

/// A web page puts at most this many lines of links under an article.
const FOOT: usize = 4;

/// The name of a section is no longer, in characters.
const SECTION: usize = 60;

/// What the links under an article say first.
const PAGE_LINKS: &[&str] = &[
    "quay lại",
    "trở về",
    "về đầu trang",
    "lên đầu trang",
    "in trang",
    "in bài",
    "bản in",
    "gửi cho bạn",
    "gửi email",
    "gửi bài",
    "chia sẻ",
    "lượt xem",
    "số lượt xem",
    "tin liên quan",
    "các tin khác",
];

/// Whether the document shows none of the marks of an official paper.
pub(crate) fn is_unofficial(layout: &Layout<'_>, number: Option<&OwnNumber>) -> bool {
    let salutation = layout.after_letterhead().first().is_some_and(|line| {
        is_salutation(line.text) && (line.text.contains(':') || line.text.split(' ').count() == 2)
    });
    number.is_none() && layout.kind.is_none() && !layout.has_title && !salutation
}

/// Fills in the fields of a bulletin if a publish date or a web page's own word shows that it is one.
pub(crate) fn read_bulletin(draft: &mut Draft<'_>, layout: &Layout<'_>, hints: &Hints) {
    let dated = publish_line(&layout.lines);
    let hinted = hints.published.as_deref().and_then(any_date).and_then(|found| found.date);
    if dated.is_none() && hinted.is_none() {
        return;
    }
    draft.fields.kind = Kind::from_id("ban_tin").ok();
    match dated {
        Some(at) => {
            let line = &layout.lines[at];
            draft.fields.published_on = any_date(line.text).and_then(|found| found.date);
            draft.note(Field::Kind, line.span(), 0.75);
            draft.note(Field::PublishedOn, line.span(), 0.92);
            read_headline(draft, &layout.lines, at);
        }
        None => draft.fields.published_on = hinted,
    }
    read_author(draft, &layout.lines);
    apply_hints(draft, hints);
}

/// What the file says of itself fills what the text leaves open.
fn apply_hints(draft: &mut Draft<'_>, hints: &Hints) {
    let given = |hint: &Option<String>| hint.as_deref().map(squeeze).filter(|hint| !hint.is_empty());
    draft.fields.subject = draft.fields.subject.take().or_else(|| given(&hints.title));
    draft.fields.author = draft.fields.author.take().or_else(|| given(&hints.author));
}

/// Fills in the fields of a printed bulletin, which names its kind: `BẢN TIN NỘI BỘ`, `Số 7 - Tháng 7/2019`.
pub(crate) fn read_printed_bulletin(draft: &mut Draft<'_>, layout: &Layout<'_>) {
    let under = layout.after_letterhead();
    let issue = |line: &Line<'_>| {
        month_date(line.text).or_else(|| short_date(line.text)).and_then(|found| found.date)
    };
    let dated = under.iter().take(6).position(|line| line.text.len() < 80 && issue(line).is_some());
    if let Some(at) = dated {
        draft.fields.published_on = issue(&under[at]);
        draft.note(Field::PublishedOn, under[at].span(), 0.85);
    }
    let is_headline = |line: &&Line<'_>| {
        !line.text.starts_with('(') && !is_rule(line.text) && !crate::marks::is_mark(line.text)
    };
    if let Some(headline) = under.iter().skip(dated.map_or(0, |at| at + 1)).take(6).find(is_headline)
        && headline.text.chars().count() <= 200
    {
        draft.fields.subject = Some(squeeze(headline.text));
        draft.note(Field::Subject, headline.span(), 0.7);
    }
    read_author(draft, &layout.lines);
}

/// Index of the line that is a date and at most a weekday and an hour.
fn publish_line(lines: &[Line<'_>]) -> Option<usize> {
    // Only a section, a headline and a byline stand over it: no sentence.
    let over = |line: &&Line<'_>| line.text.len() < 400 && !line.text.ends_with(['.', ';', '”']);
    lines.iter().take(HEAD).take_while(over).position(|line| {
        let Some(found) = any_date(line.text).filter(|found| found.whole && line.text.len() < 80) else {
            return false;
        };
        let around = [&line.text[..found.start], &line.text[found.end..]].concat();
        around.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).all(is_clock_word)
    })
}

/// Words of a time of publishing: `Thứ Năm, ngày 05/09/2019 - 08:30 GMT+7`.
fn is_clock_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "thứ", "hai", "ba", "tư", "năm", "sáu", "bảy", "chủ", "nhật", "ngày", "cập", "lúc", "gmt", "am",
        "pm", "giờ", "phút", "đăng", "xuất", "bản", "t", "h", "sa", "ch",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// The headline: over the date if something stands there, else under it.
fn read_headline(draft: &mut Draft<'_>, lines: &[Line<'_>], date: usize) {
    let above = &lines[..date];
    let headline: Vec<&Line<'_>> = match above.last() {
        // The line over the date, and the lines it was wrapped from.
        Some(_) => {
            let start =
                (0..above.len()).rev().take_while(|at| *at + 1 == above.len() || wraps(above, *at)).last();
            let start = start.unwrap_or(0);
            let section = above[..start].first().filter(|line| line.text.chars().count() <= SECTION);
            draft.section = section.map(|line| squeeze(line.text));
            above[start..].iter().collect()
        }
        None => lines[date + 1..].iter().take(1).collect(),
    };
    let text = squeeze(&headline.iter().map(|line| line.text).collect::<Vec<_>>().join(" "));
    let (Some(first), Some(last)) = (headline.first(), headline.last()) else { return };
    if text.chars().count() <= 300 && !is_body_opening(&text) {
        draft.note(Field::Subject, first.span().up_to(last.span()), 0.85);
        draft.fields.subject = Some(text);
    }
}

/// Tells the dates of a bulletin apart: when it appeared, when what it tells happened, when what it cites was issued.
pub(crate) fn dates(pages: &[String], evidence: &[Evidence], citations: &[Citation]) -> Vec<DateMention> {
    let published = evidence.iter().find(|piece| piece.field == Field::PublishedOn);
    let mut mentions = Vec::new();
    for (page, text) in pages.iter().enumerate() {
        let page = as_u32(page + 1);
        let (mut at, mut characters) = (0, 0);
        for found in whole_dates(text) {
            characters += count(&text[at..found.start]);
            at = found.start;
            let (start, end) = (characters, characters + count(&text[found.start..found.end]));
            let is_within = |from: u32, to: u32| start < to && from < end;
            let cited = citations.iter().any(|one| one.page == page && is_within(one.start, one.end));
            let is_day = text[..found.start].trim_end().ends_with("gày")
                || strip_prefix_any_case(&text[found.start..], "ngày").is_some();
            let role = if published.is_some_and(|one| one.page == page && is_within(one.start, one.end)) {
                DateRole::Published
            } else if cited {
                DateRole::Cited
            } else if is_day {
                DateRole::Event
            } else {
                DateRole::Other
            };
            mentions.extend(found.date.map(|date| DateMention { date, role, page, start, end }));
        }
    }
    mentions
}

/// Whether the line at `at` goes on in the next one without a gap.
fn wraps(lines: &[Line<'_>], at: usize) -> bool {
    let next = &lines[at + 1];
    !next.after_gap && next.text.starts_with(char::is_lowercase)
}

/// Whether the line is of the page and not of the article: `Quay lại | Gửi cho bạn bè`.
fn is_page_link(text: &str) -> bool {
    text.len() < 120
        && text.split('|').map(str::trim).all(|part| {
            part.is_empty() || PAGE_LINKS.iter().any(|link| strip_prefix_any_case(part, link).is_some())
        })
}

/// The author: a name alone at the end, after `./.` or after `Bài, ảnh:`.
fn read_author(draft: &mut Draft<'_>, lines: &[Line<'_>]) {
    let foot = lines.iter().rev().take(FOOT).take_while(|line| is_page_link(line.text)).count();
    let lines = &lines[..lines.len() - foot];
    let Some(last) = lines.last() else { return };
    let after_end = last.text.rfind("./.").map(|at| last.text[at + 3..].trim());
    let labels =
        ["bài và ảnh:", "bài, ảnh:", "tin, ảnh:", "tin và ảnh:", "tác giả:", "ảnh và bài:", "tin, bài:"];
    let labelled = labels.iter().find_map(|label| strip_prefix_any_case(last.text, label));
    let alone = || Some(last.text).filter(|_| lines.len() > 3);
    let name = labelled
        .or(after_end)
        .or_else(alone)
        .map(|name| without_titles(name.trim_matches([' ', '.', '(', ')'])));
    if let Some(name) = name.filter(|name| is_name(name)) {
        draft.fields.author = Some(name.to_owned());
        draft.note(Field::Author, last.span_of(name), 0.85);
    }
}
