//! What every route may need.

use std::sync::Arc;

use commands::{Bus, BusError, Environment};
use nats::Nats;
use projections::Freshness;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use super::{
    access::{Directory, Pseudonyms},
    layers::Limits,
    live::Head,
    metrics::Measures,
};
use crate::chat::Counters;

/// Cheap to clone; one a process.
#[derive(Clone)]
pub struct Http {
    pub pool: PgPool,
    pub nats: Nats,
    pub bus: Bus,
    pub freshness: Freshness,
    pub environment: Environment,
    pub(super) directory: Arc<Directory>,
    pub(super) pseudonyms: Pseudonyms,
    pub(super) limits: Limits,
    pub(super) measures: Measures,
    pub(super) head: Head,
    /// Ends what would never end by itself.
    pub(super) closing: CancellationToken,
}

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(transparent)]
    Bus(#[from] BusError),
    #[error("Postgres: {0}")]
    Store(#[from] sqlx::Error),
}

impl Http {
    pub async fn open(pool: PgPool, nats: Nats, environment: Environment) -> Result<Self, OpenError> {
        let closing = CancellationToken::new();
        Ok(Self {
            bus: Bus::open(nats.clone()).await?,
            freshness: Freshness::new(pool.clone()),
            directory: Arc::new(Directory::new(pool.clone())),
            pseudonyms: Pseudonyms::load(&pool).await?,
            head: Head::follow(pool.clone(), nats.clone(), closing.clone()),
            limits: Limits::default(),
            measures: Measures::new(),
            closing,
            environment,
            nats,
            pool,
        })
    }

    /// Tells what the chats of the same process did.
    #[must_use]
    pub fn telling_of(self, chats: &Counters) -> Self {
        self.measures.tell_of(chats);
        self
    }

    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }
}
