//! The process that keeps one read model up to date.
//!
//! Any number of instances may run. One leads; the others stand by. The leader brings the read model up to the head
//! of the ledger out of the events table, then follows the stream. Whenever the stream breaks off or stays behind,
//! it goes back to the table: the stream is the quick way, the table is the truth.

mod follow;
mod lead;
mod leadership;
mod settings;

pub(crate) use leadership::Leadership;
pub use settings::Settings;

use std::time::Duration;

use pg::LeaseKey;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use crate::{Projection, Tail, digest::Work};

const SHORTEST_WAIT: Duration = Duration::from_millis(50);
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Keeps a read model up to date until it is told to stop.
#[derive(Clone)]
pub struct Projector<P> {
    work: Work<P>,
    tail: Tail,
    settings: Settings,
}

impl<P: Projection> Projector<P> {
    pub fn new(projection: P, pool: PgPool, tail: Tail) -> Self {
        let work = Work { projection: std::sync::Arc::new(projection), pool };
        Self { work, tail, settings: Settings::default() }
    }

    #[must_use]
    pub fn with_settings(self, settings: Settings) -> Self {
        Self { settings, ..self }
    }

    /// Works through every failure; returns only when it is told to stop, with nothing half done.
    pub async fn run(&self, stop: CancellationToken) {
        let key = LeaseKey::named(&format!("projector:{}:v{}", P::NAME, P::VERSION));
        while let Some(leadership) = Leadership::wait_for(&self.work.pool, key, P::NAME, &stop).await {
            tracing::info!(projection = P::NAME, version = P::VERSION, "this projector leads");
            self.lead(leadership.term()).await;
            leadership.resign().await;
        }
        tracing::info!(projection = P::NAME, version = P::VERSION, "the projector has stopped");
    }
}

/// Waits that grow while things fail.
#[derive(Debug)]
struct Backoff(Duration);

impl Backoff {
    const fn new() -> Self {
        Self(SHORTEST_WAIT)
    }

    fn next(&mut self) -> Duration {
        let wait = self.0;
        self.0 = (wait * 2).min(LONGEST_WAIT);
        wait
    }

    fn reset(&mut self) {
        self.0 = SHORTEST_WAIT;
    }
}
