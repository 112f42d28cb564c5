//! Takes what was carried out off the queue, all of a second together.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_util::sync::CancellationToken;

use super::Worker;

/// As much as a restarted NATS may hand out again.
const EVERY: Duration = Duration::from_secs(1);

/// Whoever stops doesn't wait longer for it.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whoever works the first bucket does it for all of them, until told to stop.
pub(super) async fn trim(worker: &Worker, bucket: u8, stop: &CancellationToken) {
    if bucket != 0 {
        return;
    }
    let mut tick = interval(EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    stop.run_until_cancelled(async {
        loop {
            tick.tick().await;
            once(worker).await;
        }
    })
    .await;
}

/// So that a NATS which is stopped next has as little as possible to hand out again.
pub(super) async fn at_the_end(worker: &Worker) {
    let _ = timeout(PATIENCE, once(worker)).await;
}

async fn once(worker: &Worker) {
    if let Err(error) = worker.nats.trim_queue().await {
        tracing::debug!(%error, "what was carried out stays on the queue for now");
    }
}
