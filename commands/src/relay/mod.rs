//! Copies committed events to the stream, in order, so that sequence = position. Keeps no place of its own:
//! what the stream says is where it goes on. Any number may run; one works, and even two at once do no harm,
//! because each batch names the position that it must follow.

mod copy;

use std::time::Duration;

use nats::{Nats, NatsError, Nudges};
use pg::{HEARTBEAT, Lease, LeaseKey};
use sqlx::PgPool;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_util::sync::CancellationToken;

pub use copy::Halt;
use copy::{LARGEST_BATCH, Relayed};

/// Without a nudge it looks this often: nudges are a courtesy.
const SLOW_LOOK: Duration = Duration::from_millis(250);
/// From one batch to the next at least, unless they are full: an event alone goes at once, a crowd goes together.
const PACE: Duration = Duration::from_millis(20);
const PAUSE_AFTER_TROUBLE: Duration = Duration::from_millis(500);
const SLOT: i32 = 0;

/// The lease that makes one relay of a ledger the active one.
pub fn lease_key() -> LeaseKey {
    LeaseKey::named("relay")
}

#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    #[error(transparent)]
    Nats(#[from] NatsError),
    #[error("the database can't be read: {0}")]
    Database(#[from] sqlx::Error),
    #[error("an event can't be written: {0}")]
    Unwritable(#[from] serde_json::Error),
    #[error(transparent)]
    Halt(#[from] Halt),
}

/// Relays until told to stop. A stream that contradicts the ledger is an alarm, repeated until somebody acts;
/// nothing is ever overwritten.
pub async fn run(pool: PgPool, nats: Nats, replicas: usize, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let turn = tokio::select! {
            turn = lead(&pool, &nats, replicas) => turn,
            () = stop.cancelled() => return,
        };
        match turn {
            Err(RelayError::Halt(halt)) => tracing::error!(alarm = halt.code(), "the relay stands still: {halt}"),
            Err(error) => tracing::warn!(%error, "the relay was interrupted and goes on"),
            Ok(()) => tracing::info!("another relay took over"),
        }
        tokio::select! { () = sleep(PAUSE_AFTER_TROUBLE) => (), () = stop.cancelled() => return }
    }
}

/// Waits for its turn, then relays for as long as the lease holds.
async fn lead(pool: &PgPool, nats: &Nats, replicas: usize) -> Result<(), RelayError> {
    let mut lease = Lease::open(pool, lease_key()).await?;
    while !lease.try_take(SLOT).await? {
        sleep(HEARTBEAT).await;
    }
    tracing::info!("relaying");
    let mut nudges = nats.nudges().await?;
    tokio::select! {
        ended = relay(pool, nats, replicas, &mut nudges) => ended,
        _lost = keep(&mut lease) => Ok(()),
    }
}

async fn keep(lease: &mut Lease) -> sqlx::Error {
    loop {
        sleep(HEARTBEAT).await;
        if let Err(error) = lease.heartbeat().await {
            return error;
        }
    }
}

pub(crate) async fn relay(pool: &PgPool, nats: &Nats, replicas: usize, nudges: &mut Nudges) -> Result<(), RelayError> {
    let mut last = copy::agreed_end(pool, nats, replicas).await?;
    loop {
        let turn = Instant::now();
        match copy::next_batch(pool, nats, last).await? {
            Relayed::Nothing => {
                let nudged = timeout(SLOW_LOOK, nudges.next()).await.is_ok();
                // Somebody may have taken either of them away while there was nothing to relay.
                if !nudged && !both_end_at(pool, nats, last).await? {
                    last = copy::agreed_end(pool, nats, replicas).await?;
                }
            }
            Relayed::UpTo(position) => {
                if position - last < LARGEST_BATCH as u64 {
                    sleep_until(turn + PACE).await;
                }
                last = position;
            }
            Relayed::Moved => last = copy::agreed_end(pool, nats, replicas).await?,
        }
    }
}

/// Not sooner than `last`, that is, for Postgres: there may be something new.
async fn both_end_at(pool: &PgPool, nats: &Nats, last: u64) -> Result<bool, RelayError> {
    let on_stream = nats.ledger_state().await?.map(|state| state.last);
    Ok(on_stream == Some(last) && pg::head_position(pool).await? >= last)
}

/// Whether a relay could go on now, where the two stores meet; the alarm that it would raise, otherwise.
pub async fn check(pool: &PgPool, nats: &Nats) -> Result<(), RelayError> {
    copy::compare_ends(pool, nats).await.map(drop)
}

/// Copies what is there now, without asking for the lease.
#[cfg(test)]
pub(crate) async fn copy_all(pool: &PgPool, nats: &Nats, replicas: usize) -> Result<(), RelayError> {
    let mut last = copy::agreed_end(pool, nats, replicas).await?;
    loop {
        match copy::next_batch(pool, nats, last).await? {
            Relayed::Nothing => return Ok(()),
            Relayed::UpTo(position) => last = position,
            Relayed::Moved => last = copy::agreed_end(pool, nats, replicas).await?,
        }
    }
}
