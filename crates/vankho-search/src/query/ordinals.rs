//! "NQ từ 10 đến 20 năm 2016": a run of numbers in a register.

use std::ops::Range;

use vankho_model::Kind;

use super::field::kinds;
use super::groups::QueryWord;

/// A range of ordinals and which words of the query say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrdinalRange {
    pub kinds: Vec<Kind>,
    pub ordinals: (u32, u32),
    pub year: Option<u16>,
    pub words: Range<usize>,
}

/// The longest name of a kind, in words.
const LONGEST_KIND: usize = 5;

/// Finds `[kind] [số] từ A đến B [năm Y]`; without a kind or "số" before it, it is only words.
pub(crate) fn find(words: &[&QueryWord]) -> Option<OrdinalRange> {
    (0..words.len().saturating_sub(3)).find_map(|at| range_at(words, at))
}

fn range_at(words: &[&QueryWord], from: usize) -> Option<OrdinalRange> {
    let is = |at: usize, folded: &str, exact: &str| {
        let terms = &words[at].terms;
        terms.folded == folded && (!terms.marked || terms.exact == exact)
    };
    let number =
        |at: usize| -> Option<u32> { words.get(at)?.terms.folded.parse().ok().filter(|n| *n < 1_000_000) };
    let is_range =
        is(from, "tu", "tu=tưf") && (is(from + 2, "den", "den=đêns") || is(from + 2, "toi", "toi=tơis"));
    let (low, high) = (number(from + 1)?, number(from + 3)?);
    if !is_range || low > high {
        return None;
    }
    let has_label = from > 0 && is(from - 1, "so", "so=sôs");
    let before = if has_label { from - 1 } else { from };
    let name = |len: usize| {
        let name = words[before - len..before].iter().map(|word| word.terms.folded.as_str());
        kinds(&name.collect::<Vec<_>>().join(" "))
    };
    let named =
        (1..=LONGEST_KIND.min(before)).rev().map(|len| (len, name(len))).find(|(_, kinds)| !kinds.is_empty());
    if named.is_none() && !has_label {
        return None;
    }
    let (len, kinds) = named.unwrap_or_default();
    let mut end = from + 4;
    let year = words.get(end).filter(|_| is(end, "nam", "nam=năm")).and_then(|_| number(end + 1));
    let year = year.and_then(|year| u16::try_from(year).ok()).filter(|year| (1900..2100).contains(year));
    if year.is_some() {
        end += 2;
    }
    Some(OrdinalRange { kinds, ordinals: (low, high), year, words: before - len..end })
}
