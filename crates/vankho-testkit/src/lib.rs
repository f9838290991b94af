//! Tools of the tests: a real store in a temporary folder, the built program, documents written on the spot.
//!
//! Dev-only. Owns no assertion about the product; refuses to stand in for any part of it.

#![allow(clippy::print_stderr, reason = "a test that fails must say what the program said")]

mod enclosing;
mod papers;
mod program;
mod store;

pub use enclosing::{archive, letter, lock};
pub use papers::{Paper, docx};
pub use program::{fixtures, program, samples, sources};
pub use store::{Run, TestStore};
