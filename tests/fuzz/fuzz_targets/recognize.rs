//! Recognition: any text gives fields and citations that lie in it, the same every time, in time linear in its length.

use vankho_model::Hints;
use vankho_recognize::recognize;

/// The name of this target.
pub const NAME: &str = "recognize";

/// Every so many lengths, the text is also read this long, repeating itself: what is not linear runs into the time
/// limit of the fuzzer.
const LONG_ONE_IN: usize = 32;
const LONG_BYTES: usize = 256 * 1024;

/// Reads what the bytes spell.
///
/// # Panics
/// If a place that was read lies outside the text or holds other words than the quote.
pub fn run(bytes: &[u8]) {
    let text = spell(bytes);
    check(&text);
    if !text.is_empty() && bytes.len() % LONG_ONE_IN == 0 {
        check(&text.repeat(LONG_BYTES.div_ceil(text.len())));
    }
}

/// Bytes that are a text are that text; of others, each that is no ASCII stands for a word that papers are made of.
fn spell(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut text = String::new();
    for byte in bytes {
        match byte.checked_sub(128) {
            None => text.push(char::from(*byte)),
            Some(at) => text.push_str(WORDS[usize::from(at) % WORDS.len()]),
        }
    }
    text
}

fn check(text: &str) {
    let pages: Vec<String> = vankho_text::repair(text).split('\u{C}').map(str::to_owned).collect();
    let reading = recognize(&pages, &Hints::default());
    assert_eq!(reading, recognize(&pages, &Hints::default()), "the same text says the same");
    let stretch = |page: u32, start: u32, end: u32| {
        let page = &pages[page as usize - 1];
        page.chars().skip(start as usize).take((end - start) as usize).collect::<String>()
    };
    for piece in &reading.evidence {
        assert_eq!(stretch(piece.page, piece.start, piece.end), piece.quote);
        assert!((0.0..=1.0).contains(&piece.confidence));
    }
    for other in &reading.alternatives {
        assert_eq!(stretch(other.page, other.start, other.end), other.quote);
    }
    let mut behind = (0, 0);
    let count = pages.iter().map(|page| page.chars().count()).collect::<Vec<_>>();
    for (at, citation) in reading.citations.iter().enumerate() {
        assert!(citation.start < citation.end && citation.end as usize <= count[citation.page as usize - 1]);
        assert!((citation.page, citation.start) >= behind, "citations come in the order of the text");
        assert!(citation.repeats.is_none_or(|first| first < at));
        assert!((0.0..=1.0).contains(&citation.confidence));
        behind = (citation.page, citation.end);
    }
    for told in &reading.told {
        assert!(told.from < reading.citations.len() && told.to < reading.citations.len());
    }
}

/// What papers are made of.
const WORDS: &[&str] = &[
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "TỈNH ỦY BÌNH AN",
    "ỦY BAN NHÂN DÂN",
    "BAN TỔ CHỨC",
    "Số ",
    "số: ",
    "04-NQ/TU",
    "12/2020/QĐ-UBND",
    "33/2024/QH15",
    "15/BNV",
    "NQ/TU",
    "QĐ-",
    "/",
    "-",
    "–",
    "/20",
    "ngày ",
    "tháng ",
    "năm ",
    "01/7/2016",
    "ngày 1 tháng 2 năm 2019",
    "Bình An, ",
    " của ",
    "Bộ trưởng Bộ Y tế",
    "Chính phủ",
    "NGHỊ QUYẾT",
    "QUYẾT ĐỊNH",
    "CÔNG VĂN",
    "Nghị quyết ",
    "Kế hoạch ",
    "Luật ",
    "Pháp lệnh",
    "Nghị quyết Trung ương 4 khóa XII",
    "lần thứ tư Ban Chấp hành Trung ương",
    "về việc ",
    "V/v ",
    "Về ",
    "Căn cứ ",
    "Theo ",
    "Xét ",
    "Kính gửi: ",
    "Nơi nhận:",
    "- ",
    "Như trên",
    "Lưu ",
    "T/M BAN THƯỜNG VỤ",
    "TM. ",
    "KT. ",
    "BÍ THƯ",
    "PHÓ BÍ THƯ",
    "(đã ký)",
    "Nguyễn Văn A",
    "sửa đổi, bổ sung ",
    "được ",
    "bởi ",
    "thay thế ",
    "bãi bỏ ",
    "hết hiệu lực kể từ ngày ",
    "thực hiện ",
    "kết quả thực hiện ",
    "hướng dẫn ",
    "kèm theo ",
    "quy định tại ",
    "khoản 2 Điều 5 ",
    "Điều 1. ",
    "Chương I",
    "PHỤ LỤC",
    "Mẫu số ",
    "DỰ THẢO",
    "MẬT",
    "HỎA TỐC",
    "ĐẾN Số: ",
    "SAO Y",
    "BIÊN BẢN",
    "trong đó ",
    "và ",
    ", ",
    "; ",
    ". ",
    "./.",
    "“",
    "”",
    "(",
    ")",
    "…",
    "_____",
    "*",
    "\n",
    "\n\n",
    "\t",
    "      ",
    "\u{C}",
    "O",
    "l",
    "u\u{309}",
    "\u{AD}",
    "\u{A0}",
    "À",
    "ỷ",
    "😀",
];
