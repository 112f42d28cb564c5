//! Postgres from the stream: what the table lacks is put back, byte for byte.

use std::time::Duration;

use domain::ledger::{Metadata, RecordedEvent};
use nats::{Nats, NatsError, StreamEvent};
use sqlx::PgPool;

const BATCH: usize = 5_000;
/// The stream is known to have more; not getting it this long is an error.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error(transparent)]
    Nats(#[from] NatsError),
    #[error("the database refused: {0}")]
    Database(#[from] sqlx::Error),
    #[error("there is no stream to restore from")]
    NoStream,
    #[error("position {position} on the stream is not an event of this ledger: {cause}")]
    Foreign { position: u64, cause: String },
    #[error("the stream and the table part at position {0}; nothing was restored beyond it")]
    Different(u64),
    #[error("the stream ends at {reached} instead of {expected}; run the restore again")]
    CutShort { reached: u64, expected: u64 },
}

/// What a restore did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    pub before: u64,
    pub after: u64,
}

/// Brings the missing tail of the stream back into Postgres; `progress` is told each position reached.
/// Receipts of the restored commands come back too, so that a late repeat still counts once.
pub async fn from_stream(pool: &PgPool, nats: &Nats, progress: impl Fn(u64, u64)) -> Result<Restored, RestoreError> {
    let last = nats.ledger_state().await?.ok_or(RestoreError::NoStream)?.last;
    let before = pg::head_position(pool).await?;
    check_seam(pool, nats, before.min(last)).await?;
    let mut reached = before;
    if last > before {
        let mut follower = nats.follow_ledger(before + 1).await?;
        let mut events = Vec::new();
        while reached < last {
            let batch = follower.next_batch(BATCH, PATIENCE).await?;
            if batch.is_empty() {
                return Err(RestoreError::CutShort { reached, expected: last });
            }
            for event in &batch {
                events.push(parse(event)?);
            }
            let whole = whole_commands(&events, last);
            if whole > 0 {
                insert(pool, reached, &events[..whole]).await?;
                events.drain(..whole);
                reached += whole as u64;
                progress(reached, last);
            }
        }
    }
    Ok(Restored { before, after: reached })
}

/// How many of these events end with the end of a command. A command's events come back in one transaction with
/// its receipt, as they were written; the last command's may not all have arrived yet.
fn whole_commands(events: &[RecordedEvent], last: u64) -> usize {
    let Some(end) = events.last() else { return 0 };
    if end.position == last {
        return events.len();
    }
    let unfinished = command_of(end);
    events.iter().rposition(|event| command_of(event) != unfinished).map_or(0, |index| index + 1)
}

fn command_of(event: &RecordedEvent) -> Option<String> {
    serde_json::from_str::<Metadata>(event.metadata.get()).ok().map(|metadata| metadata.command_id)
}

/// The last event that both have must be the same one.
async fn check_seam(pool: &PgPool, nats: &Nats, position: u64) -> Result<(), RestoreError> {
    if position == 0 {
        return Ok(());
    }
    let on_stream = nats.ledger_event(position).await?;
    let in_postgres = pg::events_after(pool, position - 1, 1, &pg::EventFilter::default()).await?;
    let same = in_postgres
        .first()
        .and_then(|event| crate::seal::stream_bytes(event).ok())
        .is_some_and(|bytes| on_stream.is_some_and(|other| other == bytes));
    if same { Ok(()) } else { Err(RestoreError::Different(position)) }
}

fn parse(event: &StreamEvent) -> Result<RecordedEvent, RestoreError> {
    let foreign = |cause: String| RestoreError::Foreign { position: event.position, cause };
    let recorded: RecordedEvent = serde_json::from_slice(&event.body).map_err(|error| foreign(error.to_string()))?;
    if recorded.position != event.position {
        return Err(foreign(format!("it says that it is position {}", recorded.position)));
    }
    Ok(recorded)
}

async fn insert(pool: &PgPool, head: u64, events: &[RecordedEvent]) -> Result<(), RestoreError> {
    let mut transaction = pg::begin(pool).await?;
    let locked: i64 =
        sqlx::query_scalar("select position from ledger_head for update").fetch_one(&mut *transaction).await?;
    if locked.unsigned_abs() != head {
        // Somebody appends while we restore: the positions are theirs, and the seam is to be looked at again.
        return Err(RestoreError::Different(locked.unsigned_abs()));
    }
    sqlx::query(
        "insert into events (position, event_id, subject, aggregate_type, aggregate_id, sequence, event_type,
                             event_version, recorded_at, payload, metadata)
         select position, event_id, subject, aggregate_type, aggregate_id, sequence, event_type, event_version,
                recorded_at, payload::json, metadata::json
         from unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[],
                     $9::timestamptz[], $10::text[], $11::text[])
              as e(position, event_id, subject, aggregate_type, aggregate_id, sequence, event_type, event_version,
                   recorded_at, payload, metadata)",
    )
    .bind(events.iter().map(|event| event.position.cast_signed()).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.event_id).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.subject).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.aggregate_type.as_str()).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.aggregate_id.as_str()).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.sequence.cast_signed()).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.event_type.as_str()).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.event_version.as_str()).collect::<Vec<_>>())
    .bind(events.iter().map(|event| jiff_sqlx::Timestamp::from(event.recorded_at)).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.payload.get()).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.metadata.get()).collect::<Vec<_>>())
    .execute(&mut *transaction)
    .await?;
    sqlx::query(
        "insert into receipts (command_id, first_position, last_position, recorded_at)
         select metadata ->> 'command_id', min(position), max(position), max(recorded_at)
         from events where position > $1 and position <= $1 + $2 group by 1
         on conflict (command_id) do nothing",
    )
    .bind(head.cast_signed())
    .bind(events.len() as i64)
    .execute(&mut *transaction)
    .await?;
    sqlx::query(
        "update ledger_head set position = position + $1,
                recorded_at = (select recorded_at from events where position = $2 + $1)",
    )
    .bind(events.len() as i64)
    .bind(head.cast_signed())
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(())
}
