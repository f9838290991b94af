//! The dialogs in which a person chooses files. Paths stay on this side of the bridge.

use std::path::PathBuf;

use tauri::{AppHandle, Manager as _};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath};
use vankho_api::Host;

use crate::window::MAIN;

/// The system's own dialogs, over our window.
pub struct Dialogs<'a>(&'a AppHandle);

impl<'a> Dialogs<'a> {
    /// The dialogs of this program.
    pub fn of(app: &'a AppHandle) -> Self {
        Self(app)
    }

    fn dialog(&self, title: &str) -> FileDialogBuilder<tauri::Wry> {
        let dialog = self.0.dialog().file().set_title(title);
        match self.0.get_webview_window(MAIN) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

impl Host for Dialogs<'_> {
    fn choose_files(&self) -> Vec<PathBuf> {
        // No filter: a scan under an odd name must be choosable, and what a file is, its bytes say.
        paths(self.dialog("Chọn tệp để đưa vào kho").blocking_pick_files())
    }

    fn choose_folder(&self) -> Vec<PathBuf> {
        paths(self.dialog("Chọn thư mục để đưa vào kho").blocking_pick_folders())
    }

    fn choose_target(&self, name: &str) -> Option<PathBuf> {
        self.dialog("Lưu tệp").set_file_name(name).blocking_save_file()?.into_path().ok()
    }
}

fn paths(chosen: Option<Vec<FilePath>>) -> Vec<PathBuf> {
    chosen.into_iter().flatten().filter_map(|path| path.into_path().ok()).collect()
}
