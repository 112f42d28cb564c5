//! A batch becomes part of the read model.

use sqlx::{PgConnection, PgPool, Row};

use super::{Folded, Work};
use crate::{
    Phase, Projection, ProjectionError,
    cursor::{Cursor, NewlyParked},
    generation::Generation,
};

#[derive(Debug, thiserror::Error)]
pub(crate) enum CommitError {
    /// The database finds something in the batch impossible; it would every time.
    #[error("Postgres refuses the data: {0}")]
    Refused(sqlx::Error),
    #[error(transparent)]
    Other(#[from] ProjectionError),
}

impl From<sqlx::Error> for CommitError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

/// Moves checkpoint and read model together. When it fails, neither has moved (or both have and the answer got lost:
/// then the cursor is stale, and the next attempt says so).
pub(crate) async fn commit<P: Projection>(
    work: &Work<P>,
    cursor: &mut Cursor,
    folded: Folded<P::Batch>,
    phase: Phase,
) -> Result<(), CommitError> {
    if folded.batch.is_none() && folded.parked.is_empty() {
        return move_on(work, cursor, folded.last).await;
    }
    let mut tx = pg::begin(&work.pool).await?;
    if !move_checkpoint(&mut tx, cursor, folded.last).await? {
        drop(tx);
        return Err(why_not(&work.pool, cursor, folded.last).await.into());
    }
    write(&*work.projection, &mut tx, &cursor.generation, &folded, phase).await?;
    tx.commit().await?;
    for NewlyParked { subject, position, reason } in &folded.parked {
        tracing::error!(
            projection = P::NAME, %subject, position, reason,
            "parked a subject: its events wait until `projections retry` is asked for"
        );
    }
    cursor.position = folded.last;
    cursor.parked.extend(folded.parked.iter().map(|parked| parked.subject));
    Ok(())
}

/// Passes over events that don't concern the read model: one statement, which is a transaction by itself.
async fn move_on<P: Projection>(work: &Work<P>, cursor: &mut Cursor, to: u64) -> Result<(), CommitError> {
    if !move_checkpoint(&mut *work.pool.acquire().await?, cursor, to).await? {
        return Err(why_not(&work.pool, cursor, to).await.into());
    }
    cursor.position = to;
    Ok(())
}

/// Writes a batch, in a transaction that has entered the generation's schema.
pub(crate) async fn write<P: Projection>(
    projection: &P,
    tx: &mut PgConnection,
    generation: &Generation,
    folded: &Folded<P::Batch>,
    phase: Phase,
) -> Result<(), CommitError> {
    if let Some(batch) = &folded.batch {
        projection.flush(batch, &mut *tx, phase).await.map_err(classify)?;
    }
    if folded.parked.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "insert into parked_subjects (name, version, generation, subject, position, reason)
         select $1, $2, $3, * from unnest($4::uuid[], $5::bigint[], $6::text[])",
    )
    .bind(generation.name)
    .bind(generation.version)
    .bind(generation.number)
    .bind(folded.parked.iter().map(|parked| parked.subject).collect::<Vec<_>>())
    .bind(folded.parked.iter().map(|parked| parked.position.cast_signed()).collect::<Vec<_>>())
    .bind(folded.parked.iter().map(|parked| parked.reason.as_str()).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes the checkpoint's row and moves it, if it is where the cursor says; enters the generation's schema.
///
/// What a crash of the server takes back, it takes back of checkpoint and read model alike, so nobody needs to wait
/// for the disk. What is set holds until the transaction ends.
pub(crate) async fn move_checkpoint(tx: &mut PgConnection, cursor: &Cursor, to: u64) -> Result<bool, sqlx::Error> {
    sqlx::query(
        "with moved as (
            update projection_checkpoints set position = $6, updated_at = clock_timestamp()
            where name = $1 and version = $2 and generation = $3 and position = $4 and revision = $5
              and state <> 'retired' and $6 <= (select position from ledger_head)
            returning schema_name
         )
         select set_config('search_path', format('%I, public', schema_name), true),
                set_config('synchronous_commit', 'off', true)
         from moved",
    )
    .bind(cursor.generation.name)
    .bind(cursor.generation.version)
    .bind(cursor.generation.number)
    .bind(cursor.position.cast_signed())
    .bind(cursor.revision)
    .bind(to.cast_signed())
    .fetch_optional(tx)
    .await
    .map(|row| row.is_some())
}

async fn why_not(pool: &PgPool, cursor: &Cursor, to: u64) -> ProjectionError {
    let head = sqlx::query("select position from ledger_head").fetch_one(pool).await;
    match head.and_then(|row| row.try_get::<i64, _>(0)) {
        Ok(head) if head.cast_unsigned() < to => {
            ProjectionError::AheadOfLedger { position: to, head: head.cast_unsigned() }
        }
        Ok(_) => ProjectionError::Moved(cursor.generation.name),
        Err(error) => error.into(),
    }
}

fn classify(error: sqlx::Error) -> CommitError {
    if is_refusal(&error) { CommitError::Refused(error) } else { error.into() }
}

/// Values and constraints are the batch's own fault; anything else (no connection, no space, a lock, a missing table)
/// says nothing about the events.
pub(crate) fn is_refusal(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| code.starts_with("22") || code.starts_with("23"))
}
