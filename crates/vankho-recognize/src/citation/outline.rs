//! The lines around a mention: what headings announce of the items under them, and what stands in quotation marks.

use vankho_model::Relation;

use super::cues;
use super::sentence::{Level, item};

/// A quotation that is not closed within this many bytes is a slip of the typist.
const QUOTATION: usize = 20_000;

/// The lines of a page, read once from top to bottom.
pub(super) struct Outline<'t> {
    text: &'t str,
    /// The first line that is not wholly read.
    line: usize,
    /// Where the last citation stands: a line that cites announces nothing.
    cited: Option<usize>,
    /// `Điều 2. Bãi bỏ các văn bản sau:` and the like, the higher levels first.
    announced: Vec<(Level, Relation)>,
    /// Where the open quotation began, and how many marks are open inside it.
    quoted: Option<(usize, u32)>,
}

impl<'t> Outline<'t> {
    /// At the top of a page.
    pub fn new(text: &'t str) -> Self {
        Self { text, line: 0, cited: None, announced: Vec::new(), quoted: None }
    }

    /// Reads every line that ends before `at`.
    pub fn go_to(&mut self, at: usize) {
        while let Some(len) = self.text[self.line..].find('\n').filter(|len| self.line + len < at) {
            let line = &self.text[self.line..self.line + len];
            self.announce(line);
            self.quote(line);
            self.line += len + 1;
        }
    }

    /// Notes that a citation stands here.
    pub fn saw_citation(&mut self, at: usize) {
        self.cited = Some(at);
    }

    /// Whether the line that was gone to is part of a text that an amending document inserts.
    pub fn is_quoted(&self) -> bool {
        let open = self.quoted.is_some_and(|(start, _)| self.line - start < QUOTATION);
        open || opens_quotation(&self.text[self.line..])
    }

    /// What the headings say of a citation that begins at `at`, if it is an item under them.
    pub fn announced(&self, at: usize) -> Option<Relation> {
        let line = self.text.get(self.line..at)?;
        let (level, _) = item(line)?;
        let (_, relation) = self.announced.iter().rev().find(|(above, _)| *above < level)?;
        is_bare(line).then_some(*relation)
    }

    fn announce(&mut self, line: &str) {
        let cites = self.cited.is_some_and(|at| at >= self.line);
        let Some((level, content)) = item(line) else {
            // `Bãi bỏ các thông tư sau đây:` between an article and its items.
            if !cites && line.trim_end().ends_with(':') {
                self.announced.extend(cues::announced(line).map(|relation| (Level::Article, relation)));
            }
            return;
        };
        if level < Level::Dash {
            self.announced.retain(|(above, _)| *above < level);
            if !cites {
                self.announced.extend(cues::announced(content).map(|relation| (level, relation)));
            }
        }
    }

    fn quote(&mut self, line: &str) {
        if self.quoted.is_none() && opens_quotation(line) {
            self.quoted = Some((self.line, 0));
        }
        let Some((_, depth)) = &mut self.quoted else { return };
        let mut last = ' ';
        for c in line.chars() {
            // A mark without sides closes behind a word: “… quy định." is common.
            let opens = c == '“' || (c == '"' && *depth > 0 && matches!(last, ' ' | '('));
            if opens {
                *depth += 1;
            } else if matches!(c, '”' | '"') {
                *depth = depth.saturating_sub(1);
            }
            last = c;
        }
        let end = line.trim_end().trim_end_matches(['.', ';', ',']);
        if *depth == 0 && end.ends_with(['”', '"']) {
            self.quoted = None;
        }
    }
}

fn opens_quotation(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with(['“', '"'])
}

/// Whether only the mark of an item, and words like `Toàn bộ`, stand before the mention in its line.
fn is_bare(line: &str) -> bool {
    let content = item(line).map_or(line, |(_, content)| content).trim();
    matches!(content, "" | "Toàn bộ" | "Một phần" | "Các" | "Toàn bộ các")
}
