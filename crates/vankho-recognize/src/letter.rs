//! Letters (mail): subject, sender and date are what the letter's own head says. Its text speaks of the papers it
//! brings, so a number, a kind or a signer in it is theirs.

use vankho_model::{Field, Hints};

use crate::date::any_date;
use crate::draft::Draft;
use crate::lines::{Span, squeeze};

/// The head says it in so many words.
const CONFIDENCE: f32 = 0.95;

/// Fills in the fields of a letter.
pub(crate) fn read_letter(draft: &mut Draft<'_>, pages: &[String], hints: &Hints) {
    let given = |hint: &Option<String>| hint.as_deref().map(squeeze).filter(|hint| !hint.is_empty());
    let head = pages.first().map_or("", |page| page.split("\n\n").next().unwrap_or_default());
    let note = |draft: &mut Draft<'_>, field, words: &str| {
        if let Some(start) = head.find(words) {
            draft.note(field, Span { page: 0, start, end: start + words.len() }, CONFIDENCE);
        }
    };
    if let Some(subject) = given(&hints.title) {
        note(draft, Field::Subject, &subject);
        draft.fields.subject = Some(subject);
    }
    if let Some(author) = given(&hints.author) {
        note(draft, Field::Author, &author);
        draft.fields.author = Some(author);
    }
    let sent = hints.published.as_deref().and_then(any_date).and_then(|found| found.date);
    if let Some(found) = any_date(head).filter(|found| sent.is_some() && found.date == sent) {
        draft.note(Field::IssuedOn, Span { page: 0, start: found.start, end: found.end }, CONFIDENCE);
    }
    draft.fields.issued_on = sent;
}
