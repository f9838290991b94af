//! The table of abbreviations: whoever asks for CCHC also wants cải cách hành chính, and the other way round.

use std::collections::HashMap;

use vankho_text::{is_syllable, words};

use crate::analysis::WordTerms;

/// The table that an archive begins with.
pub const DEFAULT_ABBREVIATIONS: &str = include_str!("../../../assets/abbreviations.tsv");

/// A long form of fewer words than this is no abbreviation worth having.
const SHORTEST: usize = 2;

/// Abbreviations and what they stand for.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    /// By the folded short form.
    by_short: HashMap<String, Vec<Entry>>,
    /// By the first folded word of the long form.
    by_first: HashMap<String, Vec<Entry>>,
}

#[derive(Clone, Debug)]
struct Entry {
    short: WordTerms,
    long: Vec<WordTerms>,
    /// Whether small letters would spell a syllable (`TU`, `CT`): then only capitals mean the short form.
    needs_capitals: bool,
}

impl Abbreviations {
    /// Reads a table: a line an abbreviation, `CCHC`, a tab, `cải cách hành chính`; `#` begins a comment. Lines that
    /// make no sense are left out; their numbers, from 1, come back.
    #[must_use]
    pub fn parse(table: &str) -> (Self, Vec<usize>) {
        let (mut read, mut bad) = (Self::default(), Vec::new());
        for (i, line) in table.lines().enumerate() {
            let line = vankho_text::repair(line);
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            match line.split_once('\t').and_then(|(short, long)| entry(short, long)) {
                Some(entry) => read.add(entry),
                None => bad.push(i + 1),
            }
        }
        (read, bad)
    }

    fn add(&mut self, entry: Entry) {
        self.by_first.entry(entry.long[0].folded.clone()).or_default().push(entry.clone());
        self.by_short.entry(entry.short.folded.clone()).or_default().push(entry);
    }

    /// What a typed word stands for, each as its words.
    pub(crate) fn long_forms<'a>(&'a self, word: &'a WordTerms) -> impl Iterator<Item = &'a [WordTerms]> {
        let entries = self.by_short.get(&word.folded).into_iter().flatten();
        let means = |entry: &&Entry| {
            (!entry.needs_capitals || word.is_capital) && (!word.marked || word.exact == entry.short.exact)
        };
        entries.filter(means).map(|entry| &entry.long[..])
    }

    /// The longest long form that begins the words: how many words it has, and its short form.
    pub(crate) fn short_form(&self, words: &[&WordTerms]) -> Option<(usize, &WordTerms)> {
        let entries = self.by_first.get(&words.first()?.folded)?;
        let fits = |entry: &&Entry| {
            entry.long.len() <= words.len()
                && entry.long.iter().zip(words).all(|(long, word)| {
                    long.folded == word.folded && (!word.marked || long.exact == word.exact)
                })
        };
        let longest = entries.iter().filter(fits).max_by_key(|entry| entry.long.len())?;
        Some((longest.long.len(), &longest.short))
    }
}

fn entry(short: &str, long: &str) -> Option<Entry> {
    let mut shorts = words(short.trim());
    let (only, none) = (shorts.next()?, shorts.next());
    let long: Vec<WordTerms> = words(long).map(WordTerms::of).collect();
    let is_sound = none.is_none() && long.len() >= SHORTEST && !only.is_number();
    let lower = only.text.to_lowercase();
    let needs_capitals = only.text.chars().count() < 3 || is_syllable(&lower);
    is_sound.then(|| Entry { short: WordTerms::of(only), long, needs_capitals })
}

#[cfg(test)]
mod tests {
    use super::{Abbreviations, DEFAULT_ABBREVIATIONS};
    use crate::analysis::{WordTerms, indexed_words};

    fn terms(text: &str) -> Vec<WordTerms> {
        indexed_words(text).map(WordTerms::of).collect()
    }

    #[test]
    fn goes_both_ways() {
        let (table, bad) =
            Abbreviations::parse("CCHC\tcải cách hành chính\nTU\ttỉnh ủy\nbad line\n\tx\n# note\n");
        assert_eq!(bad, [3, 4]);
        let long = |word: &str| table.long_forms(&terms(word)[0]).map(<[WordTerms]>::len).collect::<Vec<_>>();
        assert_eq!(
            (long("CCHC"), long("cchc"), long("TU"), long("tu"), long("từ")),
            (vec![4], vec![4], vec![2], vec![], vec![])
        );
        let short = |text: &str| {
            let words = terms(text);
            table
                .short_form(&words.iter().collect::<Vec<_>>())
                .map(|(len, short)| (len, short.folded.clone()))
        };
        assert_eq!(short("cải cách hành chính công"), Some((4, "cchc".to_owned())));
        assert_eq!(short("cai cach hanh chinh"), Some((4, "cchc".to_owned())));
        assert_eq!(short("cái cạch hành chính"), None);
    }

    #[test]
    fn the_table_we_ship_is_sound() {
        let (table, bad) = Abbreviations::parse(DEFAULT_ABBREVIATIONS);
        assert!(bad.is_empty() && table.by_short.len() > 40, "{bad:?}");
    }
}
