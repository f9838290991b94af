//! The text in a part of an OpenDocument (ODF 1.3 part 3, 5 to 10).

use quick_xml::events::BytesStart;
use vankho_text::FontHint;

use super::fonts::Fonts;
use crate::format::flow::{Flow, add_margin, joined};
use crate::format::xml::{self, Visit};
use crate::pages::RawPage;
use crate::sniff::Format;

/// Blanks that one element may stand for.
const MOST_BLANKS: usize = 100;
/// Empty cells kept between two filled ones.
const MOST_EMPTY_CELLS: usize = 64;

/// Gathers the text of a part.
pub(super) struct Text {
    kind: Format,
    fonts: Fonts,
    open: Vec<Tag>,
    /// The text of the page, and the stories open inside it: notes, margins, cells of a sheet.
    flows: Vec<Flow>,
    /// Fonts of the open paragraphs and spans.
    hints: Vec<FontHint>,
    pub(super) pages: Vec<RawPage>,
    pub(super) headers: RawPage,
    pub(super) notes: RawPage,
    pub(super) footers: RawPage,
    /// The cells of the open row of a sheet, and how many empty ones came last.
    cells: Vec<RawPage>,
    empty_cells: usize,
    /// The day in the open cell, which it may show in any form.
    date: Option<String>,
}

/// What an open element is to the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Paragraph,
    /// Part of a paragraph, and whether it has a font of its own.
    Inline {
        has_font: bool,
    },
    Table,
    Sheet,
    SheetRow,
    /// A cell of a sheet, and how many columns it fills.
    SheetCell(usize),
    Slide,
    Header,
    Note,
    Footer,
    /// Nothing in it is part of the text as it stands.
    Skipped,
    Other,
}

impl Text {
    pub(super) fn new(kind: Format, room: usize) -> Self {
        Self {
            kind,
            fonts: Fonts::default(),
            open: Vec::new(),
            flows: vec![Flow::new(room)],
            hints: Vec::new(),
            pages: Vec::new(),
            headers: RawPage::default(),
            notes: RawPage::default(),
            footers: RawPage::default(),
            cells: Vec::new(),
            empty_cells: 0,
            date: None,
        }
    }

    /// Begins the next part, which knows the styles of the one before. What is gathered outside pages is dropped.
    pub(super) fn begin_part(&mut self) {
        let room = self.room();
        self.flows = vec![Flow::new(room)];
        self.open.clear();
        self.hints.clear();
    }

    /// Ends what a part left open; the rest of its text is a page.
    pub(super) fn end_part(&mut self) {
        while let Some(tag) = self.open.pop() {
            self.leave(tag);
        }
        self.end_page();
    }

    pub(super) fn room(&self) -> usize {
        self.flows.last().map_or(0, Flow::room)
    }

    fn flow(&mut self) -> &mut Flow {
        self.flows.last_mut().expect("the page is never closed")
    }

    fn begin_story(&mut self) {
        let room = self.room();
        self.flows.push(Flow::new(room));
    }

    fn end_story(&mut self) -> RawPage {
        let lines = if self.flows.len() > 1 { self.flows.pop().map(Flow::finish) } else { None };
        lines.unwrap_or_default()
    }

    /// Ends a story that is kept apart from the page.
    fn end_margin(&mut self) -> RawPage {
        let lines = self.end_story();
        self.flow().spend(lines.text().len());
        lines
    }

    fn end_page(&mut self) {
        let room = self.room();
        let page = std::mem::replace(self.flow(), Flow::new(room)).finish();
        if !page.text().trim().is_empty() {
            self.pages.push(page);
        }
    }

    fn push(&mut self, text: &str) {
        let hint = self.hints.last().copied().unwrap_or_default();
        self.flow().text(text, hint);
    }

    /// What a starting element is.
    fn tag(&self, element: &BytesStart<'_>) -> Tag {
        let parent = self.open.last().copied().unwrap_or(Tag::Other);
        let repeated = || xml::attribute(element, "number-columns-repeated").and_then(|n| n.parse().ok());
        let is_sheet = self.kind == Format::Ods;
        match element.local_name().as_ref() {
            _ if parent == Tag::Skipped => Tag::Skipped,
            "tracked-changes" | "annotation" | "note-citation" | "ruby-text" | "desc" | "script"
            | "binary-data" | "forms" | "shapes" => Tag::Skipped,
            "title" if element.name().as_ref() == "svg:title" => Tag::Skipped,
            "p" | "h" => Tag::Paragraph,
            "note-body" => Tag::Note,
            "header" | "header-left" | "header-first" => Tag::Header,
            "footer" | "footer-left" | "footer-first" => Tag::Footer,
            "page" if self.kind == Format::Odp => Tag::Slide,
            "table" if is_sheet && parent != Tag::Paragraph => Tag::Sheet,
            "table-row" if is_sheet => Tag::SheetRow,
            "table-cell" | "covered-table-cell" if is_sheet => Tag::SheetCell(repeated().unwrap_or(1)),
            "table" | "sub-table" => Tag::Table,
            _ if matches!(parent, Tag::Paragraph | Tag::Inline { .. }) => {
                Tag::Inline { has_font: self.font(element).is_some() }
            }
            _ => Tag::Other,
        }
    }

    fn font(&self, element: &BytesStart<'_>) -> Option<FontHint> {
        self.fonts.of_style(&xml::attribute(element, "style-name")?)
    }

    fn enter(&mut self, tag: Tag, element: &BytesStart<'_>) {
        match tag {
            Tag::Paragraph => {
                self.hints.push(self.font(element).unwrap_or_default());
                self.flow().start_paragraph();
            }
            Tag::Inline { has_font } => {
                self.hints.extend(self.font(element).filter(|_| has_font));
                self.inline(element);
            }
            Tag::Table => self.flow().start_table(),
            Tag::SheetCell(_) => {
                self.date = xml::attribute(element, "date-value").and_then(|value| day_first(&value));
                self.begin_story();
            }
            Tag::Note | Tag::Header | Tag::Footer => self.begin_story(),
            Tag::Other => match element.local_name().as_ref() {
                "table-row" => self.flow().start_row(),
                "table-cell" | "covered-table-cell" => self.flow().start_cell(),
                _ => {}
            },
            Tag::Sheet | Tag::SheetRow | Tag::Slide | Tag::Skipped => {}
        }
    }

    /// Takes an element that stands for characters.
    fn inline(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "s" => {
                let count = xml::attribute(element, "c").and_then(|count| count.parse().ok());
                self.push(&" ".repeat(count.unwrap_or(1).min(MOST_BLANKS)));
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            _ => {}
        }
    }

    fn leave(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph => {
                self.hints.pop();
                self.flow().end_paragraph();
            }
            Tag::Inline { has_font: true } => drop(self.hints.pop()),
            Tag::Table => self.flow().end_table(),
            Tag::Sheet | Tag::Slide => self.end_page(),
            Tag::SheetRow => {
                let line = joined(std::mem::take(&mut self.cells));
                self.empty_cells = 0;
                self.flow().insert(&line);
            }
            Tag::SheetCell(columns) => self.end_cell(columns),
            Tag::Header => {
                let lines = self.end_margin();
                add_margin(&mut self.headers, &lines);
            }
            Tag::Note => {
                let lines = self.end_margin();
                self.notes.append(&lines);
            }
            Tag::Footer => {
                let lines = self.end_margin();
                add_margin(&mut self.footers, &lines);
            }
            Tag::Inline { has_font: false } | Tag::Skipped | Tag::Other => {}
        }
    }

    /// Puts a cell into its row. A value that fills more columns than one is said once.
    fn end_cell(&mut self, columns: usize) {
        let shown = self.end_story().on_one_line();
        let cell = self.date.take().map_or(shown, RawPage::from);
        let mut empty = columns;
        if !cell.text().is_empty() {
            let gap = std::mem::take(&mut self.empty_cells);
            self.cells.extend(std::iter::repeat_n(RawPage::default(), gap));
            self.cells.push(cell);
            empty -= 1;
        }
        self.empty_cells = self.empty_cells.saturating_add(empty).min(MOST_EMPTY_CELLS);
    }
}

impl Visit for Text {
    fn start(&mut self, element: &BytesStart<'_>) -> bool {
        self.fonts.take(element);
        let tag = self.tag(element);
        self.enter(tag, element);
        self.open.push(tag);
        self.room() > 0
    }

    fn end(&mut self) -> bool {
        if let Some(tag) = self.open.pop() {
            self.leave(tag);
        }
        self.room() > 0
    }

    fn text(&mut self, text: &str) -> bool {
        let is_shown = matches!(self.open.last(), Some(Tag::Paragraph | Tag::Inline { .. }));
        if is_shown && self.flow().in_paragraph() {
            self.push(&collapsed(text));
        }
        self.room() > 0
    }
}

/// The day of a value like `1981-02-02T08:30:00`; one with a time is left as it is shown.
fn day_first(value: &str) -> Option<String> {
    let (year, day) = value.split_once('-')?;
    let (month, day) = day.split_once('-')?;
    let is_number = |text: &str, digits| text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    (is_number(year, 4) && is_number(month, 2) && is_number(day, 2)).then(|| format!("{day}/{month}/{year}"))
}

/// Runs of white space are one blank (ODF 1.3 part 3, 6.1.2).
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | ' ' if out.ends_with(' ') => {}
            '\t' | '\n' | '\r' | ' ' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
