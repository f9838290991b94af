//! Walks through the mentions of a page and judges each by its sentence, its list and the mention before it.

use std::sync::LazyLock;

use regex::Regex;
use vankho_model::{Kind, Relation, ToldRelation};

use super::cues::{self, Surroundings, Told};
use super::mention::Mention;
use super::outline::Outline;
use super::sentence::sentence_start;
use crate::lines::{prefix_within, suffix_within};

/// How far a sentence is followed in either direction, in bytes: keeps the whole linear.
const SENTENCE: usize = 700;

/// Grounds: their first word governs the whole paragraph.
static GROUNDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[-–+\s]*(?:Căn cứ|CĂN CỨ|Theo|Xét|Chiếu|Trên cơ sở)(?:\W|$)").expect("a valid pattern")
});

/// What one mention is to the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    pub relation: Relation,
    pub passive: bool,
    pub confidence: f32,
    /// What is told of this mention and the one before it.
    pub told: Option<(Told, Relation)>,
}

/// The mention before.
struct Previous {
    end: usize,
    /// Its index among the citations.
    index: usize,
    relation: Relation,
    confidence: f32,
}

/// The state of a walk through one page.
pub(super) struct Walk<'t> {
    text: &'t str,
    kind: Option<Kind>,
    previous: Option<Previous>,
    outline: Outline<'t>,
}

impl<'t> Walk<'t> {
    /// Starts on a page of a document of this kind.
    pub fn new(text: &'t str, kind: Option<Kind>) -> Self {
        Self { text, kind, previous: None, outline: Outline::new(text) }
    }

    /// Judges the next mention.
    pub fn judge(&mut self, mention: &Mention) -> Judged {
        self.outline.go_to(mention.start);
        let plain = |relation, confidence| Judged { relation, passive: false, confidence, told: None };
        if self.outline.is_quoted() {
            return plain(Relation::Mentions, 0.85);
        }
        if let Some(previous) = &self.previous
            && continues_list(&self.text[previous.end.min(mention.article_start)..mention.article_start])
        {
            return plain(previous.relation, previous.confidence - 0.03);
        }
        let before = suffix_within(&self.text[..mention.article_start], SENTENCE);
        let paragraph = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let line_start = mention.article_start - paragraph.len();
        let sentence = &before[sentence_start(before)..];
        let gap = self.previous.as_ref().and_then(|previous| {
            let gap = mention.article_start.checked_sub(previous.end)?;
            (gap <= sentence.len()).then(|| suffix_within(sentence, gap))
        });
        let after = prefix_within(&self.text[mention.end..], SENTENCE);
        let after = &after[..after.find('\n').unwrap_or(after.len())];
        let around = Surroundings {
            before: sentence,
            after,
            gap,
            previous: self.previous.as_ref().filter(|one| one.end > line_start).map(|one| one.relation),
            in_grounds: GROUNDS.is_match(paragraph) || GROUNDS.is_match(sentence),
            announced: self.outline.announced(mention.article_start),
            kind: self.kind,
        };
        cues::judge(&around)
    }

    /// What is told of the mention and the one before it, if both are citations.
    pub fn told(&self, judged: &Judged, index: usize) -> Option<ToldRelation> {
        let (told, relation) = judged.told?;
        let previous = self.previous.as_ref()?.index;
        let (from, to) = match told {
            Told::PreviousDoesIt => (previous, index),
            Told::ThisDoesIt => (index, previous),
        };
        Some(ToldRelation { from, to, relation, confidence: 0.8 })
    }

    /// Goes on behind a citation.
    pub fn pass(&mut self, mention: &Mention, judged: &Judged, index: usize) {
        self.outline.saw_citation(mention.start);
        self.previous = Some(Previous {
            end: mention.end,
            index,
            relation: judged.relation,
            confidence: judged.confidence,
        });
    }

    /// Goes on behind a mention of the document itself.
    pub fn pass_over(&mut self) {
        self.previous = None;
    }
}

/// Whether the words between two citations only join them to one list: `, `, `và`, or the subject of the first one
/// and then `,` or `và`.
fn continues_list(gap: &str) -> bool {
    if gap.len() > SENTENCE || gap.trim().is_empty() {
        return false;
    }
    let words = gap.trim_matches([',', ';', ' ', '\n']);
    if matches!(words, "" | "và" | "và các" | "hoặc" | "các" | "cùng" | "và của") {
        return !gap.contains(";\n");
    }
    // Most gaps end otherwise: one look spares the pattern.
    let end = gap.trim_end();
    if ![",", "và", "và các"].iter().any(|joint| end.ends_with(joint)) {
        return false;
    }
    static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^\s*,?\s*(?:về|quy định|hướng dẫn|ban hành|phê duyệt|sửa đổi|công bố)",
            r"(?:[^;\w][^;]*)?(?:,|[^;\w]và(?: các)?)\s*$",
        ))
        .expect("a valid pattern")
    });
    ABOUT.is_match(gap) && !cues::turns_elsewhere(gap)
}
