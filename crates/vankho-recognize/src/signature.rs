//! The signature: in whose name, post and name (handbook §3).

use std::sync::LazyLock;

use regex::Regex;
use vankho_model::Field;

use crate::draft::Draft;
use crate::layout::{Layout, is_annex_heading};
use crate::lines::{Line, is_caps, is_dash, is_rule, strip_prefix_any_case};
use crate::names::{is_name, without_titles};

/// `TM.`, `T/M`, `KT.`, … with the body or post in capitals after it.
static AUTHORITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(T/M|K/T|T/L|T/U|TUQ\.?|TM\.?|KT\.?|TL\.?|Q\.)\s*(\p{Lu}[\p{Lu} ,.&-]{2,})$")
        .expect("a valid pattern")
});

/// `(đã ký)`, `(Chữ ký, dấu)`, `Đã ký:`.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\(?\s*(?:đã\s+k[ýí]|chữ\s+k[ýí])[^)\p{Lu}]*\)?\s*:?").expect("a valid pattern")
});

/// How posts begin: used where no `TM.` and no `(đã ký)` marks the signature.
const POSTS: &[&str] = &[
    "BÍ THƯ",
    "PHÓ BÍ THƯ",
    "CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
    "GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "TỔNG GIÁM ĐỐC",
    "CHÁNH VĂN PHÒNG",
    "PHÓ CHÁNH VĂN PHÒNG",
    "TRƯỞNG BAN",
    "PHÓ TRƯỞNG BAN",
    "CHỦ NHIỆM",
    "PHÓ CHỦ NHIỆM",
    "THỦ TƯỚNG",
    "PHÓ THỦ TƯỚNG",
    "CỤC TRƯỞNG",
    "PHÓ CỤC TRƯỞNG",
    "TRƯỞNG PHÒNG",
    "HIỆU TRƯỞNG",
    "VIỆN TRƯỞNG",
    "CHÁNH ÁN",
    "CHÁNH THANH TRA",
    "TỔNG THANH TRA",
    "THỐNG ĐỐC",
    "PHÓ THỐNG ĐỐC",
    "TỔNG BÍ THƯ",
    "VỤ TRƯỞNG",
    "CHI CỤC TRƯỞNG",
    "TỔNG CỤC TRƯỞNG",
    "TRƯỞNG CÔNG AN",
    "CHỈ HUY TRƯỞNG",
    "TỔNG KIỂM TOÁN",
    "XÁC THỰC VĂN BẢN",
];

/// How many lines a signature block has at most, recipients included.
const BLOCK: usize = 70;
/// How many lines before the end are searched when nothing marks the signature.
const TAIL: usize = 60;

/// What has been read of the block so far.
#[derive(Default)]
struct Block<'p> {
    authorities: Vec<Line<'p>>,
    post: Option<Line<'p>>,
    signed: bool,
}

/// Fills in signer, post and authority.
pub(crate) fn read_signature(draft: &mut Draft<'_>, layout: &Layout<'_>) {
    let body = layout.after_letterhead();
    let end = annexes_at(body);
    let starts = body.iter().enumerate().filter(|(_, line)| is_anchor(line.text)).map(|(at, _)| at);
    // The first block with a name counts: what follows it are annexes with forms to sign.
    let marked = starts.take(8).find_map(|at| {
        let from = at - usize::from(at > 0 && is_post(body[at - 1].text));
        read_block(&body[from..(at + BLOCK).min(body.len())], false)
    });
    let block = marked.or_else(|| {
        let tail = &body[end.saturating_sub(TAIL)..end];
        let post = tail.iter().rposition(|line| is_post(line.text))?;
        read_block(&tail[post..], true)
    });
    if let Some((block, name)) = block {
        put(draft, &block, &name);
    }
}

/// Index of the first line of the annexes.
fn annexes_at(body: &[Line<'_>]) -> usize {
    body.iter().position(|line| is_annex_heading(line.text)).unwrap_or(body.len())
}

fn put(draft: &mut Draft<'_>, block: &Block<'_>, name: &Line<'_>) {
    let confidence = if block.signed || !block.authorities.is_empty() { 0.95 } else { 0.8 };
    draft.fields.signer = Some(name.text.to_owned());
    draft.note(Field::Signer, name.span(), confidence);
    if let Some(post) = &block.post {
        draft.fields.signer_position = Some(post.text.to_owned());
        draft.note(Field::SignerPosition, post.span(), confidence - 0.05);
    }
    let marks: Vec<&str> =
        block.authorities.iter().filter_map(|line| authority(line.text)).map(|(m, _)| m).collect();
    if let Some(first) = block.authorities.first() {
        draft.fields.signer_authority = Some(marks.join(", "));
        let last = block.authorities.last().unwrap_or(first);
        draft.note(Field::SignerAuthority, first.span().up_to(last.span()), confidence);
    }
}

/// Whether a signature block can begin at this line.
fn is_anchor(text: &str) -> bool {
    // Most lines are body text: one look at the first letter decides.
    match text.chars().next() {
        Some('N' | 'n') => recipients_label(text).is_some(),
        Some('T' | 'K' | 'Q') => authority(text).is_some(),
        Some('(' | 'Đ' | 'đ') => SIGNED.is_match(text),
        _ => false,
    }
}

/// What stands after `Nơi nhận:`.
pub(crate) fn recipients_label(text: &str) -> Option<&str> {
    let rest = strip_prefix_any_case(text, "nơi nhận")?;
    let after = rest.trim_start_matches([' ', ':', '.']);
    (after.is_empty() || rest.trim_start().starts_with(':') || is_caps(after)).then_some(after)
}

fn authority(text: &str) -> Option<(&str, &str)> {
    if text.len() > 160 {
        return None;
    }
    let captures = AUTHORITY.captures(text)?;
    Some((captures.get(1)?.as_str(), captures.get(2)?.as_str().trim()))
}

fn is_post(text: &str) -> bool {
    text.len() <= 120 && is_caps(text) && POSTS.iter().any(|post| text.starts_with(post))
}

/// Reads a block; `None` if it holds no name. `strict` allows for nothing between post and name.
fn read_block<'p>(lines: &[Line<'p>], strict: bool) -> Option<(Block<'p>, Line<'p>)> {
    let mut block = Block::default();
    let mut in_recipients = false;
    for (at, line) in lines.iter().enumerate() {
        if strict && at > 4 || (at > 0 && is_annex_heading(line.text)) {
            return None;
        }
        let Some(part) = signing_part(line, &mut in_recipients) else { continue };
        if let Some(name) = block.take(&part, in_recipients) {
            return Some((block, name));
        }
    }
    None
}

/// The part of a line that belongs to the signature: where two columns share the lines, the right one.
fn signing_part<'p>(line: &Line<'p>, in_recipients: &mut bool) -> Option<Line<'p>> {
    if let Some(rest) = recipients_label(line.text) {
        *in_recipients = true;
        return (!rest.is_empty()).then(|| line.narrowed(rest));
    }
    if *in_recipients && line.text.starts_with(|c: char| is_dash(c) || c == '+' || c == '•') {
        return right_column(line.text).map(|part| line.narrowed(part));
    }
    Some(*line)
}

/// What follows the last `,`, `;`, `.` or run of blanks of an item, if it looks like a part of a signature.
pub(crate) fn right_column(text: &str) -> Option<&str> {
    let cut = text.rfind([',', ';', '.']).map(|at| at + 1);
    let wide = text.rfind("   ").into_iter().chain(text.rfind('\t')).max();
    let mark = text.find("(đã ký").or_else(|| text.find("(Đã ký"));
    [mark, wide, cut].into_iter().flatten().map(|at| text[at..].trim()).find(|part| {
        SIGNED.is_match(part) || is_name(without_titles(part)) || (is_caps(part) && part.chars().count() > 4)
    })
}

impl<'p> Block<'p> {
    /// Takes the next line in; returns the name when it is reached.
    fn take(&mut self, line: &Line<'p>, in_recipients: bool) -> Option<Line<'p>> {
        if authority(line.text).is_some() {
            self.authorities.push(*line);
            return None;
        }
        let unsigned = SIGNED.find(line.text).map_or(line.text, |mark| line.text[mark.end()..].trim());
        self.signed |= unsigned.len() < line.text.len();
        let name = without_titles(unsigned);
        let expects_name = self.signed || self.post.is_some() || !self.authorities.is_empty();
        if expects_name && is_name(name) {
            return Some(line.narrowed(name));
        }
        let is_post_line = is_caps(line.text) && !is_rule(line.text) && line.text.chars().count() <= 90;
        if is_post_line
            && !self.signed
            && (in_recipients || !self.authorities.is_empty() || is_post(line.text))
        {
            self.post = Some(*line);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{authority, recipients_label, right_column};

    #[test]
    fn reads_the_words_of_a_signature() {
        assert_eq!(authority("T/M BAN THƯỜNG VỤ"), Some(("T/M", "BAN THƯỜNG VỤ")));
        assert_eq!(authority("KT. BỘ TRƯỞNG"), Some(("KT.", "BỘ TRƯỞNG")));
        assert_eq!(authority("TUQ.CHỦ TỊCH"), Some(("TUQ.", "CHỦ TỊCH")));
        assert_eq!(authority("TRƯỞNG BAN"), None);
        assert_eq!(recipients_label("Nơi nhận:"), Some(""));
        assert_eq!(recipients_label("Nơi nhận: T/M BAN CHẤP HÀNH"), Some("T/M BAN CHẤP HÀNH"));
        assert_eq!(recipients_label("Nơi nhận hồ sơ là bộ phận một cửa"), None);
        assert_eq!(right_column("- Như trên, (đã ký)"), Some("(đã ký)"));
        assert_eq!(right_column("- Các chi bộ, Nguyễn Văn Bê"), Some("Nguyễn Văn Bê"));
        assert_eq!(right_column("- Các chi bộ,"), None);
    }
}
