//! The kind of a document: by its caps line, by its number, or because it is a letter (handbook §1, §3).

use vankho_model::{Field, Kind};
use vankho_text::{fold_phrase, key, words};

use crate::draft::Draft;
use crate::layout::Layout;
use crate::lines::{Line, Span, is_caps, strip_prefix_any_case};
use crate::number::OwnNumber;

/// The most words a kind's name has.
const NAME_WORDS: usize = 5;

/// A line that names the kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KindLine<'p> {
    /// The kind.
    pub kind: Kind,
    /// Where its name stands.
    pub span: Span,
    /// The rest of the line: empty, or the beginning of the subject.
    pub rest: Line<'p>,
    /// Whether the name stands alone and in capitals.
    pub plain: bool,
}

/// Reads a line that names the kind: `NGHỊ QUYẾT`, `THÔNG TƯ Quy định …`, `Q U Y Ế T  Đ Ị N H`.
/// `inside` tells that something stands before it: a capitals line that opens a text can be a headline.
pub(crate) fn kind_line<'p>(line: &Line<'p>, inside: bool) -> Option<KindLine<'p>> {
    let text = line.text;
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let (kind, name) = spaced_out(text).or_else(|| longest_name(text))?;
    let rest = text[name.len()..].trim_start();
    let rest = rest.strip_prefix("LIÊN TỊCH").map_or(rest, str::trim_start);
    let labels_number =
        strip_prefix_any_case(rest, "số").is_some_and(|r| !r.starts_with(char::is_alphabetic));
    let is_heading = rest.is_empty()
        || (inside && is_caps(name) && rest.starts_with(|c: char| c.is_alphabetic() || c == '('));
    if labels_number || !is_heading || (!is_caps(name) && !inside) {
        return None;
    }
    Some(KindLine {
        kind,
        span: line.span_of(name),
        rest: line.narrowed(rest),
        plain: rest.is_empty() && is_caps(name),
    })
}

/// The kind whose name begins the line in capitals, or is the whole line.
fn longest_name(text: &str) -> Option<(Kind, &str)> {
    let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]).take(NAME_WORDS);
    let mut best = None;
    for end in ends {
        let name = &text[..end];
        let whole = end == text.len();
        if !whole && !is_caps(name) {
            break;
        }
        let plain = name.trim_end_matches([':', '.', '*']);
        if plain.len() < 40
            && let Some(kind) = Kind::from_name(plain)
            && (whole || is_spelled(plain, kind))
        {
            best = Some((kind, name));
        }
    }
    best
}

/// Whether the name has the marks of the kind's: `PHƯỜNG AN LẠC` begins with no `Phương án`.
fn is_spelled(name: &str, kind: Kind) -> bool {
    words(name).zip(words(kind.name())).take(2).all(|(read, written)| key(read.text) == key(written.text))
}

/// `N G H Ị  Q U Y Ế T`: typists space out the kind.
fn spaced_out(text: &str) -> Option<(Kind, &str)> {
    let spaced = text.split_whitespace().all(|word| word.chars().nth(1).is_none());
    if !spaced || text.len() > 80 || !text.contains(' ') {
        return None;
    }
    let joined: String = text.split_whitespace().collect();
    let letters = fold_phrase(&joined);
    let kind = Kind::all().find(|kind| kind.folded_name().split(' ').collect::<String>() == letters)?;
    Some((kind, text))
}

/// Fills in the kind.
pub(crate) fn read_kind(draft: &mut Draft<'_>, layout: &Layout<'_>, number: Option<&OwnNumber>) {
    if let Some((_, line)) = &layout.kind {
        draft.fields.kind = Some(line.kind);
        if let Some(own) = number
            && own.number.kind().is_some_and(|kind| kind != line.kind)
        {
            draft.note_alternative(Field::Kind, own.span, 0.2);
        }
        draft.note(Field::Kind, line.span, if line.plain { 0.98 } else { 0.9 });
        return;
    }
    let salutation = layout.after_letterhead().first().filter(|line| is_salutation(line.text));
    if let Some(number) = number {
        let named = number.kind_name.or_else(|| number.number.kind());
        // A letter prints no kind; its number has the symbol CV or none at all.
        let kind = named.or_else(|| salutation.and_then(|_| Kind::from_id("cong_van").ok()));
        if kind.is_some() {
            draft.fields.kind = kind;
            draft.note(Field::Kind, number.span, 0.85);
        }
    } else if let Some(line) = salutation
        && layout.has_title
    {
        draft.fields.kind = Kind::from_id("cong_van").ok();
        draft.note(Field::Kind, line.span(), 0.6);
    }
}

/// `Kính gửi:`, `Kính trình:`.
pub(crate) fn is_salutation(text: &str) -> bool {
    strip_prefix_any_case(text, "kính gửi").or_else(|| strip_prefix_any_case(text, "kính trình")).is_some()
}

#[cfg(test)]
mod tests {
    use super::kind_line;
    use crate::lines::Line;

    #[test]
    fn reads_kind_lines() {
        let check = |text: &str, expected: &str, rest: &str| {
            let line = Line { page: 0, start: 0, text, after_gap: false };
            let found = kind_line(&line, true);
            let got = found.map_or(("", ""), |k| (k.kind.id(), k.rest.text));
            assert_eq!(got, (expected, rest), "{text:?}");
        };
        check("NGHỊ QUYẾT", "nghi_quyet", "");
        check("CHƯƠNG TRÌNH HÀNH ĐỘNG", "chuong_trinh_hanh_dong", "");
        check("THÔNG TƯ Quy định về lưu trữ", "thong_tu", "Quy định về lưu trữ");
        check("LUẬT LƯU TRỮ", "luat", "LƯU TRỮ");
        check("Q U Y Ế T Đ Ị N H", "quyet_dinh", "");
        check("NGHỊ QUYẾT SỐ 04-NQ/TU", "", "");
        check("Nghị quyết này có hiệu lực", "", "");
        check("BỘ NỘI VỤ", "", "");
    }
}
