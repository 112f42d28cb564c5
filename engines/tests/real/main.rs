//! Tests on real engines, one program for all of them.
#![expect(clippy::unwrap_used, reason = "tests")]

mod cluster;
mod common;
mod crashes;
mod private_engines;
