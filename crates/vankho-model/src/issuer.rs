//! Bodies that issue documents, by the symbol in their numbers, and the provinces they belong to: read from
//! `assets/issuers.tsv` and `assets/provinces.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use vankho_text::fold_phrase;

use crate::{PartialDate, System};

/// A kind of body: every province committee is a TU.
#[derive(Clone, Debug, PartialEq)]
pub struct Issuer {
    /// The symbol in its numbers, `BTCTU`.
    pub symbol: &'static str,
    /// Which rules its numbers follow.
    pub system: System,
    /// `centre`, `province`, `district`, `grassroots` or `any`.
    pub level: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Since when it exists, if it is new.
    pub valid_from: Option<PartialDate>,
    /// Until when it existed, if it has ended.
    pub valid_to: Option<PartialDate>,
    /// The symbols of those that took its place.
    pub successors: Vec<&'static str>,
    /// Whether its symbol alone makes a number that of a letter (công văn).
    pub writes_letters: bool,
}

/// A province or a city of that rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Province {
    /// Its name without its rank: `Ninh Thuận`.
    pub name: &'static str,
    /// `tỉnh` or `thành phố`.
    pub rank: &'static str,
    /// The last day of its name, if it has ended.
    pub valid_to: Option<PartialDate>,
    /// The name of the province it is a part of now, if it has ended.
    pub successor: Option<&'static str>,
}

struct Tables {
    issuers: HashMap<&'static str, Issuer>,
    provinces: Vec<Province>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let issuers = rows(include_str!("../../../assets/issuers.tsv")).map(|row| {
        let issuer = issuer(&row).expect("issuers.tsv: eight columns a row, a system, dates or -");
        (issuer.symbol, issuer)
    });
    let provinces = rows(include_str!("../../../assets/provinces.tsv"))
        .map(|row| province(&row).expect("provinces.tsv: five columns a row, dates or -"));
    Tables { issuers: issuers.collect(), provinces: provinces.collect() }
});

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split('\t').collect())
}

/// A cell of a table; `None` for `-`.
fn cell(text: &'static str) -> Option<&'static str> {
    (text != "-").then_some(text)
}

fn issuer(row: &[&'static str]) -> Option<Issuer> {
    let [symbol, system, level, name, from, to, successors, letters] = *row else { return None };
    let date = |text| cell(text).map(|text: &str| text.parse().expect("a date"));
    Some(Issuer {
        symbol,
        system: match system {
            "party" => System::Party,
            "state" => System::State,
            _ => return None,
        },
        level,
        name,
        valid_from: date(from),
        valid_to: date(to),
        successors: cell(successors).map_or_else(Vec::new, |all| all.split(',').collect()),
        writes_letters: letters == "yes",
    })
}

fn province(row: &[&'static str]) -> Option<Province> {
    let [name, rank, _, to, successor] = *row else { return None };
    let valid_to = cell(to).map(|text| text.parse().expect("a date"));
    Some(Province { name, rank, valid_to, successor: cell(successor) })
}

impl Issuer {
    /// Finds a kind of body by its symbol.
    #[must_use]
    pub fn by_symbol(symbol: &str) -> Option<&'static Self> {
        TABLES.issuers.get(symbol)
    }
}

impl Province {
    /// Finds a province by its name in any spelling, with or without its rank.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        let folded = fold_phrase(name);
        let bare = ["tinh ", "thanh pho ", "tp "].iter().find_map(|rank| folded.strip_prefix(rank));
        let bare = bare.unwrap_or(&folded);
        TABLES.provinces.iter().copied().find(|province| fold_phrase(province.name) == bare)
    }

    /// The provinces that became this one, without itself.
    pub fn predecessors(self) -> impl Iterator<Item = Self> {
        TABLES.provinces.iter().copied().filter(move |one| one.successor == Some(self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::{Issuer, Province, TABLES};
    use crate::System;

    #[test]
    fn knows_bodies_by_their_symbols() {
        let committee = Issuer::by_symbol("TU").expect("in the table");
        assert_eq!((committee.system, committee.level), (System::Party, "province"));
        let ended = Issuer::by_symbol("BTGTU").expect("in the table");
        assert_eq!(ended.successors, ["BTGDVTU"]);
        assert!(ended.valid_to.is_some() && Issuer::by_symbol("XYZ").is_none());
        let known = |symbol: &&str| TABLES.issuers.contains_key(symbol);
        assert!(TABLES.issuers.values().flat_map(|one| &one.successors).all(known), "a successor is a row");
    }

    #[test]
    fn thirty_four_provinces_of_today_came_from_sixty_three() {
        let today = TABLES.provinces.iter().filter(|one| one.successor.is_none()).count();
        let ended = TABLES.provinces.len() - today;
        // Huế is counted once among the sixty-three, under its older name.
        assert_eq!((today, today + ended - 1), (34, 63));
        let name = |name| Province::by_name(name).map(|one| (one.name, one.successor));
        assert_eq!(name("tỉnh Ninh Thuận"), Some(("Ninh Thuận", Some("Khánh Hòa"))));
        assert_eq!(name("TP. Ho Chi Minh"), Some(("Hồ Chí Minh", None)));
        let before = Province::by_name("Khánh Hoà").expect("in the table").predecessors();
        assert_eq!(before.map(|one| one.name).collect::<Vec<_>>(), ["Ninh Thuận"]);
        let successors = TABLES.provinces.iter().filter_map(|one| one.successor);
        assert!(
            successors.into_iter().all(|name| Province::by_name(name).is_some_and(|one| one.name == name))
        );
    }
}
