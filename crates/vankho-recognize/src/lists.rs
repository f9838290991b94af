//! Addressees (kính gửi) and recipients (nơi nhận): lists at the head and the foot (handbook §3).

use vankho_model::Field;

use crate::draft::Draft;
use crate::kind::is_salutation;
use crate::layout::{Layout, is_annex_heading};
use crate::lines::{Line, is_caps, is_dash, squeeze, strip_prefix_any_case};
use crate::signature::{recipients_label, right_column};

/// No list is longer.
const MOST_ITEMS: usize = 60;

/// Fills in the addressees.
pub(crate) fn read_addressees(draft: &mut Draft<'_>, layout: &Layout<'_>) {
    let lines = layout.after_letterhead();
    let Some(start) = lines.iter().take(20).position(|line| is_salutation(line.text)) else { return };
    let label = &lines[start];
    let after = label.text.find(':').map_or("", |at| label.text[at + 1..].trim());
    let mut items = Items::default();
    items.add(after, label);
    for line in lines[start + 1..].iter().take(MOST_ITEMS) {
        let continues = !items.complete && line.text.starts_with(|c: char| c.is_lowercase());
        if !(is_item(line.text) || continues || items.items.is_empty()) || line.text.chars().count() > 200 {
            break;
        }
        items.add(line.text, line);
        if line.text.ends_with('.') {
            break;
        }
    }
    if let (Some(last), false) = (items.last, items.items.is_empty()) {
        draft.note(Field::Addressees, label.span().up_to(last), 0.9);
        draft.fields.addressees = items.items;
    }
}

/// Fills in the recipients.
pub(crate) fn read_recipients(draft: &mut Draft<'_>, layout: &Layout<'_>) {
    let body = layout.after_letterhead();
    let is_label =
        |line: &Line<'_>| line.text.starts_with(['N', 'n']) && recipients_label(line.text).is_some();
    let Some(start) = body.iter().position(is_label) else { return };
    let label = &body[start];
    let mut items = Items::default();
    for (at, line) in body.iter().enumerate().skip(start + 1).take(MOST_ITEMS) {
        let below = &body[at + 1..];
        let left = left_column(line.text);
        if is_annex_heading(line.text) {
            break;
        }
        if !items.accepts(left) {
            // Lines of the signature can stand between the items.
            if below.first().is_some_and(|next| is_item(next.text)) && !line.text.ends_with('.') {
                continue;
            }
            break;
        }
        items.add(left, &line.narrowed(left));
        if is_file_copy(left) {
            break;
        }
    }
    if let (Some(last), false) = (items.last, items.items.is_empty()) {
        draft.note(Field::Recipients, label.span().up_to(last), 0.9);
        draft.fields.recipients = items.items;
    }
}

/// `- Lưu: VT, VX (3).` ends the list.
fn is_file_copy(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| is_dash(c) || c == ' ' || c == '+');
    strip_prefix_any_case(text, "lưu").is_some_and(|rest| rest.starts_with([' ', ':']))
}

fn is_item(text: &str) -> bool {
    text.starts_with(|c: char| is_dash(c) || matches!(c, '+' | '•'))
}

/// An item without the signature that shares its line.
fn left_column(text: &str) -> &str {
    match right_column(text).filter(|_| is_item(text)) {
        Some(right) => text[..text.len() - right.len()].trim_end(),
        None => text,
    }
}

#[derive(Default)]
struct Items {
    items: Vec<String>,
    last: Option<crate::lines::Span>,
    complete: bool,
    at_comma: bool,
}

impl Items {
    /// Whether the line begins an item or continues the last one.
    fn accepts(&self, text: &str) -> bool {
        is_item(text)
            || (!self.items.is_empty() && !is_caps(text) && (!self.complete || self.goes_on_with(text)))
    }

    /// Whether a comma stood inside an item: `- Các huyện ủy,` / `thị ủy;`.
    fn goes_on_with(&self, text: &str) -> bool {
        self.at_comma && text.starts_with(char::is_lowercase) && text.ends_with([',', ';', '.'])
    }

    fn add(&mut self, text: &str, line: &Line<'_>) {
        let plain = text.trim_start_matches(|c: char| is_dash(c) || matches!(c, ' ' | '+' | '•'));
        let item = squeeze(plain.trim_end_matches([';', ',', '.', ' ']));
        if item.is_empty() {
            return;
        }
        let goes_on = self.goes_on_with(text);
        match self.items.last_mut() {
            Some(last) if !is_item(text) && !self.complete => *last = format!("{last} {item}"),
            Some(last) if !is_item(text) && goes_on => *last = format!("{last}, {item}"),
            _ => self.items.push(item),
        }
        self.complete = text.ends_with([';', ',', '.']);
        self.at_comma = text.ends_with(',');
        self.last = Some(line.span());
    }
}
