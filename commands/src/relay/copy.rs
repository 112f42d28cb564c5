//! One step of the relay: where the stream ends, and the next batch behind that.

use domain::ledger::{RecordedEvent, bucket_of};
use nats::{Nats, Stored};
use pg::EventFilter;
use sqlx::PgPool;

use super::RelayError;
use crate::seal::stream_bytes;

/// JetStream takes at most a thousand messages in one atomic batch.
pub(super) const LARGEST_BATCH: usize = 1000;
/// Bytes of one batch, unless a single event is larger: the server holds a batch in memory until it is whole.
const HEAVIEST_BATCH: usize = 8 * 1024 * 1024;

/// Why the relay stands still. Each needs a person.
#[derive(Debug, thiserror::Error)]
pub enum Halt {
    #[error(
        "the stream reaches position {stream}, Postgres only {postgres}: Postgres was probably restored from an older \
         backup; bring the missing events back with `paceledger restore --from stream`"
    )]
    StreamAhead { stream: u64, postgres: u64 },
    #[error(
        "position {position} on the stream is not the event that Postgres has there: the stream belongs to another \
         ledger or one of the two was changed; `paceledger verify` tells where they part"
    )]
    Different { position: u64 },
    #[error("the stream lost position {position}; remove the stream, and the relay fills it again")]
    Hole { position: u64 },
}

impl Halt {
    pub fn code(&self) -> &'static str {
        match self {
            Self::StreamAhead { .. } => "relay.stream-ahead",
            Self::Different { .. } => "relay.stream-different",
            Self::Hole { .. } => "relay.stream-hole",
        }
    }
}

/// What a step came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relayed {
    Nothing,
    UpTo(u64),
    /// The stream doesn't end where it was expected to.
    Moved,
}

/// The position up to which stream and table are known to agree: the stream's last one, after a look at it.
pub(super) async fn agreed_end(pool: &PgPool, nats: &Nats, replicas: usize) -> Result<u64, RelayError> {
    if let Some(end) = compare_ends(pool, nats).await? {
        return Ok(end);
    }
    tracing::warn!("the ledger's stream is gone; making it anew from Postgres");
    nats.ensure_ledger_stream(replicas).await?;
    Ok(0)
}

/// Where the stream ends, if it agrees with Postgres there; `None` when there is no stream.
pub(super) async fn compare_ends(pool: &PgPool, nats: &Nats) -> Result<Option<u64>, RelayError> {
    let Some(state) = nats.ledger_state().await? else { return Ok(None) };
    if state.last == 0 {
        return Ok(Some(0));
    }
    reached_by_postgres(pool, state.last).await?;
    let on_stream = nats.ledger_event(state.last).await?.ok_or(Halt::Hole { position: state.last })?;
    let in_postgres = read(pool, state.last - 1, 1).await?;
    match in_postgres.first() {
        Some(event) if stream_bytes(event)? == on_stream => Ok(Some(state.last)),
        _ => {
            // It may have gone back since that look.
            reached_by_postgres(pool, state.last).await?;
            Err(Halt::Different { position: state.last }.into())
        }
    }
}

async fn reached_by_postgres(pool: &PgPool, stream: u64) -> Result<(), RelayError> {
    let postgres = pg::head_position(pool).await?;
    if stream > postgres { Err(Halt::StreamAhead { stream, postgres }.into()) } else { Ok(()) }
}

/// Stores the events behind `last` on the stream.
pub(super) async fn next_batch(pool: &PgPool, nats: &Nats, last: u64) -> Result<Relayed, RelayError> {
    let events = read(pool, last, LARGEST_BATCH).await?;
    if events.is_empty() {
        return Ok(Relayed::Nothing);
    }
    let (mut batch, mut weight) = (Vec::with_capacity(events.len()), 0);
    for event in &events {
        let body = stream_bytes(event)?;
        weight += body.len();
        if weight > HEAVIEST_BATCH && !batch.is_empty() {
            break;
        }
        let subject = nats.names().event(bucket_of(event.subject), &event.aggregate_type, &event.event_type);
        batch.push((subject, body.into()));
    }
    Ok(match nats.append_to_ledger(last, batch).await? {
        Stored::UpTo(position) => Relayed::UpTo(position),
        Stored::Moved => Relayed::Moved,
    })
}

async fn read(pool: &PgPool, after: u64, limit: usize) -> Result<Vec<RecordedEvent>, sqlx::Error> {
    pg::events_after(pool, after, limit, &EventFilter::default()).await
}
