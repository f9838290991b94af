//! Which crate may name which.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::none;
use crate::tree::root;

/// The five that do the work; they never know each other.
const MIDDLE: &[&str] =
    &["vankho-store", "vankho-vault", "vankho-extract", "vankho-search", "vankho-recognize"];

/// The only crates that may name these packages in what is shipped.
const OWNED: &[(&str, &[&str])] = &[
    ("vankho-store", &["rusqlite"]),
    ("vankho-search", &["tantivy"]),
    ("vankho-extract", PARSERS),
    ("van-kho", &["tauri", "tauri-build", "tauri-plugin-dialog", "tauri-plugin-single-instance"]),
];

/// What reads foreign bytes, and so runs only in the reading process (see `isolation`).
pub const PARSERS: &[&str] = &[
    "pdf-extract",
    "lopdf",
    "unpdf",
    "hayro",
    "image",
    "jpeg-decoder",
    "png",
    "tiff",
    "quick-xml",
    "zip",
    "cfb",
    "calamine",
    "office_oxide",
    "rtf-parser",
    "mail-parser",
    "dom_smoothie",
    "dom_query",
    "html5ever",
    "scraper",
    "ammonia",
];

/// Packages through which bytes could leave the computer.
const NETWORK: &[&str] = &[
    "reqwest",
    "ureq",
    "hyper",
    "hyper-util",
    "h2",
    "quinn",
    "curl",
    "isahc",
    "attohttpc",
    "surf",
    "awc",
    "tungstenite",
    "tokio-tungstenite",
    "native-tls",
    "rustls",
    "openssl",
    "trust-dns-resolver",
    "hickory-resolver",
    "tiny_http",
    "axum",
    "warp",
];

/// What a crate of ours may name of ours.
fn allowed(name: &str) -> BTreeSet<&'static str> {
    let below: &[&str] = match name {
        "vankho-text" => &[],
        "vankho-model" => &["vankho-text"],
        _ if MIDDLE.contains(&name) => &["vankho-model", "vankho-text"],
        "vankho-app" => &["vankho-model", "vankho-text"],
        // An error of the middle gets its code here, once.
        "vankho-api" => &["vankho-app", "vankho-model", "vankho-text"],
        // Their `main` begins with the entry of the reading process.
        "vankho-cli" => &["vankho-api", "vankho-app", "vankho-extract", "vankho-model"],
        "van-kho" => &["vankho-api", "vankho-app", "vankho-extract"],
        "vankho-testkit" => &["vankho-api", "vankho-app", "vankho-model", "vankho-text"],
        _ => &[],
    };
    let middle = if matches!(name, "vankho-app" | "vankho-api" | "vankho-testkit") { MIDDLE } else { &[] };
    below.iter().chain(middle).copied().collect()
}

struct Edge {
    from: String,
    to: String,
    is_dev: bool,
    features: Vec<String>,
}

fn edges() -> Vec<Edge> {
    let metadata = cargo(&["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("a workspace has packages");
    let mut edges = Vec::new();
    for package in packages {
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let name = |value: &Value| value["name"].as_str().expect("everything has a name").to_owned();
            let is_dev = dependency["kind"] == "dev";
            let features = dependency["features"].as_array().into_iter().flatten();
            let features = features.filter_map(|feature| Some(feature.as_str()?.to_owned())).collect();
            edges.push(Edge { from: name(package), to: name(dependency), is_dev, features });
        }
    }
    assert!(edges.len() > 20, "the crates were not read");
    edges
}

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output =
        Command::new(cargo).args(arguments).args(["--offline", "--locked"]).current_dir(root()).output();
    let output = output.expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

fn is_ours(name: &str) -> bool {
    name.starts_with("vankho-") || name == "van-kho"
}

#[test]
fn dependencies_point_one_way() {
    let broken = edges().into_iter().filter(|edge| {
        !edge.is_dev && is_ours(&edge.from) && is_ours(&edge.to) && !allowed(&edge.from).contains(&*edge.to)
    });
    let broken = broken.map(|edge| format!("{} names {}", edge.from, edge.to)).collect::<Vec<_>>();
    none(&broken, "A crate names one above or beside it. What both need belongs below, or in vankho-app:");
}

#[test]
fn the_five_in_the_middle_never_know_each_other() {
    let is_middle = |name: &String| MIDDLE.contains(&name.as_str());
    // In tests neither: what needs two of them is a use case, and tested as one.
    let broken = edges().into_iter().filter(|edge| is_middle(&edge.from) && is_middle(&edge.to));
    let broken = broken.map(|edge| format!("{} names {}", edge.from, edge.to)).collect::<Vec<_>>();
    none(&broken, "These meet only in vankho-app:");
}

#[test]
fn the_testkit_is_never_shipped() {
    let broken = edges().into_iter().filter(|edge| {
        edge.to == "vankho-testkit" && !edge.is_dev && !matches!(&*edge.from, "vankho-tests" | "xtask")
    });
    none(&broken.map(|edge| edge.from).collect::<Vec<_>>(), "vankho-testkit is a dev-dependency only:");
}

#[test]
fn each_foreign_format_and_engine_has_one_owner() {
    let owners: BTreeMap<&str, &str> = OWNED
        .iter()
        .flat_map(|(owner, packages)| packages.iter().map(|package| (*package, *owner)))
        .collect();
    // The testkit writes what the others read, and is never shipped.
    let shipped = edges().into_iter().filter(|edge| !edge.is_dev && edge.from != "vankho-testkit");
    let broken = shipped.filter(|edge| owners.get(&*edge.to).is_some_and(|owner| *owner != edge.from));
    let broken =
        broken.map(|edge| format!("{} names {}, which {} owns", edge.from, edge.to, owners[&*edge.to]));
    none(&broken.collect::<Vec<_>>(), "Ask the crate that owns it for what is needed:");
}

#[test]
fn no_reader_runs_without_a_process_around_it() {
    let opened = edges().into_iter().filter(|edge| edge.features.iter().any(|feature| feature == "fuzzing"));
    none(&opened.map(|edge| edge.from).collect::<Vec<_>>(), "Only tests/fuzz opens the readers:");
}

#[test]
fn nothing_that_is_shipped_can_speak_to_a_network() {
    let tree = cargo(&["tree", "-e", "normal", "-p", "van-kho", "-p", "vankho-cli", "--prefix", "none"]);
    let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains("tauri") && names.contains("rusqlite"), "the tree of the programs was not read");
    let broken = NETWORK.iter().filter(|name| names.contains(**name)).map(|name| (*name).to_owned());
    none(&broken.collect::<Vec<_>>(), "No byte leaves the computer; find a package without:");
}
