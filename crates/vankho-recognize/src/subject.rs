//! The subject (trích yếu): the lines under the kind, or `V/v` under a letter's number (handbook §3).

use vankho_model::{Field, Kind};
use vankho_text::fold_phrase;

use crate::draft::Draft;
use crate::issued::dated_line;
use crate::kind::is_salutation;
use crate::layout::{Layout, has_title_words, is_body_opening, is_sure_opening};
use crate::lines::{Line, begins_with, is_caps, is_rule, squeeze, strip_prefix_any_case};
use crate::number::OwnNumber;

/// No subject has more lines.
const MOST_LINES: usize = 14;

/// A line that begins a new sentence with a capital still belongs to the subject if it is shorter than this and
/// the line above was filled: that is how a long subject is wrapped.
const WRAPPED: usize = 110;
const FILLED: usize = 36;

/// Words after which a phrase must go on.
const OPEN_ENDS: &[&str] = &[
    " và",
    " của",
    " về",
    " tại",
    " trong",
    " cho",
    " theo",
    " đối với",
    " với",
    " các",
    " số",
    " do",
    " tỉnh",
    " trên",
    " thành phố",
    " ngày",
    " năm",
    " từ",
    " đến",
    " là",
    " để",
    " có",
    " một số",
    " Thông",
    " Nghị",
    " Quyết",
    ",",
    ":",
];

/// First words of officials in whose name a body text begins: `BỘ TRƯỞNG BỘ …` above the grounds.
const OFFICIALS: &[&str] = &[
    "BỘ TRƯỞNG",
    "CHỦ TỊCH",
    "THỦ TƯỚNG",
    "GIÁM ĐỐC",
    "TỔNG GIÁM ĐỐC",
    "CỤC TRƯỞNG",
    "THỐNG ĐỐC",
    "HIỆU TRƯỞNG",
    "CHÁNH ÁN",
    "VIỆN TRƯỞNG",
    "TỔNG THANH TRA",
    "CHÁNH THANH TRA",
    "HỘI ĐỒNG NHÂN DÂN",
    "ỦY BAN NHÂN DÂN",
    "UỶ BAN NHÂN DÂN",
    "ỦY BAN THƯỜNG VỤ",
    "UỶ BAN THƯỜNG VỤ",
    "QUỐC HỘI",
    "CHÍNH PHỦ",
    "BAN THƯỜNG VỤ",
    "BAN CHẤP HÀNH",
    "TỔNG KIỂM TOÁN",
    "TRƯỞNG BAN",
];

/// Fills in the subject.
pub(crate) fn read_subject(draft: &mut Draft<'_>, layout: &Layout<'_>, number: Option<&OwnNumber>) {
    match &layout.kind {
        Some((_, line)) => {
            let issuer = draft.fields.issuer.as_deref().map(fold_phrase).unwrap_or_default();
            let rest = (!line.rest.text.is_empty()).then_some(line.rest);
            let parts = under_kind(rest, layout.after_letterhead(), &issuer);
            put(draft, &parts, Some(line.kind), if parts.len() > 3 { 0.85 } else { 0.93 });
        }
        None => read_letter_subject(draft, layout, number),
    }
}

fn put(draft: &mut Draft<'_>, parts: &[Line<'_>], kind: Option<Kind>, confidence: f32) {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    let joined: Vec<&str> = parts.iter().map(|part| part.text).collect();
    let mut subject = space_after_marks(&squeeze(&joined.join(" ")));
    subject.truncate(subject.trim_end_matches(['.', ';', ':', ' ']).len());
    // The name of a law includes the word: "Luật Lưu trữ", printed LUẬT / LƯU TRỮ.
    if let Some(kind) = kind.filter(|kind| matches!(kind.id(), "luat" | "bo_luat")) {
        let name = if is_caps(&subject) { kind.name().to_uppercase() } else { kind.name().to_owned() };
        subject = format!("{name} {subject}");
    }
    if subject.is_empty() {
        return;
    }
    draft.note(Field::Subject, first.span().up_to(last.span()), confidence);
    draft.fields.subject = Some(subject);
}

/// Puts the blank after `,` and `;` that typists forget: `Bình An,tỉnh Sông Lam`.
fn space_after_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut last = ' ';
    for c in text.chars() {
        if matches!(last, ',' | ';') && c.is_alphabetic() {
            out.push(' ');
        }
        out.push(c);
        last = c;
    }
    out
}

/// The lines of the subject, from the rest of the kind line and the lines under it.
fn under_kind<'p>(rest: Option<Line<'p>>, lines: &[Line<'p>], issuer: &str) -> Vec<Line<'p>> {
    let mut parts: Vec<Line<'p>> = rest.into_iter().collect();
    for (at, line) in lines.iter().enumerate().take(MOST_LINES) {
        if parts.is_empty() && (is_rule(line.text) || dated_line(line.text).is_some()) {
            continue;
        }
        let before_grounds = lines.get(at + 1).is_some_and(|next| is_sure_opening(next.text));
        let names_issuer = is_caps(line.text) && opens_in_a_name(line.text, issuer, before_grounds);
        // The rule under a subject is drawn below its last line.
        let before_rule = lines.get(at + 1).is_some_and(|next| is_rule(next.text));
        if names_issuer || !goes_on(&parts, line, before_rule) {
            break;
        }
        parts.push(*line);
    }
    // NGHỊ QUYẾT / CỦA BAN CHẤP HÀNH … / về …: what follows names the issuer, not the matter.
    let about = parts
        .iter()
        .position(|part| strip_prefix_any_case(part.text, "về ").is_some() && !is_caps(part.text));
    if let Some(about) = about.filter(|about| parts[..*about].iter().all(|part| is_caps(part.text))) {
        parts.drain(..about);
    }
    parts
}

fn goes_on(parts: &[Line<'_>], line: &Line<'_>, before_rule: bool) -> bool {
    let text = line.text;
    let capitals = is_caps(text);
    if is_rule(text)
        || text.starts_with(['(', '-', '–', '+', '*', '['])
        || has_title_words(text)
        || is_salutation(text)
    {
        return false;
    }
    if is_sure_opening(text) || (is_body_opening(text) && !ends_open(parts)) {
        return false;
    }
    let Some(above) = parts.last() else { return true };
    let small = text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    if above.text.ends_with('.')
        || (above.text.ends_with(';') && !small)
        || (line.after_gap && line.page == above.page && !ends_open(parts))
    {
        return false;
    }
    if capitals {
        return is_caps(above.text) || ends_open(parts);
    }
    let first_is_about = strip_prefix_any_case(text, "về ").is_some() && is_caps(above.text);
    small || first_is_about || before_rule || ends_open(parts) || is_wrapped(above.text, text)
}

/// Whether the capitals line names the issuer, or an official under whom the grounds begin.
fn opens_in_a_name(text: &str, issuer: &str, before_grounds: bool) -> bool {
    (before_grounds && begins_with(text, OFFICIALS)) || (!issuer.is_empty() && fold_phrase(text) == issuer)
}

fn ends_open(parts: &[Line<'_>]) -> bool {
    parts.last().is_some_and(|above| OPEN_ENDS.iter().any(|end| above.text.ends_with(end)))
}

fn is_wrapped(above: &str, text: &str) -> bool {
    let (above, here) = (above.chars().count(), text.chars().count());
    (FILLED..=WRAPPED).contains(&above) && here <= WRAPPED && !text.ends_with('.')
}

/// A letter's subject: `V/v …` or, since HD 05, `về việc …` under the number.
fn read_letter_subject(draft: &mut Draft<'_>, layout: &Layout<'_>, number: Option<&OwnNumber>) {
    let start = number.map_or(0, |own| own.line);
    let lines = &layout.letterhead()[start.min(layout.letterhead_end)..];
    let Some((at, first)) = lines.iter().enumerate().find_map(|(at, line)| Some((at, letter_subject(line)?)))
    else {
        return;
    };
    let mut parts = vec![first];
    for line in &lines[at + 1..] {
        let stops = is_rule(line.text)
            || has_title_words(line.text)
            || dated_line(line.text).is_some()
            || is_caps(line.text)
            || line.text.starts_with(|c: char| c.is_uppercase()) && !ends_open(&parts);
        if stops {
            break;
        }
        parts.push(*line);
    }
    put(draft, &parts, None, 0.9);
}

fn letter_subject<'p>(line: &Line<'p>) -> Option<Line<'p>> {
    let labels = ["v/v", "v/v:", "về việc"];
    let rest = labels.iter().find_map(|label| strip_prefix_any_case(line.text, label))?;
    let keeps_label = strip_prefix_any_case(line.text, "về việc").is_some();
    let text = if keeps_label { line.text } else { rest.trim_start_matches([':', '.', ' ']) };
    (!text.is_empty()).then(|| line.narrowed(text))
}
