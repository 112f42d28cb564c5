//! A filled generation takes the live one's place.

use std::time::Duration;

use domain::ledger::RecordedEvent;
use pg::EventFilter;
use sqlx::{PgConnection, Postgres, Transaction};
use tokio_util::sync::CancellationToken;

use crate::{
    Phase, Projection, ProjectionError,
    cursor::Cursor,
    digest::{Bulk, CommitError, Fold, Work, catch_up, move_checkpoint, write},
    generation::{one_at_a_time, point_views},
    script::script,
};

/// What is still missing must be little: the live projector waits while it is made up for.
const MOST_MISSING: usize = 1_000;
/// Shorter than the server's patience with a deadlock: if a reader and the swap stand in each other's way, the swap
/// goes back, not the reader.
const LOCK_TIMEOUT: &str = "set local lock_timeout = '400ms'";
const BREATH: Duration = Duration::from_millis(100);

/// Tries until nobody is in the way.
pub(super) async fn swap<P: Projection>(
    work: &Work<P>,
    cursor: &mut Cursor,
    stop: &CancellationToken,
) -> Result<(), ProjectionError> {
    loop {
        let head = pg::head_position(&work.pool).await?;
        catch_up(work, cursor, head, Bulk::LIVE, stop, |_| {}).await?;
        match try_swap(work, cursor).await {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(ProjectionError::Store(error)) if is_in_the_way(&error) => {
                tracing::info!(projection = P::NAME, "a long query is in the way of the swap; trying again");
                let waited = stop.run_until_cancelled(tokio::time::sleep(BREATH)).await;
                waited.ok_or(ProjectionError::Stopped)?;
            }
            Err(error) => return Err(error),
        }
    }
}

/// `false`: it is too far behind again, or holds an event that has to be looked at first.
async fn try_swap<P: Projection>(work: &Work<P>, cursor: &mut Cursor) -> Result<bool, ProjectionError> {
    let mut tx = pg::begin(&work.pool).await?;
    script(&mut tx, LOCK_TIMEOUT).await?;
    one_at_a_time(&mut tx, P::NAME).await?;
    // Holds the live projector up until the end of this transaction; then it finds that its place is taken.
    let live: Option<(i32, i32, i64)> = sqlx::query_as(
        "select version, generation, position from projection_checkpoints
         where name = $1 and state = 'live' for update",
    )
    .bind(P::NAME)
    .fetch_optional(&mut *tx)
    .await?;
    let target = live.map_or(0, |(_, _, position)| position.cast_unsigned()).max(cursor.position);
    let Some(missing) = missing(&mut tx, cursor, target).await? else { return Ok(false) };
    if !move_checkpoint(&mut tx, cursor, target).await? {
        return Err(ProjectionError::Moved(P::NAME));
    }
    let parked = match make_up(work, &mut tx, cursor, &missing).await {
        Ok(parked) => parked,
        Err(CommitError::Refused(_)) => return Ok(false),
        Err(CommitError::Other(error)) => return Err(error),
    };
    change_states(&mut tx, cursor, live).await?;
    point_views(&mut tx, &cursor.generation, live.map(|(version, _, _)| version)).await?;
    // On disk with everything before it.
    script(&mut tx, "set local synchronous_commit = on").await?;
    tx.commit().await?;
    cursor.position = target;
    cursor.parked.extend(parked);
    Ok(true)
}

/// The events between the new generation and the live one; `None` when they are too many.
async fn missing(
    tx: &mut PgConnection,
    cursor: &Cursor,
    target: u64,
) -> Result<Option<Vec<RecordedEvent>>, sqlx::Error> {
    let filter = EventFilter { up_to: Some(target), ..EventFilter::default() };
    let events = pg::events_after(tx, cursor.position, MOST_MISSING + 1, &filter).await?;
    Ok(Some(events).filter(|events| events.len() <= MOST_MISSING))
}

async fn make_up<P: Projection>(
    work: &Work<P>,
    tx: &mut Transaction<'_, Postgres>,
    cursor: &Cursor,
    missing: &[RecordedEvent],
) -> Result<Vec<uuid::Uuid>, CommitError> {
    let mut fold = Fold::<P>::after(cursor);
    for event in missing {
        fold.take(&*work.projection, event)?;
    }
    let folded = fold.hand_out();
    write(&*work.projection, tx, &cursor.generation, &folded, Phase::Live).await?;
    Ok(folded.parked.into_iter().map(|parked| parked.subject).collect())
}

async fn change_states(
    tx: &mut PgConnection,
    cursor: &Cursor,
    live: Option<(i32, i32, i64)>,
) -> Result<(), sqlx::Error> {
    let new = (cursor.generation.version, cursor.generation.number);
    let old = live.map(|(version, number, _)| (version, number, "retired"));
    for (version, number, state) in old.into_iter().chain([(new.0, new.1, "live")]) {
        sqlx::query(
            "update projection_checkpoints set state = $4 where name = $1 and version = $2 and generation = $3",
        )
        .bind(cursor.generation.name)
        .bind(version)
        .bind(number)
        .bind(state)
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// Somebody held a lock for too long, or a deadlock was broken up.
fn is_in_the_way(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| code == "55P03" || code == "40P01")
}

#[cfg(test)]
#[path = "swap_tests.rs"]
mod tests;
