//! `citations`: what each document cites, and which filed document that is.

use rusqlite::{Row as SqlRow, params};
use vankho_model::{Citation, DocumentNumber, Kind, PartialDate, Relation, Ruling};

use crate::{Reader, StoreError, Writer};

/// A citation in the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct FiledCitation {
    /// Its ordinal.
    pub no: u64,
    /// The ordinal of the document that cites.
    pub document: u64,
    /// What was read.
    pub citation: Citation,
    /// What a person said of it.
    pub ruling: Ruling,
    /// The ordinal of the document that is cited, if it is filed and known.
    pub cited: Option<u64>,
}

/// A document that is cited and not filed.
#[derive(Clone, PartialEq)]
pub struct MissingDocument {
    /// Its number in normal form, as cited first; `None` if it is cited by its name.
    pub number: Option<DocumentNumber>,
    /// Its kind.
    pub kind: Option<Kind>,
    /// Its date.
    pub date: Option<PartialDate>,
    /// Its issuer as cited.
    pub issuer: Option<String>,
    /// What it is about, or its name, as cited.
    pub subject: Option<String>,
    /// How many documents cite it.
    pub cited_by: u64,
    /// The first of them, by ordinal.
    pub first: u64,
}

/// Shows how often it is cited and never what it is.
impl std::fmt::Debug for MissingDocument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MissingDocument(cited by {})", self.cited_by)
    }
}

const COLUMNS: &str = "no, document, page, first, after, quote, number, kind, date, issuer, subject, \
     article, passive, relation, confidence, ruling, cited";

impl Reader<'_> {
    /// Reads what a document cites, in the order of its text.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn citations_in(&self, document: u64) -> Result<Vec<FiledCitation>, StoreError> {
        self.citations("document = ?1 ORDER BY page, first", params![document])
    }

    /// Reads the citations of a filed document, in the order of filing.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn citations_of(&self, cited: u64) -> Result<Vec<FiledCitation>, StoreError> {
        self.citations("cited = ?1 ORDER BY document, page, first", params![cited])
    }

    /// Reads one citation.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn citation(&self, no: u64) -> Result<Option<FiledCitation>, StoreError> {
        Ok(self.citations("no = ?1", params![no])?.pop())
    }

    /// Reads the citations of a number that name this date or none.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn citations_of_number(
        &self,
        key: &str,
        date: Option<PartialDate>,
    ) -> Result<Vec<FiledCitation>, StoreError> {
        let date = date.map(|date| date.to_string());
        self.citations(
            "number_key = ?1 AND (?2 IS NULL OR date IS NULL OR date = ?2 OR length(date) < 10 OR length(?2) < 10)",
            params![key, date],
        )
    }

    fn citations(
        &self,
        filter: &str,
        params: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<FiledCitation>, StoreError> {
        let mut statement =
            self.sql.prepare_cached(&format!("SELECT {COLUMNS} FROM citations WHERE {filter}"))?;
        let mut rows = statement.query(params)?;
        let mut citations = Vec::new();
        while let Some(row) = rows.next()? {
            citations.push(read(row)?);
        }
        Ok(citations)
    }

    /// Lists what is cited and not filed, the most cited first.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn missing_documents(&self, limit: usize) -> Result<Vec<MissingDocument>, StoreError> {
        // The same number of another day is another document; a citation without a day means the only day there is.
        let mut statement = self.sql.prepare_cached(
            "WITH open AS (SELECT *, coalesce(number_key, lower(subject)) AS name FROM citations
                           WHERE cited IS NULL AND ruling <> 'rejected'),
                  only AS (SELECT name, min(date) AS day FROM open WHERE date IS NOT NULL
                           GROUP BY name HAVING count(DISTINCT date) = 1)
             SELECT min(number), max(kind), coalesce(date, day), max(issuer), max(subject),
                 count(DISTINCT document), min(document)
             FROM open LEFT JOIN only USING (name) WHERE name IS NOT NULL
             GROUP BY name, coalesce(date, day)
             ORDER BY count(DISTINCT document) DESC, min(no) LIMIT ?1",
        )?;
        let mut rows = statement.query([limit])?;
        let mut missing = Vec::new();
        while let Some(row) = rows.next()? {
            missing.push(MissingDocument {
                number: number(row, 0)?,
                kind: kind(row, 1)?,
                date: date(row, 2)?,
                issuer: row.get(3)?,
                subject: row.get(4)?,
                cited_by: row.get(5)?,
                first: row.get(6)?,
            });
        }
        Ok(missing)
    }

    /// Lists the ordinals of the documents that most others cite, with how many do, the most cited first.
    ///
    /// # Errors
    /// On I/O.
    pub fn most_cited(&self, limit: usize) -> Result<Vec<(u64, u64)>, StoreError> {
        let mut statement = self.sql.prepare_cached(
            "SELECT cited, count(DISTINCT document) AS citing FROM citations
             WHERE cited IS NOT NULL AND cited <> document AND ruling <> 'rejected'
             GROUP BY cited ORDER BY citing DESC, cited LIMIT ?1",
        )?;
        let rows = statement.query_map([limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Lists the ordinals of documents of some kind (any, if `None`) that no other one relates to in these ways
    /// (any, if empty), the newest first.
    ///
    /// # Errors
    /// On I/O.
    pub fn documents_without(
        &self,
        kind: Option<Kind>,
        relations: &[Relation],
        limit: usize,
    ) -> Result<Vec<u64>, StoreError> {
        let codes: Vec<&str> = relations.iter().map(|relation| relation.as_str()).collect();
        let codes = serde_json::to_string(&codes).expect("words are always JSON");
        let mut statement = self.sql.prepare_cached(
            "SELECT no FROM documents AS d WHERE (?1 IS NULL OR kind = ?1) AND NOT EXISTS (
                 SELECT 1 FROM citations WHERE cited = d.no AND document <> d.no AND ruling <> 'rejected'
                     AND (?2 = '[]' OR relation IN (SELECT value FROM json_each(?2))))
             ORDER BY issued_on DESC, no DESC LIMIT ?3",
        )?;
        let nos = statement.query_map(params![kind.map(Kind::id), codes, limit], |row| row.get(0))?;
        Ok(nos.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Replaces what a machine read of a document's citations; what a person ruled on stays, and is not proposed
    /// again where it stands.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn replace_citations(&self, document: u64, citations: &[Citation]) -> Result<(), StoreError> {
        self.sql
            .prepare_cached("DELETE FROM citations WHERE document = ?1 AND ruling = 'proposed'")?
            .execute([document])?;
        let settled = self.reader().citations_in(document)?;
        let mut insert = self.sql.prepare_cached(
            "INSERT INTO citations (document, page, first, after, quote, number, number_key, kind, date, issuer,
                 subject, article, passive, relation, confidence, ruling)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 'proposed')",
        )?;
        for citation in citations {
            let is_settled = |filed: &FiledCitation| {
                let there = &filed.citation;
                (there.page, there.start) == (citation.page, citation.start) || there.quote == citation.quote
            };
            if settled.iter().any(is_settled) {
                continue;
            }
            // A mention in short, or again, means what the first one said in full.
            let first = citation.repeats.and_then(|first| citations.get(first)).unwrap_or(citation);
            insert.execute(params![
                document,
                citation.page,
                citation.start,
                citation.end,
                citation.quote,
                citation.number.as_ref().map(ToString::to_string),
                citation.number.as_ref().map(DocumentNumber::identity_key),
                citation.kind.map(Kind::id),
                citation.date.or(first.date).map(|date| date.to_string()),
                citation.issuer.as_ref().or(first.issuer.as_ref()),
                citation.subject.as_ref().or(first.subject.as_ref()),
                citation.article,
                citation.passive,
                citation.relation.as_str(),
                citation.confidence,
            ])?;
        }
        Ok(())
    }

    /// Notes which filed document a citation means.
    ///
    /// # Errors
    /// On I/O.
    pub fn set_cited(&self, citation: u64, cited: Option<u64>) -> Result<(), StoreError> {
        self.sql
            .prepare_cached("UPDATE citations SET cited = ?2 WHERE no = ?1 AND cited IS NOT ?2")?
            .execute(params![citation, cited])?;
        Ok(())
    }
}

fn read(row: &SqlRow<'_>) -> Result<FiledCitation, StoreError> {
    let code = |column| row.get_ref(column).ok().and_then(|value| value.as_str().ok()).unwrap_or_default();
    Ok(FiledCitation {
        no: row.get(0)?,
        document: row.get(1)?,
        citation: Citation {
            page: row.get(2)?,
            start: row.get(3)?,
            end: row.get(4)?,
            quote: row.get(5)?,
            number: number(row, 6)?,
            kind: kind(row, 7)?,
            date: date(row, 8)?,
            issuer: row.get(9)?,
            subject: row.get(10)?,
            article: row.get(11)?,
            passive: row.get(12)?,
            repeats: None,
            relation: Relation::from_code(code(13))
                .ok_or(StoreError::Damaged { what: "citations.relation" })?,
            confidence: row.get(14)?,
        },
        ruling: Ruling::from_code(code(15)).ok_or(StoreError::Damaged { what: "citations.ruling" })?,
        cited: row.get(16)?,
    })
}

fn number(row: &SqlRow<'_>, column: usize) -> Result<Option<DocumentNumber>, StoreError> {
    let text: Option<String> = row.get(column)?;
    let damaged = || StoreError::Damaged { what: "citations.number" };
    text.map(|text| DocumentNumber::as_written(&text).ok_or_else(damaged)).transpose()
}

fn kind(row: &SqlRow<'_>, column: usize) -> Result<Option<Kind>, StoreError> {
    let id: Option<String> = row.get(column)?;
    let kind = id.map(|id| Kind::from_id(&id)).transpose();
    kind.map_err(|_| StoreError::Damaged { what: "citations.kind" })
}

fn date(row: &SqlRow<'_>, column: usize) -> Result<Option<PartialDate>, StoreError> {
    let text: Option<String> = row.get(column)?;
    let date = text.map(|text| text.parse::<PartialDate>()).transpose();
    date.map_err(|()| StoreError::Damaged { what: "citations.date" })
}
