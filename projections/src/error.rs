//! What can keep a read model from moving on. None of these is the fault of an event; those are parked.

use nats::NatsError;

#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    #[error("there is no read model \"{given}\"; there are {known}")]
    Unknown { given: String, known: String },
    #[error("the read model {0} has no tables yet; run its projector once")]
    NotThere(&'static str),
    #[error("{0} is being rebuilt or verified by somebody else; wait until that is done")]
    Busy(&'static str),
    #[error("{name} is live in version {live}, which is newer than this program's {known}; use the newer program")]
    Newer { name: &'static str, live: i32, known: i32 },
    #[error("a batch has to begin at position {expected}, not at {found}")]
    OutOfOrder { expected: u64, found: u64 },
    #[error("somebody else moved the checkpoint of {0}")]
    Moved(&'static str),
    #[error("position {position} was offered, but the ledger in Postgres ends at {head}; restore it from the stream")]
    AheadOfLedger { position: u64, head: u64 },
    #[error("the stream stays behind the ledger")]
    StreamBehind,
    #[error("an event on the stream can't be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    #[error("it was called off")]
    Stopped,
    #[error(transparent)]
    Stream(#[from] NatsError),
    #[error("Postgres: {0}")]
    Store(#[from] sqlx::Error),
}
