//! Reading one's own writes: waiting until a read model has come far enough.

use std::time::Duration;

use pg::watch::{LOOK_EVERY, Watch};
use sqlx::PgPool;
use tokio::time::Instant;

#[derive(Debug, thiserror::Error)]
pub enum NotFresh {
    #[error("{name} has come to position {reached}, not yet to {wanted}; ask again in a moment")]
    Behind { name: String, reached: u64, wanted: u64 },
    #[error("Postgres: {0}")]
    Store(#[from] sqlx::Error),
}

/// How far the live read models are. One for each process: all who wait share one look at the checkpoints.
#[derive(Debug, Clone)]
pub struct Freshness(Watch);

impl Freshness {
    pub fn new(pool: PgPool) -> Self {
        Self(Watch::new(pool))
    }

    /// Shares its looks with whoever else uses the watch.
    pub fn by(watch: Watch) -> Self {
        Self(watch)
    }

    /// Waits until the live read model holds everything up to `position`; says where it is, or that it isn't there
    /// in time.
    pub async fn wait_for(&self, name: &str, position: u64, timeout: Duration) -> Result<u64, NotFresh> {
        let deadline = Instant::now() + timeout;
        loop {
            let reached = match tokio::time::timeout_at(deadline, self.0.glance()).await {
                Ok(glance) => glance?.read_model(name).map_or(0, |model| model.position),
                Err(_) => 0,
            };
            if reached >= position {
                return Ok(reached);
            }
            if Instant::now() >= deadline {
                return Err(NotFresh::Behind { name: name.to_owned(), reached, wanted: position });
            }
            tokio::time::sleep_until(deadline.min(Instant::now() + LOOK_EVERY)).await;
        }
    }
}
