//! Reading one's own writes: waiting until a read model has come far enough.

use std::{collections::HashMap, sync::Arc, time::Duration};

use sqlx::PgPool;
use tokio::{sync::Mutex, time::Instant};

/// How old an answer may be before Postgres is asked again: the price of waiting, whoever and how many wait.
const LOOK_EVERY: Duration = Duration::from_millis(2);

#[derive(Debug, thiserror::Error)]
pub enum NotFresh {
    #[error("{name} has come to position {reached}, not yet to {wanted}; ask again in a moment")]
    Behind { name: String, reached: u64, wanted: u64 },
    #[error("Postgres: {0}")]
    Store(#[from] sqlx::Error),
}

/// How far the live read models are. One for each process: all who wait share one look at the checkpoints.
#[derive(Debug, Clone)]
pub struct Freshness {
    pool: PgPool,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    at: Option<Instant>,
    positions: HashMap<String, u64>,
}

impl Freshness {
    pub fn new(pool: PgPool) -> Self {
        Self { pool, seen: Arc::default() }
    }

    /// Waits until the live read model holds everything up to `position`; says where it is, or that it isn't there
    /// in time.
    pub async fn wait_for(&self, name: &str, position: u64, timeout: Duration) -> Result<u64, NotFresh> {
        let deadline = Instant::now() + timeout;
        loop {
            let reached = match tokio::time::timeout_at(deadline, self.look(name)).await {
                Ok(reached) => reached?,
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

    async fn look(&self, name: &str) -> Result<u64, sqlx::Error> {
        let mut seen = self.seen.lock().await;
        if seen.at.is_none_or(|at| at.elapsed() >= LOOK_EVERY) {
            let asked_at = Instant::now();
            let rows: Vec<(String, i64)> =
                sqlx::query_as("select name, position from projection_checkpoints where state = 'live'")
                    .fetch_all(&self.pool)
                    .await?;
            seen.positions = rows.into_iter().map(|(name, position)| (name, position.unsigned_abs())).collect();
            seen.at = Some(asked_at);
        }
        Ok(seen.positions.get(name).copied().unwrap_or_default())
    }
}
