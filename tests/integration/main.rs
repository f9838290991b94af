//! Journeys over a real store with the real program, a file each.

mod enclosures;
mod files;
mod kill;
mod migration;
mod repair;
mod samples;
mod terminal;
