//! What one process does for all: asking for updates, and delivering, which has to keep one pace.

use pg::{HEARTBEAT, Lease, LeaseKey};
use sqlx::PgPool;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::{GATEWAY, PAUSE_AFTER_TROUBLE, delivery::Delivery};

#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Polling = 0,
    Delivering = 1,
}

pub(super) async fn deliver(pool: &PgPool, delivery: &Delivery, stop: &CancellationToken) {
    alone(pool, Part::Delivering, stop, || async move {
        if let Err(error) = delivery.run(stop).await {
            tracing::warn!(%error, "delivering was interrupted and goes on");
        }
    })
    .await;
}

/// Does the work again and again, for as long as nobody else has the part. The work itself ends soon after `stop`.
pub(super) async fn alone<W: Future<Output = ()>>(
    pool: &PgPool,
    part: Part,
    stop: &CancellationToken,
    work: impl Fn() -> W,
) {
    while !stop.is_cancelled() {
        if let Err(error) = turn(pool, part, stop, &work).await {
            tracing::warn!(%error, ?part, "the part was lost and is taken up again");
        }
        tokio::select! { () = sleep(PAUSE_AFTER_TROUBLE) => (), () = stop.cancelled() => return }
    }
}

async fn turn<W: Future<Output = ()>>(
    pool: &PgPool,
    part: Part,
    stop: &CancellationToken,
    work: &impl Fn() -> W,
) -> Result<(), sqlx::Error> {
    let mut lease = Lease::open(pool, LeaseKey::named(GATEWAY)).await?;
    while !lease.try_take(part as i32).await? {
        tokio::select! { () = sleep(HEARTBEAT) => (), () = stop.cancelled() => return Ok(()) }
    }
    tokio::select! {
        () = work() => {}
        lost = keep(&mut lease) => return Err(lost),
        () = after(stop) => {}
    }
    lease.close().await;
    Ok(())
}

async fn keep(lease: &mut Lease) -> sqlx::Error {
    loop {
        sleep(HEARTBEAT).await;
        if let Err(error) = lease.heartbeat().await {
            return error;
        }
    }
}

/// What is under way gets this long to end by itself.
async fn after(stop: &CancellationToken) {
    stop.cancelled().await;
    sleep(super::delivery::LAST_WORDS).await;
}
