//! What reading a file gives, and which reader reads what.

use std::fmt;
use std::time::Instant;

use vankho_model::{Hints, Warning, WarningCode};

use crate::media::Format;
use crate::{docx, html, ole, package, pdf, plain, sniff};

/// What was read of a document.
#[derive(Clone, PartialEq, Eq)]
pub struct Extracted {
    /// The format found in the bytes.
    pub media_type: &'static str,
    /// The text of each page, repaired (`vankho_text::repair`). A format without pages gives one page.
    pub pages: Vec<String>,
    /// What could not be read.
    pub warnings: Vec<Warning>,
    /// What the format itself says about the document.
    pub hints: Hints,
}

/// Shows sizes and never the text.
impl fmt::Debug for Extracted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes: usize = self.pages.iter().map(String::len).sum();
        write!(f, "Extracted({}, {} pages, {bytes} bytes, ", self.media_type, self.pages.len())?;
        write!(f, "{:?}, {:?})", self.warnings, self.hints)
    }
}

/// A file is either a document, however little of it can be read, or nothing to file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A document to keep.
    Document(Extracted),
    /// Not a document.
    Refused(Refusal),
}

/// Why a file is no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It has no bytes.
    Empty,
    /// A program, a plain archive, sound, film, a font, a database, or no known format.
    NotADocument,
    /// It is larger than [`crate::Limits::input_bytes`].
    TooLarge,
}

impl Refusal {
    const ALL: [Self; 3] = [Self::Empty, Self::NotADocument, Self::TooLarge];

    /// Its code in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty_file",
            Self::NotADocument => "unsupported_format",
            Self::TooLarge => "too_large",
        }
    }

    /// Reads what `as_str` writes.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.as_str() == text)
    }
}

/// A warning about the whole document.
pub(crate) fn whole(code: WarningCode) -> Warning {
    Warning { code, page: None }
}

/// A warning about one page, counted from 1.
pub(crate) fn on_page(code: WarningCode, page: usize) -> Warning {
    Warning { code, page: u32::try_from(page).ok() }
}

/// A document of which only the format is known, and why.
pub(crate) fn unread(format: Format, warning: Warning) -> Extracted {
    let hints = Hints::default();
    Extracted { media_type: format.media_type(), pages: Vec::new(), warnings: vec![warning], hints }
}

/// Collects pages up to the limit of text.
pub(crate) struct Pages {
    pages: Vec<String>,
    room: usize,
    /// Set once something was cut off.
    pub(crate) truncated: bool,
}

impl Pages {
    pub(crate) fn new(text_bytes: u64) -> Self {
        Self { pages: Vec::new(), room: usize::try_from(text_bytes).unwrap_or(usize::MAX), truncated: false }
    }

    /// Repairs a page and adds it, as much as there is room for.
    pub(crate) fn push(&mut self, raw: &str) {
        let mut page = vankho_text::repair(raw);
        if page.len() > self.room {
            page.truncate(page.floor_char_boundary(self.room));
            self.truncated = true;
        }
        self.room -= page.len();
        self.pages.push(page);
    }

    /// Whether any page has a letter or digit.
    pub(crate) fn has_text(&self) -> bool {
        self.pages.iter().any(|page| page.contains(char::is_alphanumeric))
    }

    /// The document made of these pages; a cut and an empty document are warned of.
    pub(crate) fn finish(self, format: Format, mut warnings: Vec<Warning>, hints: Hints) -> Extracted {
        if self.truncated {
            warnings.push(whole(WarningCode::TextTruncated));
        } else if warnings.is_empty() && !self.has_text() {
            warnings.push(whole(WarningCode::Empty));
        }
        Extracted { media_type: format.media_type(), pages: self.pages, warnings, hints }
    }
}

/// How long and how much a reader may read.
#[derive(Clone, Copy)]
pub(crate) struct Budget {
    /// Bytes of text.
    pub(crate) text_bytes: u64,
    /// A reader that works page by page stops here and keeps what it has.
    pub(crate) deadline: Instant,
}

/// Tells the format of a whole file: what `sniff` finds in its head, with containers looked into.
pub(crate) fn identify(bytes: &[u8]) -> Result<Identified, Refusal> {
    let format = sniff::sniff(&bytes[..bytes.len().min(sniff::HEAD_BYTES)])?;
    match format {
        Format::Zip => package::identify(bytes),
        Format::Ole => ole::identify(bytes),
        format => Ok(Identified::Sound(format)),
    }
}

/// What a look into the container found.
pub(crate) enum Identified {
    /// A format whose container can be read.
    Sound(Format),
    /// Still recognisable, but the container is broken.
    Damaged(Format),
    /// Locked with a password.
    Encrypted(Format),
}

/// Reads a whole file.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Outcome {
    let format = match identify(bytes) {
        Ok(Identified::Sound(format)) => format,
        Ok(Identified::Damaged(format)) => {
            return Outcome::Document(unread(format, whole(WarningCode::Damaged)));
        }
        Ok(Identified::Encrypted(format)) => {
            return Outcome::Document(unread(format, whole(WarningCode::Encrypted)));
        }
        Err(refusal) => return Outcome::Refused(refusal),
    };
    match format {
        Format::Pdf => Outcome::Document(pdf::read(bytes, budget)),
        Format::Docx => Outcome::Document(docx::read(bytes, budget)),
        Format::Html => Outcome::Document(html::read(bytes, budget)),
        Format::Text => plain::read(bytes, budget).map_or_else(Outcome::Refused, Outcome::Document),
        Format::Jpeg | Format::Png | Format::Tiff => {
            Outcome::Document(unread(format, on_page(WarningCode::NoTextLayer, 1)))
        }
        _ => Outcome::Document(unread(format, whole(WarningCode::FormatNotRead))),
    }
}
