//! Journeys over a real store with the real program, a file each.

mod files;
mod kill;
mod migration;
mod pictures;
mod repair;
mod samples;
mod terminal;
