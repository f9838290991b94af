//! Slips of the keyboard: Telex or VNI typed with the input method off, a letter too many, too few or wrong.
//!
//! Asked only when nothing is found. A word that the archive does not have may be meant as one of the words near it
//! that it has; the row of words whose neighbours are most often neighbours in the archive is what was meant.

use vankho_text::{fold, from_key, from_telex, from_vni};

use crate::SearchError;
use crate::analysis::MARK;
use crate::plan::Planner;
use crate::query::{Query, QueryWord};

/// Words near a typed one that are tried.
const NEAREST: usize = 8;
/// Letters that a wrong one may stand for.
const LETTERS: &str = "abcdeghiklmnopqrstuvxy";
/// What a slip costs beside how much more often the words are met, in powers of e.
const SLIP: f64 = 3.0;
/// What leaving the input method off costs: one slip, and a whole query of them is likely.
const METHOD_OFF: f64 = 0.5;
/// What a word costs that is nowhere in the index.
const UNKNOWN: f64 = 20.0;

/// One way a word may be meant.
struct Way {
    /// As it is put into the query.
    shown: String,
    folded: String,
    score: f64,
}

/// The query with its slips mended; `None` if there are none.
pub(crate) fn correct(planner: &Planner<'_>, query: &Query) -> Result<Option<String>, SearchError> {
    let words: Vec<&QueryWord> = query.words().collect();
    let mut columns: Vec<Vec<Way>> = Vec::with_capacity(words.len());
    for word in &words {
        columns.push(ways(planner, query, word)?);
    }
    let chosen = best_row(planner, &columns)?;
    let mut text = query.text.clone();
    let mut is_changed = false;
    for ((word, column), way) in words.iter().zip(&columns).zip(&chosen).rev() {
        let way = &column[*way];
        if way.folded != word.terms.folded {
            let shown = match way.shown.as_str() {
                "" if query.is_marked() => marked_form(planner, &way.folded)?,
                "" => way.folded.clone(),
                shown => shown.to_owned(),
            };
            text.replace_range(word.at.clone(), &shown);
            is_changed = true;
        }
    }
    Ok(is_changed.then_some(text))
}

/// The ways through the columns with the best sum of words and neighbours.
fn best_row(planner: &Planner<'_>, columns: &[Vec<Way>]) -> Result<Vec<usize>, SearchError> {
    let mut sums: Vec<Vec<(f64, usize)>> = Vec::with_capacity(columns.len());
    for (i, column) in columns.iter().enumerate() {
        let mut sum = Vec::with_capacity(column.len());
        for way in column {
            let mut best = (way.score, 0);
            if let Some(before) = i.checked_sub(1) {
                best.0 = f64::NEG_INFINITY;
                for (j, earlier) in columns[before].iter().enumerate() {
                    let pairs = planner.pair_frequency(&earlier.folded, &way.folded)?;
                    let total = sums[before][j].0 + way.score + 2.0 * (pairs as f64).ln_1p();
                    if total > best.0 {
                        best = (total, j);
                    }
                }
            }
            sum.push(best);
        }
        sums.push(sum);
    }
    let mut row = vec![0; columns.len()];
    let Some(last) = sums.last() else { return Ok(row) };
    let best_last = last.iter().enumerate().max_by(|a, b| a.1.0.total_cmp(&b.1.0));
    let mut at = best_last.map_or(0, |(i, _)| i);
    for i in (0..columns.len()).rev() {
        row[i] = at;
        at = sums[i][at].1;
    }
    Ok(row)
}

fn ways(planner: &Planner<'_>, query: &Query, word: &QueryWord) -> Result<Vec<Way>, SearchError> {
    let typed = &query.text[word.at.clone()];
    let folded = &word.terms.folded;
    let known = |count: u64| (count as f64).ln_1p();
    let count = planner.frequency(folded)?;
    let itself = |score| vec![Way { shown: typed.to_owned(), folded: folded.clone(), score }];
    if count > 0 {
        // The archive has the word: whoever typed it may well mean it.
        return Ok(itself(known(count)));
    }
    let mut ways = itself(-UNKNOWN);
    for meant in [from_telex(typed), from_vni(typed)].into_iter().flatten() {
        let count = planner.frequency(&fold(&meant))?;
        if count > 0 {
            ways.push(Way { folded: fold(&meant), shown: meant, score: known(count) - METHOD_OFF });
        }
    }
    if !word.terms.is_number() {
        let mut near = Vec::new();
        for folded in neighbours(folded) {
            let count = planner.frequency(&folded)?;
            if count > 0 {
                near.push(Way { shown: String::new(), folded, score: known(count) - SLIP });
            }
        }
        near.sort_by(|a, b| b.score.total_cmp(&a.score));
        near.truncate(NEAREST);
        ways.extend(near);
    }
    Ok(ways)
}

/// Every word one slip away: a letter left out, put in, changed, or two that changed places.
fn neighbours(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() > 8 {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut add = |before: &[char], middle: &[char], after: &[char]| {
        all.push(before.iter().chain(middle).chain(after).collect::<String>());
    };
    for at in 0..=letters.len() {
        for c in LETTERS.chars() {
            add(&letters[..at], &[c], &letters[at..]);
        }
        if at < letters.len() {
            add(&letters[..at], &[], &letters[at + 1..]);
            LETTERS.chars().for_each(|c| add(&letters[..at], &[c], &letters[at + 1..]));
        }
        if at + 1 < letters.len() {
            add(&letters[..at], &[letters[at + 1], letters[at]], &letters[at + 2..]);
        }
    }
    all.retain(|one| one != word && !one.is_empty());
    all.sort();
    all.dedup();
    all
}

/// The most frequent way to write a folded word with its marks, or itself.
fn marked_form(planner: &Planner<'_>, folded: &str) -> Result<String, SearchError> {
    let forms = planner.forms(planner.fields.body, folded)?;
    let most_frequent = forms.terms.iter().max_by_key(|(_, documents)| *documents);
    let key = most_frequent.and_then(|(term, _)| term.split_once(MARK));
    Ok(key.and_then(|(_, key)| from_key(key)).unwrap_or_else(|| folded.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::neighbours;

    #[test]
    fn knows_what_is_one_slip_away() {
        let near = neighbours("quyt");
        for word in ["quyet", "quy", "quyts", "qyut"] {
            assert!(near.contains(&word.to_owned()), "{word}");
        }
        assert!(!near.contains(&"quyt".to_owned()));
    }
}
