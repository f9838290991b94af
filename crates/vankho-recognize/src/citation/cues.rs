//! What the words around a citation say this document does with the cited one (handbook §5).

use std::sync::LazyLock;

use regex::{Match, Regex};
use vankho_model::{Kind, Relation};

use super::sentence::item;
use super::walk::Judged;
use super::{first_chars, last_chars};

/// How far before the citation a cue counts, in characters.
const REACH: usize = 80;
/// How far before the citation words that name a place count, in characters.
const PLACE_REACH: usize = 70;
/// How far behind the citation that opens its sentence, in characters.
const SENTENCE: usize = 600;

/// The words around one citation.
pub(super) struct Surroundings<'t> {
    /// From the start of the sentence to the citation and its article.
    pub before: &'t str,
    /// From the citation to the end of the line.
    pub after: &'t str,
    /// From the citation before it in this sentence, if there is one, to this citation.
    pub gap: Option<&'t str>,
    /// What the citation before it in this line is to this document.
    pub previous: Option<Relation>,
    /// Whether the paragraph begins like grounds: `Căn cứ …; …`.
    pub in_grounds: bool,
    /// What the heading above says of this item.
    pub announced: Option<Relation>,
    /// The kind of the document itself.
    pub kind: Option<Kind>,
}

/// Which of two cited documents does what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    PreviousDoesIt,
    ThisDoesIt,
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
        cue(
            Relation::Amends,
            r"(?:thay\s+thế|thay)\s+(?:(?:một\s+số|các)\s+)?(?:(?:cụm\s+)?từ|mẫu|phụ\s+lục|biểu|đoạn)\b|(?:bãi\s+bỏ|bỏ)\s+(?:(?:một\s+số|các)\s+)?(?:(?:cụm\s+)?từ|đoạn)\b",
            false,
            true,
        ),
        cue(Relation::Replaces, r"thay\s+thế|thay\s+cho", false, true),
        cue(Relation::Repeals, r"bãi\s+bỏ|h[ủu][ỷy]\s+bỏ|đình\s+chỉ|thu\s+hồi", false, true),
        cue(Relation::Amends, r"sửa\s+đổi(?:,?\s+bổ\s+sung)?|bổ\s+sung|điều\s+chỉnh", false, true),
        cue(Relation::Corrects, r"đính\s+chính", false, true),
        cue(Relation::AttachedTo, r"(?:ban\s+hành\s+)?kèm\s+theo|đính\s+kèm|phụ\s+lục\s+của", true, false),
        cue(
            Relation::ReportsOn,
            r"sơ\s+kết|tổng\s+kết|kết\s+quả(?:\s+[^\s.;]+){0,5}?\s+thực\s+hiện|tình\s+hình(?:\s+[^\s.;]+){0,4}?\s+thực\s+hiện|(?:kiểm\s+tra|giám\s+sát)\s+việc(?:\s+[^\s.;]+){0,3}?\s+(?:thực\s+hiện|chấp\s+hành)",
            false,
            false,
        ),
        cue(Relation::Guides, r"hướng\s+dẫn|quy\s+định\s+chi\s+tiết", false, true),
        cue(
            Relation::RepliesTo,
            r"trả\s+lời|phúc\s+đáp|(?:theo|xét)\s+đề\s+nghị[^.;]{0,60}?\s+tại|^[-–+\s]*xét",
            false,
            false,
        ),
        cue(Relation::RepliesTo, r"tiếp\s+theo", true, false),
        cue(
            Relation::Implements,
            r"thực\s+hiện|triển\s+khai|quán\s+triệt|cụ\s+thể\s+h(?:óa|oá)|học\s+tập",
            false,
            false,
        ),
        cue(Relation::BasedOn, r"căn\s+cứ|trên\s+cơ\s+sở|chiếu", false, false),
        cue(Relation::BasedOn, r"thi\s+hành", false, true),
    ]
});

/// `được sửa đổi, bổ sung`: what stands before it is changed, not what stands after.
static PASSIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:được|bị)\s+(?:\p{L}+[\s,]+){0,3}$").expect("a valid pattern"));

/// Who did what a passive tells.
static BY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:^|\W)(?:bởi|theo|tại|bằng)(?:\W|$)").expect("a valid pattern"));

/// `quy định tại khoản 2 Điều 5`: the citation only says where something stands.
static PLACE_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:(?:quy\s+định|nêu|ghi|hướng\s+dẫn|nói|phê\s+duyệt|giao|ban\s+hành)\s+(?:tại|ở|trong)|theo\s+tinh\s+thần)(?:\W|$)")
        .expect("a valid pattern")
});

/// `(đã) ban hành Kế hoạch số …`: who issued it, no relation.
static ISSUED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)ban\s+hành\s*$").expect("a valid pattern"));

/// `… hết hiệu lực kể từ ngày` after the citation.
static LAPSES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|\W)(?:(?:hết|ngưng)\s+hiệu\s+lực(?:\s+thi\s+hành)?\s+(?:kể\s+)?(?:từ|vào|ngày|theo)(?:\W|$)|hết\s+hiệu\s+lực\s*[.;]?$)").expect("a valid pattern")
});

/// A clause with a subject of its own: `, Tỉnh ủy ban hành …`.
static NEW_CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r";|,\s+(?:Ban|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Ủy ban|UBND|Bộ|Sở|Hội đồng|HĐND|Chi bộ|Chính phủ|Văn phòng|Công an)(?:\W|$)")
        .expect("a valid pattern")
});

/// How what is about a cited document goes on.
static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[,\s]*(?:về|quy định|ban hành|phê duyệt|công bố)(?:\W|$)").expect("a valid pattern")
});

/// What this document does with the cited one, and how sure that is.
pub(super) fn judge(around: &Surroundings<'_>) -> Judged {
    let plain = |relation, confidence| Judged { relation, passive: false, confidence, told: None };
    let before = around.before.trim_end();
    // A name in brackets only says which document was meant.
    if before.ends_with('(') || before.ends_with("gọi là") || before.ends_with("gọi tắt là") {
        return plain(Relation::Mentions, 0.85);
    }
    if ISSUED.is_match(before) {
        let carries_out = matches!(around.previous, Some(Relation::Implements | Relation::ReportsOn));
        let told = carries_out.then_some((Told::ThisDoesIt, Relation::Implements));
        return Judged { told, ..plain(Relation::Mentions, 0.85) };
    }
    let window = last_chars(around.before, REACH);
    // An act that opens its sentence governs all of it.
    let content = item(around.before).map_or(around.before.trim_start(), |(_, content)| content);
    if let (Some((_, cue)), None) = (opening(content).filter(|(_, cue)| cue.is_act), around.gap) {
        return plain(cue.relation, 0.9);
    }
    let only_place = is_only_place(window);
    for cue in CUES.iter() {
        match cue.judge(around, window, only_place) {
            Verdict::Silent => {}
            Verdict::Says => return plain(cue.relation, cue.confidence(around.in_grounds)),
            Verdict::Suffers => {
                return Judged { passive: true, ..plain(cue.relation, 0.85) };
            }
            Verdict::Told(told) => {
                return Judged { told: Some((told, cue.relation)), ..plain(Relation::Mentions, 0.85) };
            }
            Verdict::OfAnother => return plain(Relation::Mentions, 0.8),
        }
    }
    // What opens its sentence can have its verb far behind.
    let after = if content.is_empty() {
        first_chars(around.after, SENTENCE)
    } else {
        first_chars(around.after, 140).split(';').next().unwrap_or_default()
    };
    if LAPSES.is_match(after) && around.gap.is_none() {
        return plain(Relation::Repeals, 0.85);
    }
    if let Some(relation) = around.announced {
        return plain(relation, 0.88);
    }
    if around.in_grounds && around.gap.is_none() {
        return plain(Relation::BasedOn, 0.75);
    }
    plain(Relation::Mentions, 0.8)
}

/// Whether the words before a citation only say where something stands.
fn is_only_place(window: &str) -> bool {
    let phrase = window.rfind(['.', ';']).map_or(window, |at| &window[at + 1..]);
    PLACE_WORDS.find_iter(phrase).any(|found| phrase[found.end()..].chars().count() < PLACE_REACH)
}

/// The act that opens a sentence or a heading, and the byte after it.
fn opening(text: &str) -> Option<(usize, &'static Cue)> {
    // Most lines open otherwise: one anchored look decides.
    static OPENS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:thay|bãi|bỏ|h[ủu][ỷy]|đình|thu|sửa|bổ|điều|đính|hướng|quy|thi|căn|trên|chiếu)\s")
            .expect("a valid pattern")
    });
    if !OPENS.is_match(text) {
        return None;
    }
    CUES.iter().filter(|cue| cue.is_act || cue.relation == Relation::BasedOn).find_map(|cue| {
        let found = cue.pattern.find(text).filter(|found| found.start() == 0)?;
        Some((found.end(), cue))
    })
}

/// What a heading says of the items under it: `Bãi bỏ các văn bản sau:`, `Căn cứ pháp lý`.
pub(super) fn announced(heading: &str) -> Option<Relation> {
    let heading = heading.trim();
    if heading.len() > 600 {
        return None;
    }
    if let Some((end, cue)) = opening(heading) {
        let relation = cue.relation;
        // "Sửa đổi, bổ sung Điều 5" announces a text, not documents.
        let rest = heading[end..].trim_start();
        let is_list = heading.ends_with(':')
            || rest.contains("văn bản")
            || rest.contains("các ")
            || rest.contains("sau");
        return (is_list || relation == Relation::BasedOn).then_some(relation);
    }
    static LAPSING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bsau\s*(?:đây)?\b[^:]{0,120}?(hết\s+hiệu\s+lực|bị\s+bãi\s+bỏ|được\s+bãi\s+bỏ)|(hết\s+hiệu\s+lực|bị\s+bãi\s+bỏ)[^:]{0,120}:$")
            .expect("a valid pattern")
    });
    let is_likely = heading.ends_with(':') && (heading.contains("hiệu lực") || heading.contains("bãi bỏ"));
    (is_likely && LAPSING.is_match(heading)).then_some(Relation::Repeals)
}

/// Whether a clause with another subject stands in the words between two citations.
pub(super) fn turns_elsewhere(gap: &str) -> bool {
    NEW_CLAUSE.is_match(gap) || CLAUSE_VERBS.is_match(gap)
}

/// Verbs after which a citation is not one of a list with the one before it.
static CLAUSE_VERBS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:được|bị)\s+(?:sửa|bổ|thay|bãi)|đã\s+ban\s+hành|(?:^|\W)(?:thì(?:\W|$)|có hiệu lực)")
        .expect("a valid pattern")
});

enum Verdict {
    /// The cue is not there, or belongs to something else.
    Silent,
    /// This document does it.
    Says,
    /// The cited document does it to this one.
    Suffers,
    /// One of the two cited documents does it to the other.
    Told(Told),
    /// A document that is named without a number does it.
    OfAnother,
}

impl Cue {
    /// How often what the cue says is right: counted on the labelled citations (`tests/citations.rs`), all alike.
    fn confidence(&self, in_grounds: bool) -> f32 {
        match self.relation {
            Relation::BasedOn if in_grounds => 0.96,
            Relation::Amends | Relation::Replaces | Relation::Repeals | Relation::Guides => 0.96,
            Relation::AttachedTo => 0.8,
            _ => 0.88,
        }
    }

    fn judge(&self, around: &Surroundings<'_>, window: &str, only_place: bool) -> Verdict {
        let Some(found) = self.pattern.find_iter(window).last() else { return Verdict::Silent };
        let between = &window[found.end()..];
        let head = &around.before[..around.before.len() - window.len() + found.start()];
        // The words from the citation before this one to the cue; `None` if the cue stands before both.
        let from_cue = window.len() - found.start();
        let gap = around.gap.map(|gap| gap.len().checked_sub(from_cue).map(|len| &gap[..len]));
        if matches!(gap, Some(None)) && !is_open(around.gap.unwrap_or_default()) {
            return Verdict::Silent;
        }
        if self.adjacent && !between.trim().is_empty() {
            return Verdict::Silent;
        }
        if self.relation == Relation::AttachedTo {
            return if stands_alone(head) { Verdict::Says } else { Verdict::Silent };
        }
        if self.is_act && PASSIVE.is_match(head) {
            return self.passive(around, head, between);
        }
        if let Some(Some(gap)) = gap
            && !is_boundary(gap)
            && (self.is_act || !leads_elsewhere(between))
        {
            return Verdict::Told(Told::PreviousDoesIt);
        }
        if self.is_act && is_of_another(head, around.kind) {
            return Verdict::OfAnother;
        }
        self.weigh(&found, head, between, only_place)
    }

    /// `A được thay thế bởi B`.
    fn passive(&self, around: &Surroundings<'_>, head: &str, between: &str) -> Verdict {
        if !BY.is_match(between) {
            return Verdict::Silent;
        }
        static ITSELF: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"này\s+(?:đã\s+|sẽ\s+)?(?:được|bị)\s+(?:\p{L}+[\s,]+){0,3}$")
                .expect("a valid pattern")
        });
        if ITSELF.is_match(head) && self.relation != Relation::BasedOn {
            return Verdict::Suffers;
        }
        if around.gap.is_some() { Verdict::Told(Told::ThisDoesIt) } else { Verdict::OfAnother }
    }

    /// Whether a cue that stands before the citation really governs it.
    fn weigh(&self, found: &Match<'_>, head: &str, between: &str, only_place: bool) -> Verdict {
        let is_partial = self.relation == Relation::Amends && !found.as_str().starts_with(['s', 'S']);
        let is_weak = !self.is_act || matches!(self.relation, Relation::BasedOn | Relation::Guides);
        let leads_off = leads_elsewhere(between) && (is_weak || !is_partial);
        let in_force = ["hiệu lực", "phạm vi", "Phạm vi"].iter().any(|end| head.trim_end().ends_with(end));
        if leads_off || in_force || (is_weak && only_place) || (is_weak && ends_in_a_place(between)) {
            return Verdict::Silent;
        }
        Verdict::Says
    }
}

/// Whether a list goes on from the words between two citations.
fn is_open(gap: &str) -> bool {
    let gap = gap.trim_end();
    gap.ends_with([',', ';']) || gap.ends_with("và")
}

/// Whether what follows these words is no longer said of the citation before them.
fn is_boundary(gap: &str) -> bool {
    if NEW_CLAUSE.is_match(gap) {
        return true;
    }
    let trimmed = gap.trim_end();
    (trimmed.ends_with([',', '.']) || trimmed.ends_with("và")) && !ABOUT.is_match(gap)
}

/// `Ban hành kèm theo …` at the head of a page or in brackets: said of the paper that begins here.
fn stands_alone(head: &str) -> bool {
    let head = head.rsplit('\n').next().unwrap_or(head);
    let head = item(head).map_or(head, |(_, content)| content).trim();
    let is_heading = || {
        let title = [
            "Phụ lục",
            "PHỤ LỤC",
            "Mẫu",
            "MẪU",
            "Danh mục",
            "DANH MỤC",
            "QUY",
            "KẾ HOẠCH",
            "ĐỀ ÁN",
            "CHƯƠNG TRÌNH",
        ];
        title.iter().any(|word| head.starts_with(word)) && head.chars().count() < 60
    };
    matches!(head, "" | "(" | "[") || is_heading()
}

/// Whether the act is that of a document named before it without a number: `Luật sửa đổi, …`. What this document says
/// it is (`ban hành Nghị định sửa đổi …`) is its own.
fn is_of_another(head: &str, own: Option<Kind>) -> bool {
    let head = head.trim_end();
    let is_heading =
        head.ends_with(|c: char| c.is_uppercase()) && head.chars().rev().take(6).all(|c| !c.is_lowercase());
    if is_heading || !Kind::may_end(head) {
        return false;
    }
    (1..=4).any(|words| {
        let Some((rest, name)) = last_words(head, words) else { return false };
        let Some(kind) = Kind::from_name(name) else { return false };
        let is_own = own.is_none_or(|own| own == kind) && rest.trim_end().ends_with("ban hành");
        !is_own
    })
}

/// Whether the words between an act and the citation turn to something else: `bổ sung … theo Nghị định`.
fn leads_elsewhere(between: &str) -> bool {
    let lower = format!(" {} ", between.to_lowercase().trim());
    [" theo ", " tại ", " bởi ", " để ", " trong "]
        .iter()
        .any(|word| lower.find(word).is_some_and(|at| !lower[..at].ends_with("kèm")))
}

fn ends_in_a_place(between: &str) -> bool {
    let trimmed = between.trim_end();
    trimmed.ends_with("quy định của") && !trimmed.trim_start().is_empty()
}

/// The text parted before its last words.
fn last_words(text: &str, words: usize) -> Option<(&str, &str)> {
    let cut = text.rmatch_indices([' ', '\n']).nth(words - 1).map(|(at, _)| at + 1);
    match cut {
        Some(at) => Some((&text[..at], &text[at..])),
        None => (text.split([' ', '\n']).count() == words).then_some(("", text)),
    }
}
