//! The running server: from a folder on disk to one that answers, and back.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::account::Identity;
use crate::child::{OnUnexpectedEnd, Running};
use crate::engine::Engine;
use crate::error::Error;
use crate::launch::Launch;
use crate::layout::{Layout, engine_folder};
use crate::leftovers;
use crate::log;
use crate::postgres::wire::{self, Answer};
use crate::postgres::{DATABASE, config, init, made_by};
use crate::search::Programs;
use crate::settings::{Durability, Errand};

/// Nobody may listen for this long; a server that answers that it still recovers
/// is waited for.
const SILENCE: Duration = Duration::from_secs(30);

/// Fast shutdown, then immediate (nothing is lost: the next start recovers), then kill.
const STOP: [(Signal, Duration); 3] = [
    (Signal::INT, Duration::from_millis(4000)),
    (Signal::QUIT, Duration::from_millis(800)),
    (Signal::KILL, Duration::from_millis(500)),
];

const STOP_AT_ONCE: [(Signal, Duration); 2] =
    [(Signal::QUIT, Duration::from_millis(1500)), (Signal::KILL, Duration::from_millis(500))];

/// What it takes to start it, again if need be.
#[derive(Clone)]
pub(crate) struct Plan {
    programs: Programs,
    folder: PathBuf,
    socket: PathBuf,
    log: PathBuf,
    identity: Option<Identity>,
    durability: Durability,
}

pub(crate) struct Postgres {
    plan: Plan,
    running: Running,
}

impl Postgres {
    /// What a first start would do: data is made if there is none.
    pub(crate) fn prepare(
        layout: &Layout,
        programs: Programs,
        identity: Option<Identity>,
        durability: Durability,
        errand: &Errand,
    ) -> Result<Plan, Error> {
        let plan = Plan {
            programs,
            folder: layout.postgres(),
            socket: layout.socket_folder(),
            log: layout.log("postgres.log"),
            identity,
            durability,
        };
        leftovers::wait_until_gone(Engine::Postgres, &plan.folder, errand)?;
        if made_by(&plan.folder).is_none() {
            errand.say("setting up a new PostgreSQL data folder");
            init::init(&plan.programs, &plan.folder, identity, durability, errand)?;
        }
        engine_folder(&plan.folder, identity)?;
        engine_folder(&plan.socket, identity)?;
        Ok(plan)
    }

    pub(crate) fn start(plan: Plan, on_end: OnUnexpectedEnd, errand: &Errand) -> Result<Self, Error> {
        config::write(&plan.folder, &plan.socket, plan.durability)?;
        if let Some(identity) = plan.identity {
            for name in ["postgresql.conf", "pg_hba.conf"] {
                let path = plan.folder.join(name);
                identity.own(&path).map_err(Error::folder("hand over", &path))?;
            }
        }
        let launch = Launch::new(plan.programs.path("postgres"), &plan.folder)
            .args(["-D".as_ref(), plan.folder.as_os_str()])
            .identity(plan.identity);
        // Immediate shutdown: it takes its own children along and loses nothing.
        let launch = Launch { on_our_death: Signal::QUIT, ..launch };
        let running = Running::start(launch, log::sink(&plan.log)?, Some(on_end)).map_err(|error| Error::Start {
            engine: Engine::Postgres,
            reason: error.to_string(),
            log: Vec::new(),
        })?;
        let postgres = Self { plan, running };
        postgres.wait_until_ready(errand)?;
        Ok(postgres)
    }

    fn wait_until_ready(&self, errand: &Errand) -> Result<(), Error> {
        let socket = self.plan.socket.join(".s.PGSQL.5432");
        let started = Instant::now();
        let mut last_answer = Instant::now();
        let mut told = 0;
        loop {
            match wire::connect(&socket, DATABASE) {
                Answer::Ready(_) => return Ok(()),
                Answer::No { state, .. } if state == "3D000" => return self.make_database(&socket),
                Answer::No { state, .. } if state == "57P03" => last_answer = Instant::now(),
                Answer::No { message, .. } => {
                    return Err(self.failed(format!("it refuses connections: {message}")));
                }
                Answer::Silence => {}
            }
            if let Some(status) = self.running.ended() {
                return Err(self.failed(format!("it ended with {status}")));
            }
            if last_answer.elapsed() > SILENCE {
                return Err(self.failed(format!("it has not answered for {} s", SILENCE.as_secs())));
            }
            errand.still_wanted()?;
            let seconds = started.elapsed().as_secs();
            if seconds >= told + 5 {
                told = seconds;
                errand.say(&format!("  PostgreSQL is still recovering ({seconds} s)"));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn make_database(&self, socket: &std::path::Path) -> Result<(), Error> {
        let failed = |message: String| self.failed(format!("its database could not be made: {message}"));
        match wire::connect(socket, "postgres") {
            Answer::Ready(mut session) => {
                let made =
                    session.run(&format!("create database {DATABASE}")).map_err(|error| failed(error.to_string()))?;
                made.map_err(|(_, message)| failed(message))
            }
            Answer::No { message, .. } => Err(failed(message)),
            Answer::Silence => Err(failed("it fell silent".into())),
        }
    }

    fn failed(&self, reason: String) -> Error {
        self.running.expect_end();
        Error::Start { engine: Engine::Postgres, reason, log: self.running.last_words() }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.running.pid()
    }

    pub(crate) fn url(&self) -> String {
        super::url(&self.plan.socket)
    }

    pub(crate) fn plan(&self) -> Plan {
        self.plan.clone()
    }

    pub(crate) fn stop(self) -> bool {
        let stopped = self.running.stop(&STOP);
        self.plan.remove_short_socket_folder();
        stopped
    }

    /// As a power cut would.
    pub(crate) fn kill(self) {
        self.running.stop(&[(Signal::KILL, Duration::from_secs(2))]);
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if self.running.ended().is_none() {
            self.running.stop(&STOP_AT_ONCE);
            self.plan.remove_short_socket_folder();
        }
    }
}

impl Plan {
    pub(crate) fn wait_until_gone(&self, errand: &Errand) -> Result<(), Error> {
        leftovers::wait_until_gone(Engine::Postgres, &self.folder, errand)
    }

    /// One outside the data folder would be litter.
    fn remove_short_socket_folder(&self) {
        let inside = self.folder.parent().is_some_and(|data| self.socket.starts_with(data));
        if !inside {
            fs::remove_dir_all(&self.socket).ok();
        }
    }
}
