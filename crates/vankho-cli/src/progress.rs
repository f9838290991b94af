//! Progress bars on stderr, only when a person looks at it.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar of `total` steps, invisible when stderr is no terminal; 0 for an unknown number.
pub fn bar(total: u64, what: &'static str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template = if total == 0 {
        "{msg} {human_pos} ({per_sec})"
    } else {
        "{msg} {wide_bar} {human_pos}/{human_len} ({per_sec}, còn {eta})"
    };
    let bar = ProgressBar::new(total).with_message(what);
    bar.with_style(ProgressStyle::with_template(template).expect("a valid template"))
}
