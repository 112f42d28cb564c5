//! The engines while they run: how to reach them, what became of them, how to stop
//! them; and, for drills, how to break one and start it again.

use std::fmt;
use std::process::ExitStatus;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::child::OnUnexpectedEnd;
use crate::engine::Engine;
use crate::error::Error;
use crate::layout::Layout;
use crate::lock::Lock;
use crate::nats::{Nats, NatsAddress, Plan as NatsPlan};
use crate::postgres::{Plan as PostgresPlan, Postgres};
use crate::record::Record;
use crate::settings::Errand;

/// How the engines came to be at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Both are run by somebody else and were named by address.
    External,
    /// Another process on this machine runs them.
    Attached,
    /// This process runs what is not external.
    Owned,
}

/// Where an engine's programs came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Cache,
    Installed,
    /// Somebody else installed it on this machine.
    Machine,
}

/// One engine that was started, and what it took.
#[derive(Debug, Clone)]
pub struct Part {
    pub engine: Engine,
    pub version: String,
    pub source: Source,
    pub finding: Duration,
    pub starting: Duration,
}

/// An engine ended by itself while it was needed.
#[derive(Debug, Clone)]
pub struct Death {
    pub engine: Engine,
    pub status: ExitStatus,
    pub last_words: Vec<String>,
}

impl fmt::Display for Death {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ended by itself ({})", self.engine, self.status)?;
        for line in &self.last_words {
            write!(f, "\n  {line}")?;
        }
        Ok(())
    }
}

/// PostgreSQL and NATS, ready. Dropped without [`stop`](Self::stop), they are ended
/// at once and without harm.
pub struct Engines {
    pub(crate) access: Access,
    pub(crate) database_url: String,
    pub(crate) nats: NatsAddress,
    pub(crate) parts: Vec<Part>,
    pub(crate) http_url: Option<String>,
    pub(crate) owned: Option<Owned>,
}

pub(crate) struct Owned {
    pub(crate) nats: Mutex<Slot<Nats, NatsPlan>>,
    pub(crate) postgres: Mutex<Slot<Postgres, PostgresPlan>>,
    pub(crate) deaths: watch::Sender<Option<Death>>,
    pub(crate) record: Mutex<Record>,
    pub(crate) layout: Layout,
    /// Let go of last.
    pub(crate) _lock: Lock,
}

/// An engine of ours: external, running, or (in a drill) down.
pub(crate) enum Slot<Server, Plan> {
    External,
    Running(Server),
    Down(Plan),
}

impl Engines {
    pub fn access(&self) -> Access {
        self.access
    }

    /// For sqlx and for libpq's programs alike.
    pub fn database_url(&self) -> &str {
        &self.database_url
    }

    pub fn nats(&self) -> &NatsAddress {
        &self.nats
    }

    /// What was started here, in the order of readiness.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Where the process that runs the engines answers HTTP, if it said so.
    pub fn http_url(&self) -> Option<&str> {
        self.http_url.as_deref()
    }

    /// Tells other processes where this one answers HTTP.
    pub fn record_http(&self, url: &str) -> Result<(), Error> {
        let Some(owned) = &self.owned else {
            return Ok(());
        };
        let mut record = held(&owned.record);
        record.http_url = Some(url.to_string());
        record.write(&owned.layout)
    }

    /// Waits until an engine of ours ends by itself; for ever when none is ours.
    pub async fn died(&self) -> Death {
        let Some(owned) = &self.owned else {
            return std::future::pending().await;
        };
        let mut deaths = owned.deaths.subscribe();
        let death = deaths.wait_for(Option::is_some).await.ok().and_then(|death| death.clone());
        match death {
            Some(death) => death,
            None => std::future::pending().await,
        }
    }

    /// Stops what is ours: NATS, then PostgreSQL; within eight seconds.
    pub async fn stop(mut self) {
        if let Some(owned) = self.owned.take() {
            // Only a panic in there could make this fail, and then dropping has stopped them.
            tokio::task::spawn_blocking(move || owned.stop()).await.ok();
        }
    }

    /// For drills: ends PostgreSQL as a power cut would.
    pub fn kill_postgres(&self) -> Result<(), Error> {
        self.owned(Engine::Postgres)?.kill_postgres()
    }

    /// For drills: starts PostgreSQL on the same data and socket.
    pub async fn restart_postgres(&self) -> Result<(), Error> {
        let owned = self.owned(Engine::Postgres)?;
        owned.kill_postgres()?;
        let plan = match &*held(&owned.postgres) {
            Slot::Down(plan) => plan.clone(),
            _ => return Err(Error::NotOurs(Engine::Postgres)),
        };
        let on_end = announce(&owned.deaths, Engine::Postgres);
        let errand = silent();
        let server = in_background(move || {
            plan.wait_until_gone(&errand)?;
            Postgres::start(plan, on_end, &errand)
        });
        let server = server.await?;
        let mut record = held(&owned.record);
        record.postgres_pid = Some(server.pid());
        *held(&owned.postgres) = Slot::Running(server);
        record.write(&owned.layout)
    }

    /// For drills: ends NATS as a power cut would.
    pub fn kill_nats(&self) -> Result<(), Error> {
        self.owned(Engine::Nats)?.kill_nats()
    }

    /// For drills: starts NATS on the same streams, port and token.
    pub async fn restart_nats(&self) -> Result<(), Error> {
        let owned = self.owned(Engine::Nats)?;
        owned.kill_nats()?;
        let plan = match &*held(&owned.nats) {
            Slot::Down(plan) => plan.clone(),
            _ => return Err(Error::NotOurs(Engine::Nats)),
        };
        let on_end = announce(&owned.deaths, Engine::Nats);
        let server = in_background(move || Nats::start(plan, on_end, &silent())).await?;
        let mut record = held(&owned.record);
        record.nats_pid = Some(server.pid());
        *held(&owned.nats) = Slot::Running(server);
        record.write(&owned.layout)
    }

    /// The process ids of our own engines, for drills that want to see them gone.
    pub fn pids(&self) -> Vec<u32> {
        let Some(owned) = &self.owned else {
            return Vec::new();
        };
        let record = held(&owned.record);
        [record.postgres_pid, record.nats_pid].into_iter().flatten().collect()
    }

    fn owned(&self, engine: Engine) -> Result<&Owned, Error> {
        self.owned.as_ref().ok_or(Error::NotOurs(engine))
    }
}

impl fmt::Debug for Engines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engines").field("access", &self.access).field("parts", &self.parts).finish_non_exhaustive()
    }
}

impl Owned {
    fn stop(self) {
        Record::remove(&self.layout);
        if let Slot::Running(nats) = &*held(&self.nats) {
            nats.stop();
        }
        let postgres = std::mem::replace(&mut *held(&self.postgres), Slot::External);
        if let Slot::Running(postgres) = postgres {
            postgres.stop();
        }
    }

    fn kill_postgres(&self) -> Result<(), Error> {
        let mut slot = held(&self.postgres);
        match std::mem::replace(&mut *slot, Slot::External) {
            Slot::Running(server) => {
                *slot = Slot::Down(server.plan());
                server.kill();
            }
            Slot::External => return Err(Error::NotOurs(Engine::Postgres)),
            down @ Slot::Down(_) => *slot = down,
        }
        Ok(())
    }

    fn kill_nats(&self) -> Result<(), Error> {
        let mut slot = held(&self.nats);
        match std::mem::replace(&mut *slot, Slot::External) {
            Slot::Running(server) => {
                *slot = Slot::Down(server.plan());
                server.kill();
            }
            Slot::External => return Err(Error::NotOurs(Engine::Nats)),
            down @ Slot::Down(_) => *slot = down,
        }
        Ok(())
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // The servers end themselves when they are dropped, before the lock is.
        Record::remove(&self.layout);
    }
}

/// What a server's watcher does when it ends by itself.
pub(crate) fn announce(deaths: &watch::Sender<Option<Death>>, engine: Engine) -> OnUnexpectedEnd {
    let deaths = deaths.clone();
    Box::new(move |status, last_words| {
        tracing::error!(%engine, %status, "{engine} ended by itself");
        deaths.send_replace(Some(Death { engine, status, last_words }));
    })
}

fn silent() -> Errand {
    Errand::new(std::sync::Arc::new(|_| ()))
}

async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(Error::Cancelled))
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
