//! The pure rules of the ledger: what may happen, what it means, what follows from it.
//!
//! Nothing here does I/O, reads a clock or draws a random number; times and ids come in
//! as arguments, so the same events give the same answers wherever and whenever they are asked.
//!
//! - [`ledger`]: envelopes, metadata and the recorded form, the same for every kind of event.
//! - [`units`]: numbers as athletes read and type them.
//! - [`vocabulary`]: the words that athletes, coaches and the rules share. Add a quantity in
//!   `quantity.rs`, a closed list of words in a file of its own.
//! - [`care`]: words that must be answered with a fixed text before any rule speaks.
//! - [`load`]: what a workout costs, and what weeks of training add up to.
//! - [`matching`]: which workout fulfils which session, and how well.
//! - [`running`]: fitness, paces and race predictions from a runner's times.
//! - [`zones`]: dated thresholds, and the athlete's own watts, beats and paces that follow from them.

pub mod care;
pub mod ledger;
pub mod load;
pub mod matching;
pub mod running;
pub mod units;
pub mod vocabulary;
pub mod zones;

#[cfg(test)]
mod test_support;

/// Version of the event catalogue; raised whenever an event type or version is added.
pub const CATALOGUE_VERSION: &str = "1";
