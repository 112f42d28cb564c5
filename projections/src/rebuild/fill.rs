//! A new generation from the first event on.

use tokio_util::sync::CancellationToken;

use super::Progress;
use crate::{
    Projection, ProjectionError,
    cursor::Cursor,
    digest::{Bulk, Work, catch_up},
    generation::{create, enter, ident, index, load, relations},
    script::script,
};

/// Few enough to be done after settling.
const NEAR: u64 = 10_000;

/// How far to fill.
#[derive(Debug, Clone, Copy)]
pub(super) enum Until {
    NearHead,
    Position(u64),
}

/// Makes a generation and fills it; afterwards it is complete as of its cursor.
pub(super) async fn fill<P: Projection>(
    work: &Work<P>,
    until: Until,
    stop: &CancellationToken,
    progress: &(impl Fn(Progress) + Sync),
) -> Result<Cursor, ProjectionError> {
    let mut tx = pg::begin(&work.pool).await?;
    let generation = create::<P>(&mut tx, "filling").await?;
    let mut cursor = load(&mut tx, generation).await?.ok_or(ProjectionError::Moved(P::NAME))?;
    tx.commit().await?;
    loop {
        let head = match until {
            Until::NearHead => pg::head_position(&work.pool).await?,
            Until::Position(position) => position,
        };
        let tell = |position| progress(Progress { position, head });
        catch_up(work, &mut cursor, head, Bulk::FILLING, stop, tell).await?;
        if matches!(until, Until::Position(_)) || pg::head_position(&work.pool).await? - head < NEAR {
            break;
        }
    }
    if matches!(until, Until::NearHead) {
        tidy(work, &cursor).await?;
    }
    settle(work, &cursor).await?;
    Ok(cursor)
}

/// From filled to complete: what filling left out, indexes, and the planner's statistics.
async fn settle<P: Projection>(work: &Work<P>, cursor: &Cursor) -> Result<(), ProjectionError> {
    let schema = &cursor.generation.schema;
    let mut tx = pg::begin(&work.pool).await?;
    enter(&mut tx, schema).await?;
    script(
        &mut tx,
        "set local synchronous_commit = off; set local work_mem = '128MB'; set local maintenance_work_mem = '256MB'",
    )
    .await?;
    work.projection.settle(&mut tx).await?;
    index::<P>(&mut tx, &cursor.generation).await?;
    for table in relations(&mut tx, schema, 'r').await? {
        script(&mut tx, &format!("analyze {}", ident(&table))).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What autovacuum would do some time later. Pages are marked that everybody may see, so that an index that holds all
/// that is asked for answers alone; and rows' earlier versions go, since an index that is made over them is left aside for
/// as long as anybody's transaction is older.
async fn tidy<P: Projection>(work: &Work<P>, cursor: &Cursor) -> Result<(), ProjectionError> {
    let schema = &cursor.generation.schema;
    // Filling doesn't wait for the disk, and rows that aren't on it yet are not for everybody.
    let mut flush = pg::begin(&work.pool).await?;
    script(&mut flush, "set local synchronous_commit = on; select pg_current_xact_id()").await?;
    flush.commit().await?;
    let mut connection = work.pool.acquire().await?;
    for table in relations(&mut connection, schema, 'r').await? {
        let table = format!("{}.{}", ident(schema), ident(&table));
        // Somebody who is at it already does the same.
        script(&mut connection, &format!("vacuum (skip_locked) {table}")).await?;
    }
    Ok(())
}
