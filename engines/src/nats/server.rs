//! The running server: started, found on the port it picked, stopped.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use serde::Deserialize;

use crate::account::Identity;
use crate::child::{OnUnexpectedEnd, Running};
use crate::disk;
use crate::engine::Engine;
use crate::error::Error;
use crate::launch::Launch;
use crate::layout::engine_folder;
use crate::leftovers;
use crate::log;
use crate::nats::NatsAddress;
use crate::nats::config::{Cluster, Config};
use crate::nats::hello::{hello, is_well};
use crate::search::Programs;
use crate::settings::{Durability, Errand};

/// A large store is checked block by block before the server listens.
const PATIENCE: Duration = Duration::from_secs(120);

const STOP: [(Signal, Duration); 2] =
    [(Signal::TERM, Duration::from_millis(2000)), (Signal::KILL, Duration::from_millis(500))];

/// What it takes to start it, again if need be: on the same port, with the same token.
#[derive(Clone)]
pub(crate) struct Plan {
    pub(crate) programs: Programs,
    pub(crate) name: String,
    pub(crate) store: PathBuf,
    /// The settings file and the server's own note of its port.
    pub(crate) run: PathBuf,
    pub(crate) log: PathBuf,
    pub(crate) token: String,
    pub(crate) port: Option<u16>,
    pub(crate) identity: Option<Identity>,
    pub(crate) durability: Durability,
    pub(crate) cluster: Option<(u16, Vec<u16>)>,
}

pub(crate) struct Nats {
    plan: Plan,
    running: Running,
    port: u16,
}

impl Nats {
    pub(crate) fn start(plan: Plan, on_end: OnUnexpectedEnd, errand: &Errand) -> Result<Self, Error> {
        leftovers::wait_until_gone(Engine::Nats, &plan.store, errand)?;
        engine_folder(&plan.store, plan.identity)?;
        fs::remove_dir_all(&plan.run).ok();
        engine_folder(&plan.run, plan.identity)?;
        let settings = plan.run.join("nats.conf");
        plan.config(disk::share_for_streams(&plan.store)?).write(&settings)?;
        if let Some(identity) = plan.identity {
            identity.own(&settings).map_err(Error::folder("hand over", &settings))?;
        }
        let launch = Launch::new(plan.programs.path("nats-server"), &plan.store)
            .args(["-c".as_ref(), settings.as_os_str()])
            .args(["-P".as_ref(), plan.run.join("nats-server.pid").as_os_str()])
            .identity(plan.identity);
        let running = Running::start(launch, log::sink(&plan.log)?, Some(on_end)).map_err(|error| Error::Start {
            engine: Engine::Nats,
            reason: error.to_string(),
            log: Vec::new(),
        })?;
        let mut nats = Self { plan, running, port: 0 };
        nats.port = nats.wait_until_ready(errand)?;
        nats.plan.port = Some(nats.port);
        Ok(nats)
    }

    fn wait_until_ready(&self, errand: &Errand) -> Result<u16, Error> {
        let started = Instant::now();
        loop {
            if let Some(port) = self.note().and_then(|note| port_in(&note.nats))
                && let Some(hello) = hello(port)
            {
                if hello.jetstream {
                    return Ok(port);
                }
                return Err(self.failed("it runs without JetStream".into()));
            }
            self.check_runs()?;
            if started.elapsed() > PATIENCE {
                return Err(self.failed(format!("it has not answered for {} s", PATIENCE.as_secs())));
            }
            errand.still_wanted()?;
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// One that is ready may still end: a member of a cluster takes the port for the others last.
    pub(super) fn check_runs(&self) -> Result<(), Error> {
        match self.running.ended() {
            Some(status) => Err(self.failed(format!("it ended with {status}"))),
            None => Ok(()),
        }
    }

    fn note(&self) -> Option<PortsNote> {
        PortsNote::read(&self.plan.run.join(format!("nats-server_{}.ports", self.running.pid())))
    }

    /// A member of a cluster that has found the others.
    pub(super) fn is_well(&self) -> bool {
        self.note().and_then(|note| port_in(&note.monitoring)).is_some_and(is_well)
    }

    fn failed(&self, reason: String) -> Error {
        self.running.expect_end();
        Error::Start { engine: Engine::Nats, reason, log: self.running.last_words() }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.running.pid()
    }

    pub(crate) fn address(&self) -> NatsAddress {
        NatsAddress { url: format!("nats://127.0.0.1:{}", self.port), token: Some(self.plan.token.clone()) }
    }

    /// To start it again where its clients look for it.
    pub(crate) fn plan(&self) -> Plan {
        self.plan.clone()
    }

    pub(crate) fn stop(&self) -> bool {
        self.running.stop(&STOP)
    }

    pub(crate) fn kill(self) {
        self.running.stop(&[(Signal::KILL, Duration::from_secs(2))]);
    }
}

impl Plan {
    fn config(&self, file_store: u64) -> Config<'_> {
        Config {
            name: &self.name,
            port: self.port,
            token: &self.token,
            store: &self.store,
            ports: &self.run,
            file_store,
            durability: self.durability,
            cluster: self.cluster.as_ref().map(|(port, routes)| Cluster { port: *port, routes }),
        }
    }
}

/// The server's note of where it listens.
#[derive(Deserialize)]
struct PortsNote {
    nats: Vec<String>,
    #[serde(default)]
    monitoring: Vec<String>,
}

impl PortsNote {
    fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }
}

fn port_in(urls: &[String]) -> Option<u16> {
    urls.first()?.rsplit_once(':')?.1.parse().ok()
}
