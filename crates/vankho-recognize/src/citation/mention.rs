//! One mention: the number with the kind before it, and the date, issuer and subject after it.

use std::sync::LazyLock;

use regex::Regex;
use vankho_model::{DocumentNumber, FoundNumber, Kind, PartialDate, find_numbers};

use super::article::article_before;
use super::last_chars;
use super::named::{Named, named};
use crate::date::date_after;
use crate::layout::is_sure_opening;
use crate::lines::{begins_with, prefix_within, squeeze, suffix_within};

/// How far before a number its kind and its article are looked for, in bytes: keeps the whole linear.
const REACH: usize = 300;
/// The most words a kind's name has.
const NAME_WORDS: usize = 5;
/// No subject is longer, in bytes.
const SUBJECT: usize = 500;

/// The name of a law stands between the word and the number: `Luật Lưu trữ số 33/2024/QH15`.
static LAW_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:Bộ luật|Bộ Luật|Luật|LUẬT|Pháp lệnh|Nghị quyết)\b").expect("a valid pattern")
});

/// Words that end the name of an issuer.
const AFTER_ISSUER: &[&str] = &[
    "về",
    "quy định",
    "hướng dẫn",
    "ban hành",
    "sửa đổi",
    "phê duyệt",
    "phê chuẩn",
    "được",
    "có",
    "đã",
    "trong",
    "bãi bỏ",
    "thay thế",
    "theo",
    "tại",
    "cho",
    "là",
    "giai đoạn",
    "khóa",
    "khoá",
    "nhiệm kỳ",
    "chưa",
    "không",
    "để",
    "thì",
    "ngày",
    "số",
    "nêu",
    "với",
    "bằng",
    "hợp nhất",
    "công bố",
    "thực hiện",
    "triển khai",
    "do",
    "hết",
    "tiếp tục",
    "đến",
    "từ",
    "như",
    "thông qua",
    "kèm",
    "đối với",
    "điều chỉnh",
    "bổ sung",
    "đính chính",
    "trên",
    "này",
    "khi",
    "sau",
    "gồm",
    "giao",
    "chuyển",
    "xử lý",
    "đang",
    "nhằm",
    "vì",
    "cũng",
    "hoặc",
    "chi tiết",
    "thí điểm",
    "kiểm tra",
    "trừ",
    "năm",
    "phải",
    "thành lập",
    "trước",
    "gửi",
    "tạm ngưng",
    "Quy định",
    "Điều",
    "Khoản",
    "Căn cứ",
    "Luật",
    "chậm",
    "cùng",
    "bị",
];

/// A mention with its place in the bytes of its page.
pub(super) struct Mention {
    /// First byte of the kind, or of the number.
    pub start: usize,
    /// Byte after the number, the date or the issuer, whichever is last.
    pub end: usize,
    /// First byte of the article path before it, `start` without one.
    pub article_start: usize,
    /// The number; `None` for what is cited by name.
    pub number: Option<DocumentNumber>,
    /// The kind.
    pub kind: Option<Kind>,
    /// The date given with it.
    pub date: Option<PartialDate>,
    /// The issuer given with it.
    pub issuer: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// The part of it that is meant.
    pub article: Option<String>,
    /// How sure it is that a document is cited here, 0 to 1.
    pub certainty: f32,
}

/// A place of the text where a document is named.
enum Spot {
    Number(FoundNumber),
    Named(Named),
}

/// The mentions of a page, from left to right, none inside another.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let numbers = find_numbers(text).filter(|found| !is_form(text, found));
    let mut spots: Vec<(usize, Spot)> = numbers.map(|found| (found.start, Spot::Number(found))).collect();
    spots.extend(named(text).into_iter().map(|named| (named.anchor, Spot::Named(named))));
    spots.sort_by_key(|(at, _)| *at);
    let mut mentions: Vec<Mention> = Vec::new();
    for (at, spot) in spots {
        let floor = mentions.last().map_or(0, |last| last.end);
        if at < floor {
            continue;
        }
        match spot {
            Spot::Number(found) => mentions.push(of_number(text, found, floor)),
            Spot::Named(named) if named.start >= floor => mentions.push(of_name(text, named, floor)),
            Spot::Named(_) => {}
        }
    }
    mentions
}

fn of_number(text: &str, found: FoundNumber, floor: usize) -> Mention {
    let before = suffix_within(&text[floor..found.start], REACH);
    let unlabelled = without_label(before);
    let (name_len, kind) = kind_before(unlabelled, &found.number);
    let start = if kind.is_some() {
        found.start - before.len() + unlabelled.len() - name_len
    } else {
        found.start - blank_start(&before[unlabelled.len()..])
    };
    let kind = kind.or_else(|| found.number.kind());
    finish(text, floor, start, found.end, Mention { number: Some(found.number), kind, ..EMPTY })
}

fn of_name(text: &str, named: Named, floor: usize) -> Mention {
    let mention = Mention {
        number: named.number,
        kind: named.kind,
        date: named.date,
        subject: named.name,
        certainty: named.certainty,
        ..EMPTY
    };
    finish(text, floor, named.start, named.end, mention)
}

const EMPTY: Mention = Mention {
    start: 0,
    end: 0,
    article_start: 0,
    number: None,
    kind: None,
    date: None,
    issuer: None,
    subject: None,
    article: None,
    certainty: 1.0,
};

/// Reads what stands around the stretch from `start` to `end`: date, issuer, subject and article.
fn finish(text: &str, floor: usize, start: usize, end: usize, mut mention: Mention) -> Mention {
    let mut end = end;
    let mut take_date = |end: &mut usize| {
        if let (None, Some((date, len))) = (mention.date, date_after(&text[*end..])) {
            mention.date = date;
            *end += len;
        }
    };
    take_date(&mut end);
    let issuer = issuer_after(&text[end..]);
    if let Some((_, len)) = issuer {
        end += len;
        take_date(&mut end);
    }
    mention.issuer = issuer.map(|(name, _)| squeeze(name));
    mention.subject = mention.subject.or_else(|| subject_after(&text[end..]).map(squeeze));
    let before = suffix_within(&text[floor..start], REACH);
    if let Some(article) = article_before(before) {
        mention.article_start = start - before.len() + article.start;
        mention.article = Some(squeeze(&before[article]));
    } else {
        mention.article_start = start;
    }
    Mention { start, end, ..mention }
}

/// The bytes from the label `số` to the end of the text.
fn blank_start(label: &str) -> usize {
    label.trim_start().len()
}

/// `về …`, `quy định …` right after an issuer or a date, up to the end of the phrase.
fn subject_after(text: &str) -> Option<&str> {
    let text = prefix_within(text, SUBJECT);
    let begins = text.trim_start_matches([',', ' ', '\n']);
    if !begins_with(begins, &["về", "Về", "quy định", "hướng dẫn", "ban hành", "sửa đổi", "phê duyệt"])
    {
        return None;
    }
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"[;.:()“”]|\n\s*(?:-|Căn cứ|Theo|Điều\s|\d+\.)|,?\s(?:trong đó|cụ thể)(?:\W|$)|\s(?:được|đã)\s(?:sửa|bổ|thay)",
            r"|(?:,|\svà)\s(?:Nghị|Chỉ thị|Kết luận|Quyết định|Quy định|Thông|Kế hoạch|Chương trình|Công văn|Tờ trình|Luật|Hướng dẫn)(?:\W|$)",
            r"|,\s(?:Ban|Tỉnh|Thành|Huyện|Đảng|Ủy|UBND|Bộ|Sở|Hội đồng|Chi bộ|Chính phủ|Văn phòng)\s",
        ))
        .expect("a valid pattern")
    });
    let end = END.find(begins).map_or(begins.len(), |found| found.start());
    // A phrase cut off by the limit says only part of it.
    let subject = begins[..end].trim_end_matches([',', ' ', '\n']);
    (subject.split(' ').count() > 2 && end < SUBJECT - 8).then_some(subject)
}

/// The number of a form or a technical standard: `Mẫu số 02/KTHT/N`, `QCVN 2:2021/BKHCN`.
fn is_form(text: &str, found: &FoundNumber) -> bool {
    if found.number.kind_symbol().is_some() && !text[found.end..].starts_with('/') {
        return false;
    }
    let before = without_label(suffix_within(&text[..found.start], 60));
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    text[found.end..].starts_with('/')
        || text[..found.start].ends_with(':')
        || matches!(&*word, "mẫu" | "biểu" | "hiệu" | "bảng" | "tờ" | "khai" | "phụ" | "lục")
}

/// The text without `số`, `số:` at its end.
fn without_label(before: &str) -> &str {
    let trimmed = before.trim_end().trim_end_matches(':').trim_end();
    for label in ["số", "Số", "SỐ"] {
        if let Some(rest) = trimmed.strip_suffix(label)
            && !rest.ends_with(char::is_alphabetic)
        {
            return rest.trim_end();
        }
    }
    before.trim_end()
}

/// The length and kind of the name that ends the text.
fn kind_before(text: &str, number: &DocumentNumber) -> (usize, Option<Kind>) {
    // The name of a law can end in "pháp luật", which names no kind.
    if number.kind_symbol().is_none() && number.year().is_some() {
        let law = law_before(text);
        if law.1.is_some() {
            return law;
        }
    }
    let mut best = (0, None);
    if !Kind::may_end(text) {
        return best;
    }
    let starts = text.rmatch_indices([' ', '\n']).map(|(at, sep)| at + sep.len()).take(NAME_WORDS);
    for start in starts.chain((text.len() < 60).then_some(0)) {
        // Marks before the first word belong to the sentence.
        let name = text[start..].trim_start_matches(|c: char| !c.is_alphabetic());
        if name.len() < 40
            && let Some(kind) = Kind::from_name(name)
        {
            best = (name.len(), Some(kind));
        }
    }
    best
}

/// The law whose name ends the text: `Luật Lưu trữ`, `Luật sửa đổi, bổ sung một số điều của Luật Xây dựng`.
fn law_before(text: &str) -> (usize, Option<Kind>) {
    let window = last_chars(text, 200);
    let window = window.rfind([';', '.', ':']).map_or(window, |at| &window[at + 1..]);
    let names: Vec<_> = LAW_NAME.find_iter(window).collect();
    let Some(last) = names.last() else { return (0, None) };
    let amending = names.iter().rev().nth(1).filter(|first| {
        let between = window[first.end()..last.start()].trim();
        between.starts_with("sửa đổi") && !between.contains(|c: char| c.is_ascii_digit())
    });
    let first = amending.unwrap_or(last);
    (window.len() - first.start(), Kind::from_name(first.as_str()))
}

/// `của Bộ trưởng Bộ Tài chính` right after a number or its date: the name, and the bytes up to its end.
fn issuer_after(text: &str) -> Option<(&str, usize)> {
    let text = prefix_within(text, 240);
    let trimmed = text.trim_start_matches([',', ' ', '\n', ')']);
    let rest = trimmed.strip_prefix("của")?;
    let name = rest.trim_start();
    if !name.starts_with(char::is_uppercase) || name.len() == rest.len() {
        return None;
    }
    let len = issuer_length(name);
    (len > 1).then(|| (&name[..len], text.len() - name.len() + len))
}

/// Where the name of an issuer ends: at a verb, a mark of punctuation, or a conjunction before small letters.
fn issuer_length(name: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    let mut open = false;
    for word in name.split([' ', '\n']) {
        let plain = word.trim_end_matches([',', ';', '.', ':', ')', '”', '"']);
        let is_capital = plain.starts_with(char::is_uppercase);
        let stops = plain.is_empty()
            || plain.contains(|c: char| c.is_ascii_digit() || c == '(')
            || (open && (!is_capital || Kind::from_name(plain).is_some() || begins_citation(&name[at..])))
            || begins_with(&name[at..], AFTER_ISSUER);
        if stops {
            break;
        }
        // "Văn hóa, Thể thao và Du lịch": a comma or "và" belongs to the name if a capital follows.
        open = is_and(plain) || word.ends_with(',');
        if !is_and(plain) {
            end = at + plain.len();
        }
        if word.len() > plain.len() && !word.ends_with(',') {
            break;
        }
        at += word.len() + 1;
        if name[..at.min(name.len())].ends_with('\n') && is_sure_opening(&name[at..]) {
            break;
        }
    }
    end
}

fn is_and(word: &str) -> bool {
    word == "và"
}

/// Whether another document is named here: `Nghị định số …`.
fn begins_citation(text: &str) -> bool {
    (1..=3).any(|words| {
        let end = text.match_indices(' ').nth(words - 1).map_or(text.len(), |(at, _)| at);
        Kind::from_name(&text[..end]).is_some()
    })
}
