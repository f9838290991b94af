//! Words that don't stand in our sources.

use crate::none;
use crate::tree::{Source, rust, sources};

fn places(sources: &[Source], word: &str) -> Vec<String> {
    let in_one = |source: &Source| {
        let lines = source.text.lines().enumerate().filter(|(_, line)| line.contains(word));
        lines
            .map(|(number, line)| format!("{}:{}: {}", source.path, number + 1, line.trim()))
            .collect::<Vec<_>>()
    };
    sources.iter().flat_map(in_one).collect()
}

fn outside(sources: Vec<Source>, homes: &[&str]) -> Vec<Source> {
    sources.into_iter().filter(|source| !homes.iter().any(|home| source.path.starts_with(home))).collect()
}

#[test]
fn nothing_is_left_for_later() {
    let sources = outside(rust(), &["tests/tidy/"]);
    let broken = ["todo!(", "unimplemented!(", "#[ignore"].iter().flat_map(|word| places(&sources, word));
    none(&broken.collect::<Vec<_>>(), "Do it, or leave it out:");
}

#[test]
fn only_the_terminal_program_prints() {
    let homes = ["crates/vankho-cli/", "crates/vankho-testkit/", "xtask/", "tests/"];
    let sides = ["/examples/", "/tests/", "/benches/", "/sandbox/tests.rs"];
    let is_side = |source: &Source| sides.iter().any(|side| source.path.contains(side));
    let sources = outside(rust(), &homes).into_iter().filter(|source| !is_side(source)).collect::<Vec<_>>();
    let broken = places(&sources, "print!(").into_iter().chain(places(&sources, "println!("));
    none(&broken.collect::<Vec<_>>(), "Return it; whoever called decides where it is shown:");
}

#[test]
fn no_socket_is_opened() {
    // That test proves that the reading process can open none.
    let sandbox = "crates/vankho-extract/src/process/sandbox/tests.rs";
    let sources = outside(rust(), &["tests/", "xtask/", sandbox]);
    let broken = ["std::net", "TcpStream", "TcpListener", "UdpSocket"].iter();
    let broken = broken.flat_map(|word| places(&sources, word)).collect::<Vec<_>>();
    none(&broken, "No byte leaves the computer:");
}

#[test]
fn the_desktop_is_named_in_one_folder_of_the_screens() {
    let screens = outside(sources(&["ui/src"], &["ts", "svelte"]), &["ui/src/platform/"]);
    none(
        &places(&screens, "@tauri-apps"),
        "Ask the Platform instead, so that the screens run in a browser too:",
    );
}

#[test]
fn no_screen_loads_from_elsewhere() {
    let known = ["http://www.w3.org/", "http://ipc.localhost", "http://doc.localhost"];
    let screens = sources(&["ui/src"], &["ts", "svelte", "css"]);
    let broken = ["http://", "https://"].iter().flat_map(|word| places(&screens, word));
    let broken = broken.filter(|place| !known.iter().any(|address| place.contains(address)));
    none(&broken.collect::<Vec<_>>(), "Everything the screens show is shipped with them:");
}
