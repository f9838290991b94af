//! What could not be read of a document that was filed all the same.

/// Why some of a document's text is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WarningCode {
    /// A page is an image without text: it waits for OCR.
    NoTextLayer,
    /// The file asks for a password.
    Encrypted,
    /// The file breaks the rules of its own format.
    Damaged,
    /// A document format that is kept but not read yet.
    FormatNotRead,
    /// An 8-bit encoding that could not be told with certainty: letters with marks may be wrong.
    EncodingUnknown,
    /// The reading process died, ran too long, or asked for too much memory.
    ReaderStopped,
    /// More text than the limit: the rest was left out.
    TextTruncated,
    /// The document has no text at all.
    Empty,
    /// Written in an old Vietnamese encoding and converted: the original shows what was typed.
    LegacyEncoding,
    /// Read off a picture with doubt: letters and numbers may be wrong.
    ReadWithDoubt,
    /// Something enclosed was not filed: an attachment that is no document, or one too many or too large.
    EnclosureLeftOut,
}

impl WarningCode {
    /// Every code.
    pub const ALL: [Self; 11] = [
        Self::NoTextLayer,
        Self::Encrypted,
        Self::Damaged,
        Self::FormatNotRead,
        Self::EncodingUnknown,
        Self::ReaderStopped,
        Self::TextTruncated,
        Self::Empty,
        Self::LegacyEncoding,
        Self::ReadWithDoubt,
        Self::EnclosureLeftOut,
    ];

    /// The word for it in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoTextLayer => "no_text_layer",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::FormatNotRead => "format_not_read",
            Self::EncodingUnknown => "encoding_unknown",
            Self::ReaderStopped => "reader_stopped",
            Self::TextTruncated => "text_truncated",
            Self::Empty => "empty",
            Self::LegacyEncoding => "legacy_encoding",
            Self::ReadWithDoubt => "read_with_doubt",
            Self::EnclosureLeftOut => "enclosure_left_out",
        }
    }

    /// Reads what `as_str` writes.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == text)
    }
}

/// A warning and the page it is about, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Warning {
    /// What happened.
    pub code: WarningCode,
    /// The page, or `None` for the whole document.
    pub page: Option<u32>,
}
