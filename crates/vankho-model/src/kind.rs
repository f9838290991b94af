//! Kinds of documents (tên loại) and their symbols, read from `assets/kinds.tsv`.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use vankho_text::{fold, fold_phrase, words};

/// Which rules a document follows: they differ in layout, number grammar and kind symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum System {
    /// The Party and mass organisations (HD 36, HD 05): `04-NQ/TU`.
    Party,
    /// State bodies (NĐ 30/2020): `449/KH-CAT-PV11`.
    State,
    /// Laws and ordinances: `33/2024/QH15`.
    Law,
    /// None of these: a number from elsewhere, kept as written.
    Other,
}

impl System {
    /// The word for this system in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::State => "state",
            Self::Law => "law",
            Self::Other => "other",
        }
    }
}

/// A document kind: one row of the table of kinds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kind(u8);

/// An id that is not in the table of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown document kind")]
pub struct UnknownKind;

struct Row {
    id: &'static str,
    name: &'static str,
    folded_name: String,
    party: Vec<&'static str>,
    state: Vec<&'static str>,
}

struct Table {
    rows: Vec<Row>,
    by_id: HashMap<&'static str, Kind>,
    by_folded_name: HashMap<String, Kind>,
    /// By the symbol as written and in capitals.
    by_party_symbol: HashMap<String, Kind>,
    by_state_symbol: HashMap<String, Kind>,
    /// The first and the last words of all names, folded.
    first_words: HashSet<String>,
    last_words: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let symbols = |column: &'static str| column.split(',').filter(|s| *s != "-").collect();
    let rows: Vec<Row> = include_str!("../../../assets/kinds.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, name, party, state] = columns[..] else { panic!("kinds.tsv: four columns a row") };
            Row { id, name, folded_name: fold_phrase(name), party: symbols(party), state: symbols(state) }
        })
        .collect();
    let kinds = || (0..rows.len()).map(|i| Kind(u8::try_from(i).expect("fewer than 256 kinds")));
    let by_id = kinds().map(|k| (rows[k.index()].id, k)).collect();
    let by_folded_name = kinds().map(|k| (rows[k.index()].folded_name.clone(), k)).collect();
    let by_symbol = |symbols: fn(&Row) -> &[&'static str]| {
        let mut map = HashMap::new();
        for kind in kinds() {
            for symbol in symbols(&rows[kind.index()]) {
                map.entry(symbol.to_uppercase()).or_insert(kind);
            }
        }
        for kind in kinds() {
            for symbol in symbols(&rows[kind.index()]) {
                let first = map[&symbol.to_uppercase()];
                map.insert((*symbol).to_owned(), first);
            }
        }
        map
    };
    let (by_party_symbol, by_state_symbol) = (by_symbol(|row| &row.party), by_symbol(|row| &row.state));
    let first_word = |row: &Row| row.folded_name.split(' ').next().unwrap_or_default().to_owned();
    let last_word = |row: &Row| row.folded_name.rsplit(' ').next().unwrap_or_default().to_owned();
    let (first_words, last_words) =
        (rows.iter().map(first_word).collect(), rows.iter().map(last_word).collect());
    Table { rows, by_id, by_folded_name, by_party_symbol, by_state_symbol, first_words, last_words }
});

impl Kind {
    /// Finds a kind by its id, `nghi_quyet`.
    ///
    /// # Errors
    /// If the table has no such id.
    pub fn from_id(id: &str) -> Result<Self, UnknownKind> {
        TABLE.by_id.get(id).copied().ok_or(UnknownKind)
    }

    /// Finds a kind by its name in any case and spelling: `NGHỊ QUYẾT`, `nghi quyet`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        // Most texts that are tried are no name: the first word tells.
        let first = words(name).next()?;
        let may_be = TABLE.first_words.contains(&fold(first.text));
        may_be.then(|| TABLE.by_folded_name.get(&fold_phrase(name)).copied()).flatten()
    }

    /// Whether the name of a kind can end with the last word of this text: spares looking for where it begins.
    #[must_use]
    pub fn may_end(text: &str) -> bool {
        let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        let word = fold_phrase(text.rsplit(char::is_whitespace).next().unwrap_or_default());
        TABLE.last_words.contains(word.rsplit(' ').next().unwrap_or_default())
    }

    /// Finds the kinds that a symbol can stand for, `TT` → thông tư in the State, thông tri in the Party.
    /// Case matters (`QĐ` and `Qđ` are not told apart by people, so both are tried without case).
    #[must_use]
    pub fn from_symbol(symbol: &str, system: System) -> Option<Self> {
        let by_symbol = match system {
            System::Party => &TABLE.by_party_symbol,
            System::State => &TABLE.by_state_symbol,
            System::Law | System::Other => return None,
        };
        by_symbol.get(symbol).or_else(|| by_symbol.get(&*symbol.to_uppercase())).copied()
    }

    /// Every kind, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TABLE.rows.len()).map(|i| Self(u8::try_from(i).expect("fewer than 256 kinds")))
    }

    /// The id that files and databases keep, `nghi_quyet`.
    #[must_use]
    pub fn id(self) -> &'static str {
        TABLE.rows[self.index()].id
    }

    /// The Vietnamese name, `Nghị quyết`.
    #[must_use]
    pub fn name(self) -> &'static str {
        TABLE.rows[self.index()].name
    }

    /// The name as the search folds it, `nghi quyet`.
    #[must_use]
    pub fn folded_name(self) -> &'static str {
        &TABLE.rows[self.index()].folded_name
    }

    /// The symbols a system's numbers use for this kind; laws have none.
    #[must_use]
    pub fn symbols(self, system: System) -> &'static [&'static str] {
        match system {
            System::Party => &TABLE.rows[self.index()].party,
            System::State => &TABLE.rows[self.index()].state,
            System::Law | System::Other => &[],
        }
    }

    fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, System};

    #[test]
    fn finds_kinds_by_id_name_and_symbol() {
        let resolution = Kind::from_id("nghi_quyet").expect("in the table");
        assert_eq!(resolution.name(), "Nghị quyết");
        assert_eq!(Kind::from_name("NGHỊ QUYẾT"), Some(resolution));
        assert_eq!(Kind::from_symbol("nq", System::Party), Some(resolution));
        assert!(Kind::from_id("no_such").is_err());
    }

    #[test]
    fn one_symbol_can_mean_two_kinds() {
        let id = |system| Kind::from_symbol("TT", system).map(Kind::id);
        assert_eq!((id(System::Party), id(System::State)), (Some("thong_tri"), Some("thong_tu")));
    }

    #[test]
    fn ids_are_unique() {
        assert!(Kind::all().all(|kind| Kind::from_id(kind.id()) == Ok(kind)));
    }
}
