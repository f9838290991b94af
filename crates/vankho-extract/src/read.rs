//! What reading a file gives, and which reader reads what.

use std::fmt;
use std::time::Instant;

use vankho_model::{Engine, Hints, PageSource, Warning, WarningCode};

use crate::format::{doc, docx, html, letter, odf, pdf, plain, ppt, pptx, rtf, sheet};
use crate::pages::Pages;
use crate::picture;
use crate::sniff::{Format, Identified, identify};

/// What was read of a document.
#[derive(Clone, PartialEq, Eq)]
pub struct Extracted {
    /// The format found in the bytes.
    pub media_type: &'static str,
    /// The text of each page, repaired (`vankho_text::repair`). A format without pages gives one page.
    pub pages: Vec<String>,
    /// How each page was read.
    pub sources: Vec<PageSource>,
    /// What could not be read.
    pub warnings: Vec<Warning>,
    /// What the format itself says about the document.
    pub hints: Hints,
}

impl Extracted {
    /// Whether it is of a format that can hold other files: [`crate::Extractor::unpack`] takes them out.
    #[must_use]
    pub fn may_enclose(&self) -> bool {
        [Format::Eml, Format::Msg].iter().any(|format| format.media_type() == self.media_type)
    }
}

/// Shows sizes and never the text.
impl fmt::Debug for Extracted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes: usize = self.pages.iter().map(String::len).sum();
        write!(f, "Extracted({}, {} pages, {bytes} bytes, ", self.media_type, self.pages.len())?;
        write!(f, "{:?}, {:?})", self.warnings, self.hints)
    }
}

/// A file is a document, however little of it can be read, or holds some, or is nothing to file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A document to keep.
    Document(Extracted),
    /// An archive of files, which is none itself: [`crate::Extractor::unpack`] takes them out.
    Archive,
    /// Not a document.
    Refused(Refusal),
}

/// Why a file is no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It has no bytes.
    Empty,
    /// A program, sound, film, a font, a database, or no known format.
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
    Extracted {
        media_type: format.media_type(),
        pages: Vec::new(),
        sources: Vec::new(),
        warnings: vec![warning],
        hints,
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
        Ok(Identified::Archive) => return Outcome::Archive,
        Err(refusal) => return Outcome::Refused(refusal),
    };
    read_as(format, bytes, budget)
}

/// Reads a whole file as what it was found to be.
pub(crate) fn read_as(format: Format, bytes: &[u8], budget: Budget) -> Outcome {
    match format {
        Format::Pdf => Outcome::Document(pdf::read(bytes, budget)),
        Format::Docx => Outcome::Document(docx::read(bytes, budget)),
        Format::Doc => Outcome::Document(doc::read(bytes, budget)),
        Format::Odt | Format::Ods | Format::Odp => Outcome::Document(odf::read(bytes, format, budget)),
        Format::Ppt => Outcome::Document(ppt::read(bytes, budget)),
        Format::Pptx => Outcome::Document(pptx::read(bytes, budget)),
        Format::Xlsx => Outcome::Document(sheet::xlsx::read(bytes, budget)),
        Format::Xls => Outcome::Document(sheet::xls::read(bytes, budget)),
        Format::Rtf => Outcome::Document(rtf::read(bytes, budget)),
        Format::Html => Outcome::Document(html::read(bytes, budget)),
        Format::Eml => Outcome::Document(letter::eml::read(bytes, budget)),
        Format::Msg => Outcome::Document(letter::msg::read(bytes, budget)),
        Format::Text => plain::read(bytes, budget).map_or_else(Outcome::Refused, Outcome::Document),
        Format::Jpeg | Format::Png => Outcome::Document(pictures(format, 1, budget)),
        // Even a broken one is shown as a page that cannot be read.
        Format::Tiff => Outcome::Document(pictures(format, picture::tiff_pages(bytes).max(1), budget)),
        _ => Outcome::Document(unread(format, whole(WarningCode::FormatNotRead))),
    }
}

/// Pages that are pictures and wait for recognition.
fn pictures(format: Format, count: usize, budget: Budget) -> Extracted {
    let mut pages = Pages::new(budget.text_bytes);
    for _ in 0..count {
        pages.push("", Engine::Waiting);
    }
    let warnings = (1..=count).map(|page| on_page(WarningCode::NoTextLayer, page)).collect();
    pages.finish(format, warnings, Hints::default())
}
