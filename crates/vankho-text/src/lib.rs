//! Vietnamese text: old encodings, repair, syllables, their keys, and word splitting.
//!
//! Owns what two spellings of one syllable have in common. Pure: refuses to know files, documents and
//! indexes. Terms: a *key* is one syllable with its tone moved to the end and its spelling variants joined
//! (`hoà`, `hòa` → `hoaf`); a *fold* is the same syllable without any mark (`hoa`).

mod collation;
mod grammar;
mod legacy;
mod letters;
mod lookalike;
mod quality;
mod repair;
mod sketch;
mod syllable;
mod typing;
mod words;

pub use collation::collation_key;
pub use grammar::is_syllable;
pub use legacy::{FontHint, Legacy, detect, guess, raise_capitals};
pub use quality::Quality;
pub use repair::repair;
pub use sketch::Sketch;
pub use syllable::{fold, is_marked, key, write_key_and_fold};
pub use typing::{from_key, from_telex, from_vni};
pub use words::{Word, Words, fold_phrase, words};
