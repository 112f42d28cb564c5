//! Along a member's events, one after the other, without keeping any: for whoever makes something else of them.

use futures::TryStreamExt;
use jiff::Timestamp;
use sqlx::{PgPool, Row, postgres::PgRow};
use uuid::Uuid;

/// An event as it is passed: the bytes are those of the row.
#[derive(Debug, Clone, Copy)]
pub struct Passed<'r> {
    pub position: u64,
    pub event_id: Uuid,
    pub aggregate_type: &'r str,
    pub aggregate_id: &'r str,
    pub event_type: &'r str,
    pub event_version: &'r str,
    pub recorded_at: Timestamp,
    pub payload: &'r str,
    pub metadata: &'r str,
}

/// Shows the events of a member up to a position, in order, as far as they are of these aggregates. Ends with the first
/// error of whoever looks at them.
pub async fn walk<E: From<sqlx::Error>>(
    pool: &PgPool,
    subject: Uuid,
    up_to: u64,
    aggregate_types: &[&str],
    mut show: impl FnMut(Passed<'_>) -> Result<(), E>,
) -> Result<(), E> {
    // JSON as it lies there: Postgres sends it as text, and making it text costs a copy of each.
    let mut rows = sqlx::query(
        "select position, event_id, aggregate_type, aggregate_id, event_type, event_version, recorded_at, payload,
                metadata
         from events where subject = $1 and position <= $2 and aggregate_type = any($3) order by position",
    )
    .bind(subject)
    .bind(i64::try_from(up_to).unwrap_or(i64::MAX))
    .bind(aggregate_types)
    .fetch(pool);
    while let Some(row) = rows.try_next().await? {
        show(passed(&row)?)?;
    }
    Ok(())
}

fn passed(row: &PgRow) -> Result<Passed<'_>, sqlx::Error> {
    Ok(Passed {
        position: row.try_get::<i64, _>(0)?.unsigned_abs(),
        event_id: row.try_get(1)?,
        aggregate_type: row.try_get(2)?,
        aggregate_id: row.try_get(3)?,
        event_type: row.try_get(4)?,
        event_version: row.try_get(5)?,
        recorded_at: row.try_get::<jiff_sqlx::Timestamp, _>(6)?.to_jiff(),
        payload: row.try_get_unchecked(7)?,
        metadata: row.try_get_unchecked(8)?,
    })
}
