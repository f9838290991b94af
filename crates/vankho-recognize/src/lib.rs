//! Reads the catalogue fields and the citations off the text of a document.
//!
//! Owns what a page of a Vietnamese Party or State paper looks like (handbook §3) and what its words say about
//! other documents (handbook §5). Pure and linear in the length of the text: refuses to know files, formats,
//! the store, the clock and any document but the one in hand. Nothing is guessed: what the page does not say
//! stays empty, and everything read comes with the stretch of text it was read from.

mod annex;
mod bulletin;
mod citation;
mod columns;
mod confusion;
mod copy;
mod date;
mod draft;
mod issued;
mod issuer;
mod kind;
mod layout;
mod letter;
mod lines;
mod lists;
mod marks;
mod names;
mod number;
mod rejoin;
mod signature;
mod subject;

#[cfg(test)]
mod tests;

use vankho_model::{Hints, Reading};

use crate::confusion::figures;
use crate::draft::Draft;
use crate::layout::Layout;
use crate::number::{OwnNumber, own_number};

/// Reads fields and citations off a document.
///
/// `pages` are repaired text (`vankho_text::repair`); evidence and citations point into them by character.
#[must_use]
pub fn recognize(pages: &[String], hints: &Hints) -> Reading {
    let read = figures(pages);
    let layout = Layout::new(&read);
    let number = own_number(&layout);
    let draft = read_fields(pages, hints, &layout, number.as_ref());
    let citation::Found { citations, told } = citation::find_citations(&read, number.as_ref(), &draft.fields);
    let is_bulletin = draft.fields.kind.is_some_and(|kind| kind.id() == "ban_tin");
    let dates = if is_bulletin { bulletin::dates(&read, &draft.evidence, &citations) } else { Vec::new() };
    let Draft { fields, evidence, alternatives, section, .. } = draft;
    Reading { fields, evidence, alternatives, citations, told, section, dates }
}

fn read_fields<'p>(
    pages: &'p [String],
    hints: &Hints,
    layout: &Layout<'_>,
    number: Option<&OwnNumber>,
) -> Draft<'p> {
    let mut draft = Draft::new(pages);
    if hints.letter {
        letter::read_letter(&mut draft, pages, hints);
        return draft;
    }
    if annex::is_annex(layout) {
        annex::read_annex(&mut draft, layout);
        return draft;
    }
    if bulletin::is_unofficial(layout, number) {
        bulletin::read_bulletin(&mut draft, layout, hints);
        return draft;
    }
    number::read_number(&mut draft, layout, number);
    kind::read_kind(&mut draft, layout, number);
    issuer::read_issuer(&mut draft, layout, number);
    marks::read_marks(&mut draft, layout);
    if draft.fields.kind.is_some_and(|kind| kind.id() == "ban_tin") {
        bulletin::read_printed_bulletin(&mut draft, layout);
        return draft;
    }
    issued::read_issue(&mut draft, layout, pages, number);
    subject::read_subject(&mut draft, layout, number);
    lists::read_addressees(&mut draft, layout);
    lists::read_recipients(&mut draft, layout);
    signature::read_signature(&mut draft, layout);
    draft
}
