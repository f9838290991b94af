//! What the words around a citation say this document does with the cited one (handbook §5).

use std::sync::LazyLock;

use regex::{Match, Regex};
use vankho_model::{Kind, Relation};

use crate::lines::suffix_within;

/// How far before the citation a cue counts, in characters.
const REACH: usize = 80;

/// The words around one citation.
pub(crate) struct Surroundings<'t> {
    /// From the start of the sentence to the citation.
    pub before: &'t str,
    /// From the citation to the end of the sentence.
    pub after: &'t str,
    /// Bytes from the end of the citation before it in this sentence, if there is one, to this citation.
    pub since_previous: Option<usize>,
    /// Whether the paragraph begins like grounds: `Căn cứ …; …`.
    pub in_grounds: bool,
}

struct Cue {
    relation: Relation,
    pattern: Regex,
    /// The cue must stand right before the citation.
    adjacent: bool,
    /// The cue is an act: done by whatever document is named before it in the sentence.
    is_act: bool,
}

/// In the order of precedence of handbook §5.
static CUES: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    let cue = |relation, pattern: &str, adjacent, is_act| Cue {
        relation,
        pattern: Regex::new(&format!("(?i){pattern}")).expect("a valid pattern"),
        adjacent,
        is_act,
    };
    vec![
        cue(Relation::AttachedTo, r"(?:ban\s+hành\s+)?kèm\s+theo|đính\s+kèm|phụ\s+lục\s+của", true, false),
        cue(
            Relation::Amends,
            r"(?:thay\s+thế|bãi\s+bỏ|thay|bỏ)\s+(?:một\s+số\s+)?(?:cụm\s+)?từ\b",
            false,
            true,
        ),
        cue(Relation::Replaces, r"thay\s+thế|thay\s+cho", false, true),
        cue(Relation::Repeals, r"bãi\s+bỏ|h[ủu][ỷy]\s+bỏ|đình\s+chỉ|thu\s+hồi", false, true),
        cue(Relation::Amends, r"sửa\s+đổi(?:,?\s+bổ\s+sung)?|bổ\s+sung|điều\s+chỉnh", false, true),
        cue(Relation::Corrects, r"đính\s+chính", false, true),
        cue(
            Relation::ReportsOn,
            r"sơ\s+kết|tổng\s+kết|kết\s+quả(?:\s+[^\s.;]+){0,5}?\s+thực\s+hiện|tình\s+hình(?:\s+[^\s.;]+){0,4}?\s+thực\s+hiện|(?:kiểm\s+tra|giám\s+sát)\s+việc(?:\s+[^\s.;]+){0,3}?\s+(?:thực\s+hiện|chấp\s+hành)",
            false,
            false,
        ),
        cue(Relation::Guides, r"hướng\s+dẫn|quy\s+định\s+chi\s+tiết", false, true),
        cue(Relation::RepliesTo, r"trả\s+lời|phúc\s+đáp|theo\s+đề\s+nghị[^.;]{0,60}?\s+tại", false, false),
        cue(Relation::RepliesTo, r"tiếp\s+theo", true, false),
        cue(
            Relation::Implements,
            r"thực\s+hiện|triển\s+khai|quán\s+triệt|cụ\s+thể\s+h(?:óa|oá)|học\s+tập",
            false,
            false,
        ),
        cue(Relation::BasedOn, r"căn\s+cứ|trên\s+cơ\s+sở|chiếu|xét\s+đề\s+nghị", false, false),
        cue(Relation::BasedOn, r"thi\s+hành", false, true),
        cue(Relation::BasedOn, r"theo", true, false),
    ]
});

/// `được sửa đổi, bổ sung`: what stands before it is changed, not what stands after.
static PASSIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:được|bị)\s+(?:\p{L}+[\s,]+){0,3}$").expect("a valid pattern"));

/// Who did what a passive tells.
static BY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:bởi|theo|tại|bằng)\b").expect("a valid pattern"));

/// `quy định tại khoản 2 Điều 5`: the citation only says where something stands.
static PLACE_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:(?:quy\s+định|nêu|ghi|hướng\s+dẫn|nói)\s+(?:tại|ở|trong)|tinh\s+thần)\b[^.;]{0,70}$")
        .expect("a valid pattern")
});

/// `(đã) ban hành Kế hoạch số …`: who issued it, no relation.
static ISSUED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)ban\s+hành\s*$").expect("a valid pattern"));

/// `… hết hiệu lực kể từ ngày` after the citation.
static LAPSES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\bhết\s+hiệu\s+lực\b").expect("a valid pattern"));

/// What this document does with the cited one, and how sure that is.
pub(crate) fn relation(around: &Surroundings<'_>) -> (Relation, f32) {
    // A name in brackets only says which document was meant.
    if ISSUED.is_match(around.before) || around.before.ends_with('(') {
        return (Relation::Mentions, 0.8);
    }
    let window = last_chars(around.before, REACH);
    let only_place = PLACE_WORDS.is_match(window);
    for cue in CUES.iter() {
        match cue.judge(around, window, only_place) {
            Verdict::Silent => {}
            Verdict::Says => return (cue.relation, if cue.adjacent { 0.92 } else { 0.88 }),
            Verdict::Reversed => return (Relation::Mentions, 0.75),
        }
    }
    if LAPSES.is_match(first_chars(around.after, 140)) && around.since_previous.is_none() {
        return (Relation::Repeals, 0.8);
    }
    if around.in_grounds && around.since_previous.is_none() {
        return (Relation::BasedOn, 0.85);
    }
    (Relation::Mentions, 0.7)
}

enum Verdict {
    /// The cue is not there, or belongs to something else.
    Silent,
    /// This document does it.
    Says,
    /// The cited document does it to another one.
    Reversed,
}

impl Cue {
    fn judge(&self, around: &Surroundings<'_>, window: &str, only_place: bool) -> Verdict {
        let Some(found) = self.pattern.find_iter(window).last() else { return Verdict::Silent };
        let between = &window[found.end()..];
        if is_spent(around, window.len() - found.start()) {
            return Verdict::Silent;
        }
        if self.adjacent {
            let says = between.trim().is_empty() && !(only_place && self.relation == Relation::AttachedTo);
            return if says { Verdict::Says } else { Verdict::Silent };
        }
        let head = &window[..found.start()];
        if self.is_act && PASSIVE.is_match(head) {
            return if BY.is_match(between) { Verdict::Reversed } else { Verdict::Silent };
        }
        if self.is_act && belongs_to_another(around, window, &found) {
            return Verdict::Silent;
        }
        let is_partial = self.relation == Relation::Amends && found.as_str().ends_with("từ");
        let leads_elsewhere = self.is_act && !is_partial && leads_elsewhere(between);
        let weak = !self.is_act || matches!(self.relation, Relation::BasedOn | Relation::Guides);
        let in_force = head.trim_end().ends_with("hiệu lực") || head.trim_end().ends_with("phạm vi");
        if leads_elsewhere || in_force || (weak && only_place) || (weak && leads_elsewhere_weakly(between)) {
            return Verdict::Silent;
        }
        Verdict::Says
    }
}

/// Whether the cue governs the citation before this one, and no list carries it on.
fn is_spent(around: &Surroundings<'_>, from_cue: usize) -> bool {
    let Some(since) = around.since_previous.filter(|since| *since < from_cue) else { return false };
    let gap = suffix_within(around.before, since).trim_end();
    !(gap.ends_with([',', ';']) || gap.ends_with("và"))
}

/// Whether the act is another document's: `Nghị định số 1 … sửa đổi Nghị định số 2`, `Luật sửa đổi, …`.
fn belongs_to_another(around: &Surroundings<'_>, window: &str, cue: &Match<'_>) -> bool {
    let all_before = &window[..cue.start()];
    let head = all_before.trim_end();
    let after_kind =
        (1..=4).any(|words| last_words(head, words).is_some_and(|name| Kind::from_name(name).is_some()));
    let is_heading =
        head.ends_with(|c: char| c.is_uppercase()) && head.chars().rev().take(6).all(|c| !c.is_lowercase());
    if after_kind && !is_heading {
        return true;
    }
    let Some(since) = around.since_previous else { return false };
    // The end of the previous citation, seen from the cue.
    let from_cue_to_end = window.len() - cue.start();
    let Some(gap) = since.checked_sub(from_cue_to_end) else { return false };
    let gap = suffix_within(all_before, gap);
    !gap.trim_end().ends_with([',', ';']) && !gap.trim_end().ends_with("và")
}

/// Whether the words between an act and the citation turn to something else: `bổ sung … theo Nghị định`.
fn leads_elsewhere(between: &str) -> bool {
    let lower = between.to_lowercase();
    [" theo ", " tại ", " bởi ", " để ", " trong "]
        .iter()
        .any(|word| lower.find(word).is_some_and(|at| !lower[..at].ends_with("kèm")))
}

fn leads_elsewhere_weakly(between: &str) -> bool {
    let trimmed = between.trim_end();
    trimmed.ends_with("quy định tại")
        || trimmed.ends_with("quy định của") && !trimmed.trim_start().is_empty()
        || trimmed.ends_with(" tại")
        || trimmed.ends_with(" theo")
}

fn last_words(text: &str, words: usize) -> Option<&str> {
    let (at, _) = text.match_indices(' ').rev().nth(words - 1).unwrap_or((usize::MAX, ""));
    if at == usize::MAX {
        return (text.split(' ').count() == words).then_some(text);
    }
    text.get(at + 1..)
}

/// The last characters of a text.
pub(crate) fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The first characters of a text.
pub(crate) fn first_chars(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    &text[..end]
}
