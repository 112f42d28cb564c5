//! Both stores held against each other and against the rules that they promise to keep.

use std::{collections::HashMap, time::Duration};

use domain::ledger::RecordedEvent;
use nats::{Follower, Nats, NatsError};
use serde::Serialize;
use sqlx::PgPool;

use crate::seal::stream_bytes;

const BATCH: usize = 5_000;
const PATIENCE: Duration = Duration::from_secs(10);
/// Enough to see what is wrong.
const MOST_FINDINGS: usize = 100;

#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error(transparent)]
    Nats(#[from] NatsError),
    #[error("the database can't be read: {0}")]
    Database(#[from] sqlx::Error),
    #[error("an event can't be written: {0}")]
    Unwritable(#[from] serde_json::Error),
}

/// What was looked at, and what was found wrong.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    pub head: u64,
    pub on_stream: u64,
    pub findings: Vec<String>,
}

impl Report {
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    fn found(&mut self, finding: String) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(finding);
        }
    }
}

/// Reads everything in both stores. Events that are committed but not relayed yet are no finding.
pub async fn verify(pool: &PgPool, nats: &Nats, progress: impl Fn(u64, u64)) -> Result<Report, VerifyError> {
    // The stream first: what it has by now, Postgres has had before.
    let on_stream = nats.ledger_state().await?.map_or(0, |state| state.last);
    let mut report = Report { head: pg::head_position(pool).await?, on_stream, ..Report::default() };
    if report.on_stream > report.head {
        report.found(format!("the stream reaches position {}, Postgres only {}", report.on_stream, report.head));
    }
    compare(pool, nats, &mut report, progress).await?;
    check_sequences(pool, &mut report).await?;
    check_receipts(pool, &mut report).await?;
    Ok(report)
}

/// Dense positions, times that don't run backwards, and the same bytes on the stream.
async fn compare(
    pool: &PgPool,
    nats: &Nats,
    report: &mut Report,
    progress: impl Fn(u64, u64),
) -> Result<(), VerifyError> {
    let mut stream = match report.on_stream {
        0 => None,
        _ => Some(Bodies { follower: nats.follow_ledger(1).await?, read: 0 }),
    };
    let mut previous: Option<RecordedEvent> = None;
    let mut position = 0;
    while position < report.head {
        let wanted = BATCH.min(usize::try_from(report.head - position).unwrap_or(BATCH));
        let events = pg::events_after(pool, position, wanted, &pg::EventFilter::default()).await?;
        let Some(last) = events.last() else {
            report.found(format!("positions {} to {} are missing in Postgres", position + 1, report.head));
            return Ok(());
        };
        let reached = last.position;
        let on_stream = match &mut stream {
            Some(stream) => stream.up_to(reached.min(report.on_stream)).await?,
            None => HashMap::new(),
        };
        for event in events {
            check_order(previous.as_ref(), &event, report);
            match on_stream.get(&event.position) {
                Some(body) if stream_bytes(&event)? != *body => {
                    report.found(format!("position {} is not the same on the stream as in Postgres", event.position));
                }
                None if event.position <= report.on_stream => {
                    report.found(format!("position {} is missing on the stream", event.position));
                }
                _ => {}
            }
            previous = Some(event);
        }
        position = reached;
        progress(position, report.head);
    }
    Ok(())
}

/// What the stream holds, read in order.
struct Bodies {
    follower: Follower,
    /// So far.
    read: u64,
}

impl Bodies {
    /// The next messages up to a position; what is gone from the stream is left out.
    async fn up_to(&mut self, position: u64) -> Result<HashMap<u64, Vec<u8>>, NatsError> {
        let mut bodies = HashMap::new();
        while self.read < position {
            let limit = usize::try_from(position - self.read).unwrap_or(BATCH);
            match self.follower.next_batch(limit, PATIENCE).await {
                // The stream's end is gone.
                Ok(batch) if batch.is_empty() => break,
                Ok(batch) => bodies.extend(batch.into_iter().map(|event| {
                    self.read = event.position;
                    (event.position, event.body.to_vec())
                })),
                Err(NatsError::Skipped { expected, found }) if found > expected => self.read = found - 1,
                Err(error) => return Err(error),
            }
        }
        Ok(bodies)
    }
}

fn check_order(previous: Option<&RecordedEvent>, event: &RecordedEvent, report: &mut Report) {
    let expected = previous.map_or(1, |previous| previous.position + 1);
    if event.position != expected {
        report.found(format!("position {expected} is missing: {} follows", event.position));
    }
    if previous.is_some_and(|previous| previous.recorded_at > event.recorded_at) {
        report.found(format!("position {} was recorded before the one in front of it", event.position));
    }
}

/// Each aggregate counts 1, 2, 3, … along the positions.
async fn check_sequences(pool: &PgPool, report: &mut Report) -> Result<(), sqlx::Error> {
    let wrong: Vec<(String, String)> = sqlx::query_as(
        "select aggregate_type, aggregate_id from (
             select aggregate_type, aggregate_id, sequence,
                    row_number() over (partition by aggregate_type, aggregate_id order by position) as counted
             from events) numbered
         where sequence <> counted group by 1, 2 limit 100",
    )
    .fetch_all(pool)
    .await?;
    for (kind, id) in wrong {
        report.found(format!("the events of {kind} {id} are not numbered 1, 2, 3, …"));
    }
    Ok(())
}

/// Each event is covered by the receipt of its command, and each receipt by its events.
async fn check_receipts(pool: &PgPool, report: &mut Report) -> Result<(), sqlx::Error> {
    let uncovered: Vec<i64> = sqlx::query_scalar(
        "select e.position from events e left join receipts r
           on r.command_id = e.metadata ->> 'command_id' and e.position between r.first_position and r.last_position
         where r.command_id is null order by 1 limit 100",
    )
    .fetch_all(pool)
    .await?;
    for position in uncovered {
        report.found(format!("position {position} has no receipt of its command"));
    }
    let claimed: i64 = sqlx::query_scalar(
        "select coalesce(sum(last_position - first_position + 1), 0)::bigint from receipts where last_position <= $1",
    )
    .bind(report.head.cast_signed())
    .fetch_one(pool)
    .await?;
    if claimed.unsigned_abs() != report.head {
        report.found(format!("the receipts account for {claimed} events, the ledger has {}", report.head));
    }
    Ok(())
}
