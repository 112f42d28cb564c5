//! A read model from zero, beside the live one.
//!
//! - `fill`: a new generation, from the first event on.
//! - `swap`: it takes the live one's place, in one transaction.
//! - `verify`: it is only compared with the live one.
//!
//! All of it reads the events table alone: that is the ledger itself, and needs nobody to run beside Postgres. One
//! rebuild or verification of a read model runs at a time; what a dead one left is cleared away by the next.

mod compare;
mod fill;
mod swap;
mod verify;

pub use compare::TableCheck;
pub use verify::{Verification, verify};

use std::time::{Duration, Instant};

use pg::LeaseKey;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use crate::{Projection, ProjectionError, cursor::Cursor, digest::Work, generation, projector::Leadership};

/// How far a rebuild has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub position: u64,
    pub head: u64,
}

/// A finished rebuild.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    pub schema: String,
    pub position: u64,
    pub parked: usize,
    pub elapsed: Duration,
}

impl Rebuilt {
    pub fn events_per_second(&self) -> f64 {
        self.position as f64 / self.elapsed.as_secs_f64().max(f64::EPSILON)
    }
}

/// Fills a read model anew beside the live one and puts it in its place. Queries go on all the while; the projector
/// may run or not, here or elsewhere. Makes this program's version the live one, whatever was live before.
pub async fn rebuild<P: Projection>(
    projection: P,
    pool: &PgPool,
    stop: &CancellationToken,
    progress: impl Fn(Progress) + Send + Sync,
) -> Result<Rebuilt, ProjectionError> {
    let work = Work { projection: std::sync::Arc::new(projection), pool: pool.clone() };
    build_beside(&work, stop, progress).await
}

/// The same for a projector that finds an older version live.
pub(crate) async fn build_beside<P: Projection>(
    work: &Work<P>,
    stop: &CancellationToken,
    progress: impl Fn(Progress) + Send + Sync,
) -> Result<Rebuilt, ProjectionError> {
    let started = Instant::now();
    let turn = Turn::take(work, stop).await?;
    let done = fill_and_swap(work, turn.term(), &progress).await;
    let Cursor { generation, position, parked, .. } = turn.end(done).await?;
    tracing::info!(projection = P::NAME, schema = generation.schema, position, "a rebuilt read model went live");
    Ok(Rebuilt { schema: generation.schema, position, parked: parked.len(), elapsed: started.elapsed() })
}

async fn fill_and_swap<P: Projection>(
    work: &Work<P>,
    stop: &CancellationToken,
    progress: &(impl Fn(Progress) + Sync),
) -> Result<Cursor, ProjectionError> {
    let mut cursor = fill::fill(work, fill::Until::NearHead, stop, progress).await?;
    swap::swap(work, &mut cursor, stop).await?;
    Ok(cursor)
}

/// One rebuild or verification of a read model at a time, and nothing unfinished is left.
struct Turn {
    leadership: Leadership,
    pool: PgPool,
    name: &'static str,
}

impl Turn {
    async fn take<P: Projection>(work: &Work<P>, stop: &CancellationToken) -> Result<Self, ProjectionError> {
        let key = LeaseKey::named(&format!("rebuild:{}", P::NAME));
        let leadership = Leadership::try_take(&work.pool, key, stop).await?.ok_or(ProjectionError::Busy(P::NAME))?;
        generation::discard_unfinished(&work.pool, P::NAME).await?;
        Ok(Self { leadership, pool: work.pool.clone(), name: P::NAME })
    }

    /// Cancelled when the turn is lost or the process is told to stop.
    fn term(&self) -> &CancellationToken {
        self.leadership.term()
    }

    async fn end<T>(self, done: Result<T, ProjectionError>) -> Result<T, ProjectionError> {
        let cleared = generation::discard_unfinished(&self.pool, self.name).await;
        self.leadership.resign().await;
        let done = done?;
        cleared?;
        Ok(done)
    }
}
