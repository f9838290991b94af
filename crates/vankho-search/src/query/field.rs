//! The fields that can be named in a query, and their values.

use vankho_model::{Kind, PartialDate, System};
use vankho_text::{fold, fold_phrase};

/// A field of the query language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldName {
    Kind,
    Number,
    Year,
    From,
    To,
    Issuer,
    Signer,
    Tag,
    Scope,
}

/// Names in Vietnamese and English, folded (`ký` folds to `ki`) and without blanks.
const NAMES: [(&str, FieldName); 25] = [
    ("loai", FieldName::Kind),
    ("loaivanban", FieldName::Kind),
    ("kind", FieldName::Kind),
    ("type", FieldName::Kind),
    ("so", FieldName::Number),
    ("sohieu", FieldName::Number),
    ("number", FieldName::Number),
    ("nam", FieldName::Year),
    ("year", FieldName::Year),
    ("tu", FieldName::From),
    ("tungay", FieldName::From),
    ("from", FieldName::From),
    ("den", FieldName::To),
    ("denngay", FieldName::To),
    ("to", FieldName::To),
    ("coquan", FieldName::Issuer),
    ("issuer", FieldName::Issuer),
    ("nguoiki", FieldName::Signer),
    ("signer", FieldName::Signer),
    ("nhan", FieldName::Tag),
    ("tag", FieldName::Tag),
    ("label", FieldName::Tag),
    ("trong", FieldName::Scope),
    ("in", FieldName::Scope),
    ("scope", FieldName::Scope),
];

impl FieldName {
    /// Finds a field by its name in any spelling: `cơ quan`, `co-quan`, `issuer`.
    pub fn parse(name: &str) -> Option<Self> {
        let joined = fold_phrase(name).replace(' ', "");
        NAMES.iter().find(|(known, _)| *known == joined).map(|(_, field)| *field)
    }
}

/// The kinds that a name or symbol stands for; `TT` is thông tư in the State and thông tri in the Party.
pub(crate) fn kinds(name: &str) -> Vec<Kind> {
    if let Some(kind) = Kind::from_name(name) {
        return vec![kind];
    }
    let folded = fold(name.trim());
    let carries = |kind: &Kind| {
        [System::Party, System::State]
            .iter()
            .flat_map(|system| kind.symbols(*system))
            .any(|symbol| fold(symbol) == folded || *symbol == name.trim())
    };
    let all: Vec<Kind> = Kind::all().filter(carries).collect();
    // QĐ and QD are different symbols; without its mark the letter may be either.
    let exact: Vec<Kind> = all.iter().copied().filter(|kind| writes(*kind, name.trim())).collect();
    if exact.is_empty() { all } else { exact }
}

fn writes(kind: Kind, symbol: &str) -> bool {
    let upper = symbol.to_uppercase();
    [System::Party, System::State].iter().any(|system| kind.symbols(*system).contains(&upper.as_str()))
}

/// `10`, `10-20`, `10..20`, `10–20`.
pub(crate) fn range(text: &str) -> Option<(u32, u32)> {
    let text = text.trim_matches(|c: char| matches!(c, ',' | ';' | '.'));
    let bounds = text.split_once("..").or_else(|| text.split_once(['-', '–', '—']));
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|n| *n < 1_000_000);
    match bounds {
        Some((from, to)) => {
            let (from, to) = (number(from)?, number(to)?);
            Some((from.min(to), from.max(to)))
        }
        None => number(text).map(|n| (n, n)),
    }
}

/// `1/7/2016`, `7/2016`, `2016`, `2016-07-01`, with `.` or `-` for `/`.
pub(crate) fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim_matches(|c: char| matches!(c, ',' | ';' | '.'));
    let parts: Vec<u16> = text.split(['/', '-', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let small = |n: u16| u8::try_from(n).ok().filter(|n| *n > 0);
    match parts[..] {
        [year] => PartialDate::new(year, 0, 0),
        [year, month] if year > 31 => PartialDate::new(year, small(month)?, 0),
        [month, year] => PartialDate::new(year, small(month)?, 0),
        [year, month, day] if year > 31 => PartialDate::new(year, small(month)?, small(day)?),
        [day, month, year] => PartialDate::new(year, small(month)?, small(day)?),
        _ => None,
    }
}

/// Whether words are looked for in the subject only (`true`) or everywhere.
pub(crate) fn is_subject(value: &str) -> Option<bool> {
    match fold_phrase(value).replace(' ', "").as_str() {
        "trichyeu" | "tieude" | "subject" | "title" => Some(true),
        "toanvan" | "noidung" | "text" | "body" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{FieldName, date, kinds, range};

    #[test]
    fn knows_names_in_any_spelling() {
        for name in ["cơ quan", "co quan", "Cơ-quan", "coquan", "issuer"] {
            assert_eq!(FieldName::parse(name), Some(FieldName::Issuer), "{name}");
        }
        assert_eq!(FieldName::parse("kính gửi"), None);
    }

    #[test]
    fn reads_kinds_ranges_and_dates() {
        let ids = |name| kinds(name).into_iter().map(vankho_model::Kind::id).collect::<Vec<_>>();
        assert_eq!(ids("nq"), ["nghi_quyet"]);
        assert_eq!(ids("Nghị quyết"), ["nghi_quyet"]);
        assert!(ids("TT").contains(&"thong_tu") && ids("TT").contains(&"thong_tri"));
        assert!(ids("xyz").is_empty() && ids("").is_empty());
        assert_eq!(range("20-10"), Some((10, 20)));
        assert_eq!((range("10..20"), range("7"), range("7a")), (Some((10, 20)), Some((7, 7)), None));
        let text = |text| date(text).map(|date| date.to_string());
        assert_eq!(text("1/7/2016").as_deref(), Some("2016-07-01"));
        assert_eq!(text("7/2016").as_deref(), Some("2016-07"));
        assert_eq!(text("2016-07-01").as_deref(), Some("2016-07-01"));
        assert_eq!((text("31/2/2016"), text("x"), text("")), (None, None, None));
    }
}
