//! What the two processes say to each other: the job as one argument, the reply as one JSON text on the
//! last line, after the bytes of a picture if one was asked for.

use serde::{Deserialize, Serialize};
use vankho_model::{Doubt, Encoding, Engine, Hints, PageSource, Warning, WarningCode};

use crate::read::{Extracted, Outcome, Refusal};
use crate::scan::{Geometry, Scan};
use crate::sniff::Format;

/// What the reading process is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Task {
    /// Read the text.
    Text,
    /// Write safe HTML to look at.
    Preview,
    /// Draw a page, counted from 1, as PNG so many pixels wide.
    Draw { page: u32, width: u32 },
    /// Draw a page, counted from 1, for recognition.
    Scan { page: u32 },
    /// Become the recognition program.
    Recognize,
    /// Take out the files inside, so many at most with so many bytes together: the reply is frames.
    Unpack { files: u64, bytes: u64 },
}

/// The argument after `WORKER_ARGUMENT`.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Job {
    pub(crate) task: Task,
    pub(crate) memory_bytes: u64,
    pub(crate) cpu_seconds: u64,
    pub(crate) work_milliseconds: u64,
    pub(crate) text_bytes: u64,
    pub(crate) input_bytes: u64,
}

/// The answer to a job.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reply {
    Document(DocumentReply),
    Archive,
    Refused(String),
    Preview(Option<String>),
    /// A picture as PNG comes before this line; no bytes if there is none.
    Png,
    /// Grey pixels in rows come before this line.
    Scan {
        width: u32,
        height: u32,
        geometry: Geometry,
    },
}

/// [`Extracted`] in words.
#[derive(Serialize, Deserialize)]
pub(crate) struct DocumentReply {
    media_type: String,
    pages: Vec<String>,
    sources: Vec<SourceReply>,
    warnings: Vec<(String, Option<u32>)>,
    title: Option<String>,
    published: Option<String>,
    author: Option<String>,
    letter: bool,
}

/// [`PageSource`] in words.
#[derive(Serialize, Deserialize)]
pub(crate) struct SourceReply(String, String, Option<String>);

impl From<PageSource> for SourceReply {
    fn from(source: PageSource) -> Self {
        let doubt = source.instead_because.map(|doubt| doubt.as_str().to_owned());
        Self(source.engine.as_str().to_owned(), source.encoding.as_str().to_owned(), doubt)
    }
}

impl SourceReply {
    fn into_source(self) -> Option<PageSource> {
        let instead_because = match self.2 {
            Some(doubt) => Some(Doubt::from_code(&doubt)?),
            None => None,
        };
        let (engine, encoding) = (Engine::from_code(&self.0)?, Encoding::from_code(&self.1)?);
        Some(PageSource { engine, encoding, instead_because })
    }
}

impl From<Outcome> for Reply {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Archive => Self::Archive,
            Outcome::Refused(refusal) => Self::Refused(refusal.as_str().to_owned()),
            Outcome::Document(read) => Self::Document(DocumentReply {
                media_type: read.media_type.to_owned(),
                pages: read.pages,
                sources: read.sources.iter().copied().map(SourceReply::from).collect(),
                warnings: read.warnings.iter().map(|w| (w.code.as_str().to_owned(), w.page)).collect(),
                title: read.hints.title,
                published: read.hints.published,
                author: read.hints.author,
                letter: read.hints.letter,
            }),
        }
    }
}

impl Reply {
    /// Tells of a scan, whose pixels go to `pixels`.
    pub(crate) fn scan(scan: Scan, pixels: &mut Vec<u8>) -> Self {
        let side = |pixels: usize| u32::try_from(pixels).expect("drawn pictures are bounded");
        let (width, height) = (side(scan.grey.width()), side(scan.grey.height()));
        *pixels = scan.grey.into_pixels();
        Self::Scan { width, height, geometry: scan.geometry }
    }

    /// Finds the reply in what a reading process wrote: its last line.
    pub(crate) fn from_output(output: &[u8]) -> Option<Self> {
        serde_json::from_slice(output.rsplit(|byte| *byte == b'\n').next()?).ok()
    }

    /// The reply and the bytes before its line, without the line's end.
    pub(crate) fn with_pixels(mut output: Vec<u8>) -> Option<(Self, Vec<u8>)> {
        let reply = Self::from_output(&output)?;
        output.truncate(output.iter().rposition(|byte| *byte == b'\n')?);
        // It grew by doubling, and a page is large.
        output.shrink_to_fit();
        Some((reply, output))
    }

    /// The outcome it tells of; `None` if it holds a word that the reading process never says.
    pub(crate) fn into_outcome(self) -> Option<Outcome> {
        match self {
            Self::Refused(code) => Refusal::from_code(&code).map(Outcome::Refused),
            Self::Document(reply) => reply.into_extracted().map(Outcome::Document),
            Self::Archive => Some(Outcome::Archive),
            Self::Preview(_) | Self::Png | Self::Scan { .. } => None,
        }
    }
}

impl DocumentReply {
    fn into_extracted(self) -> Option<Extracted> {
        let warnings = self.warnings.into_iter();
        let warning =
            |(code, page): (String, _)| Some(Warning { code: WarningCode::from_code(&code)?, page });
        Some(Extracted {
            media_type: Format::from_media_type(&self.media_type)?.media_type(),
            pages: self.pages,
            sources: self.sources.into_iter().map(SourceReply::into_source).collect::<Option<_>>()?,
            warnings: warnings.map(warning).collect::<Option<_>>()?,
            hints: Hints {
                letter: self.letter,
                title: self.title,
                published: self.published,
                author: self.author,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use vankho_model::{Engine, Hints, WarningCode};

    use super::Reply;
    use crate::read::{Extracted, Outcome, Refusal, on_page};
    use crate::sniff::Format;

    #[test]
    fn outcomes_survive_the_wire() {
        let outcomes = [
            Outcome::Archive,
            Outcome::Refused(Refusal::NotADocument),
            Outcome::Document(Extracted {
                media_type: Format::Pdf.media_type(),
                pages: vec!["Nghị quyết\n\"số 4\"".into(), String::new()],
                sources: vec![Engine::PdfExtract.into(), Engine::Waiting.into()],
                warnings: vec![on_page(WarningCode::NoTextLayer, 2)],
                hints: Hints { letter: true, title: Some("Tên".into()), ..Hints::default() },
            }),
        ];
        for outcome in outcomes {
            let text = serde_json::to_string(&Reply::from(outcome.clone())).expect("plain data");
            let back = Reply::from_output(format!("a parser talks\n{text}").as_bytes());
            assert_eq!(back.and_then(Reply::into_outcome), Some(outcome));
        }
    }

    #[test]
    fn pixels_come_before_the_reply() {
        let output = [&b"\x89PNG\n\n\0\n"[..], b"\n\"png\""].concat();
        let (reply, pixels) = Reply::with_pixels(output).expect("a reply");
        assert!(matches!(reply, Reply::Png) && pixels == b"\x89PNG\n\n\0\n");
        assert!(Reply::with_pixels(b"\x89PNG\n\n".to_vec()).is_none());
        assert!(Reply::with_pixels(b"\"png\"".to_vec()).is_none());
    }

    #[test]
    fn unknown_words_are_no_outcome() {
        let reply: Reply = serde_json::from_str(r#"{"refused":"because"}"#).expect("well-formed");
        assert_eq!(reply.into_outcome(), None);
    }
}
