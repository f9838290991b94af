//! What a screen may ask of an archive: one list of commands, their types, and one table of error codes.
//!
//! Owns the JSON shapes that screens and scripts rely on and their TypeScript twins. Refuses to know Tauri,
//! windows and wording: a code goes out, the screen says it in its language.

mod command;
mod convert;
mod convert_search;
mod desk;
pub mod dto;
mod edit;
mod error;
mod relations;
mod save;
mod searches;
mod typescript;

pub use command::Request;
pub use convert_search::search_request;
pub use desk::{Desk, Host, Original};
pub use error::{ApiError, ErrorCode};
pub use typescript::typescript;
