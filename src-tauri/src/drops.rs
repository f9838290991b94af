//! Files dropped on the window. The screens learn that something hovers, never what.

use tauri::{DragDropEvent, Emitter as _, Manager as _, Window, WindowEvent};
use vankho_api::dto::AppEvent;

use crate::bridge::with_desk;
use crate::window::{EVENT, MAIN};

/// Hears the window.
pub fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else { return };
    match event {
        DragDropEvent::Enter { .. } => tell(window, true),
        DragDropEvent::Leave => tell(window, false),
        DragDropEvent::Drop { paths, .. } => {
            tell(window, false);
            let paths = paths.clone();
            with_desk(window.app_handle(), move |desk| desk.import_paths(&paths));
        }
        _ => {}
    }
}

fn tell(window: &Window, over: bool) {
    // A window that is just closing hears nothing, and needs nothing.
    let _ = window.emit_to(MAIN, EVENT, AppEvent::Drag { over });
}
