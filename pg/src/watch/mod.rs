//! What has changed, seen at a glance.
//!
//! Requests depend on the same few things: how far the ledger and its read models have come, about whom something
//! happened lately, whether a token was made or revoked. One look at Postgres answers all of that for everybody who asks
//! within two milliseconds. What was found out about a member before holds as long as nothing happened to them since.

mod changes;
mod look;
#[cfg(test)]
mod tests;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
    time::Duration,
};

use sqlx::{Connection, PgConnection, PgPool};
use tokio::{
    sync,
    time::{Instant, timeout},
};
use uuid::Uuid;

use changes::Changes;
pub use changes::Moment;
pub use look::{Edition, Glance, ReadModelAt};

/// How old a glance may be: the price of waiting for something, whoever and how many wait.
pub const LOOK_EVERY: Duration = Duration::from_millis(2);

/// A Postgres that says nothing for so long is given up, and its connection with it.
const LOOK_WITHIN: Duration = Duration::from_secs(5);

/// Cheap to clone; one for each process, or what one part knows another would ask for again.
#[derive(Debug, Clone)]
pub struct Watch(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    pool: PgPool,
    /// Its own: giving a pool its connection back costs a round trip, each time.
    connection: Arc<sync::Mutex<Option<PgConnection>>>,
    latest: RwLock<Latest>,
    changes: Mutex<Changes>,
}

#[derive(Debug)]
struct Latest {
    glance: Arc<Glance>,
    /// When the look began.
    at: Option<Instant>,
    /// Looks that began before are too old, however fresh.
    not_before: Option<Instant>,
}

impl Watch {
    pub fn new(pool: PgPool) -> Self {
        let latest = Latest { glance: Arc::default(), at: None, not_before: None };
        Self(Arc::new(Shared {
            pool,
            connection: Arc::default(),
            latest: RwLock::new(latest),
            changes: Mutex::default(),
        }))
    }

    /// How everything stood at most two milliseconds ago.
    pub async fn glance(&self) -> Result<Arc<Glance>, sqlx::Error> {
        let asked_at = Instant::now();
        if let Some(glance) = self.recent(asked_at) {
            return Ok(glance);
        }
        let connection = self.0.connection.clone().lock_owned().await;
        // Somebody may have looked while this one waited for its turn. However long that took, it is recent enough:
        // otherwise, on a busy machine, all who wait would look one after the other.
        if let Some(glance) = self.recent(asked_at) {
            return Ok(glance);
        }
        let watch = self.clone();
        // Seen through, whoever stops waiting for it: an answer that nobody reads would be the next one's.
        match tokio::spawn(async move { timeout(LOOK_WITHIN, watch.look(connection)).await }).await {
            Ok(Ok(looked)) => looked,
            Ok(Err(_)) => Err(sqlx::Error::PoolTimedOut),
            // The runtime is ending, and this task with it.
            Err(_) => Err(sqlx::Error::WorkerCrashed),
        }
    }

    /// Whether what was read about a member at that moment is as good as read now, as far as the latest glance shows.
    pub fn none_since(&self, moment: Moment, member: Uuid) -> bool {
        self.changes().none_since(moment, member)
    }

    /// Takes note of what this process knows to have happened before any look shows it.
    pub fn happened(&self, member: Uuid, position: u64) {
        self.changes().note(member, position);
    }

    /// Whoever asks from now on is answered from a look that shows this position, if the ledger has come to it.
    pub fn look_past(&self, position: u64) {
        if self.0.latest.read().unwrap_or_else(PoisonError::into_inner).glance.head < position {
            self.look_anew();
        }
    }

    /// What this process has changed itself counts from now on: nobody is answered from an earlier look.
    pub fn look_anew(&self) {
        self.0.latest.write().unwrap_or_else(PoisonError::into_inner).not_before = Some(Instant::now());
    }

    fn recent(&self, asked_at: Instant) -> Option<Arc<Glance>> {
        let latest = self.0.latest.read().unwrap_or_else(PoisonError::into_inner);
        let at = latest.at.filter(|at| asked_at.saturating_duration_since(*at) < LOOK_EVERY)?;
        latest.not_before.is_none_or(|limit| at > limit).then(|| latest.glance.clone())
    }

    async fn look(
        &self,
        mut connection: sync::OwnedMutexGuard<Option<PgConnection>>,
    ) -> Result<Arc<Glance>, sqlx::Error> {
        let at = Instant::now();
        let seen = self.changes().seen();
        let looked = match connection.take() {
            // A connection that was good may have ended meanwhile; a new one tells whether Postgres has.
            Some(known) => match look::look(known, seen).await {
                Ok(looked) => looked,
                Err(_) => look::look(self.connect().await?, seen).await?,
            },
            None => look::look(self.connect().await?, seen).await?,
        };
        *connection = Some(looked.connection);
        let era = self.changes().take(looked.glance.head, &looked.incarnation, &looked.subjects);
        let glance = Arc::new(looked.glance.in_era(era));
        let mut latest = self.0.latest.write().unwrap_or_else(PoisonError::into_inner);
        (latest.glance, latest.at) = (glance.clone(), Some(at));
        Ok(glance)
    }

    async fn connect(&self) -> Result<PgConnection, sqlx::Error> {
        PgConnection::connect_with(&self.0.pool.connect_options()).await
    }

    fn changes(&self) -> MutexGuard<'_, Changes> {
        // They are whole between calls, whatever a panicking thread did in between.
        self.0.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
