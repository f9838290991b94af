//! A page as recognition takes it: grey pixels and the way back to places on the page. Plain data, no parser: the
//! two processes hand it to each other.

mod geometry;
mod grey;

pub(crate) use geometry::{Area, Geometry, Quarter, source};
pub(crate) use grey::Grey;

/// A page made fit for recognition, and how to get from it back to the page.
pub(crate) struct Scan {
    pub(crate) grey: Grey,
    pub(crate) geometry: Geometry,
}
