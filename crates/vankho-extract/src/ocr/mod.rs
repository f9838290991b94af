//! Reading the picture of a page: recognition by tesseract, a program of its own ([`program`]), whose table of
//! words ([`tsv`]) becomes text with the place of every word ([`text`]).

mod columns;
mod letterhead;
pub(crate) mod program;
mod text;
mod tsv;

use std::fmt;

use vankho_model::{WarningCode, WordBox};

use crate::process::extractor::ExtractError;
use crate::scan::{Grey, Quarter, Scan};

pub(crate) use program::Mode;
pub(crate) use tsv::{Token, parse};

/// What was read off the picture of a page.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PictureReading {
    /// The text, repaired (`vankho_text::repair`): a line for each line of the picture, an empty line between
    /// paragraphs and between columns.
    pub text: String,
    /// Where each word stands, in the order of the text.
    pub words: Vec<WordBox>,
    /// `ReaderStopped` if nothing could be read, `ReadWithDoubt` if letters or numbers may be wrong.
    pub warnings: Vec<WarningCode>,
}

/// Shows sizes and never the text.
impl fmt::Debug for PictureReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PictureReading({} words, {:?})", self.words.len(), self.warnings)
    }
}

impl PictureReading {
    /// The reading of a page that stopped its reader.
    pub(crate) fn stopped() -> Self {
        Self { warnings: vec![WarningCode::ReaderStopped], ..Self::default() }
    }
}

/// Recognises the characters of a picture: `None` if the program failed.
pub(crate) type Recognized = Result<Option<Vec<Token>>, ExtractError>;

/// A page whose words are on average surer than this, of 100, lies the right way up.
const UPRIGHT: f32 = 60.0;

/// Reads a page, counted from 1; `recognize` is the program that recognises characters.
pub(crate) fn read(
    scan: &Scan,
    page: u32,
    mut recognize: impl FnMut(&Grey, Mode) -> Recognized,
) -> Result<PictureReading, ExtractError> {
    let mut turned = None;
    let Some(mut tokens) = recognize(&scan.grey, Mode::Page)? else { return Ok(PictureReading::stopped()) };
    let mut geometry = scan.geometry;
    if tsv::certainty(&tokens) < UPRIGHT {
        let quarter = upright(&scan.grey, &mut recognize)?;
        if quarter != Quarter::None {
            let upright = turned.insert(quarter.turn(&scan.grey));
            if let Some(better) = recognize(upright, Mode::Page)? {
                (tokens, geometry) = (better, geometry.turned(quarter));
            }
        }
    }
    let grey = turned.as_ref().unwrap_or(&scan.grey);
    let in_doubt = page == 1 && letterhead::read_again(grey, &mut tokens, &mut recognize)?;
    columns::part(&mut tokens, (grey.width() as f32, grey.height() as f32));
    let mut reading = text::assemble(&tokens, &geometry);
    if in_doubt && !reading.warnings.contains(&WarningCode::ReadWithDoubt) {
        reading.warnings.push(WarningCode::ReadWithDoubt);
    }
    Ok(reading)
}

/// The words of a short stretch as one, empty if nothing was recognised.
fn joined(tokens: Option<Vec<Token>>) -> String {
    tokens.unwrap_or_default().iter().map(|token| token.text.as_str()).collect()
}

/// Which way to turn a page whose words make no sense: the way in which most of them do, at half the size.
fn upright(
    grey: &Grey,
    recognize: &mut impl FnMut(&Grey, Mode) -> Recognized,
) -> Result<Quarter, ExtractError> {
    let small = grey.halved();
    let mut best = (0.0, Quarter::None);
    for quarter in [Quarter::None, Quarter::Right, Quarter::Left, Quarter::Half] {
        let tokens = recognize(&quarter.turn(&small), Mode::Page)?.unwrap_or_default();
        let score = tsv::sure_letters(&tokens);
        // It must be clearly better to be turned than to be left alone.
        if score > best.0 * 1.5 {
            best = (score, quarter);
        }
    }
    Ok(best.1)
}
