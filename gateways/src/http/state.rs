//! What every route may need.

use std::sync::Arc;

use commands::{Bus, BusError, Environment};
use nats::Nats;
use pg::watch::Watch;
use projections::Freshness;
use sqlx::PgPool;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::{
    access::{Directory, Members, Pseudonyms},
    layers::Limits,
    live::Head,
    metrics::Measures,
    viewed::{Answers, Cursors},
};
use crate::chat::Counters;

/// Cheap to clone; one a process.
#[derive(Clone)]
pub struct Http(Arc<Parts>);

#[derive(Clone)]
pub struct Parts {
    pub pool: PgPool,
    pub nats: Nats,
    pub bus: Bus,
    pub freshness: Freshness,
    pub environment: Environment,
    pub(super) watch: Watch,
    pub(super) members: Arc<Members>,
    pub(super) answers: Arc<Answers>,
    pub(super) directory: Arc<Directory>,
    pub(super) pseudonyms: Pseudonyms,
    pub(super) cursors: Cursors,
    /// Pasts that one process looks at side by side: each takes a connection of its own, and those of one read model wait
    /// for each other.
    pub(super) pasts: Arc<Semaphore>,
    pub(super) limits: Limits,
    pub(super) measures: Measures,
    pub(super) head: Head,
    /// Ends what would never end by itself.
    pub(super) closing: CancellationToken,
}

impl std::ops::Deref for Http {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
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
        let watch = Watch::new(pool.clone());
        let members = Arc::new(Members::new(pool.clone(), watch.clone()));
        Ok(Self(Arc::new(Parts {
            bus: Bus::open(nats.clone()).await?,
            freshness: Freshness::by(watch.clone()),
            directory: Arc::new(Directory::new(pool.clone(), watch.clone(), members.clone())),
            answers: Arc::new(Answers::new()),
            pseudonyms: Pseudonyms::load(&pool).await?,
            cursors: Cursors::load(&pool).await?,
            pasts: Arc::new(Semaphore::new(2)),
            head: Head::follow(pool.clone(), nats.clone(), closing.clone()),
            limits: Limits::default(),
            measures: Measures::new(),
            closing,
            environment,
            members,
            nats,
            pool,
            watch,
        })))
    }

    /// Tells what the chats of the same process did.
    #[must_use]
    pub fn telling_of(self, chats: &Counters) -> Self {
        self.measures.tell_of(chats);
        self
    }

    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        Arc::make_mut(&mut self.0).limits = limits;
        self
    }
}
