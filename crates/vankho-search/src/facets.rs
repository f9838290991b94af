//! Counting results by kind, year, issuer, signer and label in one pass over fast columns.

use std::collections::HashMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::schema::{DOSSIER, ISSUER, KIND, SIGNER, TAG, YEAR};

/// How many results have each value.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By kind id.
    pub kinds: HashMap<String, u64>,
    /// By year.
    pub years: HashMap<u16, u64>,
    /// By issuer as printed.
    pub issuers: HashMap<String, u64>,
    /// By signer as printed.
    pub signers: HashMap<String, u64>,
    /// By label; a document counts for each it has.
    pub tags: HashMap<String, u64>,
    /// By the id of a dossier; a document counts for each it is in.
    pub dossiers: HashMap<String, u64>,
}

/// Shows how many values there are and never the values.
impl std::fmt::Debug for Facets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Facets({}, {}, {})", self.kinds.len(), self.years.len(), self.issuers.len())
    }
}

/// Collects [`Facets`].
pub(crate) struct FacetCollector;

pub(crate) struct SegmentFacets {
    kinds: TextCounts,
    issuers: TextCounts,
    signers: TextCounts,
    tags: TextCounts,
    dossiers: TextCounts,
    years: Column<u64>,
    by_year: HashMap<u64, u64>,
}

/// Counts of one text column, by the ordinals of its dictionary.
struct TextCounts {
    column: Option<StrColumn>,
    by_ordinal: Vec<u64>,
}

impl TextCounts {
    fn open(reader: &SegmentReader, field: &str) -> tantivy::Result<Self> {
        let column = reader.fast_fields().str(field)?;
        let by_ordinal = vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
        Ok(Self { column, by_ordinal })
    }

    fn count(&mut self, document: DocId) {
        let Some(column) = &self.column else { return };
        for ordinal in column.ords().values_for_doc(document) {
            self.by_ordinal[ordinal as usize] += 1;
        }
    }

    fn add_to(&self, counts: &mut HashMap<String, u64>) {
        let Some(column) = &self.column else { return };
        let mut value = String::new();
        for (ordinal, count) in self.by_ordinal.iter().enumerate().filter(|(_, count)| **count > 0) {
            value.clear();
            if column.ord_to_str(ordinal as u64, &mut value).unwrap_or(false) {
                *counts.entry(value.clone()).or_default() += count;
            }
        }
    }
}

impl Collector for FacetCollector {
    type Fruit = Facets;
    type Child = SegmentFacets;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentFacets> {
        Ok(SegmentFacets {
            kinds: TextCounts::open(reader, KIND)?,
            issuers: TextCounts::open(reader, ISSUER)?,
            signers: TextCounts::open(reader, SIGNER)?,
            tags: TextCounts::open(reader, TAG)?,
            dossiers: TextCounts::open(reader, DOSSIER)?,
            years: reader.fast_fields().u64(YEAR)?,
            by_year: HashMap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Facets>) -> tantivy::Result<Facets> {
        let mut all = Facets::default();
        for segment in segments {
            add(&mut all.kinds, segment.kinds);
            add(&mut all.years, segment.years);
            add(&mut all.issuers, segment.issuers);
            add(&mut all.signers, segment.signers);
            add(&mut all.tags, segment.tags);
            add(&mut all.dossiers, segment.dossiers);
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentFacets {
    type Fruit = Facets;

    fn collect(&mut self, document: DocId, _: Score) {
        self.kinds.count(document);
        self.issuers.count(document);
        self.signers.count(document);
        self.tags.count(document);
        self.dossiers.count(document);
        if let Some(year) = self.years.first(document) {
            *self.by_year.entry(year).or_default() += 1;
        }
    }

    fn harvest(self) -> Facets {
        let mut facets = Facets::default();
        self.kinds.add_to(&mut facets.kinds);
        self.issuers.add_to(&mut facets.issuers);
        self.signers.add_to(&mut facets.signers);
        self.tags.add_to(&mut facets.tags);
        self.dossiers.add_to(&mut facets.dossiers);
        let years =
            self.by_year.into_iter().filter_map(|(year, count)| Some((u16::try_from(year).ok()?, count)));
        facets.years = years.collect();
        facets
    }
}

fn add<K: std::hash::Hash + Eq>(counts: &mut HashMap<K, u64>, more: HashMap<K, u64>) {
    more.into_iter().for_each(|(value, count)| *counts.entry(value).or_default() += count);
}
