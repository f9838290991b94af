//! What a person chose, kept in the archive by name.

use crate::{AppError, Archive};

impl Archive {
    /// Reads a setting.
    ///
    /// # Errors
    /// If the catalogue can't be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, AppError> {
        self.read(|reader| reader.setting(name))
    }

    /// Keeps settings, all or none of them.
    ///
    /// # Errors
    /// If the catalogue can't be written.
    pub fn set_settings(&self, settings: &[(&str, &str)]) -> Result<(), AppError> {
        self.store
            .write(|writer| settings.iter().try_for_each(|(name, value)| writer.set_setting(name, value)))?;
        Ok(())
    }
}
