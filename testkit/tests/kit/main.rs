//! The kit's promises, on real engines. Being an integration test of this package,
//! it also makes cargo build the keeper's program for all other packages' tests.
#![expect(clippy::unwrap_used, reason = "tests")]

mod ledgers;
mod network;
mod runs;
