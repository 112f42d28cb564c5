//! Takes commands off the queue. Each process works the buckets it has leased, one command of a bucket at a
//! time; the buckets are shared out evenly among the processes that are there.

mod carry_out;
mod share;
mod trim;

use std::sync::Arc;

use nats::Nats;
use sqlx::PgPool;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::Ledger;

pub use share::lease_key;

/// What a worker needs.
#[derive(Clone)]
pub struct Worker {
    pub pool: PgPool,
    pub nats: Nats,
    pub ledger: Arc<Ledger>,
}

impl Worker {
    /// Works until told to stop; commands in hand are finished first.
    pub async fn run(self, stop: CancellationToken) {
        let nudging = TaskTracker::new();
        nudging.spawn(self.clone().nudge_relay(stop.clone()));
        share::work_a_fair_share(&self, &stop).await;
        trim::at_the_end(&self).await;
        nudging.close();
        nudging.wait().await;
    }

    /// Tells the relay of each commit, outside of the commit's own way.
    async fn nudge_relay(self, stop: CancellationToken) {
        let mut head = self.ledger.head();
        loop {
            tokio::select! {
                changed = head.changed() => if changed.is_err() { return },
                () = stop.cancelled() => return,
            }
            self.nats.nudge().await;
        }
    }
}
