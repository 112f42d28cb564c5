//! What every route may need.

use std::sync::Arc;

use commands::{Bus, BusError, Environment};
use nats::Nats;
use projections::Freshness;
use sqlx::PgPool;

use super::access::{Directory, Pseudonyms};

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
        Ok(Self {
            bus: Bus::open(nats.clone()).await?,
            freshness: Freshness::new(pool.clone()),
            directory: Arc::new(Directory::new(pool.clone())),
            pseudonyms: Pseudonyms::load(&pool).await?,
            environment,
            nats,
            pool,
        })
    }
}
