//! What people are answered, on a ledger that works.

mod golden;
mod story;
pub(crate) mod world;
