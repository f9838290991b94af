//! The document's own number: the first labelled number of the letterhead (handbook §2, §3).

use vankho_model::{DocumentNumber, Field, Kind, find_numbers};

use crate::date::date_after;
use crate::draft::Draft;
use crate::layout::Layout;
use crate::lines::{Line, Span, is_dash, strip_prefix_any_case};

/// The number of the document itself.
pub(crate) struct OwnNumber {
    /// The number.
    pub number: DocumentNumber,
    /// Where it stands.
    pub span: Span,
    /// The kind named before it: `Luật số: …`.
    pub kind_name: Option<Kind>,
    /// Index of its line.
    pub line: usize,
}

/// The most words between the start of the line and `số`: `Văn bản hợp nhất số:`.
const LABEL_WORDS: usize = 5;

/// `Số` and what recognition of pictures makes of it.
const LABELS: &[&str] = &["số", "sô", "só", "so"];

/// Finds the document's own number; a number inside a running sentence is a citation and never taken.
pub(crate) fn own_number(layout: &Layout<'_>) -> Option<OwnNumber> {
    let letterhead = layout.letterhead();
    (0..letterhead.len()).find_map(|index| number_at(letterhead, index))
}

fn number_at(letterhead: &[Line<'_>], index: usize) -> Option<OwnNumber> {
    let after_stamp = index > 0 && is_stamp(letterhead[index - 1].text);
    if after_stamp || is_stamp(letterhead[index].text) { None } else { labelled(&letterhead[index], index) }
}

/// Fills in the number.
pub(crate) fn read_number(draft: &mut Draft<'_>, layout: &Layout<'_>, number: Option<&OwnNumber>) {
    if let Some(own) = number {
        let letterhead = layout.letterhead();
        for index in own.line + 1..letterhead.len() {
            if let Some(other) = number_at(letterhead, index) {
                draft.note_alternative(Field::Number, other.span, 0.1);
            }
        }
        draft.note(Field::Number, own.span, 0.98);
        draft.fields.number = Some(own.number.clone());
    }
}

/// The stamp of an incoming document: `ĐẾN Số: 123`, `CÔNG VĂN ĐẾN`.
fn is_stamp(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).take(4).any(|word| word == "ĐẾN")
}

fn labelled(line: &Line<'_>, index: usize) -> Option<OwnNumber> {
    let text = line.text.trim_start_matches(|c: char| matches!(c, '*' | '_' | '.' | ' ') || is_dash(c));
    let (kind_name, rest) = after_label(text).or_else(|| bare(text))?;
    let found = find_numbers(text).next()?;
    let starts_here = rest.len() == text.len() - found.start;
    if !starts_here || continues_as_sentence(&text[found.end..]) {
        return None;
    }
    let span = line.span_of(&text[found.start..found.end]);
    Some(OwnNumber { number: found.number, span, kind_name, line: index })
}

/// What stands after `Số:` or `Nghị quyết số:` at the start of a line.
fn after_label(text: &str) -> Option<(Option<Kind>, &str)> {
    let mut at = 0;
    for word in text.split(' ').take(LABEL_WORDS) {
        if let Some(rest) = LABELS.iter().find_map(|label| strip_prefix_any_case(&text[at..], label))
            && !rest.starts_with(char::is_alphabetic)
        {
            let name = text[..at].trim();
            let kind = Kind::from_name(name);
            let value = rest.trim_start_matches([':', '.', ' ']);
            return (name.is_empty() || kind.is_some()).then_some((kind, value));
        }
        at += word.len() + 1;
        if at >= text.len() {
            break;
        }
    }
    None
}

/// A line that is a number and nothing else.
fn bare(text: &str) -> Option<(Option<Kind>, &str)> {
    let is_bare = text.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<DocumentNumber>().is_ok();
    is_bare.then_some((None, text))
}

/// Whether words follow that make a sentence of the line: `… của Tỉnh ủy về …`. A place, a date and the other
/// column do not.
fn continues_as_sentence(rest: &str) -> bool {
    let rest = date_after(rest).map_or(rest, |(_, len)| &rest[len..]);
    rest.trim_start_matches([',', ' ', '.', ')']).starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::labelled;
    use crate::lines::Line;

    #[test]
    fn takes_only_the_number_of_the_letterhead() {
        let check = |text: &str, expected: &str| {
            let line = Line { page: 0, start: 0, text, after_gap: false };
            let got = labelled(&line, 0).map(|own| own.number.to_string()).unwrap_or_default();
            assert_eq!(got, expected, "{text:?}");
        };
        check("Số 04-NQ/TU", "04-NQ/TU");
        check("Số: 30/2020/NĐ-CP", "30/2020/NĐ-CP");
        check("Luật số: 33/2024/QH15", "33/2024/QH15");
        check("Số: 12/QĐ-UBND Hà Nội, ngày 03 tháng 4 năm 2018", "12/QĐ-UBND");
        check("* Số 12-CV/HU", "12-CV/HU");
        check("Số: 1234/UBND-VX", "1234/UBND-VX");
        check("Sô 07-CTr/ThU", "07-CTr/ThU");
        check("04-NQ/TU", "04-NQ/TU");
        check("Nghị quyết số 04-NQ/TU ngày 01/7/2016 của Tỉnh ủy", "");
        check("số 04-NQ/TU về việc này", "");
        check("Số:      /QĐ-UBND", "");
        check("Số 7 - Tháng 7/2019", "");
        check("Theo Nghị quyết số 04-NQ/TU", "");
    }
}
