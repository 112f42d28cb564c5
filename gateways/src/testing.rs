//! What the ledgers of this room's tests have in common: the roles behind the ways in.

use commands::{Environment, Ledger, relay, worker::Worker};
use jiff::Timestamp;
use nats::Nats;
use projections::{Settings, Tail, registry};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

#[expect(clippy::disallowed_methods, reason = "a test's ledger needs times and ids")]
pub(crate) const REAL: Environment = Environment { now: Timestamp::now, new_id: Uuid::now_v7, build: "test" };

/// Each runs until `stop`.
pub(crate) struct Roles<'a> {
    pub(crate) pool: &'a PgPool,
    pub(crate) nats: &'a Nats,
    pub(crate) stop: &'a CancellationToken,
}

impl Roles<'_> {
    /// Carries commands out.
    pub(crate) fn work(&self, environment: Environment) {
        let (pool, nats) = (self.pool.clone(), self.nats.clone());
        let ledger = Ledger::new(pool.clone(), nats.clone(), environment);
        tokio::spawn(Worker { pool, nats, ledger }.run(self.stop.clone()));
    }

    /// Brings events to the stream.
    pub(crate) fn relay(&self) {
        tokio::spawn(relay::run(self.pool.clone(), self.nats.clone(), 1, self.stop.clone()));
    }

    /// Fills every read model.
    pub(crate) fn project(&self) {
        let tail = Tail::of(self.nats.clone());
        for model in registry::all() {
            tokio::spawn(model.run(self.pool.clone(), tail.clone(), Settings::default(), self.stop.clone()));
        }
    }
}
