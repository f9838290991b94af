//! Spreadsheets of Excel: a page for each sheet, a line for each row, cells apart by tabs.

mod number;
mod row;
pub(crate) mod xls;
pub(crate) mod xlsx;
