//! Citations: every number of the text that is not the document's own (handbook §5).

use std::sync::LazyLock;

use regex::Regex;
use vankho_model::{Citation, DocumentNumber, FoundNumber, Kind, PartialDate, Relation, find_numbers};

use crate::cues::{Surroundings, first_chars, last_chars, relation};
use crate::date::date_after;
use crate::draft::{as_u32, count};
use crate::layout::is_sure_opening;
use crate::lines::{begins_with, prefix_within, squeeze, suffix_within};
use crate::number::OwnNumber;

/// How far a sentence is followed in either direction, in bytes: keeps the whole linear.
const SENTENCE: usize = 700;
/// Characters of context in a quote.
const CONTEXT: usize = 60;
/// The most words a kind's name has.
const NAME_WORDS: usize = 5;

/// The name of a law stands between the word and the number: `Luật Lưu trữ số 33/2024/QH15`.
static LAW_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:Bộ luật|Bộ Luật|Luật|LUẬT|Pháp lệnh|Nghị quyết)\b").expect("a valid pattern")
});

/// Grounds: their first word governs the whole paragraph.
static GROUNDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[-–+\s]*(?:Căn cứ|Theo|Xét|Chiếu|Trên cơ sở)\b").expect("a valid pattern")
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

/// A citation with its place in the bytes of its page.
struct Mention {
    start: usize,
    end: usize,
    number: DocumentNumber,
    kind: Option<Kind>,
    date: Option<PartialDate>,
    issuer: Option<String>,
}

/// Finds the citations of all pages, in the order of the text.
pub(crate) fn find_citations(pages: &[String], own: Option<&OwnNumber>) -> Vec<Citation> {
    let own = own.map(|own| own.number.to_string());
    let mut citations = Vec::new();
    for (page, text) in pages.iter().enumerate() {
        read_page(page, text, own.as_deref(), &mut citations);
    }
    citations
}

fn read_page(page: usize, text: &str, own: Option<&str>, citations: &mut Vec<Citation>) {
    let mut counted = 0;
    let mut characters = 0;
    let mut previous: Option<(usize, Relation, f32)> = None;
    for found in find_numbers(text) {
        let floor = previous.map_or(0, |(end, ..)| end);
        let is_own = own.is_some_and(|own| found.number.to_string() == own);
        if is_own || found.start < floor || is_form(text, &found) {
            continue;
        }
        let mention = read_mention(text, found, floor);
        let (relation, confidence) = relate(text, &mention, previous);
        previous = Some((mention.end, relation, confidence));
        let start = characters + count(&text[counted..mention.start]);
        let end = start + count(&text[mention.start..mention.end]);
        (counted, characters) = (mention.end, end);
        citations.push(Citation {
            quote: quote(text, mention.start, mention.end),
            page: as_u32(page + 1),
            start,
            end,
            number: mention.number,
            kind: mention.kind,
            date: mention.date,
            issuer: mention.issuer,
            relation,
            confidence,
        });
    }
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

/// The mention with the kind before the number and the date and issuer after it.
fn read_mention(text: &str, found: FoundNumber, floor: usize) -> Mention {
    let before = suffix_within(&text[floor..found.start], SENTENCE);
    let unlabelled = without_label(before);
    let (name_len, kind) = kind_before(unlabelled, &found.number);
    let start = if kind.is_some() {
        found.start - before.len() + unlabelled.len() - name_len
    } else {
        found.start - before.len()
            + before[..unlabelled.len()].len()
            + blank_prefix(&before[unlabelled.len()..])
    };
    let mut end = found.end;
    let mut date = None;
    if let Some((after_number, len)) = date_after(&text[end..]) {
        date = after_number;
        end += len;
    }
    let issuer = issuer_after(&text[end..]);
    if let Some((_, len)) = issuer {
        end += len;
    }
    let kind = kind.or_else(|| found.number.kind());
    Mention { start, end, number: found.number, kind, date, issuer: issuer.map(|(name, _)| squeeze(name)) }
}

fn blank_prefix(text: &str) -> usize {
    text.len() - text.trim_start().len()
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
    let mut best = (0, None);
    let starts = text.rmatch_indices([' ', '\n']).map(|(at, sep)| at + sep.len()).take(NAME_WORDS);
    for start in starts.chain((text.len() < 60).then_some(0)) {
        let name = &text[start..];
        if name.len() < 40
            && let Some(kind) = Kind::from_name(name.trim_start_matches(['(', '“', '"', '-']))
        {
            best = (name.trim_start_matches(['(', '“', '"', '-']).len(), Some(kind));
        }
    }
    if best.1.is_none() && number.kind_symbol().is_none() && number.year().is_some() {
        return law_before(text);
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

fn relate(text: &str, mention: &Mention, previous: Option<(usize, Relation, f32)>) -> (Relation, f32) {
    let before = suffix_within(&text[..mention.start], SENTENCE);
    let paragraph = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let sentence = &before[sentence_start(before)..];
    let since_previous = previous
        .map(|(end, ..)| mention.start - end.min(mention.start))
        .filter(|since| *since <= sentence.len());
    if let (Some((end, relation, confidence)), true) = (previous, mention.start - end_of(previous) < 20)
        && is_list_joint(&text[end..mention.start])
    {
        return (relation, confidence - 0.03);
    }
    let after = prefix_within(&text[mention.end..], SENTENCE);
    let after = &after[..after.find([';', '\n']).unwrap_or(after.len())];
    relation(&Surroundings {
        before: sentence,
        after,
        since_previous,
        in_grounds: GROUNDS.is_match(paragraph),
    })
}

fn end_of(previous: Option<(usize, Relation, f32)>) -> usize {
    previous.map_or(0, |(end, ..)| end)
}

/// `, `, `và`, `; `: the citations are one list and share their relation.
fn is_list_joint(gap: &str) -> bool {
    let words = gap.trim_matches([',', ';', ' ', '\n']);
    !gap.trim().is_empty() && matches!(words, "" | "và" | "và các" | "hoặc" | "các")
}

/// Where the sentence that ends the text begins. A line break inside a sentence is only a wrapped line.
fn sentence_start(text: &str) -> usize {
    let mut start = 0;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        let is_break = match c {
            ';' => true,
            ' ' | '\n' => matches!(last, '.' | '!' | '?') && !ends_in_abbreviation(&text[..at]),
            _ => false,
        };
        let is_line = c == '\n' && matches!(last, '.' | ';' | ':' | '-' | '_' | '*' | '\n' | '”');
        if is_break || is_line || (c == '\n' && is_sure_opening(&text[at + 1..])) {
            start = at + c.len_utf8();
        }
        last = c;
    }
    start
}

/// `TP.`, `KT.`, `1.`: a point that ends no sentence.
fn ends_in_abbreviation(text: &str) -> bool {
    let word = text.trim_end_matches('.').rsplit([' ', '\n']).next().unwrap_or_default();
    word.chars().count() <= 2
}

/// The mention with some words around it, on one line.
fn quote(text: &str, start: usize, end: usize) -> String {
    let before = last_chars(&text[..start], CONTEXT);
    let after = first_chars(&text[end..], CONTEXT);
    let is_cut_before = before.len() < start;
    let is_cut_after = end + after.len() < text.len();
    // Whole words only.
    let before =
        if is_cut_before { before.split_once([' ', '\n']).map_or("", |(_, rest)| rest) } else { before };
    let after =
        if is_cut_after { after.rsplit_once([' ', '\n']).map_or("", |(rest, _)| rest) } else { after };
    let first = start - before.len();
    let middle = squeeze(&text[first..end + after.len()]);
    format!("{}{middle}{}", if is_cut_before { "… " } else { "" }, if is_cut_after { " …" } else { "" })
}
