//! Is the read model what the ledger says?

use sqlx::{PgPool, postgres::PgConnection};
use tokio_util::sync::CancellationToken;

use super::{
    Progress, TableCheck, Turn,
    compare::{Fingerprint, compare, fingerprints},
    fill,
};
use crate::{
    Projection, ProjectionError,
    cursor::Cursor,
    digest::Work,
    generation::{Generation, load},
    script::script,
};

/// A read model beside a replay from zero.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Verification {
    pub name: &'static str,
    pub version: i32,
    /// As of this position.
    pub position: u64,
    pub tables: Vec<TableCheck>,
}

impl Verification {
    pub fn is_equal(&self) -> bool {
        self.tables.iter().all(|table| table.equal)
    }
}

/// Compares the live read model with a replay from zero up to the same position, byte for byte. Holds nobody up.
pub async fn verify<P: Projection>(
    projection: P,
    pool: &PgPool,
    stop: &CancellationToken,
    progress: impl Fn(Progress) + Send + Sync,
) -> Result<Verification, ProjectionError> {
    let work = Work { projection: std::sync::Arc::new(projection), pool: pool.clone() };
    let turn = Turn::take(&work, stop).await?;
    let done = compare_with_replay(&work, turn.term(), &progress).await;
    turn.end(done).await
}

async fn compare_with_replay<P: Projection>(
    work: &Work<P>,
    stop: &CancellationToken,
    progress: &(impl Fn(Progress) + Sync),
) -> Result<Verification, ProjectionError> {
    let (cursor, live) = live::<P>(&work.pool).await?;
    let replayed = fill::fill(work, fill::Until::Position(cursor.position), stop, progress).await?;
    let replayed = fingerprints(&mut *work.pool.acquire().await?, &replayed.generation).await?;
    let tables = compare(&live, &replayed);
    Ok(Verification { name: P::NAME, version: P::VERSION, position: cursor.position, tables })
}

/// The live generation's place and tables at one and the same moment.
async fn live<P: Projection>(pool: &PgPool) -> Result<(Cursor, Vec<Fingerprint>), ProjectionError> {
    let mut tx = pg::begin(pool).await?;
    script(&mut tx, "set transaction isolation level repeatable read, read only").await?;
    let cursor = cursor::<P>(&mut tx).await?;
    let prints = fingerprints(&mut tx, &cursor.generation).await?;
    tx.commit().await?;
    Ok((cursor, prints))
}

async fn cursor<P: Projection>(tx: &mut PgConnection) -> Result<Cursor, ProjectionError> {
    let number: Option<i32> = sqlx::query_scalar(
        "select generation from projection_checkpoints where name = $1 and version = $2 and state = 'live'",
    )
    .bind(P::NAME)
    .bind(P::VERSION)
    .fetch_optional(&mut *tx)
    .await?;
    let not_there = ProjectionError::NotThere(P::NAME);
    let Some(number) = number else { return Err(not_there) };
    load(tx, Generation::new(P::NAME, P::VERSION, number)).await?.ok_or(not_there)
}
