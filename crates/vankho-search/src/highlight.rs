//! Lighting the hits of a query in a text, and choosing the stretch to show in a list.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::{indexed_words, unmarked, write_terms};

/// Words of context before the first hit of a snippet.
const BEFORE: usize = 6;
/// Words a snippet has at most.
const WIDTH: usize = 36;
/// A number is a hit only with this many words or fewer between it and the hit before it, or right before
/// another hit: not every 4 on the page answers "nghị quyết 4".
const NEAR: usize = 1;

/// How the terms of what is sought are met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As words that follow one another.
    Words,
    /// As the beginning of a word.
    Prefix,
    /// As words that follow one another, standing for others in the query.
    OtherForm,
}

/// Words that a query looks for together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sought {
    pub terms: Vec<String>,
    /// As typed.
    pub label: String,
    pub shape: Shape,
}

impl Sought {
    pub fn words(terms: Vec<String>, label: String) -> Self {
        Self { terms, label, shape: Shape::Words }
    }

    pub fn other_form(terms: Vec<String>) -> Self {
        let label = terms.iter().map(|term| unmarked(term)).collect::<Vec<_>>().join(" ");
        Self { label, terms, shape: Shape::OtherForm }
    }
}

/// Knows what a query looks for.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    /// Sequences of terms by their first term; the longest first.
    by_first: HashMap<String, Vec<Sequence>>,
    /// Beginnings of words.
    prefixes: Vec<(String, usize)>,
    /// What each sequence is in the query, and whether it stands for other words of it.
    labels: Vec<(String, bool)>,
    /// How many a document may be asked to hold.
    sequences: usize,
}

#[derive(Clone, Debug)]
struct Sequence {
    terms: Vec<String>,
    id: usize,
}

/// How often a document holds words of a query.
#[derive(Clone, PartialEq, Eq)]
pub struct WordCount {
    /// The words as typed.
    pub words: String,
    /// Whether they stand for others of the query (an abbreviation, or what it is short for).
    pub is_other_form: bool,
    /// How often they are in the text.
    pub count: usize,
}

/// Shows the count and never the words.
impl std::fmt::Debug for WordCount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WordCount({})", self.count)
    }
}

/// The stretch of a document that shows why it was found.
#[derive(Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The page it is on, from 1.
    pub page: u32,
    /// One line of text, the hits between « and ».
    pub text: String,
}

/// Shows the page and never the words.
impl std::fmt::Debug for Snippet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Snippet(page {})", self.page)
    }
}

/// A hit in a text: the words it covers, and which sequence of the query it is.
#[derive(Clone, Debug)]
struct WordHit {
    words: Range<usize>,
    sequence: usize,
    is_number: bool,
}

/// The words of a text and the hits among them.
struct Scanned {
    words: Vec<Range<usize>>,
    hits: Vec<WordHit>,
}

impl Matcher {
    pub(crate) fn new(all: Vec<Sought>) -> Self {
        let sequences = all.iter().filter(|sought| sought.shape != Shape::OtherForm).count();
        let mut matcher = Self { sequences, ..Self::default() };
        for (id, Sought { terms, label, shape }) in all.into_iter().enumerate() {
            matcher.labels.push((label, shape == Shape::OtherForm));
            match (terms.first().cloned(), shape) {
                (Some(begun), Shape::Prefix) => matcher.prefixes.push((begun, id)),
                (Some(first), _) => matcher.by_first.entry(first).or_default().push(Sequence { terms, id }),
                (None, _) => {}
            }
        }
        for sequences in matcher.by_first.values_mut() {
            sequences.sort_by_key(|sequence| std::cmp::Reverse(sequence.terms.len()));
        }
        matcher
    }

    /// Tells whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty() && self.prefixes.is_empty()
    }

    /// Counts every sequence in a repaired text, in the order of the query.
    #[must_use]
    pub fn counts(&self, text: &str) -> Vec<WordCount> {
        let count = |(words, is_other_form): &(String, bool)| WordCount {
            words: words.clone(),
            is_other_form: *is_other_form,
            count: 0,
        };
        let mut counts: Vec<WordCount> = self.labels.iter().map(count).collect();
        for hit in self.all_hits(text).1 {
            counts[hit.sequence].count += 1;
        }
        counts
    }

    /// Finds every hit in a repaired text, as byte ranges from left to right that don't overlap.
    #[must_use]
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let scanned = self.scan(text);
        let bytes =
            |hit: &WordHit| scanned.words[hit.words.start].start..scanned.words[hit.words.end - 1].end;
        scanned.hits.iter().map(bytes).collect()
    }

    /// Chooses the stretch of the pages that holds the most different words of the query; `None` if none is
    /// there. Stops reading at the first stretch that holds them all.
    #[must_use]
    pub fn snippet<'p>(&self, pages: impl IntoIterator<Item = &'p str>) -> Option<Snippet> {
        let mut best: Option<(usize, Snippet)> = None;
        for (i, page) in pages.into_iter().enumerate() {
            let scanned = self.scan(page);
            let Some((hits, different)) = densest(&scanned.hits) else { continue };
            if best.as_ref().is_none_or(|(most, _)| different > *most) {
                let page_number = u32::try_from(i + 1).unwrap_or(u32::MAX);
                best = Some((different, Snippet { page: page_number, text: render(page, &scanned, hits) }));
            }
            if different >= self.sequences {
                break;
            }
        }
        best.map(|(_, snippet)| snippet)
    }

    fn scan(&self, text: &str) -> Scanned {
        let (words, hits) = self.all_hits(text);
        Scanned { words, hits: without_overlaps_and_lone_numbers(hits, self.sequences) }
    }

    /// Every word, and every hit even where hits overlap.
    fn all_hits(&self, text: &str) -> (Vec<Range<usize>>, Vec<WordHit>) {
        let (mut exact, mut folded) = (String::new(), String::new());
        let mut words = Vec::new();
        // Only words that begin or continue a sequence matter, so the terms of the others are not kept.
        let mut open: Vec<(&Sequence, usize)> = Vec::new();
        let mut hits: Vec<WordHit> = Vec::new();
        for (at, word) in indexed_words(text).enumerate() {
            words.push(word.start..word.end);
            write_terms(word, &mut exact, &mut folded);
            let fits = |term: &String| *term == exact || *term == folded;
            open.retain(|(sequence, start)| sequence.terms.get(at - start).is_some_and(fits));
            for first in [&exact, &folded] {
                if let Some(sequences) = self.by_first.get(first.as_str()) {
                    open.extend(sequences.iter().map(|sequence| (sequence, at)));
                }
            }
            for (begun, id) in &self.prefixes {
                if folded.starts_with(begun.as_str()) {
                    hits.push(WordHit { words: at..at + 1, sequence: *id, is_number: false });
                }
            }
            for (sequence, start) in
                open.iter().filter(|(sequence, start)| sequence.terms.len() == at - start + 1)
            {
                let is_number = sequence.terms.len() == 1 && exact.is_empty();
                hits.push(WordHit { words: *start..at + 1, sequence: sequence.id, is_number });
            }
        }
        (words, hits)
    }
}

fn without_overlaps_and_lone_numbers(mut hits: Vec<WordHit>, sequences: usize) -> Vec<WordHit> {
    hits.sort_by_key(|hit| (hit.words.start, std::cmp::Reverse(hit.words.end)));
    let mut last = 0;
    hits.retain(|hit| {
        let keep = hit.words.start >= last;
        if keep {
            last = hit.words.end;
        }
        keep
    });
    if sequences < 2 {
        return hits;
    }
    let near = |hits: &[WordHit], i: usize| {
        let before = i.checked_sub(1).is_some_and(|j| hits[i].words.start <= hits[j].words.end + NEAR);
        let after = hits.get(i + 1).is_some_and(|next| next.words.start == hits[i].words.end);
        before || after
    };
    let kept = (0..hits.len()).filter(|i| !hits[*i].is_number || near(&hits, *i)).map(|i| hits[i].clone());
    kept.collect()
}

/// The run of hits no wider than a snippet that holds the most different sequences, and how many.
fn densest(hits: &[WordHit]) -> Option<(&[WordHit], usize)> {
    let mut best: Option<(&[WordHit], usize)> = None;
    let mut counts: HashMap<usize, usize> = HashMap::new();
    let mut first = 0;
    for after in 1..=hits.len() {
        *counts.entry(hits[after - 1].sequence).or_default() += 1;
        while hits[after - 1].words.end - hits[first].words.start > WIDTH - BEFORE && first + 1 < after {
            if let Some(count) = counts.get_mut(&hits[first].sequence) {
                *count -= 1;
                if *count == 0 {
                    counts.remove(&hits[first].sequence);
                }
            }
            first += 1;
        }
        if best.is_none_or(|(_, most)| counts.len() > most) {
            best = Some((&hits[first..after], counts.len()));
        }
    }
    best
}

/// Writes a stretch as one line, hits between « and ».
fn render(text: &str, scanned: &Scanned, chosen: &[WordHit]) -> String {
    let first_word = chosen[0].words.start.saturating_sub(BEFORE);
    let last_word = (first_word + WIDTH).max(chosen[chosen.len() - 1].words.end).min(scanned.words.len());
    let (start, end) = (scanned.words[first_word].start, scanned.words[last_word - 1].end);
    let mut out = String::with_capacity(end - start + 16);
    if first_word > 0 {
        out.push_str("… ");
    }
    let mut at = start;
    for hit in scanned.hits.iter().filter(|hit| hit.words.start >= first_word && hit.words.end <= last_word) {
        let (from, to) = (scanned.words[hit.words.start].start, scanned.words[hit.words.end - 1].end);
        push_plain(&text[at..from], &mut out);
        out.push('«');
        push_plain(&text[from..to], &mut out);
        out.push('»');
        at = to;
    }
    push_plain(&text[at..end], &mut out);
    if last_word < scanned.words.len() {
        out.push_str(" …");
    }
    out
}

/// Blanks folded to one; the text's own guillemets become quotes, since ours mark hits.
fn push_plain(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '«' | '»' => out.push('"'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Matcher, Shape, Sought};

    fn matcher(sequences: &[&str]) -> Matcher {
        let sought = |s: &&str| {
            let shape = if s.ends_with('*') { Shape::Prefix } else { Shape::Words };
            let terms = s.trim_end_matches('*').split(' ').map(str::to_owned).collect();
            Sought { terms, label: (*s).to_owned(), shape }
        };
        Matcher::new(sequences.iter().map(sought).collect())
    }

    #[test]
    fn counts_what_was_found() {
        let counts: Vec<usize> = matcher(&["cai cach", "qu*", "khong"])
            .counts("Cải cách và quy định, quyết định cải cách")
            .into_iter()
            .map(|count| count.count)
            .collect();
        assert_eq!(counts, [2, 2, 0]);
    }

    #[test]
    fn lights_words_and_phrases() {
        let check = |sequences: &[&str], text: &str, expected: &[&str]| {
            let hits: Vec<&str> = matcher(sequences).hits(text).into_iter().map(|hit| &text[hit]).collect();
            assert_eq!(hits, expected, "{sequences:?} in {text}");
        };
        check(&["quyet"], "Nghị quyết và quyệt", &["quyết", "quyệt"]);
        check(&["quyet=quyêts"], "Nghị quyết và quyệt", &["quyết"]);
        check(&["4 nq tu"], "số 04-NQ/TU; 04-NQ/TW", &["04-NQ/TU"]);
        check(&["nghi", "quyet", "4"], "có 4 điều. Nghị quyết số 04", &["Nghị", "quyết", "04"]);
        check(&["4"], "có 4 điều", &["4"]);
        check(&["a a b"], "a a a b", &["a a b"]);
    }

    #[test]
    fn shows_the_densest_stretch_with_its_page() {
        let far = format!("hành {} chính. Cải cách «hành» chính", "x ".repeat(60));
        let snippet =
            matcher(&["cai", "cach", "hanh", "chinh"]).snippet(["không có gì", &far]).expect("a snippet");
        assert_eq!(snippet.page, 2);
        assert!(snippet.text.contains("«chính». «Cải» «cách» \"«hành»\" «chính»"), "{}", snippet.text);
        assert!(matcher(&["khong"]).snippet(["chẳng thấy"]).is_none());
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>(), words in proptest::collection::vec("[a-z0-9]{1,3}( [a-z0-9]{1,2})?", 0..4)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let matcher = matcher(&words);
            for hit in matcher.hits(&text) {
                prop_assert!(text.get(hit).is_some());
            }
            let _ = matcher.snippet([text.as_str()]);
        }
    }
}
