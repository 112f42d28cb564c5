//! What the ledger knows of an athlete, as of a position: everything that plans are made from.

use std::sync::Arc;

use domain::{
    LedgerEvent,
    history::{AthleteHistory, Known, SOURCES},
};
use futures::TryStreamExt;
use sqlx::{PgPool, Row, postgres::PgRow};
use uuid::Uuid;

use crate::{
    FoldError,
    folds::event_of,
    head_position,
    remembered::{Anchor, Remembered, forget, recall, remember},
};

/// What the ledger knows of an athlete now. Only what came since this process last folded it is read, as long as the
/// ledger still holds what was folded then.
pub async fn known_now(pool: &PgPool, athlete: Uuid) -> Result<Known, FoldError> {
    if let Some(remembered) = recall(athlete) {
        if let Some(known) = go_on(pool, athlete, remembered).await? {
            return Ok(known);
        }
        forget(athlete);
    }
    let position = head_position(pool).await?;
    let (history, last) = fold(pool, athlete, position).await?;
    let history = Arc::new(history);
    if let Some(anchor) = last {
        remember(athlete, Remembered { anchor, history: history.clone() });
    }
    Ok(Known { position, history: Arc::unwrap_or_clone(history) })
}

/// What the ledger knew of an athlete when it had reached a position. Positions are dense and in order of commit, so
/// this is the same whenever it is asked. Always read anew: whoever holds a plan against the ledger means what lies there.
pub async fn known_at(pool: &PgPool, athlete: Uuid, position: u64) -> Result<Known, FoldError> {
    let (history, _) = fold(pool, athlete, position).await?;
    Ok(Known { position, history })
}

/// From nothing, with the last event that was folded.
async fn fold(pool: &PgPool, athlete: Uuid, position: u64) -> Result<(AthleteHistory, Option<Anchor>), FoldError> {
    let mut rows = sqlx::query(
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload, event_id from events
         where subject = $1 and position <= $2 and aggregate_type = any($3) order by position",
    )
    .bind(athlete)
    .bind(position.cast_signed())
    .bind(&SOURCES[..])
    .fetch(pool);
    let (mut history, mut last) = (AthleteHistory::default(), None);
    while let Some(row) = rows.try_next().await? {
        let (aggregate_id, event) = event_of(&row)?;
        history.apply(aggregate_id, &event);
        last = Some(Anchor { position: row.try_get(0)?, event_id: row.try_get(6)? });
    }
    Ok((history, last))
}

/// From what is remembered; `None` when the ledger holds another event, or none, where that one ended. One statement, so
/// that the head and the events are of the same moment.
async fn go_on(pool: &PgPool, athlete: Uuid, remembered: Remembered) -> Result<Option<Known>, FoldError> {
    let Remembered { anchor, mut history } = remembered;
    let rows = sqlx::query(
        "select position, aggregate_type, aggregate_id, event_type, event_version, payload, event_id,
                (select position from ledger_head) as head
         from events where subject = $1 and position >= $2 and aggregate_type = any($3) order by position",
    )
    .bind(athlete)
    .bind(anchor.position)
    .bind(&SOURCES[..])
    .fetch_all(pool)
    .await?;
    let Some((first, new)) = rows.split_first() else { return Ok(None) };
    if anchor_of(first)? != anchor {
        return Ok(None);
    }
    let position = first.try_get::<i64, _>(7)?.unsigned_abs();
    let events = new.iter().map(event_of).collect::<Result<Vec<(&str, LedgerEvent)>, _>>()?;
    if let Some(last) = new.last() {
        let folded = Arc::make_mut(&mut history);
        events.iter().for_each(|(aggregate_id, event)| folded.apply(aggregate_id, event));
        remember(athlete, Remembered { anchor: anchor_of(last)?, history: history.clone() });
    }
    Ok(Some(Known { position, history: Arc::unwrap_or_clone(history) }))
}

fn anchor_of(row: &PgRow) -> Result<Anchor, sqlx::Error> {
    Ok(Anchor { position: row.try_get(0)?, event_id: row.try_get(6)? })
}

#[cfg(test)]
#[path = "known_tests.rs"]
mod tests;
