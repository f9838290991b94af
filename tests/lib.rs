//! Tests of the whole program. Nothing lives here but tests: `tidy/` holds the rules of the house,
//! `integration/` the journeys of a person through an archive, `e2e/` the program in its real window.
