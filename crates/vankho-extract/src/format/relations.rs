//! The relations of an OOXML package (ECMA-376 part 2, 6.5): which part stands where.

use quick_xml::events::BytesStart;

use crate::format::xml::{self, Visit};
use crate::sniff::package::Package;

/// One relation of a part.
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of its type: `officeDocument`, `slide`, `worksheet`.
    pub(crate) kind: String,
    /// The name of the part it leads to.
    pub(crate) target: String,
}

/// The relations of a part, or of the package for `""`; none where they cannot be read.
pub(crate) fn of(package: &mut Package<'_>, part: &str) -> Vec<Relation> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let file = join(folder, &format!("_rels/{name}.rels"));
    let Some(bytes) = package.part(&file).ok().flatten() else { return Vec::new() };
    let mut found = Found { folder, relations: Vec::new() };
    // A list that breaks off still leads to what it names.
    let _ = xml::walk(&bytes, &mut found);
    found.relations
}

struct Found<'a> {
    folder: &'a str,
    relations: Vec<Relation>,
}

impl Visit for Found<'_> {
    fn start(&mut self, element: &BytesStart<'_>) -> bool {
        let value = |name| xml::attribute(element, name);
        if let (Some(kind), Some(target)) = (value("Type"), value("Target")) {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let id = value("Id").unwrap_or_default();
            self.relations.push(Relation { id, kind, target: join(self.folder, &target) });
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

/// The part that `target` names, seen from a folder.
fn join(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::{join, of};
    use crate::sniff::package::Package;
    use crate::sniff::package::tests::archive;

    #[test]
    fn targets_are_seen_from_their_part() {
        assert_eq!(join("ppt/slides", "../notesSlides/notesSlide1.xml"), "ppt/notesSlides/notesSlide1.xml");
        assert_eq!(join("ppt", "/word/document.xml"), "word/document.xml");
        assert_eq!(join("", "word/document.xml"), "word/document.xml");
        assert_eq!(join("a", "../../../b"), "b");
    }

    #[test]
    fn relations_of_a_part_lie_beside_it() {
        let list =
            b"<Relationships><Relationship Id='rId2' Type='http://x/slide' Target='slides/slide1.xml'/>";
        let bytes = archive(&[("ppt/_rels/presentation.xml.rels", list)]);
        let mut package = Package::open(&bytes).expect("an archive");
        let found = of(&mut package, "ppt/presentation.xml");
        assert_eq!(
            (found[0].id.as_str(), found[0].kind.as_str(), found[0].target.as_str()),
            ("rId2", "slide", "ppt/slides/slide1.xml")
        );
        assert!(of(&mut package, "").is_empty());
    }
}
