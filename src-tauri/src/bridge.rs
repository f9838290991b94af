//! The one command a screen can call.

use std::sync::{Arc, OnceLock};

use serde_json::Value;
use tauri::{AppHandle, Manager as _, State};
use vankho_api::{ApiError, Desk, ErrorCode};

use crate::host::Dialogs;

/// The archive, once it is open. What asks earlier waits; if opening fails, the program ends.
#[derive(Clone, Default)]
pub struct OpenDesk(Arc<OnceLock<Desk>>);

impl OpenDesk {
    /// Blocks until the archive is open: never call it on the main thread.
    pub fn wait(&self) -> &Desk {
        self.0.wait()
    }

    /// The archive if it is open by now.
    pub fn get(&self) -> Option<&Desk> {
        self.0.get()
    }

    /// Lets in everyone who waits.
    pub fn set(&self, desk: Desk) {
        let is_first = self.0.set(desk).is_ok();
        debug_assert!(is_first, "one program opens one archive");
    }
}

/// Answers a request of the screens on a thread of its own. A fault in there costs this answer, not the program.
#[tauri::command]
pub async fn call(app: AppHandle, desk: State<'_, OpenDesk>, request: Value) -> Result<Value, ApiError> {
    let desk = desk.inner().clone();
    let answer = move || desk.wait().call(request, &Dialogs::of(&app));
    tauri::async_runtime::spawn_blocking(answer).await.unwrap_or_else(|_| {
        Err(ApiError { code: ErrorCode::Internal, message: "the program failed while answering".to_owned() })
    })
}

/// Does something with the open archive in the background, now or as soon as it is open.
pub fn with_desk(app: &AppHandle, act: impl FnOnce(&Desk) -> Result<(), ApiError> + Send + 'static) {
    let desk = app.state::<OpenDesk>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || {
        if let Err(error) = act(desk.wait()) {
            crate::run::log(&error.to_string());
        }
    });
}
