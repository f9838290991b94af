//! What citations say of each other once all are known: repeats, short mentions, dates that forbid a relation.

use std::collections::HashMap;

use vankho_model::{Citation, Fields, Kind, PartialDate, Relation};

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

/// Gives each later mention the index of the first whole one, and each short one its number.
fn resolve_mentions(found: &mut Found) {
    let mut whole: HashMap<String, usize> = HashMap::new();
    let mut by_ordinal: HashMap<(Option<Kind>, u32), usize> = HashMap::new();
    let mut kept = Vec::with_capacity(found.citations.len());
    let mut moved = Vec::with_capacity(found.citations.len());
    for mut citation in std::mem::take(&mut found.citations) {
        let index = kept.len();
        if let Some(number) = &citation.number {
            if number.issuers().is_empty() {
                let known = by_ordinal.get(&(citation.kind, number.seq())).copied();
                let is_cited = citation.issuer.is_some() || citation.date.is_some();
                match known {
                    Some(at) => {
                        let first: &Citation = &kept[at];
                        citation.number = first.number.clone();
                        citation.repeats = Some(at);
                    }
                    None if !is_cited => {
                        moved.push(None);
                        continue;
                    }
                    None => citation.confidence = citation.confidence.min(BARE),
                }
            } else {
                let first = *whole.entry(number.to_string()).or_insert(index);
                citation.repeats = (first < index).then_some(first);
                by_ordinal.insert((citation.kind, number.seq()), first);
            }
        }
        moved.push(Some(index));
        kept.push(citation);
    }
    found.citations = kept;
    let place = |at: usize| moved.get(at).copied().flatten();
    found.told = found
        .told
        .iter()
        .filter_map(|told| {
            Some(vankho_model::ToldRelation { from: place(told.from)?, to: place(told.to)?, ..*told })
        })
        .collect();
}
