//! What a process of `paceledger up` runs beside its gateways: a worker, the relay and every projector.

use std::time::Duration;

use commands::{Ledger, relay, worker::Worker};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::{Error, place::Place};

const PATIENCE: Duration = Duration::from_secs(5);

/// Roles at work. Dropped, they end at once.
pub(crate) struct Roles {
    tasks: JoinSet<()>,
    stop: CancellationToken,
}

impl Roles {
    pub(crate) fn start(place: &Place) -> Self {
        let mut roles = Self::readers(place);
        let (pool, nats) = (&place.pool, &place.nats);
        let ledger = Ledger::new(pool.clone(), nats.clone(), place.settings.environment);
        let worker = Worker { pool: pool.clone(), nats: nats.clone(), ledger };
        roles.tasks.spawn(worker.run(roles.stop.clone()));
        roles
    }

    /// Only what passes events on and reads them.
    pub(crate) fn readers(place: &Place) -> Self {
        let mut roles = Self { tasks: JoinSet::new(), stop: CancellationToken::new() };
        let (pool, nats) = (&place.pool, &place.nats);
        roles.tasks.spawn(relay::run(pool.clone(), nats.clone(), place.settings.replicas, roles.stop.clone()));
        let tail = projections::Tail::of(nats.clone());
        for model in projections::registry::all() {
            let settings = projections::Settings::default();
            roles.tasks.spawn(model.run(pool.clone(), tail.clone(), settings, roles.stop.clone()));
        }
        roles
    }

    /// Lets them end in order.
    pub(crate) async fn stop(mut self) -> Result<(), Error> {
        self.stop.cancel();
        let ended = async { while self.tasks.join_next().await.is_some() {} };
        let late = |_| Error::Unexpected("the roles did not stop in time".to_owned());
        tokio::time::timeout(PATIENCE, ended).await.map_err(late)
    }
}
