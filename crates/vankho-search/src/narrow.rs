//! From filters to a tantivy query.

use std::ops::Bound;

use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query, RangeQuery, TermSetQuery};
use tantivy::schema::{Field, Term};
use vankho_model::{DossierId, Filters, Kind, PartialDate};

use crate::schema::IndexFields;

/// Narrows a query; what only filters adds nothing to a score.
pub(crate) fn narrow(query: Box<dyn Query>, filters: &Filters, f: &IndexFields) -> Box<dyn Query> {
    if filters.is_empty() {
        return query;
    }
    let kinds = |kinds: &[Kind]| texts(f.kind, kinds.iter().map(|kind| kind.id()));
    let named = |field: Field, names: &[String]| texts(field, names.iter().map(String::as_str));
    let dossiers = |ids: &[DossierId]| -> Vec<Term> {
        ids.iter().map(|id| Term::from_field_text(f.dossier, &id.to_string())).collect()
    };
    let years = |years: &[u16]| -> Vec<Term> {
        years.iter().map(|year| Term::from_field_u64(f.year, u64::from(*year))).collect()
    };
    let with = [
        kinds(&filters.kinds),
        years(&filters.years),
        named(f.issuer, &filters.issuers),
        named(f.signer, &filters.signers),
        named(f.tag, &filters.tags),
        dossiers(&filters.dossiers),
    ];
    let without = [
        kinds(&filters.without_kinds),
        years(&filters.without_years),
        named(f.issuer, &filters.without_issuers),
        named(f.signer, &filters.without_signers),
        named(f.tag, &filters.without_tags),
        dossiers(&filters.without_dossiers),
    ];
    let mut clauses = vec![(Occur::Must, query)];
    clauses.extend(with.into_iter().filter_map(any_of).map(|any| (Occur::Must, any)));
    clauses.extend(without.into_iter().filter_map(any_of).map(|any| (Occur::MustNot, any)));
    if filters.from.is_some() || filters.to.is_some() {
        let from = filters.from.map(PartialDate::as_sort_key).unwrap_or_default();
        // A month or a year is meant whole: its unknown parts, written as zeros, may be anything.
        let to = filters.to.map_or(u32::MAX, last_day);
        clauses.push((Occur::Must, range(f.date, from, to)));
    }
    if let Some((from, to)) = filters.ordinals {
        clauses.push((Occur::Must, range(f.ordinal, from, to)));
    }
    Box::new(BooleanQuery::new(clauses))
}

/// The sort key of the last day that a date, known to the year, month or day, can mean.
fn last_day(date: PartialDate) -> u32 {
    let unknown = if date.month().is_none() {
        9_999
    } else if date.day().is_none() {
        99
    } else {
        0
    };
    date.as_sort_key() + unknown
}

fn texts<'t>(field: Field, values: impl Iterator<Item = &'t str>) -> Vec<Term> {
    values.map(|value| Term::from_field_text(field, value)).collect()
}

fn range(field: Field, from: u32, to: u32) -> Box<dyn Query> {
    let bound = |n: u32| Bound::Included(Term::from_field_u64(field, u64::from(n)));
    unscored(Box::new(RangeQuery::new(bound(from), bound(to))))
}

fn any_of(terms: Vec<Term>) -> Option<Box<dyn Query>> {
    (!terms.is_empty()).then(|| unscored(Box::new(TermSetQuery::new(terms))))
}

/// Filters, and adds nothing to a score.
pub(crate) fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
