//! A new generation from the first event on.

use tokio_util::sync::CancellationToken;

use super::Progress;
use crate::{
    Projection, ProjectionError,
    cursor::Cursor,
    digest::{Bulk, Work, catch_up},
    generation::{create, enter, index, load, relations},
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
        script(&mut tx, &format!("analyze {}", crate::generation::ident(&table))).await?;
    }
    tx.commit().await?;
    Ok(())
}
