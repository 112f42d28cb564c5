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
//! - [`history`]: what plans are made from. [`plan`]: what a plan is. [`drafts`]: how one is made.
//! - [`rules`]: what every week must pass, in order. [`rubric`]: how good a plan is.
//! - [`zones`]: dated thresholds, and the athlete's own watts, beats and paces that follow from them.
//! - [`member`], [`identity`], [`workout`], [`fatigue_day`], [`conversation`]: the aggregates. Each is a folder of small files; a new
//!   one is a line in `ledger_event.rs` and one in [`Command`].
//! - [`mod@catalogue`], [`upcasters`](fn@upcasters): what the events mean, and how old ones are read.
//! - [`ids`]: ids that follow from what they stand for.

mod aggregate;
pub mod care;
pub mod catalogue;
mod command;
pub mod conversation;
mod dates;
pub mod drafts;
pub mod fatigue_day;
pub mod history;
pub mod identity;
pub mod ids;
pub mod ledger;
mod ledger_event;
pub mod load;
pub mod matching;
pub mod member;
pub mod plan;
pub mod rubric;
pub mod rules;
pub mod running;
#[cfg(test)]
mod test_support;
#[cfg(test)]
mod testing;
pub mod units;
mod upcasters;
pub mod vocabulary;
pub mod workout;
pub mod zones;

pub use catalogue::{DecodeError, catalogue};
pub use command::{Command, Target};
pub use ledger_event::LedgerEvent;
pub use upcasters::upcasters;

/// Version of the event catalogue; raised whenever an event type or version is added.
pub const CATALOGUE_VERSION: &str = "2";
