//! JetStream as the ledger sees it. No type of the client library leaves this room.
//!
//! - `names`: what streams and subjects are called, for each ledger.
//! - `streams`: what they look like, as data; made or reconciled on start.
//! - `ledger_stream`: the stream of events, where sequence = position.
//! - `command_queue`: commands on their way to a worker.
//! - `trim`: those that were carried out leave the queue.
//! - `outcomes`: what became of them.
//! - `committed`: a nudge that there is something new; never more than that.
//!
//! A new stream is a line in `streams` and a file of its own.

#[cfg(test)]
mod cluster_tests;
mod command_queue;
mod committed;
mod connect;
#[cfg(test)]
mod connect_tests;
mod error;
mod ledger_stream;
mod names;
mod outcomes;
mod streams;
#[cfg(test)]
mod tests;
mod trim;
#[cfg(test)]
mod trim_tests;

pub use command_queue::{BucketQueue, QueuedCommand};
pub use committed::Nudges;
pub use connect::Nats;
pub use error::NatsError;
pub use ledger_stream::{Batch, Follower, Stored, StreamEvent, StreamState};
pub use names::Names;
pub use outcomes::{Inbox, OutcomeMessage, OutcomeQueue};
