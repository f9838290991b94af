//! Joining citations with the documents they mean, in the transaction that files or changes either: a citation of
//! what is not filed yet finds it as soon as it is.

use vankho_model::{Document, Fields, Fit, Ruling, fit};
use vankho_store::{FiledCitation, NewDocument, NewReading, Row, Writer};

use crate::AppError;

/// Documents with one number that are looked at. Where more carry it (`01/QĐ-UBND` without a day), nobody can tell
/// which is meant.
const MOST_CANDIDATES: usize = 64;

/// Files a document and joins it with others, both ways. Returns its ordinal.
pub(crate) fn insert(writer: &Writer<'_>, new: &NewDocument<'_>) -> Result<u64, AppError> {
    let no = writer.insert_document(new)?;
    join(writer, no, &[new.fields])?;
    Ok(no)
}

/// Replaces what was read of a document, and joins it again if it was recognised anew.
pub(crate) fn replace(writer: &Writer<'_>, before: &Document, new: &NewReading<'_>) -> Result<(), AppError> {
    writer.replace_reading(before, new)?;
    if new.citations.is_none() {
        return Ok(());
    }
    let after = writer.reader().row(new.no)?.map(|row| row.fields).unwrap_or_default();
    join(writer, new.no, &[&before.fields, &after])
}

/// Joins the citations in a document, and those elsewhere of the numbers that it has or had.
pub(crate) fn join(writer: &Writer<'_>, no: u64, versions: &[&Fields]) -> Result<(), AppError> {
    let reader = writer.reader();
    let Some(own) = reader.row(no)? else { return Ok(()) };
    for citation in reader.citations_in(no)? {
        join_one(writer, &citation, &own)?;
    }
    let mut done: Vec<String> = Vec::new();
    for fields in versions {
        let Some(key) = fields.number.as_ref().map(vankho_model::DocumentNumber::identity_key) else {
            continue;
        };
        if done.contains(&key) {
            continue;
        }
        for citation in reader.citations_of_number(&key, fields.issued_on)? {
            if citation.document != no
                && let Some(citing) = reader.row(citation.document)?
            {
                join_one(writer, &citation, &citing)?;
            }
        }
        done.push(key);
    }
    Ok(())
}

fn join_one(writer: &Writer<'_>, citation: &FiledCitation, citing: &Row) -> Result<(), AppError> {
    // What a person said is not decided anew.
    if citation.ruling != Ruling::Proposed && citation.cited.is_some() {
        return Ok(());
    }
    let Some(number) = &citation.citation.number else { return Ok(()) };
    let key = number.identity_key();
    let rows = writer.reader().rows_with_number(&key, citation.citation.date, MOST_CANDIDATES)?;
    // What lies in the trash is meant only if nothing else is.
    let (live, trashed): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.trashed_at.is_none());
    let cited = if live.len() + trashed.len() < MOST_CANDIDATES {
        meant(citation, citing, &live).or_else(|| meant(citation, citing, &trashed))
    } else {
        None
    };
    if cited != citation.cited {
        writer.set_cited(citation.no, cited)?;
    }
    Ok(())
}

/// The one of some documents with its number that a citation means: the only one that surely fits, or else the only
/// one that may.
fn meant(citation: &FiledCitation, citing: &Row, rows: &[Row]) -> Option<u64> {
    let fits = |wanted: Fit| {
        let mut found = rows.iter().filter(|row| {
            row.no != citing.no && fit(&citation.citation, &citing.fields, &row.fields) == wanted
        });
        (found.next(), found.next())
    };
    match fits(Fit::Sure) {
        (Some(only), None) => Some(only.no),
        (Some(_), Some(_)) => None,
        _ => match fits(Fit::Possible) {
            (Some(only), None) => Some(only.no),
            _ => None,
        },
    }
}
