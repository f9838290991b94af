//! Rows of cells put together as lines.

use std::collections::BTreeMap;

use vankho_text::FontHint;

use super::number::Kind;
use crate::format::flow::joined;
use crate::pages::RawPage;

/// Empty cells kept between two filled ones.
const MOST_EMPTY_CELLS: u32 = 64;

/// Columns of a sheet (ECMA-376 part 1, 18.3.1.73): what lies beyond is no cell.
const COLUMNS: u32 = 16_384;

/// How the cells of one format look.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) kind: Kind,
    pub(super) font: FontHint,
}

/// The filled cells of a row, by column.
#[derive(Default)]
pub(super) struct Row {
    cells: BTreeMap<u32, RawPage>,
}

impl Row {
    pub(super) fn put(&mut self, column: u32, text: RawPage) {
        if column < COLUMNS && !text.text().trim().is_empty() {
            self.cells.insert(column, text);
        }
    }

    /// The column after the last one.
    pub(super) fn next_column(&self) -> u32 {
        self.cells.last_key_value().map_or(0, |(column, _)| column.saturating_add(1))
    }

    /// The row as a line; no line if it is empty.
    pub(super) fn line(self) -> RawPage {
        let (mut line, mut next) = (Vec::new(), 0);
        for (column, cell) in self.cells {
            let gap = (column - next).min(MOST_EMPTY_CELLS);
            line.extend((0..gap).map(|_| RawPage::default()));
            line.push(cell.on_one_line());
            next = column.saturating_add(1);
        }
        joined(line)
    }
}

#[cfg(test)]
mod tests {
    use super::Row;
    use crate::pages::RawPage;

    #[test]
    fn a_far_cell_costs_no_more_than_a_few_tabs() {
        let mut row = Row::default();
        row.put(2, RawPage::from("b\nc"));
        row.put(0, RawPage::from("a"));
        row.put(16_383, RawPage::from("z"));
        row.put(u32::MAX, RawPage::from("no cell"));
        row.put(1, RawPage::from(" "));
        assert_eq!(row.line().text(), format!("a\t\tb c{}z\n", "\t".repeat(65)));
        assert_eq!(Row::default().line().text(), "");
    }
}
