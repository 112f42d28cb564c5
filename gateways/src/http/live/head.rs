//! Where the ledger ends.

use std::{sync::Arc, time::Duration};

use nats::{Nats, Nudges};
use sqlx::PgPool;
use tokio::{
    sync::{Notify, watch},
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;

/// Nudges may get lost; somebody who follows the ledger waits this long at most.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// However many commits there are, there are no more looks than this allows.
const PACE: Duration = Duration::from_millis(5);
const PAUSE_AFTER_TROUBLE: Duration = Duration::from_millis(250);

/// The last position of the ledger, as this process knows it. One look at Postgres serves all who follow, and while
/// nobody does there is none.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    position: watch::Sender<u64>,
    somebody: Arc<Notify>,
}

impl Head {
    /// Keeps looking until told to stop.
    pub(crate) fn follow(pool: PgPool, nats: Nats, stop: CancellationToken) -> Self {
        let head = Self { position: watch::Sender::new(0), somebody: Arc::default() };
        let looking = head.clone();
        tokio::spawn(async move {
            tokio::select! {
                () = looking.look(&pool, &nats) => {}
                () = stop.cancelled() => {}
            }
        });
        head
    }

    /// Tells of each change from now on.
    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        let receiver = self.position.subscribe();
        self.somebody.notify_one();
        receiver
    }

    async fn look(&self, pool: &PgPool, nats: &Nats) {
        let mut nudges = None;
        loop {
            if self.position.receiver_count() == 0 {
                self.somebody.notified().await;
            }
            match pg::head_position(pool).await {
                Ok(position) => {
                    self.position.send_if_modified(|known| {
                        let moved = position > *known;
                        *known = position.max(*known);
                        moved
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "the ledger's end can't be looked up; followers wait");
                    sleep(PAUSE_AFTER_TROUBLE).await;
                }
            }
            sleep(PACE).await;
            if nudges.is_none() {
                nudges = nats.nudges().await.ok();
            }
            // Woken or not, the next step is a look.
            let _ = timeout(LOOK_EVERY, nudged(nudges.as_mut())).await;
        }
    }
}

async fn nudged(nudges: Option<&mut Nudges>) {
    match nudges {
        Some(nudges) => nudges.next().await,
        None => std::future::pending().await,
    }
}
