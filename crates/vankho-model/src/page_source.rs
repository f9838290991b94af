//! How a page's text was come by.

/// What read a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Engine {
    /// The reader of the format, where there is only one.
    #[default]
    Format,
    /// pdf-extract, the first for PDF.
    PdfExtract,
    /// The second engine for PDF, where the first one's text fails the test of quality.
    PdfSecond,
    /// Recognition of characters (OCR) on the page's picture.
    Ocr,
    /// Nothing yet: the page is a picture that waits for recognition.
    Waiting,
}

impl Engine {
    /// Every engine.
    pub const ALL: [Self; 5] = [Self::Format, Self::PdfExtract, Self::PdfSecond, Self::Ocr, Self::Waiting];

    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::PdfExtract => "pdf_extract",
            Self::PdfSecond => "pdf_second",
            Self::Ocr => "ocr",
            Self::Waiting => "waiting",
        }
    }

    /// Reads what `as_str` writes.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.as_str() == text)
    }
}

/// The encoding a page's letters were written in (handbook §7.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Unicode, composed or not.
    #[default]
    Unicode,
    /// TCVN3 (ABC), fonts named `.Vn…`.
    Tcvn3,
    /// VNI-Windows, fonts named `VNI-…`.
    Vni,
    /// VISCII (RFC 1456).
    Viscii,
    /// VPS.
    Vps,
    /// Windows-1258 read as Windows-1252.
    Windows1258,
    /// UTF-8 read as Windows-1252.
    MisreadUtf8,
}

impl Encoding {
    const ALL: [Self; 7] = [
        Self::Unicode,
        Self::Tcvn3,
        Self::Vni,
        Self::Viscii,
        Self::Vps,
        Self::Windows1258,
        Self::MisreadUtf8,
    ];

    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unicode => "unicode",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Viscii => "viscii",
            Self::Vps => "vps",
            Self::Windows1258 => "windows_1258",
            Self::MisreadUtf8 => "misread_utf8",
        }
    }

    /// Reads what `as_str` writes.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.as_str() == text)
    }
}

/// Why the text of an earlier engine was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// It found no text, or next to none, on a page that shows some.
    NoText,
    /// Too many words of one letter: syllables came apart.
    Fragments,
    /// Too few words are Vietnamese syllables in any encoding.
    NotVietnamese,
    /// It gave up.
    Stopped,
}

impl Doubt {
    const ALL: [Self; 4] = [Self::NoText, Self::Fragments, Self::NotVietnamese, Self::Stopped];

    /// Its name in JSON and in the catalogue.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoText => "no_text",
            Self::Fragments => "fragments",
            Self::NotVietnamese => "not_vietnamese",
            Self::Stopped => "stopped",
        }
    }

    /// Reads what `as_str` writes.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|doubt| doubt.as_str() == text)
    }
}

/// How one page was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PageSource {
    /// What read it.
    pub engine: Engine,
    /// What its letters were written in.
    pub encoding: Encoding,
    /// Why an earlier engine's text was not taken; `None` where the first one's was.
    pub instead_because: Option<Doubt>,
}

impl From<Engine> for PageSource {
    fn from(engine: Engine) -> Self {
        Self { engine, ..Self::default() }
    }
}

/// A word on the picture of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordBox {
    /// First character of the word, counted in characters of the page's text.
    pub start: u32,
    /// Character after the word.
    pub end: u32,
    /// Left edge, in ten-thousandths of the page's width.
    pub left: u16,
    /// Upper edge, in ten-thousandths of the page's height.
    pub top: u16,
    /// Right edge.
    pub right: u16,
    /// Lower edge.
    pub bottom: u16,
    /// How sure the recognition is, 0 to 100.
    pub confidence: u8,
}
