//! Why a drill did not end well.

use std::time::Duration;

#[derive(Debug, thiserror::Error)]
pub enum DrillError {
    /// The ledger did not keep what it promises.
    #[error("{0}")]
    Broken(String),
    #[error("still not so after {waited:?}: {what} ({last})")]
    Late { what: String, waited: Duration, last: String },
    #[error("the engines: {0}")]
    Engines(#[from] engines::Error),
    #[error("the tables: {0}")]
    Migrations(#[from] migrations::Error),
    #[error("Postgres: {0}")]
    Connect(#[from] pg::ConnectError),
    #[error("Postgres: {0}")]
    Database(#[from] sqlx::Error),
    #[error("NATS: {0}")]
    Nats(#[from] nats::NatsError),
    #[error("the bus: {0}")]
    Bus(#[from] commands::BusError),
    #[error("verification: {0}")]
    Verify(#[from] commands::verify::VerifyError),
    #[error("a read model: {0}")]
    ReadModel(#[from] projections::ProjectionError),
    #[error("the broker: {0}")]
    Broker(String),
    #[error("a process: {0}")]
    Process(#[from] std::io::Error),
    #[error("a task broke off: {0}")]
    Task(#[from] tokio::task::JoinError),
}

/// Says what is wrong unless it is right.
pub(crate) fn demand(right: bool, otherwise: impl FnOnce() -> String) -> Result<(), DrillError> {
    if right { Ok(()) } else { Err(DrillError::Broken(otherwise())) }
}

/// The broker's own client speaks of its errors in many types.
pub(crate) fn broker(error: impl std::fmt::Display) -> DrillError {
    DrillError::Broker(error.to_string())
}
