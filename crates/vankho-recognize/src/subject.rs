//! The subject (trích yếu): the lines under the kind, or `V/v` under a letter's number (handbook §3).

use vankho_model::{Field, Kind};
use vankho_text::{fold_phrase, is_syllable};

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
    let mut subject = unglued(&space_after_marks(&squeeze(&joined.join(" "))));
    // A rule drawn under the subject can stand at its end.
    let unruled = subject.trim_end_matches(['-', '_', '*', ' ']);
    if subject.len() > unruled.len() + 3 {
        subject.truncate(unruled.len());
    }
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

/// Parts two syllables that lost the blank between them: `cơquan`. Only where one way to part them is left.
fn unglued(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        match seam(word) {
            Some(seam) => out.extend([&word[..seam], " ", &word[seam..]]),
            None => out.push_str(word),
        }
    }
    out
}

/// Where the two syllables of a word meet; for a number, where the word after it begins.
fn seam(word: &str) -> Option<usize> {
    if let Some(at) = word.find("ngày").filter(|at| *at > 0) {
        return word[..at].ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit()).then_some(at);
    }
    let core = word.trim_end_matches([',', ';', '.', ')', ':']);
    let is_one = core.chars().count() < 5 || core.is_ascii() || !core.chars().all(char::is_alphabetic);
    if is_one || is_syllable(core) {
        return None;
    }
    let mut seams = core
        .char_indices()
        .skip(1)
        .map(|(at, _)| at)
        .filter(|at| is_syllable(&core[..*at]) && is_syllable(&core[*at..]));
    let seam = seams.next()?;
    seams.next().is_none().then_some(seam)
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
        // A congress names itself in the subject of its resolution, and goes on.
        let names_issuer = is_caps(line.text)
            && !line.text.ends_with(',')
            && opens_in_a_name(line.text, issuer, before_grounds);
        // The rule under a subject is drawn below its last line.
        let before_rule = lines.get(at + 1).is_some_and(|next| is_rule(next.text));
        if names_issuer || !goes_on(&parts, line, before_rule) {
            break;
        }
        parts.push(*line);
    }
    without_issuer(&mut parts);
    parts
}

/// Drops what names the issuer before the matter.
fn without_issuer(parts: &mut Vec<Line<'_>>) {
    // `của Ban Thường vụ Thành ủy về …`, on one line or two.
    if parts
        .first()
        .is_some_and(|first| strip_prefix_any_case(first.text, "của ").is_some() && !is_caps(first.text))
    {
        let starts = |part: &Line<'_>| strip_prefix_any_case(part.text, "về ").is_some();
        if let Some(at) = parts[0].text.find(" về ") {
            parts[0] = parts[0].narrowed(&parts[0].text[at + 1..]);
        } else if parts.get(1).is_some_and(starts) {
            parts.remove(0);
        }
    }
    // NGHỊ QUYẾT / CỦA BAN CHẤP HÀNH … / về …: what follows names the issuer, not the matter.
    let about = parts
        .iter()
        .position(|part| strip_prefix_any_case(part.text, "về ").is_some() && !is_caps(part.text));
    if let Some(about) = about.filter(|about| parts[..*about].iter().all(|part| is_caps(part.text))) {
        parts.drain(..about);
    }
}

fn goes_on(parts: &[Line<'_>], line: &Line<'_>, before_rule: bool) -> bool {
    let text = line.text;
    let capitals = is_caps(text);
    // `(1999 - 2005)` over the rule ends a subject; `(Kèm theo …)` is none.
    let in_brackets =
        text.starts_with('(') && !(before_rule && text[1..].starts_with(|c: char| c.is_ascii_digit()));
    if is_rule(text)
        || in_brackets
        || text.starts_with(['-', '–', '+', '*', '['])
        || text.contains("kính mời")
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
        || (line.after_gap && line.page == above.page && !ends_wide_open(parts))
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

/// Whether the phrase must go on even over a blank line.
fn ends_wide_open(parts: &[Line<'_>]) -> bool {
    let places = [" tỉnh", " thành phố", " năm", " ngày", " Thông", " Nghị", " Quyết"];
    ends_open(parts) && parts.last().is_some_and(|above| !places.iter().any(|end| above.text.ends_with(end)))
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
    let labelled = lines.iter().enumerate().find_map(|(at, line)| Some((at, letter_subject(line)?)));
    let bare = || bare_subject(lines).filter(|_| number.is_some_and(|own| own.number.kind().is_some()));
    let Some((at, first)) = labelled.or_else(bare) else {
        return;
    };
    let mut parts = vec![first];
    for line in &lines[at + 1..] {
        let stops = is_rule(line.text)
            || has_title_words(line.text)
            || dated_line(line.text).is_some()
            || is_caps(line.text)
            || is_salutation(line.text)
            || line.after_gap
            || (line.text.starts_with(|c: char| c.is_uppercase())
                && !ends_open(&parts)
                && !is_wrapped_letter(&parts, line));
        if stops {
            break;
        }
        parts.push(*line);
    }
    put(draft, &parts, None, 0.9);
}

/// Whether a capital begins a name inside a letter's subject: the narrow column breaks it anywhere.
fn is_wrapped_letter(parts: &[Line<'_>], line: &Line<'_>) -> bool {
    let above = parts.last().map_or(0, |above| above.text.chars().count());
    (18..60).contains(&above) && line.text.chars().count() <= above + 12 && !line.text.contains(':')
}

/// A subject without `V/v`: the line under the number, neither capitals nor a date.
fn bare_subject<'p>(lines: &[Line<'p>]) -> Option<(usize, Line<'p>)> {
    let line = lines.get(1)?;
    let is_phrase = line.text.contains(' ')
        && line.text.starts_with(char::is_uppercase)
        && !is_caps(line.text)
        && !is_salutation(line.text)
        && !is_body_opening(line.text)
        && !line.after_gap
        && !has_title_words(line.text)
        && !line.text.starts_with("Số")
        && line.text.chars().count() < 90
        && dated_line(line.text).is_none();
    is_phrase.then_some((1, *line))
}

fn letter_subject<'p>(line: &Line<'p>) -> Option<Line<'p>> {
    let labels = ["v/v", "v/v:", "về việc"];
    let rest = labels.iter().find_map(|label| strip_prefix_any_case(line.text, label))?;
    let keeps_label = strip_prefix_any_case(line.text, "về việc").is_some();
    let text = if keeps_label { line.text } else { rest.trim_start_matches([':', '.', ' ']) };
    (!text.is_empty()).then(|| line.narrowed(text))
}

#[cfg(test)]
mod tests {
    use super::unglued;

    #[test]
    fn parts_what_lost_its_blank() {
        let check = |text: &str, expected: &str| assert_eq!(unglued(text), expected);
        check("cho các cơquan, tổ chức", "cho các cơ quan, tổ chức");
        check("Chính phủvề bến đò", "Chính phủ về bến đò");
        check("số 156/2020/NĐ-CPngày 31", "số 156/2020/NĐ-CP ngày 31");
        for kept in
            ["nghiêng khuỷu hằng ngày", "xã Đắk Gằn, Krông Pắc, Kđăm, café, internet", "hộichợthơ", ""]
        {
            check(kept, kept);
        }
    }
}
