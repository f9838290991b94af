//! Originals that leave for another program: which may, and under which name.

use std::fs::File;

use vankho_model::{Document, DocumentId, FileRole};

use crate::{AppError, Archive};

/// What programs for offices open without running what is in it or asking the network, and the ending that
/// says so to the system. Web pages and mails are missing on purpose: they load pictures and run attachments.
const ENDINGS: &[(&str, &str)] = &[
    ("application/pdf", "pdf"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ("application/vnd.oasis.opendocument.presentation", "odp"),
    ("application/msword", "doc"),
    ("application/vnd.ms-excel", "xls"),
    ("application/vnd.ms-powerpoint", "ppt"),
    ("application/rtf", "rtf"),
    ("text/plain", "txt"),
    ("image/jpeg", "jpg"),
    ("image/png", "png"),
    ("image/tiff", "tif"),
];

/// Longer numbers are cut: some systems allow 255 bytes in a name, and folders take their share of the path.
const NAME_LETTERS: usize = 60;

/// An original on its way out.
#[derive(Debug)]
pub struct Outgoing {
    /// Its bytes in the vault.
    pub original: File,
    /// A name made of the document's number, with the ending that its bytes ask for.
    pub name: String,
}

impl Archive {
    /// The original of a document for a copy that another program opens.
    ///
    /// # Errors
    /// `StaysInside` if such a file could do more than show itself; or if there is no such document or original.
    pub fn outgoing(&self, id: DocumentId) -> Result<Outgoing, AppError> {
        let document = self.document(id)?;
        let original = document.files.iter().find(|file| file.role == FileRole::Original);
        let original = original.ok_or(AppError::NotFound)?;
        let ending = ending_of(&original.media_type).ok_or(AppError::StaysInside)?;
        let name = format!("{}.{ending}", stem(&document));
        Ok(Outgoing { original: self.vault.open_original(&original.digest)?, name })
    }
}

fn ending_of(media_type: &str) -> Option<&'static str> {
    ENDINGS.iter().find(|(known, _)| *known == media_type).map(|(_, ending)| *ending)
}

/// The first words keep names that Windows has taken (`CON`, `NUL`) and leading dots away.
fn stem(document: &Document) -> String {
    let number = document.fields.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let safe: String = number.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let safe: String = safe.trim_matches('-').chars().take(NAME_LETTERS).collect();
    if safe.is_empty() { "Văn bản".to_owned() } else { format!("Văn bản {safe}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_act_stays_inside() {
        for media_type in
            ["text/html", "message/rfc822", "application/zip", "application/x-ole-storage", "", "x"]
        {
            assert_eq!(ending_of(media_type), None, "{media_type}");
        }
        assert_eq!(ending_of("application/pdf"), Some("pdf"));
    }
}
