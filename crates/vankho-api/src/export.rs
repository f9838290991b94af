//! Lists as files: CSV that a spreadsheet opens without running anything, and JSON a line.

use std::io::{self, Write};

use vankho_model::Document;

use crate::dto::DocumentDto;

/// What a spreadsheet takes for the beginning of a formula (OWASP, "CSV injection").
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A column of a list: a field of [`DocumentDto`] by its name, and its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportColumn {
    /// `number`, `kind`, `issued_on`, `tags`, …
    pub name: String,
    /// What stands over it.
    pub heading: String,
}

/// Writes the headings, after the mark by which Excel knows UTF-8.
///
/// # Errors
/// If it can't be written.
pub fn csv_head(to: &mut dyn Write, columns: &[ExportColumn]) -> io::Result<()> {
    to.write_all("\u{FEFF}".as_bytes())?;
    csv_line(to, columns.iter().map(|column| column.heading.clone()))
}

/// Writes a document as a line.
///
/// # Errors
/// If it can't be written.
pub fn csv_document(to: &mut dyn Write, document: &Document, columns: &[ExportColumn]) -> io::Result<()> {
    let document = DocumentDto::from(document);
    csv_line(to, columns.iter().map(|column| cell(&document, &column.name)))
}

/// Writes a document as a line of JSON.
///
/// # Errors
/// If it can't be written.
pub fn json_document(to: &mut dyn Write, document: &Document) -> io::Result<()> {
    serde_json::to_writer(&mut *to, &DocumentDto::from(document))?;
    to.write_all(b"\n")
}

/// What a cell says: dates as they are written (`01/07/2016`), lists joined, kinds by name.
fn cell(document: &DocumentDto, column: &str) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    match column {
        "id" => document.id.clone(),
        "number" => text(&document.number),
        "kind" => text(&document.kind_name),
        "issued_on" => day(document.issued_on.as_deref()),
        "published_on" => day(document.published_on.as_deref()),
        "date" => day(document.issued_on.as_deref().or(document.published_on.as_deref())),
        "place" => text(&document.place),
        "issuer" => text(&document.issuer),
        "parent_body" => text(&document.parent_body),
        "subject" => text(&document.subject),
        "signer" => text(&document.signer),
        "signer_position" => text(&document.signer_position),
        "author" => text(&document.author),
        "addressees" => document.addressees.join("; "),
        "recipients" => document.recipients.join("; "),
        "secrecy" => document.secrecy.clone(),
        "urgency" => document.urgency.clone(),
        "pages" => document.pages.to_string(),
        "tags" => document.tags.join("; "),
        "dossiers" => document.dossiers.join("; "),
        "filed_at" => document.filed_at.clone(),
        _ => String::new(),
    }
}

/// `2016-07-01` as `01/07/2016`; a month or a year alone stays one.
fn day(date: Option<&str>) -> String {
    let mut parts: Vec<&str> = date.unwrap_or_default().split('-').collect();
    parts.reverse();
    parts.join("/")
}

fn csv_line(to: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            to.write_all(b",")?;
        }
        // An apostrophe makes a text of what would be a formula; spreadsheets don't show it.
        let guard = if cell.starts_with(FORMULA) { "'" } else { "" };
        write!(to, "\"{guard}{}\"", cell.replace('"', "\"\""))?;
    }
    to.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::{csv_line, day};

    fn line(cell: &str) -> String {
        let mut out = Vec::new();
        csv_line(&mut out, [cell.to_owned()].into_iter()).expect("memory is writable");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn no_cell_is_a_formula() {
        for begin in ["=", "+", "-", "@", "\t", "\r"] {
            let cell = format!("{begin}HYPERLINK(\"x\")");
            assert_eq!(line(&cell), format!("\"'{begin}HYPERLINK(\"\"x\"\")\"\r\n"));
        }
        assert_eq!(line("04-NQ/TU, về \"rừng\"\nven sông"), "\"04-NQ/TU, về \"\"rừng\"\"\nven sông\"\r\n");
    }

    #[test]
    fn dates_are_written_as_people_do() {
        let check = |date, expected| assert_eq!(day(date), expected);
        check(Some("2016-07-01"), "01/07/2016");
        check(Some("2016-07"), "07/2016");
        check(Some("2016"), "2016");
        check(None, "");
    }
}
