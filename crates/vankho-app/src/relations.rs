//! What a document rests on, and what was made of it: the graph of citations around one document.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use vankho_model::{Citation, DocumentId, DocumentNumber, Kind, PartialDate, Relation, Ruling};
use vankho_store::{FiledCitation, MissingDocument, Reader, Row, StoreError};

use crate::{AppError, Archive};

/// Links that are followed from one document at most: more is a list and no neighbourhood.
const MOST_LINKS: usize = 2_000;

/// The other end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// A filed document, by its ordinal.
    Filed(u64),
    /// A document that is cited and not filed, by the ordinal of its first citation there.
    Missing(u64),
}

/// All that one document says of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The ordinal of the one that cites.
    pub from: u64,
    /// What it cites.
    pub to: End,
    /// The strongest relation among the citations.
    pub relation: Relation,
    /// Whether it is the cited one that does it: `được thay thế bởi`.
    pub passive: bool,
    /// How many steps the link lies from the document that was asked for, from 1.
    pub level: u32,
    /// The citations, in the order of the text; rejected ones are left out.
    pub citations: Vec<FiledCitation>,
}

/// Whether a document still holds (handbook §5), as far as the archive knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing filed ends or changes it.
    InForce,
    /// Parts of it were changed.
    Amended,
    /// Another one stands in its place.
    Replaced,
    /// It was ended.
    Repealed,
}

impl Effect {
    /// Every effect.
    pub const ALL: [Self; 4] = [Self::InForce, Self::Amended, Self::Replaced, Self::Repealed];

    /// Its name in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Amended => "amended",
            Self::Replaced => "replaced",
            Self::Repealed => "repealed",
        }
    }

    /// What one document says of the other's effect. To end a part of it is to change it.
    fn of_link(link: &Link) -> Self {
        let is_whole = |relation| {
            let mut said = link.citations.iter().map(|filed| &filed.citation);
            said.any(|citation| citation.relation == relation && citation.article.is_none())
        };
        match link.relation {
            Relation::Repeals if is_whole(Relation::Repeals) => Self::Repealed,
            Relation::Replaces if is_whole(Relation::Replaces) => Self::Replaced,
            Relation::Repeals | Relation::Replaces | Relation::Amends => Self::Amended,
            _ => Self::InForce,
        }
    }
}

/// The effect of a document with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectStatus {
    /// What it is.
    pub effect: Effect,
    /// Since when: the date of the document that did it.
    pub since: Option<PartialDate>,
    /// The documents that did it, by id, the latest first.
    pub because: Vec<DocumentId>,
}

/// What lies around a document.
#[derive(Clone, Debug)]
pub struct Relations {
    /// The document itself.
    pub document: Row,
    /// Whether it still holds.
    pub effect: EffectStatus,
    /// What it cites, and what those cite, as far as was asked.
    pub cites: Vec<Link>,
    /// What cites it, and what cites those.
    pub cited_by: Vec<Link>,
    /// The filed documents at the ends of the links, by ordinal.
    pub documents: BTreeMap<u64, Row>,
}

impl Archive {
    /// Reads what a document cites and what cites it, `depth` steps far (at least 1).
    ///
    /// # Errors
    /// If there is no such document, or the catalogue can't be read.
    pub fn relations(&self, id: DocumentId, depth: u32) -> Result<Relations, AppError> {
        let found = self.read(|reader| {
            let Some(no) = reader.document_no(id)? else { return Ok(None) };
            let Some(document) = reader.row(no)? else { return Ok(None) };
            let cites = follow(reader, no, depth, |reader, no| {
                Ok(group(reader.citations_in(no)?, |citation| {
                    citation.cited.map_or_else(|| End::Missing(citation.no), End::Filed)
                }))
            })?;
            let cited_by = follow(reader, no, depth, |reader, no| {
                Ok(group(reader.citations_of(no)?, |_| End::Filed(no)))
            })?;
            let mut documents = BTreeMap::new();
            for end in std::iter::once(no).chain(cites.iter().chain(&cited_by).flat_map(ends)) {
                if !documents.contains_key(&end)
                    && let Some(row) = reader.row(end)?
                {
                    documents.insert(end, row);
                }
            }
            let effect = effect_of(&cites, &cited_by, &documents);
            Ok(Some(Relations { document, effect, cites, cited_by, documents }))
        })?;
        found.ok_or(AppError::NotFound)
    }

    /// Lists what is cited and not filed, the most cited first.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn missing(&self, limit: usize) -> Result<Vec<MissingDocument>, AppError> {
        self.read(|reader| reader.missing_documents(limit))
    }

    /// Lists the documents that most others cite, with how many do, the most cited first.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn most_cited(&self, limit: usize) -> Result<Vec<(Row, u64)>, AppError> {
        self.read(|reader| {
            let mut rows = Vec::new();
            for (no, citing) in reader.most_cited(limit)? {
                rows.extend(reader.row(no)?.map(|row| (row, citing)));
            }
            Ok(rows)
        })
    }

    /// Lists documents that no other one relates to in these ways (any, if empty): resolutions that nobody has
    /// carried out or reported on yet.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn uncited(
        &self,
        kind: Option<Kind>,
        relations: &[Relation],
        limit: usize,
    ) -> Result<Vec<Row>, AppError> {
        self.read(|reader| {
            let nos = reader.documents_without(kind, relations, limit)?;
            let rows = nos.into_iter().map(|no| reader.row(no));
            Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        })
    }
}

/// Follows links outward, nearest first. Each document is looked at once, so a circle ends.
fn follow(
    reader: &Reader<'_>,
    start: u64,
    depth: u32,
    links: impl Fn(&Reader<'_>, u64) -> Result<Vec<Link>, StoreError>,
) -> Result<Vec<Link>, StoreError> {
    let mut found: Vec<Link> = Vec::new();
    let mut seen = HashSet::from([start]);
    let mut queue = VecDeque::from([(start, 1)]);
    while let Some((no, level)) = queue.pop_front() {
        for link in links(reader, no)? {
            if found.len() >= MOST_LINKS {
                return Ok(found);
            }
            for next in ends(&link) {
                if level < depth && seen.insert(next) {
                    queue.push_back((next, level + 1));
                }
            }
            found.push(Link { level, ..link });
        }
    }
    Ok(found)
}

fn ends(link: &Link) -> Vec<u64> {
    match link.to {
        End::Filed(to) => vec![link.from, to],
        End::Missing(_) => vec![link.from],
    }
}

/// Joins the citations between the same two documents, in the order of the first one.
fn group(citations: Vec<FiledCitation>, end: impl Fn(&FiledCitation) -> End) -> Vec<Link> {
    let citations: Vec<FiledCitation> =
        citations.into_iter().filter(|citation| citation.ruling != Ruling::Rejected).collect();
    let names = names(&citations);
    let mut links: Vec<Link> = Vec::new();
    let mut places: HashMap<(u64, String, bool), usize> = HashMap::new();
    for (citation, name) in citations.into_iter().zip(names) {
        let (relation, passive) = (citation.citation.relation, citation.citation.passive);
        match places.entry((citation.document, name, passive)) {
            Entry::Occupied(place) => {
                let link = &mut links[*place.get()];
                link.relation = stronger(link.relation, relation);
                link.citations.push(citation);
            }
            Entry::Vacant(place) => {
                place.insert(links.len());
                let (from, to) = (citation.document, end(&citation));
                links.push(Link { from, to, relation, passive, level: 1, citations: vec![citation] });
            }
        }
    }
    links
}

/// What tells the cited documents of one document apart: the ordinal, or number (or name) and day of one not filed.
/// A mention without a day means the only day that others of its number give.
fn names(citations: &[FiledCitation]) -> Vec<String> {
    let keys: Vec<String> = citations.iter().map(said).collect();
    let mut days: HashMap<(u64, &str), HashSet<PartialDate>> = HashMap::new();
    for (filed, key) in citations.iter().zip(&keys) {
        days.entry((filed.document, key)).or_default().extend(filed.citation.date);
    }
    let name = |(filed, key): (&FiledCitation, &String)| match filed.cited {
        Some(cited) => cited.to_string(),
        None => {
            let known = &days[&(filed.document, key.as_str())];
            let only = known.iter().next().filter(|_| known.len() == 1).copied();
            let day = filed.citation.date.or(only).map(|day| day.to_string());
            format!("{key} {}", day.unwrap_or_default())
        }
    };
    citations.iter().zip(&keys).map(name).collect()
}

fn said(filed: &FiledCitation) -> String {
    let Citation { number, subject, quote, .. } = &filed.citation;
    let number = number.as_ref().map(DocumentNumber::identity_key);
    number.or_else(|| subject.as_ref().map(|name| name.to_lowercase())).unwrap_or_else(|| quote.clone())
}

/// The relation that says more: what changes a document before what uses it, and that before a mere mention.
fn stronger(one: Relation, other: Relation) -> Relation {
    const ORDER: [Relation; 11] = [
        Relation::Repeals,
        Relation::Replaces,
        Relation::Amends,
        Relation::Corrects,
        Relation::Guides,
        Relation::Implements,
        Relation::ReportsOn,
        Relation::RepliesTo,
        Relation::AttachedTo,
        Relation::BasedOn,
        Relation::Mentions,
    ];
    ORDER.into_iter().find(|relation| *relation == one || *relation == other).unwrap_or(one)
}

/// What is said of the effect of a document, by those that cite it and by itself: the last word counts, and what ends
/// it before what changes it.
fn effect_of(cites: &[Link], cited_by: &[Link], documents: &BTreeMap<u64, Row>) -> EffectStatus {
    let near = |link: &&Link| link.level == 1;
    let others =
        cited_by.iter().filter(near).filter(|link| !link.passive).map(|link| (link, Some(link.from)));
    let itself = cites.iter().filter(near).filter(|link| link.passive).map(|link| match link.to {
        End::Filed(no) => (link, Some(no)),
        End::Missing(_) => (link, None),
    });
    let row = |by: Option<u64>| by.and_then(|no| documents.get(&no));
    let date = |by| row(by).and_then(|row| row.fields.appeared_on());
    let mut said: Vec<(Effect, Option<u64>)> = others
        .chain(itself)
        .map(|(link, by)| (Effect::of_link(link), by))
        .filter(|(effect, _)| *effect != Effect::InForce)
        .collect();
    said.sort_by_key(|(_, by)| std::cmp::Reverse(date(*by)));
    let ended = said.iter().find(|(effect, _)| *effect != Effect::Amended);
    let effect = ended.or(said.first()).map_or(Effect::InForce, |(effect, _)| *effect);
    let because: Vec<Option<u64>> =
        said.iter().filter(|(one, _)| *one == effect).map(|(_, by)| *by).collect();
    EffectStatus {
        effect,
        since: because.first().and_then(|by| date(*by)),
        because: because.iter().filter_map(|by| row(*by).map(|row| row.id)).collect(),
    }
}
