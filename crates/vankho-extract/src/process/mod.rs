//! The two processes: the program's side ([`extractor`], [`picture`]) and the one that reads ([`worker`]), what they say to
//! each other ([`wire`]), what a file may cost ([`limits`]) and what the reading process gives up ([`sandbox`]).

pub(crate) mod extractor;
pub(crate) mod limits;
mod picture;
mod sandbox;
mod wire;
pub(crate) mod worker;
