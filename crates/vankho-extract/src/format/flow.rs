//! Running text as word processors keep it: paragraphs, tables and boxes, gathered as the lines a reader sees.
//!
//! A row of a real table is one line, its cells apart by tabs. A letterhead is a table too, of two columns side by
//! side: those are read one after the other.

use vankho_text::FontHint;

use crate::pages::RawPage;

/// A table with no more rows than this and no more filled cells in a row than two stands for columns.
const LAYOUT_ROWS: usize = 4;
const LAYOUT_CELLS: usize = 2;

/// Room that a cell takes, even an empty one: without it, tables of nothing would fill the memory.
const CELL_BYTES: usize = 32;

/// Gathers a text. A box stands inside a paragraph: its lines come before that paragraph's.
pub(crate) struct Flow {
    done: RawPage,
    paragraphs: Vec<RawPage>,
    tables: Vec<Table>,
    room: usize,
}

/// An open table: rows of cells, each the lines of its paragraphs.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<RawPage>>,
}

/// What ends a paragraph of a format that marks the ends of cells and rows instead of nesting them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A paragraph, and whether it stands in a cell.
    Paragraph { in_table: bool },
    /// The last paragraph of a cell.
    Cell,
    /// The paragraph after the last cell of a row, which has no text.
    Row,
}

impl Flow {
    /// Room for this many bytes of text.
    pub(crate) fn new(room: usize) -> Self {
        Self { done: RawPage::default(), paragraphs: Vec::new(), tables: Vec::new(), room }
    }

    /// Bytes of text that may still come; at 0 there is no use in reading on.
    pub(crate) fn room(&self) -> usize {
        self.room
    }

    pub(crate) fn text(&mut self, text: &str, font: FontHint) {
        self.room = self.room.saturating_sub(text.len());
        if self.paragraphs.is_empty() {
            self.start_paragraph();
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push(text, font);
        }
    }

    /// Whether text would go into a paragraph.
    pub(crate) fn in_paragraph(&self) -> bool {
        !self.paragraphs.is_empty()
    }

    pub(crate) fn start_paragraph(&mut self) {
        self.paragraphs.push(RawPage::default());
    }

    pub(crate) fn end_paragraph(&mut self) {
        let mut line = self.paragraphs.pop().unwrap_or_default();
        line.trim_end();
        line.push_mark("\n");
        self.room = self.room.saturating_sub(1);
        self.place(&line);
    }

    /// Adds the lines of a box.
    pub(crate) fn insert(&mut self, lines: &RawPage) {
        self.spend(lines.text().len());
        self.place(lines);
    }

    /// Gives up room for text that is kept elsewhere.
    pub(crate) fn spend(&mut self, bytes: usize) {
        self.room = self.room.saturating_sub(bytes);
    }

    /// Adds lines to the innermost open cell, or to the text.
    fn place(&mut self, lines: &RawPage) {
        match self.tables.last_mut() {
            Some(table) => table.cell().append(lines),
            None => self.done.append(lines),
        }
    }

    pub(crate) fn start_table(&mut self) {
        self.tables.push(Table::default());
    }

    pub(crate) fn start_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    pub(crate) fn start_cell(&mut self) {
        self.spend(CELL_BYTES);
        if let Some(table) = self.tables.last_mut() {
            table.row().push(RawPage::default());
        }
    }

    pub(crate) fn end_table(&mut self) {
        if let Some(table) = self.tables.pop() {
            self.place(&table.into_lines());
        }
    }

    /// Ends a paragraph where tables are known by marks only.
    pub(crate) fn mark(&mut self, mark: Mark) {
        let in_table = mark != Mark::Paragraph { in_table: false };
        if in_table && self.tables.is_empty() {
            self.start_table();
            self.start_cell();
        } else if !in_table {
            self.end_table();
        }
        if mark == Mark::Row {
            self.paragraphs.clear();
            // The row's last cell mark opened a cell that is none.
            if let Some(row) = self.tables.last_mut().map(Table::row) {
                row.pop();
            }
            self.start_row();
            self.start_cell();
            return;
        }
        self.end_paragraph();
        if mark == Mark::Cell {
            self.start_cell();
        }
    }

    /// The text, with all that was left open ended.
    pub(crate) fn finish(mut self) -> RawPage {
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.done
    }
}

impl Table {
    fn row(&mut self) -> &mut Vec<RawPage> {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        self.rows.last_mut().expect("one was just made")
    }

    fn cell(&mut self) -> &mut RawPage {
        let row = self.row();
        if row.is_empty() {
            row.push(RawPage::default());
        }
        row.last_mut().expect("one was just made")
    }

    fn into_lines(self) -> RawPage {
        let is_filled = |cell: &&RawPage| !cell.text().trim().is_empty();
        let filled = self.rows.iter().map(|row| row.iter().filter(is_filled).count());
        let is_grid = filled.clone().any(|cells| cells > LAYOUT_CELLS)
            || filled.filter(|cells| *cells > 0).count() > LAYOUT_ROWS;
        let mut lines = RawPage::default();
        for row in self.rows {
            if is_grid && row.iter().all(|cell| !cell.text().trim().contains('\n')) {
                lines.append(&joined(row));
            } else {
                row.iter().for_each(|cell| lines.append(cell));
            }
        }
        lines
    }
}

/// The cells of a row as one line; no line where all are empty.
pub(crate) fn joined(row: Vec<RawPage>) -> RawPage {
    let mut line = RawPage::default();
    for (i, mut cell) in row.into_iter().enumerate() {
        if i > 0 {
            line.push_mark("\t");
        }
        cell.trim_end();
        line.append(&cell);
    }
    line.trim_end();
    if !line.text().is_empty() {
        line.push_mark("\n");
    }
    line
}

/// Adds what stands around the body: headers, notes, footers. They repeat, so one that is there already, or that
/// is only a page number, is left out.
pub(crate) fn add_margin(document: &mut RawPage, margin: &RawPage) {
    let new = margin.text().trim();
    if new.contains(char::is_alphabetic) && !document.text().contains(new) {
        document.append(margin);
    }
}

#[cfg(test)]
mod tests {
    use vankho_text::FontHint;

    use super::{Flow, Mark, add_margin};
    use crate::pages::RawPage;

    fn table(rows: &[&[&str]]) -> String {
        let mut flow = Flow::new(1000);
        flow.start_table();
        for row in rows {
            flow.start_row();
            for cell in *row {
                flow.start_cell();
                for line in cell.split('|') {
                    flow.start_paragraph();
                    flow.text(line, FontHint::Unknown);
                    flow.end_paragraph();
                }
            }
        }
        flow.end_table();
        flow.finish().text().to_owned()
    }

    #[test]
    fn a_letterhead_is_read_column_by_column_and_a_table_row_by_row() {
        let letterhead: &[&[&str]] = &[&["TỈNH ỦY|Số 04-NQ/TU", "", "ĐẢNG CỘNG SẢN"]];
        assert_eq!(table(letterhead), "TỈNH ỦY\nSố 04-NQ/TU\n\nĐẢNG CỘNG SẢN\n");
        let names: &[&[&str]] = &[&["TT", "Họ tên", "Đơn vị"], &["1", "Bá Trung Phụng", ""], &["", "", ""]];
        assert_eq!(table(names), "TT\tHọ tên\tĐơn vị\n1\tBá Trung Phụng\n");
        let long: &[&[&str]] = &[&["TT", "Việc", "Ai"], &["1", "một|hai", "x"]];
        assert_eq!(table(long), "TT\tViệc\tAi\n1\nmột\nhai\nx\n");
    }

    #[test]
    fn marks_make_the_same_tables() {
        let mut flow = Flow::new(1000);
        let mut say = |text: &str, mark| {
            flow.text(text, FontHint::Unknown);
            flow.mark(mark);
        };
        say("trước", Mark::Paragraph { in_table: false });
        for row in [["TT", "Tên", "Nơi"], ["1", "", "x"]] {
            row.iter().for_each(|cell| say(cell, Mark::Cell));
            say("", Mark::Row);
        }
        say("sau", Mark::Paragraph { in_table: false });
        say("trái", Mark::Paragraph { in_table: true });
        say("", Mark::Cell);
        say("phải", Mark::Cell);
        say("", Mark::Row);
        assert_eq!(flow.finish().text(), "trước\nTT\tTên\tNơi\n1\t\tx\nsau\ntrái\n\nphải\n");
    }

    #[test]
    fn empty_cells_use_up_room() {
        let mut flow = Flow::new(10_000);
        flow.start_table();
        let cells = (0..10_000).take_while(|_| {
            flow.start_cell();
            flow.room() > 0
        });
        assert!(cells.count() < 1000);
    }

    #[test]
    fn margins_are_said_once() {
        let mut document = RawPage::from("VĂN PHÒNG\nthân bài\n");
        for margin in ["VĂN PHÒNG\n", "- 2 -\n", "chú thích\n"] {
            add_margin(&mut document, &RawPage::from(margin));
        }
        assert_eq!(document.text(), "VĂN PHÒNG\nthân bài\nchú thích\n");
    }

    #[test]
    fn fonts_stay_with_their_text() {
        let mut flow = Flow::new(1000);
        flow.text("Sè ", FontHint::Tcvn3);
        flow.text("04  ", FontHint::Unknown);
        flow.mark(Mark::Paragraph { in_table: false });
        let mut again = RawPage::default();
        again.push("Sè ", FontHint::Tcvn3);
        again.push("04\n", FontHint::Unknown);
        assert!(flow.finish() == again);
    }
}
