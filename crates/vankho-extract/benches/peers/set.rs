//! The documents whose text is known.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::AnyError;

/// A document and its text.
pub struct Paper {
    pub path: PathBuf,
    /// The folder it lies in.
    pub format: String,
    /// What is special about it; `plain` is nothing.
    pub variant: String,
    pub truth: String,
}

/// The documents of a set in the order of their paths; those without a known text are left out.
pub fn papers(folder: &Path) -> Result<Vec<Paper>, AnyError> {
    let truths = folder.join("truth");
    let mut papers = Vec::new();
    for group in fs::read_dir(folder)? {
        let group = group?.path();
        if !group.is_dir() || group == truths {
            continue;
        }
        for file in fs::read_dir(&group)? {
            papers.extend(paper(file?.path(), &group, &truths));
        }
    }
    papers.sort_by(|one, other| one.path.cmp(&other.path));
    if papers.is_empty() {
        return Err(
            "no document of this folder has a known text: see the head of benches/peers/main.rs".into()
        );
    }
    Ok(papers)
}

fn paper(path: PathBuf, group: &Path, truths: &Path) -> Option<Paper> {
    let stem = path.file_stem()?.to_str()?;
    let (name, variant) = stem.split_once("--").or_else(|| stem.split_once('.')).unwrap_or((stem, "plain"));
    let truth = [format!("{name}.txt"), format!("{name}.main.txt")]
        .iter()
        .find_map(|file| fs::read_to_string(truths.join(file)).ok())?;
    let variant = variant.split('.').next().unwrap_or(variant).to_owned();
    let format = group.file_name()?.to_str()?.to_owned();
    Some(Paper { path, format, variant, truth })
}

/// The share of the syllables and numbers of `truth` that `text` lacks, wherever they stand: 0 to 1.
pub fn missing(truth: &str, text: &str) -> f64 {
    let mut wanted: HashMap<String, i64> = HashMap::new();
    let truth = vankho_text::repair(truth);
    for syllable in syllables(&truth) {
        *wanted.entry(syllable.to_owned()).or_default() += 1;
    }
    let all: i64 = wanted.values().sum();
    let text = vankho_text::repair(text);
    for syllable in syllables(&text) {
        if let Some(count) = wanted.get_mut(syllable) {
            *count -= 1;
        }
    }
    let lost: i64 = wanted.values().filter(|count| **count > 0).sum();
    #[allow(clippy::cast_precision_loss, reason = "a document has some thousand syllables")]
    let share = lost as f64 / all.max(1) as f64;
    share
}

fn syllables(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|syllable| !syllable.is_empty())
}
