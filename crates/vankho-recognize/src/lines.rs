//! Lines of a document with their places, and what a line looks like.

/// A stretch of one page, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Index of the page, from 0.
    pub page: usize,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// The stretch from the start of `self` to the end of `last`; only `self` if `last` is on another page.
    pub fn up_to(self, last: Self) -> Self {
        if self.page == last.page && last.end > self.start { Self { end: last.end, ..self } } else { self }
    }
}

/// A line that is not blank, without the blanks around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'p> {
    /// Index of the page, from 0.
    pub page: usize,
    /// Byte offset of `text` in the page.
    pub start: usize,
    /// The line.
    pub text: &'p str,
    /// Whether a blank line or a page break stands before it.
    pub after_gap: bool,
}

impl<'p> Line<'p> {
    /// The place of a part of this line's text.
    pub fn span_of(&self, part: &str) -> Span {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let start = self.start + offset.min(self.text.len());
        Span { page: self.page, start, end: start + part.len() }
    }

    /// The place of the line.
    pub fn span(&self) -> Span {
        self.span_of(self.text)
    }

    /// Byte after its last in the page.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The same line reduced to a part of its text.
    pub fn narrowed(&self, part: &'p str) -> Self {
        Self { start: self.span_of(part).start, text: part, ..*self }
    }
}

/// Splits pages into their lines; one pass over the text.
pub(crate) fn split(pages: &[String]) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (page, text) in pages.iter().enumerate() {
        let mut at = 0;
        let mut after_gap = true;
        for raw in text.split('\n') {
            let trimmed = raw.trim();
            if trimmed.is_empty() {
                after_gap = true;
            } else {
                let start = at + (raw.len() - raw.trim_start().len());
                lines.push(Line { page, start, text: trimmed, after_gap });
                after_gap = false;
            }
            at += raw.len() + 1;
        }
    }
    lines
}

/// Whether the text has capitals and no small letter.
pub(crate) fn is_caps(text: &str) -> bool {
    let mut capitals = 0;
    for c in text.chars() {
        if c.is_lowercase() {
            return false;
        }
        capitals += usize::from(c.is_uppercase());
    }
    capitals >= 2
}

/// Whether the line is a rule (`-----`, `____`, `*`): a drawn line in plain text.
pub(crate) fn is_rule(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '_' | '*' | '=' | '~' | '.' | '…' | ' ') || is_dash(c))
}

/// Whether the character is a dash of any length.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The text after `prefix` if it begins so in any case; `prefix` is in small letters.
pub(crate) fn strip_prefix_any_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for expected in prefix.chars() {
        let found = rest.next()?;
        if found != expected && !found.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Whether the text begins with one of the prefixes as whole words, exactly in their case.
pub(crate) fn begins_with(text: &str, prefixes: &[&str]) -> bool {
    prefixes
        .iter()
        .any(|prefix| text.strip_prefix(prefix).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
}

/// The words of a text joined by single blanks.
pub(crate) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The longest prefix of the text that is at most `limit` bytes and ends between characters.
pub(crate) fn prefix_within(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The longest suffix of the text that is at most `limit` bytes and begins between characters.
pub(crate) fn suffix_within(text: &str, limit: usize) -> &str {
    let mut start = text.len() - text.len().min(limit);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}
