//! Which document a citation means. A number is no identity: the same one exists in every province, every term and
//! every year (handbook §2.1). Identity is issuer, kind, number, and the term or year.

use vankho_text::{fold, words};

use crate::{Citation, DocumentNumber, Fields, Issuer, PartialDate};

/// How well a filed document fits what a citation says of the cited one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is another one.
    No,
    /// Nothing speaks against it.
    Possible,
    /// Date, or issuer and year, say that it is the one.
    Sure,
}

/// Words of bodies and places that are no names, by their letters without marks.
const COMMON: &[&str] = &[
    "ban", "bo", "can", "cap", "chap", "chi", "chinh", "cong", "cu", "dai", "dan", "dang", "doan", "dong",
    "giao", "hanh", "hoi", "hu", "huyen", "khu", "kiem", "nhan", "nuoc", "pho", "phong", "phuong", "quan",
    "quyen", "so", "su", "thanh", "thi", "thuong", "thu", "tinh", "to", "tra", "tri", "trung", "truc",
    "tuyen", "ubnd", "uong", "uy", "van", "vu", "xa",
];

impl DocumentNumber {
    /// What two writings of one number share: `4|NQ|TU` for `04-NQ/TU`, `4-NQ/TU` and `04/NQ-TU`. Keeps đ and d
    /// apart, which are different kinds.
    #[must_use]
    pub fn identity_key(&self) -> String {
        let year = self.year().map(|year| format!("/{year}")).unwrap_or_default();
        let (suffix, kind) = (self.suffix().unwrap_or_default(), self.kind_symbol().unwrap_or_default());
        format!("{}{suffix}{year}|{}|{}", self.seq(), kind.to_uppercase(), self.issuers().to_uppercase())
    }
}

/// Judges whether `cited` is what `citation` in the document `citing` means. Their numbers must have the same
/// [`DocumentNumber::identity_key`]; this looks at all else.
#[must_use]
pub fn fit(citation: &Citation, citing: &Fields, cited: &Fields) -> Fit {
    if citation.kind.zip(cited.kind).is_some_and(|(one, other)| one != other && one.id() != "quyet_dinh") {
        return Fit::No;
    }
    let date = cited.issued_on;
    if citation.date.zip(date).is_some_and(|(one, other)| !may_be_same(one, other)) {
        return Fit::No;
    }
    // Nobody cites what is not written yet.
    if date.zip(citing.appeared_on()).is_some_and(|(cited, citing)| cited.year() > citing.year()) {
        return Fit::No;
    }
    let issuer = cited.issuer.as_deref().map(name_of).unwrap_or_default();
    let said = citation.issuer.as_deref().map(name_of).unwrap_or_default();
    let is_same_day = citation.date.zip(date).is_some_and(|(one, other)| one == other && one.day().is_some());
    let Some(number) = &citation.number else { return Fit::No };
    let is_central = is_central(number.issuers());
    // The bodies of the centre share their symbol: it says more than a name.
    if !is_central && !issuer.is_empty() && !said.is_empty() && !is_same_name(&issuer, &said) {
        return Fit::No;
    }
    let is_one_of_its_kind = number.year().is_some() && is_central;
    let home = citing.issuer.as_deref().map(name_of).unwrap_or_default();
    let is_neighbour = (!issuer.is_empty() && (is_same_name(&issuer, &said) || is_same_name(&issuer, &home)))
        || cited
            .place
            .as_deref()
            .zip(citing.place.as_deref())
            .is_some_and(|(one, other)| fold(one) == fold(other));
    let is_same_year = citation.date.zip(date).is_some_and(|(one, other)| one.year() == other.year());
    if is_same_day || is_one_of_its_kind || is_neighbour && is_same_year {
        return Fit::Sure;
    }
    // A local number without a day may be of any province.
    if is_central || is_neighbour || cited.issuer.is_none() || citation.date.is_some() {
        Fit::Possible
    } else {
        Fit::No
    }
}

/// Whether two filed documents may be one and the same by what they say of themselves: issuer, kind, number and year
/// (handbook §2.1). Their numbers must have the same [`DocumentNumber::identity_key`].
#[must_use]
pub fn may_be_one(one: &Fields, other: &Fields) -> bool {
    if one.kind.zip(other.kind).is_some_and(|(one, other)| one != other) {
        return false;
    }
    let name = |fields: &Fields| fields.issuer.as_deref().map(name_of).unwrap_or_default();
    let (name, other_name) = (name(one), name(other));
    let are_named = !name.is_empty() && !other_name.is_empty();
    let Some(number) = &one.number else { return false };
    if are_named && !is_central(number.issuers()) && !is_same_name(&name, &other_name) {
        return false;
    }
    match one.issued_on.zip(other.issued_on) {
        Some((one, other)) => one.year() == other.year(),
        // Without a day only a name says that they are of one body.
        None => are_named || number.year().is_some() && is_central(number.issuers()),
    }
}

/// Whether one date can be the other, known less exactly.
fn may_be_same(one: PartialDate, other: PartialDate) -> bool {
    let agree = |one: Option<u8>, other: Option<u8>| one.zip(other).is_none_or(|(one, other)| one == other);
    one.year() == other.year() && agree(one.month(), other.month()) && agree(one.day(), other.day())
}

/// Whether there is only one body with these symbols, joined by `-`: `TW`, `BTC`, the National Assembly.
fn is_central(issuers: &str) -> bool {
    let first = issuers.split('-').next().unwrap_or_default();
    let is_law = first.starts_with("QH") || first.starts_with("UBTVQH");
    is_law || Issuer::by_symbol(first).is_some_and(|issuer| issuer.level == "centre")
}

/// The words of a body that name it alone, `ninh thuan` of `Tỉnh ủy Ninh Thuận`; none for `Tỉnh ủy`.
fn name_of(body: &str) -> Vec<String> {
    let folded = words(body).map(|word| fold(word.text));
    folded.filter(|word| !COMMON.contains(&word.as_str())).collect()
}

/// Whether two bodies are of one place: `ninh thuan` of a committee and `noi ninh thuan` of a department. One word
/// alone says too little: `hoa` is left of both Thanh Hóa and Khánh Hòa.
fn is_same_name(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    match short.len() {
        0 => false,
        1 => short == long,
        _ => short.iter().all(|word| long.contains(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit, is_central};
    use crate::{Citation, DocumentNumber, Fields, Relation};

    fn fields(number: &str, date: &str, issuer: &str) -> Fields {
        Fields {
            number: number.parse().ok(),
            kind: number.parse::<DocumentNumber>().ok().and_then(|number| number.kind()),
            issued_on: date.parse().ok(),
            issuer: (!issuer.is_empty()).then(|| issuer.to_owned()),
            ..Fields::default()
        }
    }

    fn citation(number: &str, date: &str, issuer: &str) -> Citation {
        let number: DocumentNumber = number.parse().expect("a number");
        Citation {
            quote: String::new(),
            page: 1,
            start: 0,
            end: 1,
            kind: number.kind(),
            number: Some(number),
            date: date.parse().ok(),
            issuer: (!issuer.is_empty()).then(|| issuer.to_owned()),
            subject: None,
            article: None,
            repeats: None,
            relation: Relation::Mentions,
            passive: false,
            confidence: 1.0,
        }
    }

    fn key(number: &str) -> String {
        number.parse::<DocumentNumber>().expect("a number").identity_key()
    }

    #[test]
    fn writings_of_one_number_have_one_key() {
        assert_eq!(key("04-NQ/TU"), key("số 4 – NQ / TU"));
        assert_eq!(key("04-NQ/TW"), key("04/NQ-TW"));
        assert_ne!(key("15/HD-UBND"), key("15/HĐ-UBND"), "a guideline is no contract");
        assert_ne!(key("30/2020/NĐ-CP"), key("30/2021/NĐ-CP"));
        assert_ne!(key("12a/QĐ-UBND"), key("12/QĐ-UBND"));
    }

    #[test]
    fn the_day_decides_and_a_number_alone_does_not() {
        let citing = fields("449/KH-CAT-PV11", "2016-09-22", "CÔNG AN TỈNH NINH THUẬN");
        let check = |citation: &Citation, cited: &Fields, expected: Fit| {
            assert_eq!(
                fit(citation, &citing, cited),
                expected,
                "{citation:?} {}",
                cited.issuer.as_deref().unwrap_or("?")
            );
        };
        let ours = fields("04-NQ/TU", "2016-07-01", "TỈNH ỦY NINH THUẬN");
        let theirs = fields("04-NQ/TU", "2016-08-03", "TỈNH ỦY AN GIANG");
        let dated = citation("04-NQ/TU", "2016-07-01", "Tỉnh ủy");
        check(&dated, &ours, Fit::Sure);
        check(&dated, &theirs, Fit::No);
        let undated = citation("04-NQ/TU", "", "Tỉnh ủy");
        check(&undated, &ours, Fit::Possible);
        check(&undated, &theirs, Fit::No);
        check(&citation("04-NQ/TU", "", "Tỉnh ủy An Giang"), &theirs, Fit::Possible);
        check(&citation("04-NQ/TU", "", "Tỉnh ủy An Giang"), &ours, Fit::No);
        check(&citation("04-NQ/TU", "2016", "Tỉnh ủy"), &ours, Fit::Sure);
    }

    #[test]
    fn what_was_written_later_is_not_cited() {
        let citing = fields("1/BC-UBND", "2015-09-22", "UBND TỈNH NINH THUẬN");
        let later = fields("04-NQ/TU", "2016-07-01", "TỈNH ỦY NINH THUẬN");
        assert_eq!(fit(&citation("04-NQ/TU", "2016-07-01", ""), &citing, &later), Fit::No);
    }

    #[test]
    fn there_is_one_decree_of_a_number_and_year() {
        let citing = fields("5/KH-UBND", "2021-02-03", "UBND TỈNH HẢI DƯƠNG");
        let decree = fields("30/2020/NĐ-CP", "2020-03-05", "CHÍNH PHỦ");
        assert_eq!(fit(&citation("30/2020/NĐ-CP", "", "Chính phủ"), &citing, &decree), Fit::Sure);
        assert_eq!(fit(&citation("30/2020/NĐ-CP", "2020-03-06", "Chính phủ"), &citing, &decree), Fit::No);
    }

    #[test]
    fn ministries_are_told_from_departments() {
        for symbol in ["TW", "BTC", "QH15", "UBTVQH14", "BTCTW", "TTg"] {
            assert!(is_central(symbol), "{symbol}");
        }
        for symbol in ["TU", "BTCTU", "HU", "UBND", "CAT-PV11", "SNV", "ĐU", "BCHQS"] {
            assert!(!is_central(symbol), "{symbol}");
        }
    }
}
