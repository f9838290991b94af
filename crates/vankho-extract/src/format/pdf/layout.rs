//! From glyphs with positions to lines of text.
//!
//! Glyphs mostly come in reading order, and that order is kept: it reads a two-column letterhead column by
//! column, which sorting by position would not. One thing is repaired by position: programs that lack a
//! Vietnamese letter in the chosen font take it from another and write it after the line, so such glyphs are
//! put back into the holes they left (`T NH  Y` and later `Ỉ Ủ`).

use std::time::Instant;

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

use super::fonts::reveal;
use super::spacing::{BLANK, Run, blanks_before};
use crate::pages::RawPage;

/// How many lines back a hole for a late glyph is looked for.
const LINES_BACK: usize = 64;
/// How far a late glyph may overlap its neighbours or stand off a line's end, as a share of the font size.
const FIT: f64 = 0.3;

/// Runs on one baseline.
struct Line {
    /// Writing direction: cosine and sine.
    direction: (f64, f64),
    /// Distance of the baseline from the origin, across the direction.
    baseline: f64,
    size: f64,
    runs: Vec<Run>,
    after_gap: bool,
}

/// Where a glyph stands, along and across its writing direction.
struct Place {
    direction: (f64, f64),
    start: f64,
    end: f64,
    /// Where the next glyph of the word starts: at the end, or further where letters are spaced.
    next: f64,
    baseline: f64,
    size: f64,
}

impl Place {
    fn new(matrix: &Transform, width: f64, spacing: f64, font_size: f64) -> Self {
        let along = matrix.m11.hypot(matrix.m12);
        let direction = if along > 0.0 { (matrix.m11 / along, matrix.m12 / along) } else { (1.0, 0.0) };
        let (x, y) = (matrix.m31, matrix.m32);
        let start = x * direction.0 + y * direction.1;
        let size = (matrix.m11 * matrix.m22 - matrix.m12 * matrix.m21).abs().sqrt() * font_size.abs();
        let end = start + width * along * font_size.abs();
        Self {
            direction,
            start,
            end,
            next: end + spacing.max(0.0) * along,
            baseline: y * direction.0 - x * direction.1,
            size,
        }
    }
}

impl Line {
    fn at(place: &Place, after_gap: bool) -> Self {
        let &Place { direction, baseline, size, .. } = place;
        Self { direction, baseline, size, runs: Vec::new(), after_gap }
    }

    /// Whether the place is on this line, give or take some distance: an exponent still is.
    fn holds(&self, place: &Place, distance: f64) -> bool {
        let turned = self.direction.0 * place.direction.0 + self.direction.1 * place.direction.1 < 0.99;
        !turned && (self.baseline - place.baseline).abs() <= distance
    }

    /// The run that a glyph goes on from, if it goes on rightwards from the run written last or from the line's end.
    fn run_before(&self, cursor: usize, place: &Place) -> Option<usize> {
        let slack = FIT * place.size;
        let (run, next) = (&self.runs[cursor], self.runs.get(cursor + 1));
        // Text layers of scans give no widths, so words seem to overlap: only going back is a move.
        let onwards = place.start >= run.start || place.start >= run.end - slack;
        let last = self.runs.len() - 1;
        // A small raised letter is measured by the line it stands in.
        let raised =
            if place.size * 2.0 > self.size { 0.5 * self.size.max(place.size) } else { 0.5 * place.size };
        if !self.holds(place, raised) {
            None
        } else if onwards && next.is_none_or(|next| place.end <= next.start + slack) {
            Some(cursor)
        } else {
            (place.start >= self.runs[last].end - slack).then_some(last)
        }
    }

    /// Where in the line a late glyph fits: between two runs, or close to either end.
    fn hole_for(&self, place: &Place) -> Option<usize> {
        if !self.holds(place, FIT * place.size) {
            return None;
        }
        let slack = FIT * place.size;
        let at = self.runs.partition_point(|run| run.start < place.start);
        let before = at.checked_sub(1).map(|i| self.runs[i].end);
        let after = self.runs.get(at).map(|run| run.start);
        let clear = before.is_none_or(|end| place.start >= end - slack)
            && after.is_none_or(|start| place.end <= start + slack);
        let near = match (before, after) {
            (Some(_), Some(_)) => true,
            (Some(end), None) => place.start - end <= slack,
            (None, Some(start)) => start - place.end <= slack,
            (None, None) => false,
        };
        (clear && near).then_some(at)
    }

    fn write(&self, out: &mut RawPage) {
        for (run, blank) in self.runs.iter().zip(blanks_before(&self.runs, self.size)) {
            let text = out.text();
            let joint_is_blank =
                text.ends_with([' ', '\n']) || run.text.text().starts_with(' ') || text.is_empty();
            if blank && !joint_is_blank {
                out.push_mark(" ");
            }
            out.append(&run.text);
        }
    }
}

/// Receives a document's glyphs and keeps the text of each page.
pub(crate) struct TextDevice {
    /// The text of the pages begun so far, in order.
    pub(crate) pages: Vec<RawPage>,
    /// How many pages came to their end.
    pub(crate) completed: usize,
    /// Set when it stopped the work for lack of time or room.
    pub(crate) exhausted: bool,
    lines: Vec<Line>,
    /// The line and run written last.
    cursor: Option<(usize, usize)>,
    at_word_start: bool,
    room: usize,
    deadline: Instant,
}

impl TextDevice {
    pub(crate) fn new(text_bytes: u64, deadline: Instant) -> Self {
        Self {
            pages: Vec::new(),
            completed: 0,
            exhausted: false,
            lines: Vec::new(),
            cursor: None,
            at_word_start: true,
            room: usize::try_from(text_bytes).unwrap_or(usize::MAX),
            deadline,
        }
    }

    /// Writes the lines gathered for the last page begun into its text.
    pub(crate) fn finish_page(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        self.cursor = None;
        let Some(page) = self.pages.last_mut() else { return };
        for line in &lines {
            if !page.text().is_empty() {
                page.push_mark(if line.after_gap { "\n\n" } else { "\n" });
            }
            line.write(page);
        }
    }

    fn stop_if(&mut self, exhausted: bool) -> Result<(), OutputError> {
        self.exhausted |= exhausted;
        if exhausted { Err(OutputError::FormatError(std::fmt::Error)) } else { Ok(()) }
    }

    /// Finds or makes the run that a glyph at the start of a word belongs to.
    fn seek(&mut self, place: &Place) -> (usize, usize) {
        if let Some((line, run)) = self.cursor
            && let Some(before) = self.lines[line].run_before(run, place)
        {
            let end = self.lines[line].runs[before].end;
            if place.start - end <= BLANK * place.size {
                return (line, before);
            }
            return (line, self.insert(line, before + 1, place));
        }
        let first = self.lines.len().saturating_sub(LINES_BACK);
        let lines = self.lines.iter().enumerate().skip(first).rev();
        let mut holes = lines.filter_map(|(i, line)| Some((i, line.hole_for(place)?)));
        if let Some((line, at)) = holes.next() {
            return (line, self.insert(line, at, place));
        }
        let after_gap = self.cursor.is_some_and(|(line, run)| {
            let line = &self.lines[line];
            (place.baseline - line.baseline).abs() > place.size * 1.5 && place.start < line.runs[run].end
        });
        self.lines.push(Line::at(place, after_gap));
        let line = self.lines.len() - 1;
        (line, self.insert(line, 0, place))
    }

    fn insert(&mut self, line: usize, at: usize, place: &Place) -> usize {
        self.lines[line]
            .runs
            .insert(at, Run { start: place.start, end: place.start, text: RawPage::default() });
        at
    }
}

impl OutputDev for TextDevice {
    fn begin_page(
        &mut self,
        _number: u32,
        _media_box: &MediaBox,
        _art_box: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.stop_if(Instant::now() >= self.deadline)?;
        self.pages.push(RawPage::default());
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.finish_page();
        self.completed += 1;
        Ok(())
    }

    fn output_character(
        &mut self,
        matrix: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.stop_if(text.len() > self.room)?;
        self.room -= text.len();
        let place = Place::new(matrix, width, spacing, font_size);
        let (line, run) = match self.cursor {
            Some(cursor) if !self.at_word_start => cursor,
            _ => self.seek(&place),
        };
        self.cursor = Some((line, run));
        self.at_word_start = false;
        let run = &mut self.lines[line].runs[run];
        for c in text.chars() {
            let (c, hint) = reveal(c);
            run.text.push(c.encode_utf8(&mut [0; 4]), hint);
        }
        run.end = place.next;
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.at_word_start = true;
        // A page can hold more words than there is time for.
        self.stop_if(Instant::now() >= self.deadline)
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
