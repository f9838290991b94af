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

    fn of(relation: Relation) -> Self {
        match relation {
            Relation::Repeals => Self::Repealed,
            Relation::Replaces => Self::Replaced,
            Relation::Amends => Self::Amended,
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
            let effect = effect_of(&cited_by, &documents);
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
    let mut places: HashMap<(u64, String), usize> = HashMap::new();
    for (citation, name) in citations.into_iter().zip(names) {
        let relation = citation.citation.relation;
        match places.entry((citation.document, name)) {
            Entry::Occupied(place) => {
                let link = &mut links[*place.get()];
                link.relation = stronger(link.relation, relation);
                link.citations.push(citation);
            }
            Entry::Vacant(place) => {
                place.insert(links.len());
                let (from, to) = (citation.document, end(&citation));
                links.push(Link { from, to, relation, level: 1, citations: vec![citation] });
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

/// What the documents that cite one say of its effect: the last word counts, and what ends it before what changes it.
fn effect_of(cited_by: &[Link], documents: &BTreeMap<u64, Row>) -> EffectStatus {
    let date = |link: &&Link| documents.get(&link.from).and_then(|row| row.fields.appeared_on());
    let mut ending: Vec<&Link> = cited_by
        .iter()
        .filter(|link| link.level == 1 && Effect::of(link.relation) != Effect::InForce)
        .collect();
    ending.sort_by_key(|link| std::cmp::Reverse(date(link)));
    let ended = ending.iter().find(|link| Effect::of(link.relation) != Effect::Amended);
    let effect = ended.or(ending.first()).map_or(Effect::InForce, |link| Effect::of(link.relation));
    let because: Vec<&Link> =
        ending.iter().copied().filter(|link| Effect::of(link.relation) == effect).collect();
    EffectStatus {
        effect,
        since: because.first().and_then(date),
        because: because.iter().filter_map(|link| documents.get(&link.from).map(|row| row.id)).collect(),
    }
}
