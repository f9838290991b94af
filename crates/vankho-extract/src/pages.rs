//! What every reader fills: pages of raw text with what the fonts say, repaired once they are all there.

use vankho_model::{Encoding, Hints, PageSource, Warning, WarningCode};
use vankho_text::FontHint;

use crate::encoding::Encodings;
use crate::read::{Extracted, whole};
use crate::sniff::Format;

/// The text of one page, or of a part of it, as its reader found it, before any repair, in the order it is read.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct RawPage {
    text: String,
    /// Stretches of the text by what their font says: the byte after each, in order.
    fonts: Vec<(usize, FontHint)>,
}

impl RawPage {
    /// Adds text set in a font of this kind. Characters are as the file codes them: bytes of an old encoding come
    /// as the characters Windows-1252 gives them (ISO 8859-1 where it gives none).
    pub(crate) fn push(&mut self, text: &str, font: FontHint) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        match self.fonts.last_mut() {
            Some((end, last)) if *last == font => *end = self.text.len(),
            _ => self.fonts.push((self.text.len(), font)),
        }
    }

    /// Adds all of another page.
    pub(crate) fn append(&mut self, other: &Self) {
        for (text, font) in other.stretches() {
            self.push(text, font);
        }
    }

    /// The same text on one line.
    pub(crate) fn on_one_line(mut self) -> Self {
        self.trim_end();
        // A blank for a line end: no stretch of the text moves.
        self.text = self.text.replace('\n', " ");
        self
    }

    /// Adds a mark in the font of the text before it.
    pub(crate) fn push_mark(&mut self, mark: &str) {
        let font = self.fonts.last().map_or(FontHint::Unknown, |(_, font)| *font);
        self.push(mark, font);
    }

    /// Drops blanks and line ends from the end.
    pub(crate) fn trim_end(&mut self) {
        let length = self.text.trim_end().len();
        self.text.truncate(length);
        let whole = self.fonts.iter().take_while(|(end, _)| *end < length).count();
        self.fonts.truncate(if length == 0 { 0 } else { whole + 1 });
        if let Some((end, _)) = self.fonts.last_mut() {
            *end = length;
        }
    }

    /// Whether no font says anything.
    pub(crate) fn fonts_are_unknown(&self) -> bool {
        self.fonts.iter().all(|(_, font)| *font == FontHint::Unknown)
    }

    /// The text so far.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The stretches of the text in order, each with what its font says.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = (&str, FontHint)> {
        let mut start = 0;
        self.fonts.iter().map(move |(end, font)| {
            let stretch = &self.text[start..*end];
            start = *end;
            (stretch, *font)
        })
    }
}

impl From<&str> for RawPage {
    fn from(text: &str) -> Self {
        let mut page = Self::default();
        page.push(text, FontHint::Unknown);
        page
    }
}

impl From<String> for RawPage {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

/// Collects pages up to the limit of text.
pub(crate) struct Pages {
    pages: Vec<(RawPage, PageSource)>,
    room: usize,
    /// Set once something was cut off.
    pub(crate) truncated: bool,
    /// Set where the text is bytes of some encoding that nothing names.
    pub(crate) eight_bit: bool,
}

impl Pages {
    pub(crate) fn new(text_bytes: u64) -> Self {
        let room = usize::try_from(text_bytes).unwrap_or(usize::MAX);
        Self { pages: Vec::new(), room, truncated: false, eight_bit: false }
    }

    /// Bytes of text there is room for.
    pub(crate) fn room(&self) -> usize {
        self.room
    }

    /// Adds a page.
    pub(crate) fn push(&mut self, page: impl Into<RawPage>, source: impl Into<PageSource>) {
        self.pages.push((page.into(), source.into()));
    }

    /// The document made of these pages, decoded and repaired, as much as there is room for; an old encoding, a cut
    /// and an empty document are warned of.
    pub(crate) fn finish(self, format: Format, mut warnings: Vec<Warning>, hints: Hints) -> Extracted {
        let (mut pages, mut sources) = (Vec::new(), Vec::new());
        let (mut room, mut truncated) = (self.room, self.truncated);
        let all: Vec<&RawPage> = self.pages.iter().map(|(page, _)| page).collect();
        let encodings = Encodings::decide(&all, self.eight_bit);
        let damaged = !warnings.is_empty();
        for &(ref raw, mut source) in &self.pages {
            let (text, encoding) = encodings.decode(raw);
            let mut page = vankho_text::repair(&text);
            if page.len() > room {
                page.truncate(page.floor_char_boundary(room));
                truncated = true;
            }
            room -= page.len();
            source.encoding = encoding;
            pages.push(page);
            sources.push(source);
        }
        let is_legacy = sources.iter().any(|source: &PageSource| source.encoding != Encoding::Unicode);
        warnings.extend(is_legacy.then(|| whole(WarningCode::LegacyEncoding)));
        warnings.extend(encodings.uncertain.then(|| whole(WarningCode::EncodingUnknown)));
        if truncated {
            warnings.push(whole(WarningCode::TextTruncated));
        } else if !damaged && !has_text(&pages) {
            warnings.push(whole(WarningCode::Empty));
        }
        let line = |text: Option<String>| line(&encodings.decode_piece(&text?, FontHint::Unknown));
        let hints = Hints {
            title: line(hints.title),
            published: line(hints.published),
            author: line(hints.author),
            ..hints
        };
        Extracted { media_type: format.media_type(), pages, sources, warnings, hints }
    }
}

/// A hint as one repaired line; nothing if it says nothing.
fn line(text: &str) -> Option<String> {
    let line = vankho_text::repair(text).split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// Whether any page has a letter or digit.
fn has_text(pages: &[String]) -> bool {
    pages.iter().any(|page| page.contains(char::is_alphanumeric))
}
