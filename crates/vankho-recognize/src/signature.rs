//! The signature: in whose name, post and name (handbook §3).

use std::sync::LazyLock;

use regex::Regex;
use vankho_model::Field;

use crate::confusion::family_name;
use crate::draft::Draft;
use crate::layout::{Layout, is_annex_heading};
use crate::lines::{Line, is_caps, is_dash, is_rule, squeeze, strip_prefix_any_case};
use crate::names::{is_name, is_name_word, without_titles};

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
/// How many lines before the end a signature without a name can begin.
const UNSIGNED: usize = 24;

/// What has been read of the block so far.
#[derive(Default)]
struct Block<'p> {
    authorities: Vec<Line<'p>>,
    /// The post, wrapped over lines or of two offices: `PHÓ BÍ THƯ` / `kiêm` / `TRƯỞNG BAN`.
    post: Vec<Line<'p>>,
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
    match block {
        Some((block, name)) => put(draft, &block, Some(&name)),
        // A draft has everything but the name.
        None => {
            let tail = &body[end.saturating_sub(UNSIGNED)..end];
            if let Some(at) = tail.iter().position(|line| is_anchor(line.text)) {
                let mut block = Block::default();
                scan(&tail[at..], &mut block, false);
                put(draft, &block, None);
            }
        }
    }
}

/// Index of the first line of the annexes.
fn annexes_at(body: &[Line<'_>]) -> usize {
    body.iter().position(|line| is_annex_heading(line.text)).unwrap_or(body.len())
}

fn put(draft: &mut Draft<'_>, block: &Block<'_>, name: Option<&[Line<'_>]>) {
    let confidence = if block.signed || !block.authorities.is_empty() { 0.95 } else { 0.8 };
    if let Some([first, rest @ ..]) = name {
        let printed = rest.iter().fold(squeeze(first.text), |name, line| format!("{name} {}", line.text));
        let name = family_name(&printed);
        let confidence = if name == printed { confidence } else { 0.85 };
        draft.note(Field::Signer, first.span().up_to(rest.last().unwrap_or(first).span()), confidence);
        draft.fields.signer = Some(name.into_owned());
    }
    if let [first, ..] = &block.post[..] {
        let last = block.post.last().unwrap_or(first);
        let lines: Vec<&str> = block.post.iter().map(|line| line.text).collect();
        draft.fields.signer_position = Some(lines.join(" "));
        draft.note(Field::SignerPosition, first.span().up_to(last.span()), confidence - 0.05);
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

/// Whether the line says in whose name it is signed: `T/M BAN THƯỜNG VỤ`.
pub(crate) fn is_authority(text: &str) -> bool {
    text.starts_with(['T', 'K', 'Q']) && authority(text).is_some()
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
fn read_block<'p>(lines: &[Line<'p>], strict: bool) -> Option<(Block<'p>, Vec<Line<'p>>)> {
    let mut block = Block::default();
    let name = scan(lines, &mut block, strict)?;
    Some((block, name))
}

/// Takes lines into the block up to the name, which it returns.
fn scan<'p>(lines: &[Line<'p>], block: &mut Block<'p>, strict: bool) -> Option<Vec<Line<'p>>> {
    let mut in_recipients = false;
    for (at, line) in lines.iter().enumerate() {
        if strict && at > 4 || (at > 0 && is_annex_heading(line.text)) {
            return None;
        }
        let Some(part) = signing_part(line, &mut in_recipients) else { continue };
        if let Some(name) = block.take(&part, in_recipients) {
            return Some(std::iter::once(name).chain(rest_of_name(&lines[at + 1..])).collect());
        }
    }
    None
}

/// The last word of a name that a narrow column put on a line of its own, at the end of the page.
fn rest_of_name<'p>(below: &[Line<'p>]) -> Option<Line<'p>> {
    let (next, rest) = below.split_first()?;
    let is_last =
        rest.first().is_none_or(|line| line.after_gap || !line.text.starts_with(char::is_lowercase));
    (is_last && !next.after_gap && is_name_word(next.text) && next.text.chars().count() > 1).then_some(*next)
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
        let expects_name = self.signed || !self.post.is_empty() || !self.authorities.is_empty();
        // A name in capitals is told from a post by standing under the mark of the signature.
        let in_capitals = self.signed && unsigned.len() == line.text.len() && is_name_in_capitals(name);
        if (expects_name && is_name(name)) || in_capitals {
            return Some(line.narrowed(name));
        }
        let is_post_line = is_caps(line.text) && !is_rule(line.text) && line.text.chars().count() <= 90;
        if is_post_line
            && !self.signed
            && (in_recipients || !self.authorities.is_empty() || is_post(line.text))
        {
            // `THƯỜNG TRỰC` under `PHÓ BÍ THƯ` goes on with the post; what begins a post is another.
            let joins = self.post.last().is_some_and(|above| above.text == "kiêm") || !is_post(line.text);
            if !joins {
                self.post.clear();
            }
            self.post.push(*line);
        } else if line.text == "kiêm" && !self.post.is_empty() {
            self.post.push(*line);
        }
        None
    }
}

fn is_name_in_capitals(text: &str) -> bool {
    let words = text.split(' ').count();
    is_caps(text)
        && (2..=5).contains(&words)
        && !is_post(text)
        && authority(text).is_none()
        && text.chars().all(|c| c.is_alphabetic() || c == ' ')
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
