//! The two processes: the program's side ([`extractor`], [`picture`]) and the one that reads ([`worker`]), what they say to
//! each other ([`wire`]), what a file may cost ([`limits`]) and what the reading process gives up ([`sandbox`]).

pub(crate) mod extractor;
pub(crate) mod frames;
pub(crate) mod limits;
mod picture;
mod sandbox;
pub(crate) mod unpacker;
mod wire;
pub(crate) mod worker;
