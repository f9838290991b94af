//! The archive's own table of abbreviations.

use vankho_search::{Abbreviations, DEFAULT_ABBREVIATIONS};

use crate::{AppError, Archive};

/// The setting that holds the table, if the archive has one of its own.
const SETTING: &str = "abbreviations";

impl Archive {
    /// The table of abbreviations: a line each, `CCHC`, a tab, `cải cách hành chính`.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn abbreviations(&self) -> Result<String, AppError> {
        Ok(self.setting(SETTING)?.unwrap_or_else(|| DEFAULT_ABBREVIATIONS.to_owned()))
    }

    /// Keeps another table and answers by it from now on; `None` goes back to the one that archives begin with.
    /// Returns the numbers, from 1, of lines that make no sense: they are kept and passed over.
    ///
    /// # Errors
    /// If the catalogue can't be written.
    pub fn set_abbreviations(&self, table: Option<&str>) -> Result<Vec<usize>, AppError> {
        let table = table.unwrap_or(DEFAULT_ABBREVIATIONS);
        self.set_settings(&[(SETTING, table)])?;
        Ok(self.use_abbreviations(table))
    }

    /// Lets the index answer by the archive's table.
    pub(crate) fn load_abbreviations(&self) -> Result<(), AppError> {
        if let Some(table) = self.setting(SETTING)? {
            self.use_abbreviations(&table);
        }
        Ok(())
    }

    fn use_abbreviations(&self, table: &str) -> Vec<usize> {
        let (table, bad) = Abbreviations::parse(table);
        if let Some(index) = &self.index {
            index.set_abbreviations(table);
        }
        bad
    }
}
