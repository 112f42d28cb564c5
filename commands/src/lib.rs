//! The write side: a command comes in, an aggregate decides, the committer appends, the relay passes it on.
//!
//! - `bus`: how everybody else hands in commands and learns what became of them.
//! - `worker`: takes commands off the queue, in order for each subject.
//! - `execute`: loads an aggregate, lets it decide, appends; decides again when somebody was quicker.
//! - `keys`: what a client's key for a command stood for, and what became of the command.
//! - `event_store`: the same for a framework of cqrs-es.
//! - `knowledge`: what a member's events come to, as of a position; plans are decided from it.
//! - `provenance`: whether a plan comes out the same when it is made again.
//! - `load`: aggregates' events out of the table, those of many in one query.
//! - `append`: the group committer; the only place that writes events.
//! - `seal`: the only place that turns an event into bytes.
//! - `relay`: copies what was committed to the stream, so that sequence = position.
//! - `restore`, `verify`: one store from the other, and both against each other.
//!
//! A new aggregate is a line in `dispatch`.

pub mod append;
mod bus;
mod cause;
pub mod dead_letters;
mod dispatch;
mod environment;
mod event_store;
mod execute;
pub mod keys;
pub mod knowledge;
mod load;
mod outcome;
pub mod provenance;
pub mod relay;
pub mod restore;
mod seal;
#[cfg(test)]
mod tests;
pub mod verify;
pub mod worker;

pub use bus::{Bus, BusError};
pub use cause::{Cause, Unnamed};
pub use dispatch::Ledger;
pub use environment::Environment;
pub use execute::{Aggregates, ExecuteError, Loaded, Readable};
pub use outcome::{Outcome, Verdict};
