//! Citations: every document that the text names, and what it says of it (handbook §5).

mod article;
mod cues;
mod mention;
mod named;
mod outline;
mod resolve;
mod sentence;
mod walk;

use vankho_model::{Citation, Fields, Relation, ToldRelation};

use self::mention::Mention;
use self::walk::Walk;
use crate::draft::{as_u32, count};
use crate::lines::squeeze;
use crate::number::OwnNumber;

/// Characters of context in a quote.
const CONTEXT: usize = 60;

/// What a document says of others.
pub(crate) struct Found {
    /// The documents it cites, in the order of the text.
    pub citations: Vec<Citation>,
    /// What it tells of them among themselves.
    pub told: Vec<ToldRelation>,
}

/// Finds the citations of all pages. `fields` are those read off the document itself.
pub(crate) fn find_citations(pages: &[String], own: Option<&OwnNumber>, fields: &Fields) -> Found {
    let own = own.map(|own| own.number.to_string());
    let mut found = Found { citations: Vec::new(), told: Vec::new() };
    for (page, text) in pages.iter().enumerate() {
        read_page(page, text, own.as_deref(), fields, &mut found);
    }
    resolve::resolve(&mut found, fields);
    found
}

fn read_page(page: usize, text: &str, own: Option<&str>, fields: &Fields, found: &mut Found) {
    let mut counted = 0;
    let mut characters = 0;
    let mut walk = Walk::new(text, fields.kind);
    for mention in mention::mentions(text) {
        let judged = walk.judge(&mention);
        if own.is_some() && mention.number.as_ref().map(ToString::to_string).as_deref() == own {
            walk.pass_over();
            continue;
        }
        let index = found.citations.len();
        if let Some(told) = walk.told(&judged, index) {
            found.told.push(told);
        }
        walk.pass(&mention, &judged, index);
        let start = characters + count(&text[counted..mention.start]);
        let end = start + count(&text[mention.start..mention.end]);
        (counted, characters) = (mention.end, end);
        found.citations.push(citation(
            text,
            page,
            (start, end),
            mention,
            judged.relation,
            judged.passive,
            judged.confidence,
        ));
    }
}

fn citation(
    text: &str,
    page: usize,
    (start, end): (u32, u32),
    mention: Mention,
    relation: Relation,
    passive: bool,
    confidence: f32,
) -> Citation {
    Citation {
        quote: quote(text, mention.start, mention.end),
        page: as_u32(page + 1),
        start,
        end,
        number: mention.number,
        kind: mention.kind,
        date: mention.date,
        issuer: mention.issuer,
        subject: mention.subject,
        article: mention.article,
        repeats: None,
        relation,
        passive,
        confidence: confidence * mention.certainty,
    }
}

/// The mention with some words around it, on one line.
fn quote(text: &str, start: usize, end: usize) -> String {
    let before = last_chars(&text[..start], CONTEXT);
    let after = first_chars(&text[end..], CONTEXT);
    let is_cut_before = before.len() < start;
    let is_cut_after = end + after.len() < text.len();
    // Whole words only.
    let before =
        if is_cut_before { before.split_once([' ', '\n']).map_or("", |(_, rest)| rest) } else { before };
    let after =
        if is_cut_after { after.rsplit_once([' ', '\n']).map_or("", |(rest, _)| rest) } else { after };
    let first = start - before.len();
    let middle = squeeze(&text[first..end + after.len()]);
    format!("{}{middle}{}", if is_cut_before { "… " } else { "" }, if is_cut_after { " …" } else { "" })
}

/// The last characters of a text.
fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The first characters of a text.
fn first_chars(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    &text[..end]
}
