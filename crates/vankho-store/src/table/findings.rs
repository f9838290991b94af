//! `findings`: what a reading gave beside fields and citations.

use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};
use vankho_model::{DateMention, DateRole, Evidence, Field, Findings, Place, Relation, Told};

use crate::{Reader, StoreError, Writer};

impl Reader<'_> {
    /// Reads what a reading of a document gave beside fields and citations.
    ///
    /// # Errors
    /// On I/O, or if a stored value is damaged.
    pub fn findings(&self, document: u64) -> Result<Findings, StoreError> {
        let mut statement = self.sql.prepare_cached("SELECT found FROM findings WHERE document = ?1")?;
        let found: Option<String> = statement.query_row([document], |row| row.get(0)).optional()?;
        let Some(found) = found else { return Ok(Findings::default()) };
        let found = serde_json::from_str(&found).ok().and_then(|json: Value| read(&json));
        found.ok_or(StoreError::Damaged { what: "findings.found" })
    }
}

impl Writer<'_> {
    /// Replaces what a reading of a document gave beside fields and citations.
    ///
    /// # Errors
    /// On I/O.
    pub fn put_findings(&self, document: u64, findings: &Findings) -> Result<(), StoreError> {
        if findings.is_empty() {
            self.sql.prepare_cached("DELETE FROM findings WHERE document = ?1")?.execute([document])?;
        } else {
            self.sql
                .prepare_cached("INSERT OR REPLACE INTO findings (document, found) VALUES (?1, ?2)")?
                .execute(params![document, write(findings).to_string()])?;
        }
        Ok(())
    }
}

fn write(findings: &Findings) -> Value {
    let Findings { alternatives, told, section, dates } = findings;
    let alternative =
        |one: &Evidence| json!([one.field.as_str(), one.page, one.start, one.end, one.quote, one.confidence]);
    let told_one = |one: &Told| {
        json!([one.from.0, one.from.1, one.to.0, one.to.1, one.relation.as_str(), one.confidence])
    };
    let date =
        |one: &DateMention| json!([one.date.to_string(), one.role.as_str(), one.page, one.start, one.end]);
    json!({
        "alternatives": alternatives.iter().map(alternative).collect::<Vec<_>>(),
        "told": told.iter().map(told_one).collect::<Vec<_>>(),
        "section": section,
        "dates": dates.iter().map(date).collect::<Vec<_>>(),
    })
}

fn read(json: &Value) -> Option<Findings> {
    let list = |name: &str| json[name].as_array();
    Some(Findings {
        alternatives: list("alternatives")?.iter().map(read_alternative).collect::<Option<_>>()?,
        told: list("told")?.iter().map(read_told).collect::<Option<_>>()?,
        section: json["section"].as_str().map(str::to_owned),
        dates: list("dates")?.iter().map(read_date).collect::<Option<_>>()?,
    })
}

fn read_alternative(json: &Value) -> Option<Evidence> {
    Some(Evidence {
        field: Field::from_name(json[0].as_str()?)?,
        page: number(&json[1])?,
        start: number(&json[2])?,
        end: number(&json[3])?,
        quote: json[4].as_str()?.to_owned(),
        confidence: confidence(&json[5])?,
    })
}

fn read_told(json: &Value) -> Option<Told> {
    let place = |at: usize| -> Option<Place> { Some((number(&json[at])?, number(&json[at + 1])?)) };
    Some(Told {
        from: place(0)?,
        to: place(2)?,
        relation: Relation::from_code(json[4].as_str()?)?,
        confidence: confidence(&json[5])?,
    })
}

fn read_date(json: &Value) -> Option<DateMention> {
    Some(DateMention {
        date: json[0].as_str()?.parse().ok()?,
        role: DateRole::from_code(json[1].as_str()?)?,
        page: number(&json[2])?,
        start: number(&json[3])?,
        end: number(&json[4])?,
    })
}

fn number(json: &Value) -> Option<u32> {
    json.as_u64()?.try_into().ok()
}

#[allow(clippy::cast_possible_truncation, reason = "it was of single precision when it was written")]
fn confidence(json: &Value) -> Option<f32> {
    json.as_f64().map(|value| value as f32)
}
