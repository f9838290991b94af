//! One analysis for text and queries: every syllable is one term, its letters without marks before those with them.
//!
//! `nghị` gives `nghi=nghij`, so one term says how the word is written and stands beside all the others that are
//! written so but for their marks: a marked word asks for the term, an unmarked one for every term that begins
//! `nghi=`. A number such as `04` gives `4`. Beside the words stand the pairs of neighbouring syllables without
//! marks, `cai cach`: a Vietnamese word is mostly two syllables and nothing in writing joins them, so a pair is
//! rarer than either syllable and nearly as telling as a marked word (measured on ALQAC: nDCG@10 .82 to .87).
//!
//! A text is analysed once, on its way to the index; the index gets the terms as lines and only splits them.

use std::collections::HashMap;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use vankho_text::{Word, is_marked, words, write_key_and_fold};

/// Name under which the index knows lines of terms.
pub(crate) const LINES: &str = "lines";

/// Longer runs of letters are no words of any language; tantivy refuses terms over 65,530 bytes.
const MAX_WORD_BYTES: usize = 120;

/// Stands between the letters without marks and those with them. Words are letters and digits.
pub(crate) const MARK: char = '=';

/// Different words remembered at most: the syllables of Vietnamese, in any spelling, are a tenth.
const MOST_WORDS: usize = 100_000;

/// The terms of one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordTerms {
    /// `nghi=nghij`; empty for a number.
    pub exact: String,
    /// `nghi`, `4`.
    pub folded: String,
    /// Whether it was written with marks.
    pub marked: bool,
    /// Whether it was written in capitals.
    pub is_capital: bool,
    /// Whether it was written with a y at the end that folds to i.
    ends_in_y: bool,
}

impl WordTerms {
    pub(crate) fn of(word: Word<'_>) -> Self {
        let mut terms =
            Self { marked: is_marked(word.text), is_capital: is_capital(word.text), ..Self::default() };
        write_terms(word, &mut terms.exact, &mut terms.folded);
        terms.ends_in_y =
            terms.folded.ends_with('i') && word.text.ends_with(['y', 'Y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ']);
        terms
    }

    /// How words begin that go on where this one stops: `quy` is a word that folds to `qui`, and begins `quyết`.
    pub(crate) fn beginnings(&self) -> impl Iterator<Item = String> {
        let in_y = (!self.is_number() && self.ends_in_y)
            .then(|| format!("{}y", self.folded.strip_suffix('i').unwrap_or(&self.folded)));
        std::iter::once(self.folded.clone()).chain(in_y)
    }

    pub(crate) fn is_number(&self) -> bool {
        self.exact.is_empty()
    }
}

fn is_capital(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// Replaces both strings with the terms of `word`; `exact` stays empty for a number.
pub(crate) fn write_terms(word: Word<'_>, exact: &mut String, folded: &mut String) {
    if word.is_number() {
        exact.clear();
        folded.clear();
        folded.push_str(word.without_leading_zeros());
        return;
    }
    write_key_and_fold(word.text, exact, folded);
    exact.insert(0, MARK);
    exact.insert_str(0, folded);
}

/// What a term or a word without marks has before the marks.
pub(crate) fn unmarked(term: &str) -> &str {
    term.split_once(MARK).map_or(term, |(folded, _)| folded)
}

/// Whether this is a term of the index rather than a word without marks, which stands for many.
pub(crate) fn is_term(text: &str) -> bool {
    text.contains(MARK) || text.bytes().all(|b| b.is_ascii_digit())
}

/// The term of two neighbouring folded syllables: `cai cach`.
pub(crate) fn pair(first: &str, second: &str) -> String {
    format!("{first} {second}")
}

/// Iterates over the words that are indexed.
pub(crate) fn indexed_words(text: &str) -> impl Iterator<Item = Word<'_>> {
    words(text).filter(is_indexed)
}

fn is_indexed(word: &Word<'_>) -> bool {
    word.text.len() <= MAX_WORD_BYTES
}

/// Analyses texts for the index, and remembers the words it has met: few words make most of every text.
#[derive(Default)]
pub(crate) struct Analyzer {
    /// Where each word, as written, stands in `terms`.
    known: HashMap<Box<str>, Known>,
    terms: Vec<Box<str>>,
    /// Where each word without marks stands in `unmarked`.
    places: HashMap<Box<str>, u32>,
    unmarked: Vec<Box<str>>,
    exact: String,
    folded: String,
    pairs: Vec<(u32, u32)>,
}

/// A word that was met: where its term stands, and the word without marks.
#[derive(Clone, Copy)]
struct Known {
    term: u32,
    unmarked: u32,
}

/// The terms of a text, a line each.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    /// In the order of the text.
    pub words: String,
    /// The same ones together: the index finds each faster that it has just had.
    pub pairs: String,
}

impl Analyzer {
    pub fn lines(&mut self, text: &str) -> Lines {
        if self.terms.len() > MOST_WORDS {
            *self = Self::default();
        }
        let mut lines = Lines { words: String::with_capacity(text.len() * 2), pairs: String::new() };
        let mut pairs = std::mem::take(&mut self.pairs);
        pairs.clear();
        let mut last = None;
        for word in indexed_words(text) {
            let known = self.known(word);
            lines.words.push_str(&self.terms[known.term as usize]);
            lines.words.push(END);
            pairs.extend(last.map(|last| (last, known.unmarked)));
            last = Some(known.unmarked);
        }
        pairs.sort_unstable();
        lines.pairs.reserve(text.len() * 2);
        for (first, second) in &pairs {
            lines.pairs.push_str(&self.unmarked[*first as usize]);
            lines.pairs.push(' ');
            lines.pairs.push_str(&self.unmarked[*second as usize]);
            lines.pairs.push(END);
        }
        self.pairs = pairs;
        lines
    }

    fn known(&mut self, word: Word<'_>) -> Known {
        if let Some(known) = self.known.get(word.text) {
            return *known;
        }
        write_terms(word, &mut self.exact, &mut self.folded);
        let unmarked = match self.places.get(self.folded.as_str()) {
            Some(place) => *place,
            None => {
                self.unmarked.push(self.folded.as_str().into());
                let place = self.unmarked.len() as u32 - 1;
                self.places.insert(self.folded.as_str().into(), place);
                place
            }
        };
        let term = if self.exact.is_empty() { &self.folded } else { &self.exact };
        self.terms.push(term.as_str().into());
        let known = Known { term: self.terms.len() as u32 - 1, unmarked };
        self.known.insert(word.text.into(), known);
        known
    }
}

/// Ends a term in a line of terms.
const END: char = '\n';

/// Splits lines into terms, for tantivy.
#[derive(Clone)]
pub(crate) struct LineTokenizer;

pub(crate) struct LineStream<'t> {
    lines: std::str::SplitTerminator<'t, char>,
    token: Token,
}

impl Tokenizer for LineTokenizer {
    type TokenStream<'t> = LineStream<'t>;

    fn token_stream<'t>(&'t mut self, lines: &'t str) -> LineStream<'t> {
        LineStream { lines: lines.split_terminator(END), token: Token::default() }
    }
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(term) = self.lines.next() else { return false };
        // The first position is 0: `Token::default` starts at usize::MAX.
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use tantivy::tokenizer::{TokenStream, Tokenizer};

    use super::{Analyzer, LineTokenizer};

    fn split(lines: &str) -> Vec<(usize, String)> {
        let mut tokenizer = LineTokenizer;
        let mut stream = tokenizer.token_stream(lines);
        let mut tokens = Vec::new();
        while stream.advance() {
            tokens.push((stream.token().position, stream.token().text.clone()));
        }
        tokens
    }

    #[test]
    fn gives_words_in_order_and_equal_pairs_together() {
        let mut analyzer = Analyzer::default();
        let mut check = |text: &str, words: &[&str], pairs: &[&str]| {
            let placed = |terms: &[&str]| -> Vec<(usize, String)> {
                terms.iter().enumerate().map(|(at, term)| (at, (*term).to_owned())).collect()
            };
            let lines = analyzer.lines(text);
            assert_eq!(split(&lines.words), placed(words), "{text}");
            assert_eq!(split(&lines.pairs), placed(pairs), "{text}");
        };
        check("Số 04-NQ/TU", &["so=sôs", "4", "nq=nq", "tu=tu"], &["so 4", "4 nq", "nq tu"]);
        check(
            "Cải cách, hành chính 04",
            &["cai=cair", "cach=cachs", "hanh=hanhf", "chinh=chinhs", "4"],
            &["cai cach", "cach hanh", "hanh chinh", "chinh 4"],
        );
        check("má ba ma ba", &["ma=mas", "ba=ba", "ma=ma", "ba=ba"], &["ma ba", "ma ba", "ba ma"]);
        check("một", &["mot=môtj"], &[]);
        check("", &[], &[]);
    }
}
