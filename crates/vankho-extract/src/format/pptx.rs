//! PPTX: a page for each slide, in the order they are shown, with its notes.

use std::collections::HashSet;

use quick_xml::events::BytesStart;
use vankho_model::{Engine, Hints, WarningCode};

use crate::format::docx::styles::Styles;
use crate::format::docx::text::Text;
use crate::format::docx::walk::walk;
use crate::format::relations::{self, Relation};
use crate::format::xml::{self, Visit};
use crate::pages::Pages;
use crate::read::{Budget, Extracted, unread, whole};
use crate::sniff::Format;
use crate::sniff::package::Package;

/// Where PowerPoint and LibreOffice put the list of slides, unless the package says otherwise.
const USUAL_BODY: &str = "ppt/presentation.xml";
/// Parts of a slide that hold text: itself, drawn lists, the speaker's notes.
const WITH_TEXT: [&str; 2] = ["diagramData", "notesSlide"];

/// Reads a presentation.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let Ok(mut package) = Package::open(bytes) else {
        return unread(Format::Pptx, whole(WarningCode::Damaged));
    };
    let mut pages = Pages::new(budget.text_bytes);
    let (slides, mut is_whole) = slides(&mut package);
    let mut room = pages.room();
    for slide in slides {
        let relations = relations::of(&mut package, &slide);
        let more = relations.into_iter().filter(|relation| WITH_TEXT.contains(&relation.kind.as_str()));
        let styles = Styles::default();
        let mut text = Text::new(room, &styles);
        for name in [slide].into_iter().chain(more.map(|relation| relation.target)) {
            let part = package.part(&name).ok().flatten();
            is_whole &= part.is_some_and(|part| walk(&part, &mut text).is_ok());
        }
        room = text.flow.room();
        let mut page = text.flow.finish();
        page.trim_end();
        pages.push(page, Engine::Format);
        pages.truncated |= room == 0;
        if pages.truncated {
            break;
        }
    }
    let warnings = (!is_whole).then(|| whole(WarningCode::Damaged)).into_iter().collect();
    pages.finish(Format::Pptx, warnings, Hints::default())
}

/// The parts of the slides in order, and whether their list could be read.
fn slides(package: &mut Package<'_>) -> (Vec<String>, bool) {
    let named = relations::of(package, "").into_iter().find(|relation| relation.kind == "officeDocument");
    let body = named.map_or_else(|| USUAL_BODY.to_owned(), |relation| relation.target);
    let relations = relations::of(package, &body);
    let mut list = SlideList::default();
    let bytes = package.part(&body).ok().flatten();
    let is_whole = bytes.is_some_and(|bytes| xml::walk(&bytes, &mut list).is_ok());
    let target = |id: &String| {
        let found = relations.iter().find(|relation: &&Relation| relation.id == *id)?;
        Some(found.target.clone())
    };
    let mut seen = HashSet::new();
    let slides = list.ids.iter().filter_map(target).filter(|slide| seen.insert(slide.clone()));
    (slides.collect(), is_whole)
}

/// The ids of the relations to slides.
#[derive(Default)]
struct SlideList {
    ids: Vec<String>,
}

impl Visit for SlideList {
    fn start(&mut self, element: &BytesStart<'_>) -> bool {
        if element.local_name().as_ref() == "sldId" {
            // `id` is there twice: the slide's own number, and the relation.
            let mut attributes = element.attributes();
            let ids = attributes.with_checks(false).flatten();
            let relation = ids.filter(|a| a.key.local_name().as_ref() == "id" && a.key.prefix().is_some());
            self.ids.extend(relation.map(|attribute| attribute.value.into_owned()));
        }
        true
    }

    fn end(&mut self) -> bool {
        true
    }

    fn text(&mut self, _: &str) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use vankho_model::WarningCode;

    use super::read;
    use crate::read::{Budget, Extracted};
    use crate::sniff::package::tests::archive;

    fn presentation(slides: &[&str]) -> Extracted {
        let body = |text: &str| {
            format!(
                "<p:sld><p:sp><p:txBody><a:bodyPr/>{text}<a:p><a:fld type='slidenum'><a:t>7</a:t></a:fld></a:p></p:txBody></p:sp></p:sld>"
            )
        };
        // Kept in the other order than shown.
        let shown: String =
            (0..slides.len()).map(|i| format!("<p:sldId id='25{i}' r:id='rId{i}'/>")).collect();
        let list = format!("<p:presentation><p:sldIdLst>{shown}</p:sldIdLst></p:presentation>");
        let relation = |i: usize| {
            format!(
                "<Relationship Id='rId{i}' Type='http://x/slide' Target='slides/slide{}.xml'/>",
                slides.len() - i
            )
        };
        let relations =
            format!("<Relationships>{}</Relationships>", (0..slides.len()).map(relation).collect::<String>());
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
            ("ppt/presentation.xml".to_owned(), list),
            ("ppt/_rels/presentation.xml.rels".to_owned(), relations),
            (
                "ppt/slides/_rels/slide1.xml.rels".to_owned(),
                "<R><R Type='http://x/notesSlide' Target='../notesSlides/notesSlide1.xml'/></R>".to_owned(),
            ),
            ("ppt/notesSlides/notesSlide1.xml".to_owned(), body("<a:p><a:r><a:t>lời nói</a:t></a:r></a:p>")),
        ];
        for (i, slide) in slides.iter().enumerate() {
            parts.push((format!("ppt/slides/slide{}.xml", slides.len() - i), body(slide)));
        }
        let parts: Vec<_> = parts.iter().map(|(name, part)| (name.as_str(), part.as_bytes())).collect();
        read(&archive(&parts), Budget { text_bytes: 10_000, deadline: Instant::now() })
    }

    #[test]
    fn slides_come_in_the_order_they_are_shown_with_their_notes() {
        let first = "<a:p><a:r><a:rPr/><a:t>một</a:t></a:r><a:br/><a:r><a:t>dòng</a:t></a:r></a:p>";
        let cell =
            |text| format!("<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>");
        let row = format!("<a:tr>{}{}{}</a:tr>", cell("TT"), cell("Tên"), cell("Nơi"));
        let read = presentation(&[first, &format!("<a:tbl>{row}</a:tbl>")]);
        assert_eq!(read.pages, ["một\ndòng", "TT\tTên\tNơi\n\nlời nói"]);
        assert_eq!(read.warnings, []);
    }

    #[test]
    fn a_broken_slide_does_not_stop_the_next() {
        let read = presentation(&["<a:p><a:r><a:t>một</a:t></x>", "<a:p><a:r><a:t>hai</a:t></a:r></a:p>"]);
        assert_eq!(read.pages, ["một", "hai\n\nlời nói"]);
        assert_eq!(read.warnings[0].code, WarningCode::Damaged);
    }
}
