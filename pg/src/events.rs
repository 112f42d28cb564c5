//! The events table, read in order.

use domain::ledger::RecordedEvent;
use jiff::Timestamp;
use serde_json::value::RawValue;
use sqlx::{PgExecutor, Row, postgres::PgRow};
use uuid::Uuid;

/// Which events are wanted; an empty filter wants all.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    pub subject: Option<Uuid>,
    pub event_types: Vec<String>,
    pub aggregate_types: Vec<String>,
    /// Nothing after this position.
    pub up_to: Option<u64>,
}

const COLUMNS: &str = "position, event_id, subject, aggregate_type, aggregate_id, sequence, event_type, event_version, \
                       recorded_at, payload::text as payload, metadata::text as metadata";

/// At most `limit` events after `position`, in order.
pub async fn events_after(
    executor: impl PgExecutor<'_>,
    position: u64,
    limit: usize,
    filter: &EventFilter,
) -> Result<Vec<RecordedEvent>, sqlx::Error> {
    let mut query = sqlx::QueryBuilder::new(format!("select {COLUMNS} from events where position > "));
    query.push_bind(signed(position));
    push(&mut query, filter);
    query.push(" order by position limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query.build().try_map(|row: PgRow| recorded(&row)).fetch_all(executor).await
}

/// At most `limit` events after a place, subject by subject and in order within each: whole histories, one at a time.
pub async fn histories_after(
    executor: impl PgExecutor<'_>,
    (subject, position): (Uuid, u64),
    limit: usize,
    filter: &EventFilter,
) -> Result<Vec<RecordedEvent>, sqlx::Error> {
    let mut query = sqlx::QueryBuilder::new(format!("select {COLUMNS} from events where (subject, position) > ("));
    query.push_bind(subject).push(", ").push_bind(signed(position)).push(")");
    push(&mut query, filter);
    query.push(" order by subject, position limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query.build().try_map(|row: PgRow| recorded(&row)).fetch_all(executor).await
}

/// Each condition is there only when asked for, so that the planner sees exactly what is wanted.
fn push<'f>(query: &mut sqlx::QueryBuilder<'f, sqlx::Postgres>, filter: &'f EventFilter) {
    if let Some(up_to) = filter.up_to {
        query.push(" and position <= ").push_bind(signed(up_to));
    }
    if let Some(subject) = filter.subject {
        query.push(" and subject = ").push_bind(subject);
    }
    if !filter.event_types.is_empty() {
        query.push(" and event_type = any(").push_bind(&filter.event_types).push(")");
    }
    if !filter.aggregate_types.is_empty() {
        query.push(" and aggregate_type = any(").push_bind(&filter.aggregate_types).push(")");
    }
}

/// The events of one aggregate, in order.
pub async fn events_of(
    executor: impl PgExecutor<'_>,
    aggregate_type: &str,
    aggregate_id: &str,
) -> Result<Vec<RecordedEvent>, sqlx::Error> {
    sqlx::query(&format!(
        "select {COLUMNS} from events where aggregate_type = $1 and aggregate_id = $2 order by sequence"
    ))
    .bind(aggregate_type)
    .bind(aggregate_id)
    .try_map(|row: PgRow| recorded(&row))
    .fetch_all(executor)
    .await
}

/// The last position given out; everything up to it is visible.
pub async fn head_position(executor: impl PgExecutor<'_>) -> Result<u64, sqlx::Error> {
    let position: i64 = sqlx::query_scalar("select position from ledger_head").fetch_one(executor).await?;
    Ok(position.unsigned_abs())
}

/// Waits for the append that is under way, if there is one: it may have drawn an earlier time than now. After this,
/// nothing is recorded at any moment that has passed.
pub async fn wait_for_appends(executor: impl PgExecutor<'_>) -> Result<(), sqlx::Error> {
    sqlx::query("select from ledger_head for share").execute(executor).await?;
    Ok(())
}

/// The last position recorded at or before a moment; 0 when there is none.
pub async fn position_at(executor: impl PgExecutor<'_>, moment: Timestamp) -> Result<u64, sqlx::Error> {
    last_position(executor, "<=", moment).await
}

/// The last position recorded before a moment; 0 when there is none.
pub async fn position_before(executor: impl PgExecutor<'_>, moment: Timestamp) -> Result<u64, sqlx::Error> {
    last_position(executor, "<", moment).await
}

/// Positions are dense and times never run backwards along them, so halving finds the place in a few dozen look-ups
/// however long the ledger is; a plain maximum reads everything that came after the moment.
async fn last_position(executor: impl PgExecutor<'_>, is_within: &str, moment: Timestamp) -> Result<u64, sqlx::Error> {
    let query = format!(
        "with recursive search (low, high) as (
             -- As a value, so that the planner counts on one row and looks each step up by the index.
             select 0::bigint, (select position from ledger_head)
             union all
             select case when event.recorded_at {is_within} $1 then event.position else low end,
                    case when event.recorded_at {is_within} $1 then high else event.position - 1 end
             from search join events event on event.position = (low + high + 1) / 2
             where low < high
         )
         select max(low) from search"
    );
    // No ledger is older, and Postgres knows of no time before -4713.
    let moment = moment.max(Timestamp::UNIX_EPOCH);
    let position: Option<i64> =
        sqlx::query_scalar(&query).bind(jiff_sqlx::Timestamp::from(moment)).fetch_one(executor).await?;
    Ok(position.unwrap_or_default().unsigned_abs())
}

fn recorded(row: &PgRow) -> Result<RecordedEvent, sqlx::Error> {
    Ok(RecordedEvent {
        position: row.try_get::<i64, _>("position")?.unsigned_abs(),
        event_id: row.try_get("event_id")?,
        subject: row.try_get("subject")?,
        aggregate_type: row.try_get("aggregate_type")?,
        aggregate_id: row.try_get("aggregate_id")?,
        sequence: row.try_get::<i64, _>("sequence")?.unsigned_abs(),
        event_type: row.try_get("event_type")?,
        event_version: row.try_get("event_version")?,
        recorded_at: row.try_get::<jiff_sqlx::Timestamp, _>("recorded_at")?.to_jiff(),
        payload: raw(row.try_get("payload")?)?,
        metadata: raw(row.try_get("metadata")?)?,
    })
}

fn raw(text: String) -> Result<Box<RawValue>, sqlx::Error> {
    RawValue::from_string(text).map_err(|error| sqlx::Error::Decode(Box::new(error)))
}

/// Positions are far from the limit where this would matter.
fn signed(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}
