//! From settings to engines that are ready: named by address, attached to, or started.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::account;
use crate::disk;
use crate::engine::Engine;
use crate::engines::{Access, Engines, Owned, Part, Slot, announce};
use crate::error::Error;
use crate::find::{Found, find};
use crate::layout::{Layout, private_folders};
use crate::lock::{Attempt, Lock};
use crate::nats::{Nats, NatsAddress, Plan as NatsPlan};
use crate::postgres::{Postgres, made_by};
use crate::record::Record;
use crate::search::Programs;
use crate::settings::{Errand, Settings};
use crate::token::token;

/// How long whoever holds the folder may take to get its engines ready: a first
/// start with an installation on a slow line.
const ATTACH_PATIENCE: Duration = Duration::from_secs(60);

/// Starts the engines on the data folder for this process alone.
///
/// # Errors
/// [`Error::AlreadyRunning`] when another process runs there.
pub async fn start(settings: Settings) -> Result<Engines, Error> {
    run(settings, |settings, errand| match take(settings)? {
        Taken::Lock(layout, lock) => start_on(settings, layout, lock, errand),
        Taken::Held(layout, pid) => Err(Error::AlreadyRunning { pid, data: layout.data }),
    })
    .await
}

/// Attaches to the engines that run on the data folder, or starts them.
pub async fn open(settings: Settings) -> Result<Engines, Error> {
    run(settings, |settings, errand| {
        let started = Instant::now();
        loop {
            let (layout, pid) = match take(settings)? {
                Taken::Lock(layout, lock) => return start_on(settings, layout, lock, errand),
                Taken::Held(layout, pid) => (layout, pid),
            };
            if let Some(record) = Record::read(&layout).filter(|record| record.pid == pid) {
                return Ok(attached(settings, record));
            }
            errand.still_wanted()?;
            if started.elapsed() > ATTACH_PATIENCE {
                return Err(Error::NotReadyYet { pid, data: layout.data });
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    })
    .await
}

/// Everything below waits on processes and files: off the async threads, and called
/// off when the caller no longer waits.
async fn run(
    settings: Settings,
    work: impl FnOnce(&Settings, &Errand) -> Result<Engines, Error> + Send + 'static,
) -> Result<Engines, Error> {
    if let (Some(database_url), Some(nats_url)) = (&settings.database_url, &settings.nats_url) {
        return Ok(Engines {
            access: Access::External,
            database_url: database_url.clone(),
            nats: NatsAddress { url: nats_url.clone(), token: None },
            parts: Vec::new(),
            http_url: None,
            owned: None,
        });
    }
    let errand = Errand::new(settings.progress.clone());
    let _call_off = CallOff(errand.clone());
    let work = tokio::task::spawn_blocking(move || work(&settings, &errand));
    work.await.unwrap_or(Err(Error::Cancelled))
}

struct CallOff(Errand);

impl Drop for CallOff {
    fn drop(&mut self) {
        self.0.call_off();
    }
}

enum Taken {
    Lock(Layout, Lock),
    Held(Layout, u32),
}

fn take(settings: &Settings) -> Result<Taken, Error> {
    let layout = Layout::make(&settings.data)?;
    Ok(match Lock::try_take(&layout)? {
        Attempt::Taken(lock) => Taken::Lock(layout, lock),
        Attempt::HeldBy(pid) => Taken::Held(layout, pid),
    })
}

fn attached(settings: &Settings, record: Record) -> Engines {
    let nats = match &settings.nats_url {
        Some(url) => NatsAddress { url: url.clone(), token: None },
        None => NatsAddress { url: record.nats_url, token: record.nats_token },
    };
    Engines {
        access: Access::Attached,
        database_url: settings.database_url.clone().unwrap_or(record.database_url),
        nats,
        parts: Vec::new(),
        http_url: record.http_url,
        owned: None,
    }
}

fn start_on(settings: &Settings, layout: Layout, lock: Lock, errand: &Errand) -> Result<Engines, Error> {
    Record::remove(&layout);
    let mut wanted = Vec::new();
    if settings.database_url.is_none() {
        wanted.push(Engine::Postgres);
    }
    if settings.nats_url.is_none() {
        wanted.push(Engine::Nats);
    }
    let made_by = made_by(&layout.postgres());
    let needed = if made_by.is_some() { disk::FOR_OLD_DATA } else { disk::FOR_NEW_DATA };
    disk::require(&layout.data, needed)?;
    let cache = settings.cache_folder(&layout.data);
    let clock = Instant::now();
    let data = layout.postgres();
    let found = find(&wanted, &cache, made_by.map(|major| (data.as_path(), major)), errand)?;
    let finding = clock.elapsed();
    let start = Start { settings, layout: &layout, errand, finding, deaths: watch::Sender::new(None) };
    start.all(found, lock)
}

/// One start: what both engines need to know.
struct Start<'a> {
    settings: &'a Settings,
    layout: &'a Layout,
    errand: &'a Errand,
    finding: Duration,
    deaths: watch::Sender<Option<crate::engines::Death>>,
}

impl Start<'_> {
    fn all(self, found: Vec<(Engine, Found)>, lock: Lock) -> Result<Engines, Error> {
        let programs: Vec<&Programs> = found.iter().map(|(_, found)| &found.programs).collect();
        let identity = self.identity(&programs)?;
        // Side by side: neither needs the other to start.
        let this = &self;
        let mut started = std::thread::scope(|scope| {
            let starts: Vec<_> = found
                .into_iter()
                .map(|(engine, found)| scope.spawn(move || this.one(engine, found, identity)))
                .collect();
            let ends: Vec<_> = starts.into_iter().map(|start| start.join().unwrap_or(Err(Error::Cancelled))).collect();
            ends.into_iter().collect::<Result<Vec<_>, Error>>()
        })?;
        let mut postgres = Slot::External;
        let mut nats = Slot::External;
        let mut parts = Vec::new();
        started.sort_by_key(|(part, _)| part.starting);
        for (part, server) in started {
            parts.push(part);
            match server {
                Server::Postgres(server) => postgres = Slot::Running(server),
                Server::Nats(server) => nats = Slot::Running(server),
            }
        }
        let record = self.record(&postgres, &nats);
        record.write(self.layout)?;
        Ok(Engines {
            access: Access::Owned,
            database_url: record.database_url.clone(),
            nats: NatsAddress { url: record.nats_url.clone(), token: record.nats_token.clone() },
            parts,
            http_url: None,
            owned: Some(Owned {
                nats: Mutex::new(nats),
                postgres: Mutex::new(postgres),
                deaths: self.deaths,
                record: Mutex::new(record),
                layout: self.layout.clone(),
                _lock: lock,
            }),
        })
    }

    fn identity(&self, programs: &[&Programs]) -> Result<Option<account::Identity>, Error> {
        let (postgres, nats) = (self.layout.postgres(), self.layout.nats());
        if !rustix::process::geteuid().is_root() {
            return Ok(None);
        }
        self.layout.let_pass()?;
        let run = self.layout.run();
        let mut ways = vec![run.as_path()];
        ways.extend(programs.iter().map(|programs| programs.folder.as_path()));
        account::choose(&[&postgres, &nats], &ways)
    }

    fn one(&self, engine: Engine, found: Found, identity: Option<account::Identity>) -> Result<(Part, Server), Error> {
        let clock = Instant::now();
        let version = found.programs.written.clone();
        let on_end = announce(&self.deaths, engine);
        let server = match engine {
            Engine::Postgres => {
                let durability = self.settings.durability;
                let plan = Postgres::prepare(self.layout, found.programs, identity, durability, self.errand)?;
                Server::Postgres(Postgres::start(plan, on_end, self.errand)?)
            }
            Engine::Nats => {
                let plan = self.nats_plan(found.programs, identity)?;
                Server::Nats(Nats::start(plan, on_end, self.errand)?)
            }
        };
        let starting = clock.elapsed();
        self.errand.say(&format!("{engine} {version} ready ({:.2} s)", starting.as_secs_f64()));
        Ok((Part { engine, version, source: found.source, finding: self.finding, starting }, server))
    }

    fn nats_plan(&self, programs: Programs, identity: Option<account::Identity>) -> Result<NatsPlan, Error> {
        private_folders(&self.layout.run())?;
        Ok(NatsPlan {
            programs,
            name: "paceledger".to_string(),
            store: self.layout.nats(),
            run: self.layout.run().join("nats"),
            log: self.layout.log("nats.log"),
            token: token()?,
            port: None,
            identity,
            durability: self.settings.durability,
            cluster: None,
        })
    }

    fn record(&self, postgres: &Slot<Postgres, crate::postgres::Plan>, nats: &Slot<Nats, NatsPlan>) -> Record {
        let (database_url, postgres_pid) = match postgres {
            Slot::Running(server) => (server.url(), Some(server.pid())),
            _ => (self.settings.database_url.clone().unwrap_or_default(), None),
        };
        let (nats_url, nats_token, nats_pid) = match nats {
            Slot::Running(server) => {
                let address = server.address();
                (address.url, address.token, Some(server.pid()))
            }
            _ => (self.settings.nats_url.clone().unwrap_or_default(), None, None),
        };
        Record { pid: std::process::id(), database_url, nats_url, nats_token, postgres_pid, nats_pid, http_url: None }
    }
}

enum Server {
    Postgres(Postgres),
    Nats(Nats),
}
