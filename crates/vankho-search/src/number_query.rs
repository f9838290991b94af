//! Finding out which document number a query asks for.
//!
//! Grammar alone can't tell: people type `04 nq tu`, `NQ04`, `nghị quyết số 4`. So every run of words that
//! holds an ordinal is looked up among the keys of the numbers that are really in the index. The longest run that
//! names every part of a number is meant, or else the longest one found.

use tantivy::Searcher;
use tantivy::schema::Term;
use vankho_model::{DocumentNumber, Kind, System};
use vankho_text::{fold, fold_phrase};

use crate::SearchError;
use crate::analysis::WordTerms;
use crate::schema::IndexFields;
use crate::writer::whole_key;

/// The longest key: a kind of four syllables, ordinal, year, four issuers.
const LONGEST: usize = 10;

/// The document number a query asks for, as far as it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberAsked {
    /// The ordinal.
    pub seq: u32,
    /// The letter after it.
    pub suffix: Option<String>,
    /// The year inside the number.
    pub year: Option<u16>,
    /// The symbol of the kind, `NQ`.
    pub kind: Option<String>,
    /// The issuers as typed, upper-case.
    pub issuer: Option<String>,
}

impl NumberAsked {
    /// Whether a number is one of those that are asked for: every part that the query says is so.
    #[must_use]
    pub fn fits(&self, number: &DocumentNumber) -> bool {
        let same = |asked: &str, has: &str| fold_phrase(asked) == fold_phrase(has);
        let kind = number.kind_symbol().unwrap_or_default();
        let begins_with = |asked: &str| {
            format!("{} ", fold_phrase(number.issuers())).starts_with(&format!("{} ", fold_phrase(asked)))
        };
        self.seq == number.seq()
            && self.suffix.as_deref().is_none_or(|suffix| number.suffix() == Some(suffix))
            && self.year.is_none_or(|year| number.year() == Some(year))
            && self.kind.as_deref().is_none_or(|asked| same(asked, kind))
            && self.issuer.as_deref().is_none_or(begins_with)
    }
}

/// A number found in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberMatch {
    pub asked: NumberAsked,
    /// Terms of the number field, the most exact first.
    pub keys: Vec<String>,
    /// Which words of the query are the number itself: those in its text form, not the name of a kind.
    pub words: std::ops::Range<usize>,
    /// The folded words of the whole query when `NQ04` was taken as two: texts write it so.
    pub respelled: Option<Vec<String>>,
}

/// Finds the number that the words ask for, if a document in the index has it.
pub(crate) fn find_number(
    words: &[WordTerms],
    searcher: &Searcher,
    fields: &IndexFields,
) -> Result<Option<NumberMatch>, SearchError> {
    let spelled = spell(words);
    let has_key = |key: &str| -> Result<bool, SearchError> {
        Ok(searcher.doc_freq(&Term::from_field_text(fields.number, key))? > 0)
    };
    let mut best: Option<NumberMatch> = None;
    for len in (1..=LONGEST.min(spelled.len())).rev() {
        for (at, run) in spelled.windows(len).enumerate() {
            if !run.iter().any(|word| starts_with_digit(&word.text)) || (len == 1 && spelled.len() > 1) {
                continue;
            }
            let key = run.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            if !has_key(&key)? {
                continue;
            }
            let whole = whole_key(&key);
            let is_whole = has_key(&whole)?;
            if !is_whole && best.is_some() {
                continue;
            }
            let keys = if is_whole { vec![whole, key] } else { vec![key] };
            let words = spelled[at].from..spelled[at + len - 1].from + 1;
            best = Some(NumberMatch { asked: describe(run), keys, words, respelled: respelled(&spelled) });
            if is_whole {
                return Ok(best);
            }
        }
    }
    Ok(best)
}

/// The folded words of the query if `NQ04` was taken as two.
fn respelled(spelled: &[Spelled]) -> Option<Vec<String>> {
    let is_split = spelled.windows(2).any(|pair| pair[0].from == pair[1].from);
    is_split.then(|| spelled.iter().map(|word| word.text.clone()).collect())
}

/// A word of the query the way keys spell it, and which word it comes from.
#[derive(Clone, Debug)]
struct Spelled {
    text: String,
    from: usize,
}

/// Spells the words as keys do: `NQ04` as two words, "số" between a kind and its ordinal left out.
fn spell(words: &[WordTerms]) -> Vec<Spelled> {
    let mut spelled = Vec::with_capacity(words.len() + 1);
    for (from, word) in words.iter().enumerate() {
        let next_is_number = words.get(from + 1).is_some_and(|next| starts_with_digit(&next.folded));
        if word.folded == "so" && next_is_number {
            continue;
        }
        let has_ordinal = spelled.iter().any(|word: &Spelled| starts_with_digit(&word.text));
        match split_glued(&word.folded).filter(|_| !has_ordinal) {
            Some((symbol, ordinal)) => {
                let ordinal = match ordinal.trim_start_matches('0') {
                    "" => "0",
                    digits => digits,
                };
                spelled.push(Spelled { text: symbol.to_owned(), from });
                spelled.push(Spelled { text: ordinal.to_owned(), from });
            }
            None => spelled.push(Spelled { text: word.folded.clone(), from }),
        }
    }
    spelled
}

/// `nq04` → `nq`, `04`, if the letters are the symbol of a kind; `pv11`, `qh15` stay whole.
fn split_glued(word: &str) -> Option<(&str, &str)> {
    let digits_at = word.find(|c: char| c.is_ascii_digit())?;
    let (symbol, ordinal) = word.split_at(digits_at);
    let is_ordinal = ordinal.bytes().all(|b| b.is_ascii_digit());
    (is_ordinal && is_kind_symbol(symbol)).then_some((symbol, ordinal))
}

fn kind_symbol(folded: &str) -> Option<&'static str> {
    let symbols = |kind: Kind| kind.symbols(System::Party).iter().chain(kind.symbols(System::State));
    Kind::all().flat_map(symbols).copied().find(|symbol| fold(symbol) == folded)
}

fn is_kind_symbol(folded: &str) -> bool {
    !folded.is_empty() && kind_symbol(folded).is_some()
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Says in parts what a run of words asks for.
fn describe(run: &[Spelled]) -> NumberAsked {
    let mut asked = NumberAsked::default();
    let ordinal = run.iter().position(|word| starts_with_digit(&word.text)).unwrap_or(0);
    let digits = run[ordinal].text.trim_end_matches(|c: char| !c.is_ascii_digit());
    asked.seq = digits.parse().unwrap_or(0);
    asked.suffix = Some(run[ordinal].text[digits.len()..].to_owned()).filter(|suffix| !suffix.is_empty());
    if ordinal > 0 {
        let name = run[..ordinal].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let of_kind =
            |kind: Kind| kind.symbols(System::Party).first().or(kind.symbols(System::State).first()).copied();
        asked.kind =
            Kind::from_name(&name).and_then(of_kind).or_else(|| kind_symbol(&name)).map(str::to_owned);
    }
    let mut rest = &run[ordinal + 1..];
    if let Some(year) =
        rest.first().and_then(|word| word.text.parse().ok()).filter(|y| (1900..2100).contains(y))
    {
        asked.year = Some(year);
        rest = &rest[1..];
    }
    if asked.kind.is_none()
        && let Some(symbol) = rest.first().and_then(|word| kind_symbol(&word.text))
    {
        asked.kind = Some(symbol.to_owned());
        rest = &rest[1..];
    }
    let issuer = rest.iter().map(|word| word.text.to_uppercase()).collect::<Vec<_>>().join("-");
    asked.issuer = Some(issuer).filter(|issuer| !issuer.is_empty());
    asked
}

#[cfg(test)]
mod tests {
    use super::{describe, spell, split_glued};
    use crate::analysis::{WordTerms, indexed_words};

    fn words(text: &str) -> Vec<WordTerms> {
        indexed_words(text).map(WordTerms::of).collect()
    }

    #[test]
    fn spells_words_as_keys_do() {
        let check = |query: &str, expected: &str| {
            let words = words(query);
            let spelled: Vec<_> = spell(&words).into_iter().map(|word| word.text).collect();
            assert_eq!(spelled.join(" "), expected, "{query}");
        };
        check("Nghị quyết số 04", "nghi quyet 4");
        check("NQ04", "nq 4");
        check("449/KH-CAT-PV11", "449 kh cat pv11");
        check("33/2024/QH15", "33 2024 qh15");
        check("số hóa hồ sơ", "so hoa ho so");
    }

    #[test]
    fn splits_only_symbols_of_kinds() {
        assert_eq!(split_glued("nq04"), Some(("nq", "04")));
        assert_eq!(split_glued("pv11"), None);
        assert_eq!(split_glued("04"), None);
    }

    #[test]
    fn says_what_was_understood() {
        let check = |query: &str, seq, year, kind: Option<&str>, issuer: Option<&str>| {
            let words = words(query);
            let asked = describe(&spell(&words));
            assert_eq!((asked.seq, asked.year), (seq, year), "{query}");
            assert_eq!((asked.kind.as_deref(), asked.issuer.as_deref()), (kind, issuer), "{query}");
        };
        check("nghi quyet 04", 4, None, Some("NQ"), None);
        check("04-nq/tu", 4, None, Some("NQ"), Some("TU"));
        check("33/2025/QĐ-TTg", 33, Some(2025), Some("QĐ"), Some("TTG"));
        check("kh 449", 449, None, Some("KH"), None);
    }
}
