//! The parts of the page (handbook §3): letterhead, kind line and the start of the body.

use std::sync::LazyLock;

use regex::Regex;

use crate::columns::part_columns;
use crate::copy;
use crate::kind::{KindLine, kind_line};
use crate::lines::{Line, begins_with, is_caps, is_rule, split, strip_prefix_any_case};
use crate::rejoin::rejoin;

/// The head of a document ends here at the latest.
const HEAD_LINES: usize = 60;
const HEAD_BYTES: usize = 6_000;

/// A line longer than this, in characters, is a paragraph: before the kind line it ends the letterhead.
const PARAGRAPH: usize = 180;

/// A line longer than this, in bytes, that opens like a body is one; shorter ones may be stamps: `Ngày: …`.
const SENTENCE: usize = 90;

/// The national motto and the title of the Party, which are nobody's name here. The letters left open allow for
/// `HÕA` and `NGHÍA`, which real files have, and for what recognition makes of marks (`CỌNG HÒA`).
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)C\p{L}NG\s+H\p{L}+\s+X\p{L}\s+H\p{L}I\s+CH\p{L}\s+N\p{L}+\s+VI\p{L}T\s+NAM
        | VIỆT\s+NAM\s+DÂN\s+CHỦ\s+CỘNG\s+H\p{L}+
        | ĐOÀN\s+(?:TNCS|THANH\s+NIÊN\s+CỘNG\s+SẢN)\s+HỒ\s+CHÍ\s+MINH$
        | Đ\p{L}NG\s+C\p{L}NG\s+S\p{L}N\s+VI\p{L}T\s+NAM
        | (?i:độc\s*lập\s*[-–—.]\s*tự\s*do\s*[-–—.]\s*hạnh\s*phúc)",
    )
    .expect("a valid pattern")
});

/// How grounds and chapters begin: never a part of a subject.
const SURE_OPENINGS: &[&str] = &[
    "Căn cứ",
    "CĂN CỨ",
    "Theo đề nghị",
    "Xét",
    "Kính gửi",
    "Kính trình",
    "KÍNH GỬI",
    "Điều 1",
    "ĐIỀU 1",
    "Chương I",
    "CHƯƠNG I",
    "Phần I",
    "PHẦN I",
    "Phần thứ nhất",
    "PHẦN THỨ NHẤT",
];

/// How a body can begin when no rule stands before it.
const BODY_OPENINGS: &[&str] = &[
    "Theo",
    "Thực hiện",
    "Nhằm",
    "Để",
    "Trong",
    "Qua",
    "Ngày",
    "Năm",
    "Hôm nay",
    "Sau",
    "Trên cơ sở",
    "Thi hành",
    "Tiếp theo",
    "Phúc đáp",
    "Thời gian",
    "Tại",
    "Thành phần",
    "Mục I",
    "MỤC I",
    "Thừa ủy quyền",
    "Được",
    "Chiếu",
    "Vừa qua",
    "Hiện nay",
];

/// A document taken apart.
pub(crate) struct Layout<'p> {
    /// Every line that is not blank.
    pub lines: Vec<Line<'p>>,
    /// The line that names the kind, and its index.
    pub kind: Option<(usize, KindLine<'p>)>,
    /// Index of the first line after the letterhead.
    pub letterhead_end: usize,
    /// Whether the motto or the title of the Party was met.
    pub has_title: bool,
}

impl<'p> Layout<'p> {
    /// Takes the pages apart.
    pub fn new(pages: &'p [String]) -> Self {
        let lines = copy::without_copier(split(pages));
        let mut lines = rejoin(part_columns(&lines, pages), pages);
        let head = head_length(&lines);
        // Where most lines follow a blank one, blank lines are spacing and part nothing.
        let gaps = lines[..head].iter().filter(|line| line.after_gap).count();
        if gaps * 2 > head {
            lines[..head].iter_mut().for_each(|line| line.after_gap = false);
        }
        let mut has_title = false;
        let mut end = head;
        let mut kind = None;
        for (index, line) in lines[..head].iter().enumerate() {
            has_title |= has_title_words(line.text);
            if let Some(found) = kind_line(line, index > 0) {
                kind = Some((index, found));
                end = index;
                break;
            }
            let opens =
                is_sure_opening(line.text) || (line.text.len() > SENTENCE && is_body_opening(line.text));
            if opens || is_paragraph(line.text) {
                end = index;
                break;
            }
        }
        Self { lines, kind, letterhead_end: end, has_title }
    }

    /// The lines of the letterhead.
    pub fn letterhead(&self) -> &[Line<'p>] {
        &self.lines[..self.letterhead_end]
    }

    /// The lines after the letterhead and the kind line.
    pub fn after_letterhead(&self) -> &[Line<'p>] {
        let start = self.letterhead_end + usize::from(self.kind.is_some());
        &self.lines[start.min(self.lines.len())..]
    }
}

fn head_length(lines: &[Line<'_>]) -> usize {
    let mut bytes = 0;
    let within = |line: &&Line<'_>| {
        let fits = bytes < HEAD_BYTES;
        bytes += line.text.len();
        fits
    };
    lines.iter().take(HEAD_LINES).take_while(within).count()
}

/// Whether the line opens the body of a document.
pub(crate) fn is_body_opening(text: &str) -> bool {
    let text = text.trim_start_matches(['-', '–', '+', ' ']);
    begins_with(text, BODY_OPENINGS) || is_sure_opening(text)
}

/// Whether the line begins the grounds or the first chapter, whatever stands above it.
pub(crate) fn is_sure_opening(text: &str) -> bool {
    begins_with(text, SURE_OPENINGS) || begins_with_ordinal(text)
}

/// `I.`, `II-`, `1.`, `A.`: the first heading of a body.
fn begins_with_ordinal(text: &str) -> bool {
    let end = text.find(['.', '-', '/', ')']).unwrap_or(0);
    let ordinal = text[..end].trim();
    let follows = text[end..].chars().nth(1).is_some_and(|c| c == ' ' || c.is_alphabetic());
    follows && matches!(ordinal, "I" | "1" | "A" | "II")
}

fn is_paragraph(text: &str) -> bool {
    text.len() > PARAGRAPH && text.chars().count() > PARAGRAPH && !is_caps(text)
}

/// Whether the line holds the motto or the title of the Party.
pub(crate) fn has_title_words(text: &str) -> bool {
    // The words that every title has, before the pattern is tried.
    let likely = text.contains("VIỆT")
        || text.ends_with("MINH")
        || text.contains("NAM")
        || text.contains('-')
        || text.contains('–');
    likely && TITLE.is_match(text)
}

/// The part of the line that is no title: what shares the line with it in the other column.
pub(crate) fn without_title(text: &str) -> &str {
    match TITLE.find(text) {
        None => text,
        Some(found) => {
            let before = text[..found.start()].trim();
            if before.is_empty() || is_rule(before) { text[found.end()..].trim() } else { before }
        }
    }
}

/// Whether annexes begin at this line.
pub(crate) fn is_annex_heading(text: &str) -> bool {
    if !text.starts_with(['P', 'M', 'D', 'B']) {
        return false;
    }
    let heading =
        begins_with(text, &["PHỤ LỤC", "Phụ lục", "Phụ Lục", "MẪU SỐ", "Mẫu số", "BIỂU MẪU", "DANH MỤC"]);
    heading
        && text.chars().count() <= 60
        && !text.ends_with([';', '.', ','])
        && strip_prefix_any_case(text, "phụ lục của").is_none()
}

#[cfg(test)]
mod tests {
    use super::{has_title_words, is_annex_heading, is_body_opening, without_title};

    #[test]
    fn tells_the_parts_apart() {
        assert_eq!(without_title("TỈNH ỦY BÌNH AN ĐẢNG CỘNG SẢN VIỆT NAM"), "TỈNH ỦY BÌNH AN");
        assert_eq!(without_title("CỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "");
        assert_eq!(without_title("SỞ Y TẾ Độc lập – Tự do – Hạnh Phúc"), "SỞ Y TẾ");
        assert!(has_title_words("Độc lập - Tự do - Hạnh phúc") && !has_title_words("NGÂN HÀNG VIỆT NAM"));
        assert!(is_body_opening("- Căn cứ Điều lệ") && is_body_opening("I. TÌNH HÌNH"));
        assert!(!is_body_opening("về việc giao chỉ tiêu") && !is_body_opening("Indonesia. Ghi chép"));
        assert!(
            is_annex_heading("Phụ lục I")
                && !is_annex_heading("Phụ lục kèm theo Quyết định này gồm hai mục;")
        );
    }
}
