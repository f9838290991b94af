//! One analysis for text and queries: two terms per syllable at one position.
//!
//! Every syllable gives an *exact* term (its key behind `=`) and a *folded* term (without marks), so marked,
//! unmarked and mixed queries all work. A number such as `04` gives only `4`.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use vankho_text::{Word, Words, is_marked, words, write_key_and_fold};

/// Name under which the index knows this analysis.
pub(crate) const ANALYSIS: &str = "syllables";
/// Name of the analysis that gives only folded terms.
pub(crate) const FOLDED: &str = "folded";
/// Name of the analysis that gives only exact terms.
pub(crate) const EXACT: &str = "exact";

/// Longer runs of letters are no words of any language; tantivy refuses terms over 65,530 bytes.
const MAX_WORD_BYTES: usize = 120;

/// Marks exact terms. No folded term can begin with it: words are letters and digits.
const MARK: char = '=';

/// The terms of one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordTerms {
    /// `=nghij`; empty for a number.
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
}

/// Iterates over the words that are indexed.
pub(crate) fn indexed_words(text: &str) -> impl Iterator<Item = Word<'_>> {
    words(text).filter(is_indexed)
}

pub(crate) fn is_indexed(word: &Word<'_>) -> bool {
    word.text.len() <= MAX_WORD_BYTES
}

/// Which terms of a word are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forms {
    Both,
    Folded,
    Exact,
}

/// Splits text into the terms described above, for tantivy.
#[derive(Clone)]
pub(crate) struct SyllableTokenizer(pub Forms);

pub(crate) struct SyllableStream<'t> {
    words: Words<'t>,
    forms: Forms,
    token: Token,
    folded: String,
    folded_is_next: bool,
}

impl Tokenizer for SyllableTokenizer {
    type TokenStream<'t> = SyllableStream<'t>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> SyllableStream<'t> {
        SyllableStream {
            words: words(text),
            forms: self.0,
            token: Token::default(),
            folded: String::new(),
            folded_is_next: false,
        }
    }
}

impl TokenStream for SyllableStream<'_> {
    fn advance(&mut self) -> bool {
        if std::mem::take(&mut self.folded_is_next) {
            std::mem::swap(&mut self.token.text, &mut self.folded);
            return true;
        }
        loop {
            let Some(word) = self.words.by_ref().find(is_indexed) else { return false };
            // The first position is 0: `Token::default` starts at usize::MAX.
            self.token.position = self.token.position.wrapping_add(1);
            self.token.offset_from = word.start;
            self.token.offset_to = word.end;
            write_terms(word, &mut self.token.text, &mut self.folded);
            let is_number = self.token.text.is_empty();
            match self.forms {
                Forms::Exact if is_number => continue,
                Forms::Exact => {}
                Forms::Both if !is_number => self.folded_is_next = true,
                Forms::Folded | Forms::Both => std::mem::swap(&mut self.token.text, &mut self.folded),
            }
            return true;
        }
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

    use super::{Forms, SyllableTokenizer};

    #[test]
    fn gives_both_forms_at_one_position() {
        let mut tokenizer = SyllableTokenizer(Forms::Both);
        let mut stream = tokenizer.token_stream("Số 04-NQ/TU");
        let mut tokens = Vec::new();
        while stream.advance() {
            tokens.push((stream.token().position, stream.token().text.clone()));
        }
        let expected = [(0, "=sôs"), (0, "so"), (1, "4"), (2, "=nq"), (2, "nq"), (3, "=tu"), (3, "tu")];
        assert_eq!(tokens, expected.map(|(position, text)| (position, text.to_owned())));
    }
}
