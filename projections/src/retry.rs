//! Parked subjects get another chance, after whatever kept their events from being digested was mended.

use pg::EventFilter;
use serde::Serialize;
use sqlx::{PgPool, Postgres, Transaction};
use uuid::Uuid;

use crate::{
    Event, Phase, Projection, ProjectionError,
    generation::{Generation, enter},
};

const CHUNK: usize = 5_000;

/// What became of a parked subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Retried {
    pub subject: Uuid,
    pub outcome: RetryOutcome,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RetryOutcome {
    /// Its waiting events are in the read model now, and new ones follow as they come.
    Caught { events: usize },
    /// It stays parked where it was.
    StillParked { reason: String },
}

enum Failure {
    /// An event's own fault.
    Event(String),
    Other(ProjectionError),
}

impl<E: Into<ProjectionError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Brings every parked subject of the live read model up to its checkpoint, in order, each in a transaction of its
/// own. A projector that runs meanwhile waits for each and then knows the subject again.
pub async fn retry<P: Projection>(projection: &P, pool: &PgPool) -> Result<Vec<Retried>, ProjectionError> {
    let parked: Vec<Uuid> = sqlx::query_scalar(
        "select p.subject from parked_subjects p join projection_checkpoints c using (name, version, generation)
         where name = $1 and version = $2 and c.state = 'live' order by p.position",
    )
    .bind(P::NAME)
    .bind(P::VERSION)
    .fetch_all(pool)
    .await?;
    let mut retried = Vec::new();
    for subject in parked {
        let outcome = match retry_subject(projection, pool, subject).await {
            Ok(Some(events)) => RetryOutcome::Caught { events },
            // Somebody else was quicker.
            Ok(None) => continue,
            Err(Failure::Event(reason)) => RetryOutcome::StillParked { reason },
            Err(Failure::Other(error)) => return Err(error),
        };
        tracing::info!(projection = P::NAME, %subject, ?outcome, "retried a parked subject");
        retried.push(Retried { subject, outcome });
    }
    Ok(retried)
}

async fn retry_subject<P: Projection>(projection: &P, pool: &PgPool, subject: Uuid) -> Result<Option<usize>, Failure> {
    let mut tx = pg::begin(pool).await?;
    // The projector's own lock: nothing moves until this is through.
    let live: Option<(i32, i64)> = sqlx::query_as(
        "select generation, position from projection_checkpoints
         where name = $1 and version = $2 and state = 'live' for update",
    )
    .bind(P::NAME)
    .bind(P::VERSION)
    .fetch_optional(&mut *tx)
    .await?;
    let Some((number, checkpoint)) = live else { return Ok(None) };
    let generation = Generation::new(P::NAME, P::VERSION, number);
    let Some(parked_at) = unpark(&mut tx, &generation, subject).await? else { return Ok(None) };
    enter(&mut tx, &generation.schema).await?;
    let filter =
        EventFilter { subject: Some(subject), up_to: Some(checkpoint.cast_unsigned()), ..EventFilter::default() };
    let (mut position, mut count) = (parked_at - 1, 0);
    loop {
        let events = pg::events_after(&mut *tx, position, CHUNK, &filter).await?;
        let Some(last) = events.last() else { break };
        position = last.position;
        let mut batch = P::Batch::default();
        for event in events.iter().filter(|event| P::AGGREGATES.contains(&event.aggregate_type.as_str())) {
            let applied = Event::decode(event).and_then(|event| projection.apply(&mut batch, &event));
            applied.map_err(|reason| Failure::Event(format!("position {}: {reason}", event.position)))?;
            count += 1;
        }
        projection.flush(&batch, &mut tx, Phase::Live).await.map_err(refused)?;
    }
    tx.commit().await?;
    Ok(Some(count))
}

/// Takes the subject off the list, and tells the projector that its list is stale.
async fn unpark(
    tx: &mut Transaction<'_, Postgres>,
    generation: &Generation,
    subject: Uuid,
) -> Result<Option<u64>, sqlx::Error> {
    let position: Option<i64> = sqlx::query_scalar(
        "with unparked as (
            delete from parked_subjects where name = $1 and version = $2 and generation = $3 and subject = $4
            returning position
         ), revised as (
            update projection_checkpoints set revision = pg_current_xact_id()::text::bigint
            where name = $1 and version = $2 and generation = $3
         )
         select position from unparked",
    )
    .bind(generation.name)
    .bind(generation.version)
    .bind(generation.number)
    .bind(subject)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(position.map(i64::cast_unsigned))
}

fn refused(error: sqlx::Error) -> Failure {
    if crate::digest::is_refusal(&error) { Failure::Event(error.to_string()) } else { error.into() }
}
