//! The group committer: all appends that wait at a moment become one transaction in one round trip.

mod committer;
mod ground;
mod size;
mod sql;

use domain::ledger::Rejection;
use uuid::Uuid;

pub use committer::Committer;
pub(crate) use sql::receipt_of;

/// What one command came to: events of one aggregate, or a refusal, or nothing.
#[derive(Debug, Clone)]
pub struct Append {
    pub command_id: String,
    pub aggregate_type: &'static str,
    pub aggregate_id: String,
    /// The aggregate's last sequence when it decided.
    pub expected_sequence: u64,
    /// The committer's era in which the aggregate was loaded.
    pub era: u64,
    pub rejection: Option<Rejection>,
    pub events: Vec<NewEvent>,
}

/// An event that is about to be recorded.
#[derive(Debug, Clone)]
pub struct NewEvent {
    pub event_type: String,
    pub event_version: String,
    pub payload: String,
    pub metadata: String,
    pub event_id: Uuid,
    pub subject: Uuid,
}

/// What is known for ever about a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub first_position: Option<u64>,
    pub last_position: Option<u64>,
    pub rejection: Option<Rejection>,
}

/// What became of an append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// It is committed.
    Stored(Receipt),
    /// The command had been answered before; this is that answer.
    Repeated(Receipt),
    /// The aggregate has moved on since it decided.
    Conflict,
}

#[derive(Debug, Clone, thiserror::Error)]
pub enum AppendError {
    /// Nothing is known about the append; doing it again is safe.
    #[error("the database can't be reached: {0}")]
    Unavailable(String),
    /// The stream holds events that Postgres lost. Doing it again is safe, and in vain until they are restored.
    #[error("{0}")]
    StreamAhead(String),
    #[error("{event_type} would be an event of {bytes} bytes; at most {most} fit")]
    TooLarge { event_type: String, bytes: usize, most: usize },
    /// The database will never take it.
    #[error("the database refused the append: {0}")]
    Refused(String),
    #[error("the committer has stopped")]
    Stopped,
}
