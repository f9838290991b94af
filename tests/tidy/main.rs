//! The rules of the house, read off the tree itself. Each failure says what to do instead.

mod crates;
mod data;
mod isolation;
mod sources;
mod tree;
mod words;

/// Fails with every broken place at once, so that they can be mended in one go.
fn none(broken: &[String], rule: &str) {
    assert!(broken.is_empty(), "{rule}\n  {}\n", broken.join("\n  "));
}
