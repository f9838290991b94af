//! What citations say of each other once all are known: repeats, short mentions, dates that forbid a relation.

use std::collections::HashMap;

use vankho_model::{Citation, DocumentNumber, Fields, Kind, PartialDate, Relation, ToldRelation};

use super::Found;

/// Confidence left to a relation that its dates forbid.
const IMPOSSIBLE: f32 = 0.5;
/// A short mention without a whole one stands for a document only if words of a citation are around it.
const BARE: f32 = 0.85;

/// Resolves short mentions inside the document, then lets dates speak.
pub(super) fn resolve(found: &mut Found, fields: &Fields) {
    resolve_mentions(found);
    let appeared = fields.appeared_on();
    let is_bulletin = fields.kind.is_some_and(|kind| kind.id() == "ban_tin");
    for citation in &mut found.citations {
        // What a bulletin tells that others carry out, it reports on.
        if is_bulletin && citation.relation == Relation::Implements {
            citation.relation = Relation::ReportsOn;
        }
        let is_too_old = !citation.passive && citation.relation.needs_an_older_one();
        let is_reversed = citation.passive;
        if (is_too_old && is_before(appeared, citation.date))
            || (is_reversed && is_before(citation.date, appeared))
        {
            citation.relation = Relation::Mentions;
            citation.passive = false;
            citation.confidence = citation.confidence.min(IMPOSSIBLE);
        }
    }
    let dates: Vec<_> = (0..found.citations.len()).map(|at| date_of(&found.citations, at)).collect();
    found.told.retain(|told| !is_before(dates[told.from], dates[told.to]));
}

/// The date given with a citation, or with the one it repeats.
fn date_of(citations: &[Citation], at: usize) -> Option<PartialDate> {
    let citation = &citations[at];
    citation.date.or_else(|| citations.get(citation.repeats?)?.date)
}

/// Whether the first day surely comes before the second.
fn is_before(first: Option<PartialDate>, second: Option<PartialDate>) -> bool {
    let (Some(first), Some(second)) = (first, second) else { return false };
    let parts = |date: PartialDate| (date.year(), date.month(), date.day());
    let ((year, month, day), (other_year, other_month, other_day)) = (parts(first), parts(second));
    match year.cmp(&other_year) {
        std::cmp::Ordering::Equal => {}
        order => return order.is_lt(),
    }
    match (month, other_month) {
        (Some(month), Some(other)) if month != other => month < other,
        (Some(_), Some(_)) => matches!((day, other_day), (Some(day), Some(other)) if day < other),
        _ => false,
    }
}

/// Gives each later mention the index of the first whole one, and each short one its number: that of the latest whole
/// mention before it, or else of the first one after it.
fn resolve_mentions(found: &mut Found) {
    let is_short = |citation: &Citation| citation.number.as_ref().is_some_and(|one| one.issuers().is_empty());
    let ordinal = |citation: &Citation| Some((citation.kind, citation.number.as_ref()?.seq()));
    let mut later: HashMap<(Option<Kind>, u32), DocumentNumber> = HashMap::new();
    for citation in found.citations.iter().rev().filter(|citation| !is_short(citation)) {
        if let (Some(key), Some(number)) = (ordinal(citation), &citation.number) {
            later.insert(key, number.clone());
        }
    }
    let mut latest = HashMap::new();
    for citation in &mut found.citations {
        let Some(key) = ordinal(citation) else { continue };
        if !is_short(citation) {
            latest.insert(key, citation.number.clone());
        } else if let Some(number) = latest.get(&key).cloned().or_else(|| later.get(&key).cloned().map(Some))
        {
            citation.number = number;
        } else {
            citation.confidence = citation.confidence.min(BARE);
        }
    }
    // An ordinal that repeats nothing and has no words of a citation around it is only a figure.
    let is_kept =
        |citation: &Citation| !is_short(citation) || citation.issuer.is_some() || citation.date.is_some();
    let places: Vec<Option<usize>> = found
        .citations
        .iter()
        .scan(0, |next, citation| {
            let kept = is_kept(citation);
            *next += usize::from(kept);
            Some(kept.then(|| *next - 1))
        })
        .collect();
    found.citations.retain(is_kept);
    let place = |at: usize| places.get(at).copied().flatten();
    let moved =
        |told: &ToldRelation| Some(ToldRelation { from: place(told.from)?, to: place(told.to)?, ..*told });
    found.told = found.told.iter().filter_map(moved).collect();
    let mut first: HashMap<String, usize> = HashMap::new();
    for (index, citation) in found.citations.iter_mut().enumerate() {
        if let Some(number) = &citation.number {
            let at = *first.entry(number.to_string()).or_insert(index);
            citation.repeats = (at < index).then_some(at);
        }
    }
}
