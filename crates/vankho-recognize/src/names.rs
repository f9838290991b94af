//! Telling a person's name from other short lines.

/// Ranks and degrees that can stand before a name (handbook §3): no part of it.
const TITLES: &[&str] = &[
    "GS",
    "PGS",
    "TS",
    "ThS",
    "Ths",
    "TSKH",
    "BS",
    "BSCK",
    "CN",
    "KS",
    "LS",
    "NGND",
    "NGƯT",
    "Đại tướng",
    "Thượng tướng",
    "Trung tướng",
    "Thiếu tướng",
    "Đại tá",
    "Thượng tá",
    "Trung tá",
    "Thiếu tá",
    "Đại úy",
    "Thượng úy",
    "Trung úy",
    "Thiếu úy",
    "Chuẩn đô đốc",
    "Phó đô đốc",
    "Đô đốc",
    "Bác sĩ",
    "Bác sỹ",
    "Tiến sĩ",
    "Thạc sĩ",
    "Luật sư",
    "Kỹ sư",
    "Đồng chí",
    "Ông",
    "Bà",
    "CKI",
    "CKII",
];

/// First words of bodies and places that look like names: `Bộ Công Thương`, `Việt Nam`.
const NO_SURNAMES: &[&str] = &[
    "Bộ",
    "Sở",
    "Ban",
    "Cục",
    "Vụ",
    "Viện",
    "Ủy",
    "Uỷ",
    "Hội",
    "Chính",
    "Quốc",
    "Việt",
    "Hà",
    "Tỉnh",
    "Thành",
    "Nơi",
    "Điều",
    "Căn",
    "Kính",
    "Phụ",
    "Công",
    "Trường",
    "Tổng",
    "Phòng",
    "Chủ",
    "Thủ",
    "Đảng",
    "Mẫu",
    "Biểu",
    "Ghi",
    "Người",
    "Đã",
    "Ký",
    "Trưởng",
    "Phó",
    "Giám",
];

/// Surnames that begin with a word of `NO_SURNAMES`, told by what follows it being a name of two words or more.
const SURNAMES_AMONG_THEM: &[&str] = &["Hà", "Công", "Thủ", "Thành", "Phó"];

/// The name without the ranks and degrees before it.
pub(crate) fn without_titles(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some(after) = TITLES.iter().find_map(|title| strip_title(rest, title)) {
        rest = after;
    }
    rest
}

fn strip_title<'t>(text: &'t str, title: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(title)?;
    let after = rest.trim_start_matches(['.', ',', ' ', ':']);
    (after.len() < rest.len() && !after.is_empty()).then_some(after)
}

/// Whether the text is nothing but a name: two to six words that begin with capitals.
pub(crate) fn is_name(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let mut words = 0;
    let mut longer = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if word == "-" || word == "–" {
            continue;
        }
        if !is_name_word(word) {
            return false;
        }
        words += 1;
        longer += usize::from(word.chars().nth(1).is_some_and(char::is_lowercase));
    }
    let first = text.split(' ').next().unwrap_or_default();
    let surname = !NO_SURNAMES.contains(&first) || (SURNAMES_AMONG_THEM.contains(&first) && words >= 3);
    (2..=6).contains(&words) && longer >= 1 && surname
}

/// Whether a word can be a part of a name.
pub(crate) fn is_name_word(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.all(|c| c.is_lowercase() || matches!(c, '\'' | '’' | '-') || c.is_uppercase())
        && !(word.chars().count() > 1 && word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::{is_name, without_titles};

    #[test]
    fn knows_names() {
        for name in ["Nguyễn Văn A", "Kpă Sung", "Y Sen Niê Kđăm", "Lưu Thu Bưởi", "Hà Thị Nga", "A Sáng"]
        {
            assert!(is_name(name), "{name}");
        }
        for other in
            ["BÍ THƯ", "Bộ Công Thương", "Lưu Văn phòng", "Như trên", "Hà Nội", "Điều 1", "Nguyễn", ""]
        {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn drops_titles() {
        assert_eq!(without_titles("PGS. TS. Trần Văn B"), "Trần Văn B");
        assert_eq!(without_titles("Đại tá Lê C"), "Lê C");
        assert_eq!(without_titles("ThS.Lê C"), "Lê C");
        assert_eq!(without_titles("Bàn Văn D"), "Bàn Văn D");
    }
}
