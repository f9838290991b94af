//! Journeys over a real store with the real program, a file each.

mod catalogue;
mod edit;
mod enclosures;
mod files;
mod hostile;
mod kill;
mod migration;
mod mutants;
mod pictures;
mod relations;
mod repair;
mod samples;
mod searching;
mod terminal;
