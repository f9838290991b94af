//! An annex filed by itself: it has a title and nothing else of its own (handbook §3).

use vankho_model::Field;

use crate::draft::Draft;
use crate::layout::{Layout, is_annex_heading};
use crate::lines::{Line, is_caps, squeeze};

/// A title has no more lines.
const TITLE: usize = 5;

/// Whether the document begins with the heading of an annex.
pub(crate) fn is_annex(layout: &Layout<'_>) -> bool {
    layout.lines.first().is_some_and(|line| is_annex_heading(line.text)) && !layout.has_title
}

/// Fills in the title. The number under it is that of the document the annex belongs to.
pub(crate) fn read_annex(draft: &mut Draft<'_>, layout: &Layout<'_>) {
    let titled = |line: &&Line<'_>| is_caps(line.text) && !line.text.starts_with('(');
    let title: Vec<&Line<'_>> = layout.lines.iter().skip(1).take(TITLE).take_while(titled).collect();
    let (Some(first), Some(last)) = (title.first(), title.last()) else { return };
    let subject = squeeze(&title.iter().map(|line| line.text).collect::<Vec<_>>().join(" "));
    draft.note(Field::Subject, first.span().up_to(last.span()), 0.85);
    draft.fields.subject = Some(subject);
}
