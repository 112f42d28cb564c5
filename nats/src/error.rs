//! What can go wrong with the broker, in words that say what to do.

use std::fmt::Display;

#[derive(Debug, thiserror::Error)]
pub enum NatsError {
    #[error("can't reach NATS at {address}: {cause}; check that it runs and that NATS_URL is right")]
    Unreachable { address: String, cause: String },
    #[error("NATS {found} at {address} is too old; PaceLedger needs 2.12 or newer")]
    TooOld { address: String, found: String },
    #[error("NATS at {address} takes messages of at most {most} bytes; PaceLedger needs max_payload of 1MB or more")]
    TooSmall { address: String, most: usize },
    #[error("NATS at {address} runs without JetStream; start it with -js")]
    NoJetStream { address: String },
    #[error(
        "the stream {stream} exists with {found}, but PaceLedger needs {wanted}, and NATS refuses the change: {cause}; \
         change or remove the stream by hand"
    )]
    Irreconcilable { stream: String, found: String, wanted: String, cause: String },
    #[error("the stream {0} doesn't exist")]
    NoStream(String),
    #[error("NATS didn't answer in time: {0}")]
    TimedOut(String),
    /// What lies between is gone from the stream.
    #[error("the ledger's stream skipped from position {expected} to {found}")]
    Skipped { expected: u64, found: u64 },
    #[error("{what}: {cause}")]
    Broker { what: &'static str, cause: String },
}

impl NatsError {
    /// For `map_err`: what was being done when the broker complained.
    pub(crate) fn during<E: Display>(what: &'static str) -> impl FnOnce(E) -> Self {
        move |error| Self::Broker { what, cause: error.to_string() }
    }
}
